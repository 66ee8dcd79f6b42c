"""Rules of ids, references, sources and places."""

from growthplan.plan.checks.kinds import KINDS, OUTSIDE
from growthplan.plan.rules.rule import table

_UNKNOWN = {
    f"plan-unknown-{kind}": (
        f"Every {about.word} that is named is in the plan",
        f"Correct the id, or add what it names to {about.file}.",
    )
    for kind, about in KINDS.items()
} | {
    f"plan-unknown-{kind}": (
        f"Every {word} that is named is known",
        "It stands outside the plan's files; correct the id, or leave the field out.",
    )
    for kind, word in OUTSIDE.items()
}

REFERENCE_RULES = table(_UNKNOWN | {
    "plan-duplicate-id": (
        "An id names one thing",
        "Within one kind, over all files, no two share an id; funding lines, totals and other "
        "money share one list of ids.",
    ),
    "plan-named-twice": (
        "A list names each thing once",
        "The second mention adds nothing, and may stand where another was meant.",
    ),
    "plan-duplicate-source": (
        "A source is listed once",
        "It stands in plan.yaml or in sources.yaml, so that a correction reaches every use.",
    ),
    "plan-unknown-source": (
        "Every source that is named is listed",
        "Every public fact can be looked up; add the source, or correct its short name.",
    ),
    "plan-unused-source": (
        "Every source that is listed is used",
        "A source that nothing refers to is probably a slip.",
    ),
    "plan-objective-theme": (
        "An action's objective is one of its theme's",
        "Change the theme or the objective.",
    ),
    "plan-comparator": (
        "A place is compared with another",
        "Neither with itself nor with the same area under another code.",
    ),
    "plan-ended-place": (
        "Places are of today",
        "An authority that was abolished has no new figures; use the one that followed it.",
    ),
    "plan-place-outside": (
        "Sites and actions lie in the plan's area",
        "An authority outside the area belongs to another plan; work across the boundary is a "
        "strategy of the kind cross-boundary.",
    ),
    "plan-circle": (
        "Nothing comes before itself",
        "Dependencies, zones and indicators form no circle; take one link out.",
    ),
    "plan-excluded": (
        "No action needs what it excludes",
        "Two actions that exclude each other cannot depend on one another.",
    ),
    "plan-depends-on-cancelled": (
        "No action waits for one that is off",
        "Depend on what takes its place, or say how it goes on without it.",
    ),
    "plan-depends-on-later": (
        "What comes first starts first",
        "An action cannot need one that starts only after its own end.",
    ),
    "plan-lever-awaited": (
        "Levers are held in time, or their holders take part",
        "An action whose lever the place does not hold waits on whoever holds it.",
    ),
    "plan-lever-held": (
        "A lever that is held waits on nobody",
        "Correct its devolution, or delete what is still said to be asked for.",
    ),
})  # fmt: skip
"""Rules of ids, references, sources and places, by code."""
