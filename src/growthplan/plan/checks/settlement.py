"""The settlement: lines add up to what was published, rules are given once, overlaps are named."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.plan.amounts import financial_year
from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.item import Item
from growthplan.plan.checks.money import INACTIVE, ROUNDING
from growthplan.plan.document import clip
from growthplan.vocabulary import Fault


def check_lines_add_up_to_the_total(draft: Draft) -> Iterator[Fault]:
    """The lines of a kind add up, over a total's years, to that total as published."""
    if not draft.is_known_whole("line"):
        return
    for total in draft.items("total"):
        amount, span, kind = total.number("amount"), _span(total), total.text("kind")
        lines = [line for line in draft.items("line") if line.text("kind") == kind]
        if amount is None or span is None or not lines:
            continue
        added = sum(
            value
            for line in lines
            for year, (_, value) in line.by_year("amounts").items()
            if span[0] <= year <= span[1]
        )
        if abs(added - amount) > ROUNDING:
            yield total.document.error(
                total.at("amount"),
                f"the {kind} lines add up to £{added:,.2f}m over {financial_year(span[0])} to "
                f"{financial_year(span[1])}, not to the published £{amount:,.2f}m.",
                f"Correct the lines by £{abs(amount - added):,.2f}m, or the total.",
                code="plan-lines-total",
            )


def check_lines_fall_in_the_settlement(draft: Draft) -> Iterator[Fault]:
    """A line has money only in years for which a total of its kind was published."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for total in draft.items("total"):
        span, kind = _span(total), total.text("kind")
        if span and kind:
            spans.setdefault(kind, []).append(span)
    for line in draft.items("line"):
        covered = spans.get(line.text("kind") or "", [])
        for year, (typed, amount) in line.by_year("amounts").items():
            if amount and covered and not any(a <= year <= b for a, b in covered):
                years = ", ".join(f"{financial_year(a)} to {financial_year(b)}" for a, b in covered)
                yield line.document.error(
                    line.at("amounts", typed),
                    f"funding line '{clip(line.id)}' has money in {financial_year(year)}, but the "
                    f"settlement's {line.text('kind')} runs from {years}.",
                    "Move it to a year of the settlement.",
                    code="plan-line-year",
                    at="key",
                )


def _span(item: Item) -> tuple[int, int] | None:
    first, last = item.year("first"), item.year("last")
    return (first, last) if first is not None and last is not None else None


def check_switching_rules_are_given_once(draft: Draft) -> Iterator[Fault]:
    """There is one rule for each way of moving money."""
    first: dict[str, Item] = {}
    for rule in draft.items("switching"):
        kind = rule.text("kind")
        if kind is None:
            continue
        known = first.setdefault(kind, rule)
        if known is not rule:
            line = known.document.mark(known.at("kind")).line
            yield rule.document.error(
                rule.at("kind"),
                f"there are two rules for moving money {clip(kind)}; the other is on line {line}.",
                "Keep one of the two.",
                code="plan-switching-twice",
            )


def check_overlapping_money_is_spent_once(draft: Draft) -> Iterator[Fault]:
    """An action that draws on two pots with pounds in common may count the same pound twice."""
    shared = _overlaps(draft)
    kinds = {line.id: line.text("kind") for line in draft.items("line")}
    totals = {total.id: total.text("kind") for total in draft.items("total")}
    for action in draft.items("intervention"):
        costs = list(action.items("costs"))
        if len(costs) < 2 or action.text("status") in INACTIVE:
            continue
        for number, cost in enumerate(costs):
            for other in costs[:number]:
                pair = (cost.text("line") or "", other.text("line") or "")
                if pair[0] == pair[1] or _share_pounds(*pair, shared, kinds, totals):
                    yield from _same_pounds(action, cost, other)


def check_money_does_not_overlap_itself(draft: Draft) -> Iterator[Fault]:
    """Overlaps are with other pots."""
    for money in draft.items("other-money"):
        overlaps = money.within("overlaps")
        if overlaps and money.id in overlaps.fields:
            yield money.document.error(
                overlaps.at(money.id),
                f"other money '{clip(money.id)}' overlaps itself.",
                "Name the other pot that holds the same pounds.",
                code="plan-overlap-itself",
                at="key",
            )


def _overlaps(draft: Draft) -> set[frozenset[str]]:
    return {
        frozenset((money.id, name))
        for money in draft.items("other-money")
        for name in (money.within("overlaps") or money).fields
        if "overlaps" in money.fields
    }


def _share_pounds(
    one: str,
    two: str,
    shared: set[frozenset[str]],
    kinds: dict[str, str | None],
    totals: dict[str, str | None],
) -> bool:
    """Whether two pots overlap themselves, or one overlaps the total that the other shares out."""
    sides = [{name, *(t for t, kind in totals.items() if kinds.get(name, "") == kind)}
             for name in (one, two)]  # fmt: skip
    return any(frozenset((a, b)) in shared for a in sides[0] for b in sides[1] if a != b)


def _same_pounds(action: Item, cost: Item, other: Item) -> Iterator[Fault]:
    before = other.by_year("amounts")
    for year, (typed, amount) in cost.by_year("amounts").items():
        if not amount or year not in before:
            continue
        one, two = clip(other.text("line") or ""), clip(cost.text("line") or "")
        message = f"intervention '{clip(action.id)}' takes money of {financial_year(year)} from "
        if one == two:
            message += f"'{one}' in two places"
        else:
            message += f"'{one}' and '{two}', which hold some of the same pounds"
        path = cost.at("amounts", typed)
        if amount == before[year][1]:
            fix = "Keep one of the two."
            message += f": £{amount:,.2f}m may stand here twice."
            yield cost.document.error(path, message, fix, code="plan-pound-twice", at="key")
        else:
            fix = "Check that no pound stands in both."
            yield cost.document.warning(path, f"{message}.", fix, code="plan-pound-twice")
        return
