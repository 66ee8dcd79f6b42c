"""Evidence: no effect without a source for how strong it is."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.plan.checks.draft import Draft
from growthplan.plan.document import Path, clip
from growthplan.vocabulary import Fault

_ON_WHOSE_WORD = {"strength", "unit_cost", "evidence"}
"""Fields that say what an effect rests on; a size alone is a claim."""


def check_effects_have_evidence(draft: Draft) -> Iterator[Fault]:
    """An effect that the model carries says how strong it is, and on whose word."""
    for action in draft.items("intervention"):
        for effect in action.items("effects"):
            mechanism = effect.text("mechanism")
            carried = mechanism is not None and mechanism != "none"
            if carried and not _ON_WHOSE_WORD & effect.fields.keys():
                yield effect.document.error(
                    effect.at("mechanism"),
                    f"intervention '{clip(action.id)}': its effect on "
                    f"{clip(effect.text('driver') or 'a driver')} has no evidence.",
                    'Give "strength" (an assumption) or "evidence" with a range and its source; or '
                    'write "none" as the mechanism when the model has no path for it.',
                    code="plan-no-evidence",
                )


def check_actions_do_something(draft: Draft) -> Iterator[Fault]:
    """An action without effects is left out of every projection."""
    for action in draft.items("intervention"):
        idle = action.fields.get("baseline") is True or action.text("status") == "cancelled"
        if not idle and not action.fields.get("effects"):
            yield action.document.warning(
                action.at("id"),
                f"intervention '{clip(action.id)}' says nothing of its effects.",
                "Give the drivers that it acts on; the mechanism may be none.",
                code="plan-no-effects",
            )


def check_effects_are_given_once(draft: Draft) -> Iterator[Fault]:
    """One action acts on one driver in one way and unit once; twice would double the effect."""
    for action in draft.items("intervention"):
        first: dict[tuple[str | None, ...], Path] = {}
        for effect in action.items("effects"):
            key = tuple(effect.text(name) for name in ("driver", "mechanism", "unit"))
            if None in key or effect.text("mechanism") == "none":
                continue
            if key in first:
                line = effect.document.mark(first[key]).line
                yield effect.document.warning(
                    effect.at("driver"),
                    f"intervention '{clip(action.id)}' gives the same effect on "
                    f"{clip(key[0] or '')} twice; the other is on line {line}.",
                    "Keep one of the two, or say in their units how they differ.",
                    code="plan-effect-twice",
                )
            first.setdefault(key, effect.path)
