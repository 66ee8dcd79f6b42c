"""Time: delivery, milestones and reliefs fall where they can do what they are for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from growthplan.plan.amounts import financial_year
from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.item import Item, in_words, year_end, year_start
from growthplan.plan.document import clip
from growthplan.vocabulary import Fault

_DAYS_IN_A_YEAR = 365.25
_TO_COME = ("proposed", "announced", "committed")


def check_delivery_falls_within_the_horizon(draft: Draft) -> Iterator[Fault]:
    """An action is carried out while the plan runs."""
    if not draft.horizon:
        return
    first, last = draft.horizon
    for action, delivery in _deliveries(draft):
        start, end = delivery.year("start"), delivery.year("end")
        if action.text("status") == "complete":
            continue
        label = f"intervention '{clip(action.id)}'"
        runs = f"the plan runs from {first} to {last}"
        if start is not None and start > last:
            yield _outside(
                delivery, "start", f"{label} starts in {financial_year(start)}, but {runs}"
            )
        elif end is not None and end + 1 < first:
            yield _outside(delivery, "end", f"{label} ends in {financial_year(end)}, but {runs}")
        elif end is not None and end > last:
            yield _partly(delivery, "end", f"{label} ends in {financial_year(end)}, but {runs}")
        elif start is not None and start + 1 < first and action.text("status") in _TO_COME:
            yield _partly(
                delivery, "start", f"{label} starts in {financial_year(start)}, but {runs}"
            )


def _outside(delivery: Item, field: str, message: str) -> Fault:
    fix = "Correct the year, or take the action out of this plan."
    return delivery.document.error(
        delivery.at(field), f"{message}.", fix, code="plan-delivery-year"
    )


def _partly(delivery: Item, field: str, message: str) -> Fault:
    fix = "Check the year; what falls outside is not counted."
    return delivery.document.warning(
        delivery.at(field), f"{message}.", fix, code="plan-delivery-year"
    )


def check_milestones_fall_within_delivery(draft: Draft) -> Iterator[Fault]:
    """A step of delivery that is still to come is due while the action is delivered."""
    for action, delivery in _deliveries(draft):
        start, end = delivery.year("start"), delivery.year("end")
        for milestone in delivery.items("milestones"):
            days = milestone.days("due")
            if not days or milestone.days("done"):
                continue
            early = start is not None and days[0] < year_start(start)
            late = end is not None and days[1] > year_end(end)
            if early or late:
                yield milestone.document.warning(
                    milestone.at("due"),
                    f"intervention '{clip(action.id)}': the milestone '{clip(milestone.id)}' is "
                    f"due on {in_words(days[0])}, {'before' if early else 'after'} its delivery.",
                    "Correct the day, or the years of delivery.",
                    code="plan-milestone-day",
                )


def check_costs_fall_within_delivery(draft: Draft) -> Iterator[Fault]:
    """Money is spent while the action is delivered."""
    for action, delivery in _deliveries(draft):
        start, end = delivery.year("start"), delivery.year("end")
        if start is None or end is None or end < start:
            continue
        for cost in action.items("costs"):
            for year, (typed, amount) in cost.by_year("amounts").items():
                if amount and not start <= year <= end:
                    span = f"{financial_year(start)} to {financial_year(end)}"
                    yield cost.document.warning(
                        cost.at("amounts", typed),
                        f"intervention '{clip(action.id)}' has costs in {financial_year(year)}, "
                        f"but is delivered from {span}.",
                        "Correct the years of one of them.",
                        code="plan-cost-outside-delivery",
                    )


def _deliveries(draft: Draft) -> Iterator[tuple[Item, Item]]:
    for action in draft.items("intervention"):
        delivery = action.within("delivery")
        if delivery:
            yield action, delivery


def check_benefits_begin_before_the_sunset(draft: Draft) -> Iterator[Fault]:
    """The relief that an action rests on has not ended when its effects begin."""
    ends = {kind: _last_sunsets(draft, kind) for kind in ("zone", "site")}
    for action, delivery in _deliveries(draft):
        begins = _first_benefit(action, delivery)
        if begins is None or action.text("status") == "cancelled":
            continue
        own = action.days("sunset")
        if own and begins > own[1]:
            yield action.document.error(
                action.at("sunset"),
                f"intervention '{clip(action.id)}': its relief ends on {in_words(own[1])}, before "
                f"its effects begin (about {begins:%B %Y}).",
                "Correct the day, the start of delivery or the lag.",
                code="plan-sunset",
            )
        if not own:
            yield from _after_the_reliefs(action, begins, ends)


def _after_the_reliefs(
    action: Item, begins: date, ends: dict[str, dict[str, date]]
) -> Iterator[Fault]:
    """An action in a zone or on a site whose reliefs all end before its effects begin."""
    rests = any(e.text("mechanism") == "incentive-jobs" for e in action.items("effects"))
    for kind, field in (("zone", "zones"), ("site", "sites")):
        for number, name in action.names(field):
            sunset = ends[kind].get(name)
            if sunset is None or begins <= sunset:
                continue
            tell = action.document.error if rests else action.document.warning
            yield tell(
                action.at(field, number),
                f"intervention '{clip(action.id)}': the last relief of the {kind} '{clip(name)}' "
                f"ends on {in_words(sunset)}, before its effects begin (about {begins:%B %Y}).",
                "Correct the sunset, the start of delivery or the lag.",
                code="plan-sunset",
            )


def _first_benefit(action: Item, delivery: Item) -> date | None:
    """When the first effect begins: the start of delivery and its lag."""
    start = delivery.year("start")
    lags = [lag for e in action.items("effects") if (lag := e.number("lag_years")) is not None]
    if start is None or not lags or not 0 <= min(lags) <= 100:
        return None
    return date.fromordinal(year_start(start).toordinal() + round(min(lags) * _DAYS_IN_A_YEAR))


def _last_sunsets(draft: Draft, kind: str) -> dict[str, date]:
    found: dict[str, date] = {}
    for item in draft.items(kind):
        days = [days[1] for one in item.items("incentives") if (days := one.days("sunset"))]
        if days:
            found[item.id] = max(days)
    return found


def check_incentives_can_be_used(draft: Draft) -> Iterator[Fault]:
    """A relief ends after it starts, after its zone does, and not before the plan begins."""
    for kind in ("zone", "site"):
        for holder in draft.items(kind):
            opened = holder.days("start") if kind == "zone" else None
            for incentive in holder.items("incentives"):
                sunset = incentive.days("sunset")
                if not sunset:
                    continue
                if opened and sunset[1] < opened[0]:
                    yield _unusable(holder, incentive, f"the {kind} starts ({in_words(opened[0])})")
                elif draft.horizon and sunset[1].year < draft.horizon[0]:
                    yield _unusable(holder, incentive, f"the plan starts ({draft.horizon[0]})")


def _unusable(holder: Item, incentive: Item, before: str) -> Fault:
    what = holder.document.label(incentive.path)
    message = f"{what} ends before {before}."
    fix = "Correct the day, or delete it when it is over."
    return incentive.document.error(
        incentive.at("sunset"), message, fix, code="plan-incentive-over"
    )
