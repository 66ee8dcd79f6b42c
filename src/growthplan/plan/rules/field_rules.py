"""Rules of single fields: what each may hold."""

from growthplan.plan.rules.rule import table

FIELD_RULES = table({
    "plan-missing-field": (
        "Fields that are needed are there",
        "Add the field; its meaning stands with the fault and in the reference.",
    ),
    "plan-unknown-field": (
        "Every field is known",
        "An unknown field is mostly a slip of spelling; it would otherwise be silently ignored.",
    ),
    "plan-empty": (
        "A field that is there holds something",
        "Fill it in, or delete the line when the field may be left out.",
    ),
    "plan-type": (
        "A field holds its kind of value",
        "Text, a number, a list or a group of fields, as the reference says for each.",
    ),
    "plan-choice": (
        "One of the words that are allowed",
        "Some fields know only certain words, such as a status; the fault lists them.",
    ),
    "plan-twice": (
        "A list names each thing once",
        "Keep one of the entries with the same name.",
    ),
    "plan-range": ("A number lies in its range", "Check the number and its unit."),
    "plan-length": (
        "Lists and texts have a sensible length",
        "Some lists need at least one item, and names at most 200 characters.",
    ),
    "plan-id": (
        "Ids are small letters, digits and hyphens",
        "An id is a short name that other parts and figures refer to, so it never changes.",
    ),
    "plan-url": ("A web address is whole", "It starts with https:// and has no spaces."),
    "plan-date": (
        "A date can be read",
        "Write 13 October 2025, 13/10/2025, October 2025, 2026/27 or 2026; days come first.",
    ),
    "plan-year": ("A year is plausible", "Calendar years run from 1900 to 2200 here."),
    "plan-place": (
        "A place is known",
        "Give the name or code of an area of official statistics; the fault names the nearest.",
    ),
    "plan-measure": (
        "An outcome is measured by something known",
        "Targets are compared with official figures, so their measure must be one of those.",
    ),
    "plan-unit": (
        "A unit is known and suits",
        "A target's unit suits its measure, and a value never stands without its unit.",
    ),
    "plan-order": (
        "First before last",
        "Starts come before ends, and the middle of a range between its low and high.",
    ),
    "plan-ledger": (
        "Welfare and local GVA and jobs are two ledgers",
        "What the country gains and what the place makes are counted apart and never added.",
    ),
    "plan-mitigation": (
        "Less optimism bias has a reason",
        "A published upper bound may be lowered only by what has been done about the risks.",
    ),
    "plan-shares": (
        "Shares add up",
        "Shares of places add up to 1, and shares of an action's money to at most 1, so that no "
        "pound buys two things.",
    ),
    "plan-version": (
        "The plan's layout is the one read here",
        "The layout has a version; use the growthplan that the plan was made with.",
    ),
    "plan-horizon": (
        "The horizon adds up",
        'Its end is its start and its years; leave one of "end" and "years" out.',
    ),
    "plan-base": (
        "A claim says what it rests on",
        "A sum in pounds can be checked only against the size of the economy that it starts from.",
    ),
    "plan-years": (
        "A claim says over how many years",
        "A sum added over time can be checked only when its years are known.",
    ),
    "plan-evidence": (
        "An effect has a size",
        "Give its size, or what one unit costs, or a range of its own with its source.",
    ),
    "plan-source": (
        "An indicator has a source or a stated gap",
        "Say which statistic gives it, who returns it, or why nobody does yet.",
    ),
    "plan-assumption": (
        "Assumptions are named by their id",
        "Ids of assumptions have a dot in them, such as skills.unit_cost_adult.",
    ),
})  # fmt: skip
"""Rules of single fields, by code."""
