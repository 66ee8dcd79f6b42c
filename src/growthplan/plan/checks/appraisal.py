"""Appraisal: each benefit enters once, in one ledger, on a value that can be followed."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.item import Item
from growthplan.plan.document import clip
from growthplan.vocabulary import Fault

_ONE_GAIN = (
    ("land value", "user benefits", "Land that is served better is dearer because of what its "
     "users gain, so that the two are one gain."),
    ("land value", "wider impacts", "Land is dearer because firms there produce more, so that the "
     "two are one gain."),
    ("wider impacts", "productivity", "Wider impacts are gains in productivity."),
    ("health", "wellbeing", "Wellbeing holds what people feel of their health."),
)  # fmt: skip
"""Pairs of kinds that measure one gain twice, and why."""


def check_benefits_enter_once(draft: Draft) -> Iterator[Fault]:
    """No action values one gain under two kinds: land value, user benefits, wider impacts."""
    for action, benefits in _cases(draft):
        by_kind: dict[str, Item] = {}
        for benefit in benefits:
            by_kind.setdefault(benefit.text("kind") or "", benefit)
        for first, second, why in _ONE_GAIN:
            if first in by_kind and second in by_kind:
                one, other = by_kind[first], by_kind[second]
                line = other.document.mark(other.at("kind")).line
                yield one.document.error(
                    one.at("kind"),
                    f"intervention '{clip(action.id)}': '{clip(one.id)}' ({first}) and "
                    f"'{clip(other.id)}' ({second}, line {line}) count one gain twice. {why}",
                    "Keep one of the two.",
                    code="plan-benefit-twice",
                )


def check_benefits_stand_in_one_ledger(draft: Draft) -> Iterator[Fault]:
    """No amounts stand in the local ledger and in welfare as well."""
    for action, benefits in _cases(draft):
        seen: dict[tuple[object, ...], Item] = {}
        for benefit in benefits:
            amounts = tuple(sorted((y, v) for y, (_, v) in benefit.by_year("amounts").items()))
            other = seen.setdefault(amounts, benefit)
            apart = (other.text("ledger") or "welfare") != (benefit.text("ledger") or "welfare")
            if amounts and apart:
                line = other.document.mark(other.at("amounts")).line
                yield benefit.document.error(
                    benefit.at("amounts"),
                    f"intervention '{clip(action.id)}': '{clip(benefit.id)}' has the amounts of "
                    f"'{clip(other.id)}' (line {line}), which is in the other ledger: one benefit "
                    "is counted in both.",
                    "Keep it in one ledger; local GVA and jobs are not welfare.",
                    code="plan-benefit-both-ledgers",
                )


def check_benefits_are_valued_after_they_begin(draft: Draft) -> Iterator[Fault]:
    """No benefit comes before the action starts."""
    for action, benefits in _cases(draft):
        delivery = action.within("delivery")
        start = delivery.year("start") if delivery else None
        for benefit in benefits:
            early = [(y, typed) for y, (typed, v) in benefit.by_year("amounts").items() if v]
            if start is not None and early and min(early)[0] < start:
                yield benefit.document.error(
                    benefit.at("amounts", min(early)[1]),
                    f"intervention '{clip(action.id)}': '{clip(benefit.id)}' begins before the "
                    "action starts.",
                    "Give it from the year in which delivery starts.",
                    code="plan-benefit-early",
                    at="key",
                )


def _cases(draft: Draft) -> Iterator[tuple[Item, list[Item]]]:
    for action in draft.items("intervention"):
        case = action.within("appraisal")
        if case is not None:
            yield action, list(case.items("benefits"))
