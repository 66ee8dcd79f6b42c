"""Reliefs of zones and sites through time, with the day on which each ends."""

from __future__ import annotations

from datetime import date

from growthplan.plan import Incentive, Site, Zone
from growthplan.report.charts import Day, Span, spans
from growthplan.report.model import Chart
from growthplan.report.pages.plan_sources import SOURCE
from growthplan.report.pages.plan_view import PlanView
from growthplan.report.table import Column, Table


def _held(view: PlanView) -> list[tuple[str, Incentive]]:
    """Every incentive with the zone or site that it is for, the first to end first."""
    holders: tuple[Zone | Site, ...] = (*view.plan.zones, *view.plan.sites)
    found = [(holder.title, one) for holder in holders for one in holder.incentives]
    return sorted(found, key=lambda pair: pair[1].sunset)


def first_sunset(view: PlanView) -> date | None:
    """The day on which the first incentive ends."""
    return min((one.sunset for _, one in _held(view)), default=None)


def incentives_chart(view: PlanView) -> Chart | None:
    """A bar for each incentive from its start to its end; None when there is none."""
    held = _held(view)
    if not held:
        return None
    horizon = view.plan.horizon
    plan = (
        Day(f"Plan starts {horizon.start}", date(horizon.start, 1, 1)),
        Day(f"ends {horizon.end}", date(horizon.end, 1, 1)),
    )
    early = sum(1 for _, one in held if one.sunset.year < horizon.end)
    finding = _finding(early, len(held))
    rows = tuple(
        Span(
            f"{holder}: {one.title.split(':')[0]}",
            one.start,
            one.sunset,
            f"ends {_said(one.sunset)}",
        )
        for holder, one in held
    )
    spoken = "; ".join(f"{row.name} {row.shown}" for row in rows)
    unknown = any(one.start is None for _, one in held)
    return Chart(
        "reliefs", finding, "From the first day to the last on which each can be had",
        spans(rows, plan, alt=f"{finding}: {spoken}."),
        SOURCE, _table(held),
        notes=("A bar that begins at the edge: its start is not public.",) if unknown else (),
    )  # fmt: skip


def _finding(early: int, many: int) -> str:
    if not early:
        return "No relief ends before the plan does"
    if early == many:
        return "Every relief ends before the plan does"
    return f"{early} of {many} reliefs end before the plan does"


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _table(held: list[tuple[str, Incentive]]) -> Table:
    columns = (
        Column("incentive", "Relief", kind="text"),
        Column("holder", "Zone or site", kind="text"),
        Column("start", "From", kind="text"),
        Column("sunset", "Last day", kind="text"),
        Column("basis", "Granted by", kind="text"),
    )
    rows = tuple(
        (one.title, holder, _said(one.start) if one.start else "not published", _said(one.sunset),
         one.basis)
        for holder, one in held
    )  # fmt: skip
    return Table("plan-incentives", "Reliefs and when they end", columns, rows, SOURCE)
