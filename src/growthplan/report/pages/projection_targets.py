"""Targets: how likely each is, how often places managed it before, and what it would take."""

from __future__ import annotations

from growthplan.report.charts import Bar, bars
from growthplan.report.model import Block, Chart, Note, Page, Prose, Section
from growthplan.report.pages.projection_chances import (
    chances_by_year,
    effort_blocks,
    no_gap,
    past_cases,
    times_the_money,
    what_differs,
)
from growthplan.report.pages.projection_view import Outlook
from growthplan.report.prose import RichText, rich
from growthplan.report.table import Column, Row, Table
from growthplan.system.answers import Chance

HALF = "gap-closed-50"


def targets_page(of: Outlook) -> Page:
    """Chances as frequencies, with base rates and required effort beside them."""
    sections = [
        Section("published", "Targets that the plan publishes", _published(of)),
        Section("before", "How often places have done it", past_cases(of)),
        Section("by-year", "By year", (chances_by_year(of),) if of.made.chances else no_gap()),
        Section("effort", "What it would take", effort_blocks(of)),
        Section("differ", "What sets success apart", what_differs(of)),
    ]
    return of.page(
        "projection-targets",
        "Targets",
        _title(of),
        lede=_lede(of),
        lead=(_chart(of),) if _last(of) else (),
        sections=tuple(sections),
        caveat=rich("A chance is the share of draws in which something is so. It is as good as the "
                    "model, whose record on the past has a page of its own."),
    )  # fmt: skip


def _title(of: Outlook) -> str:
    plan = of.chance(HALF, "plan" if of.moves else "no_plan")
    if plan is None:
        return f"The place is not behind {of.comparator}, so no gap is to be closed"
    by = "with the plan" if of.moves else "without a plan"
    return f"Half the gap closed by {of.until}: {of.often(plan)}, {by}"


def _lede(of: Outlook) -> tuple[RichText, ...]:
    half, none = of.chance(HALF, "plan"), of.chance(HALF, "no_plan")
    if half is None or none is None:
        return (
            rich("{p} is not behind {e} in the newest figures.", p=of.place, e=of.comparator),
            rich("Chances of published targets, if there are any, are below."),
            rich("So what matters here is to stay ahead: see the fan on the first page."),
        )
    what = rich(
        "With the plan the chance is {p} ({f}); without it, {n} ({g}).",
        p=of.chance_figure(half), f=_frequency(of, half), n=of.chance_figure(none),
        g=_frequency(of, none),
    )  # fmt: skip
    if not of.moves:
        what = rich("Without a plan the chance is {n} ({g}).", n=of.chance_figure(none),
                    g=_frequency(of, none))  # fmt: skip
    error = max(half.error, none.error)
    sure = rich(
        "The draws leave an error of {e} percentage points on each chance; {past}",
        e=f"{100 * error:.1f}", past=_past_in_short(of),
    )  # fmt: skip
    return what, sure, _so_what(of)


def _frequency(of: Outlook, one: Chance) -> str:
    """The frequency alone, as the percentage stands beside it."""
    return of.often(one).partition(", ")[2] or of.often(one)


def _past_in_short(of: Outlook) -> str:
    said = [
        f"{rate.closed:,} of {rate.windows:,} for {name}"
        for name, rate in of.made.base_rates.items()
        if rate.windows
    ]
    if not said:
        return "no past stretch started as far behind."
    length = next(iter(of.made.base_rates.values())).length
    return f"over past stretches of {length} years it was {' and '.join(said)}."


def _so_what(of: Outlook) -> RichText:
    even = next((one for one in of.made.efforts if one.chance == 0.5), None)
    if even is None:
        return rich("So there is nothing to add up here.")
    plan = times_the_money(even) if of.moves else "no plan is there to be multiplied"
    return rich(
        "So an even chance would take {g} more growth every year than without a plan: {p}.",
        g=of.figure("required_growth", "gap-closed-50/50"), p=plan,
    )  # fmt: skip


def _last(of: Outlook) -> list[Chance]:
    """Chances of the last year in the future that matters, the likeliest first."""
    scenario = "plan" if of.moves else "no_plan"
    found = [
        one
        for one in of.made.chances
        if one.scenario == scenario and (one.published or one.year == of.until)
    ]
    return sorted(found, key=lambda one: (-one.value, one.target))


def _chart(of: Outlook) -> Chart:
    rows = tuple(
        Bar(
            f"{one.title} ({one.year})" if one.published else one.title,
            100 * one.value,
            of.often(one),
        )
        for one in _last(of)
    )
    top = _last(of)[0]
    finding = f"{top.title} by {top.year}: {of.often(top)}"
    half = of.chance(HALF, "plan" if of.moves else "no_plan")
    if half is not None and half is not top:
        finding += f"; half of it closed: {of.often(half)}"
    drawing = bars(rows, alt="; ".join(f"{row.name}: {row.shown}" for row in rows) + ".")
    return Chart(
        "target-chances",
        finding,
        f"Share of draws in which it is so {'with' if of.moves else 'without'} "
        f"{'the' if of.moves else 'a'} plan, by {of.until} unless said, per cent",
        drawing,
        of.source,
        _last_table(of),
        notes=("The error that the number of draws leaves is in the table.",),
    )


def _last_table(of: Outlook) -> Table:
    columns = (
        Column("target", "Target", kind="text"),
        Column("year", "By", kind="year"),
        Column("plan", "With the plan", "%"),
        Column("no_plan", "Without it", "%"),
        Column("error", "Error from the draws", "percentage points"),
        Column("often", "With the plan, as a frequency", kind="text"),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows: list[Row] = []
    for one in _last(of):
        none = of.chance(one.target, "no_plan", one.year)
        plan = of.chance(one.target, "plan", one.year) if of.moves else None
        rows.append(
            (
                one.title,
                one.year,
                None if plan is None else 100 * plan.value,
                None if none is None else 100 * none.value,
                100 * one.error,
                "" if plan is None else of.often(plan),
                one.target,
            )
        )
    return Table("target-chances-last", "Chance of each target", columns, tuple(rows), of.source)


def _published(of: Outlook) -> tuple[Block, ...]:
    own = [one for one in _last(of) if one.published]
    if not own:
        return (
            Note("no data", rich(
                "None of the plan’s targets is a measure and year that the projection holds, so "
                "shares of the gap stand in for them.")),
        )  # fmt: skip
    said = tuple(
        rich("{t}: {p}, {f}.", t=one.title, p=of.chance_figure(one), f=_frequency(of, one))
        for one in own
    )
    return (Prose(said),)
