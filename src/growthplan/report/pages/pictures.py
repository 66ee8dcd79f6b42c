"""Charts of a measurement: levels, the gap over time, revisions."""

from __future__ import annotations

from growthplan.accounts import band
from growthplan.report.charts import (
    EditionLine,
    Gap,
    Line,
    Ranges,
    Revised,
    gap_over_time,
    level_lines,
    revision_history,
)
from growthplan.report.model import Chart
from growthplan.report.pages.evidence import (
    Evidence,
    edition_title,
    percent,
    side,
    start_of_sentence,
)
from growthplan.report.table import Column, Table
from growthplan.vocabulary import display
from growthplan.vocabulary.unit import MINUS

WIDTHS = (50, 80, 90)
MOST_EDITIONS = 4
PLUS_MINUS = f"+{MINUS}"
REVISED_YEARS = 6
_BASIS = {
    "smoothed": "current prices, smoothed over five years",
    "unsmoothed": "current prices, unsmoothed",
}
YEAR = Column("year", "Year", kind="year")


def levels_chart(evidence: Evidence, id_: str = "levels") -> Chart | None:
    """GVA per hour of the place and its comparator, with the gap between them."""
    rows, newest = evidence.gaps, evidence.newest
    if rows is None or newest is None or rows.height < 2:
        return None
    years = rows["year"].to_list()
    here, there = rows["value"].to_list(), rows["comparator_value"].to_list()
    gap = newest["gap_pct"]
    shown = [display(newest[name], "£ per hour") for name in ("value", "comparator_value")]
    words = f"{side(gap)} {evidence.comparator}"
    ranges = tuple(
        (row["year"], row["comparator_value"] * (1 + row["low"] / 100),
         row["comparator_value"] * (1 + row["high"] / 100))
        for row in rows.iter_rows(named=True)
        if row["low"] is not None
    )  # fmt: skip
    drawing = level_lines(
        Line(evidence.place, tuple(zip(years, here, strict=True)), shown[0]),
        Line(
            start_of_sentence(evidence.comparator), tuple(zip(years, there, strict=True)), shown[1]
        ),
        Gap(percent(gap), words),
        provisional_from=evidence.provisional_from,
        band=ranges,
        alt=(
            f"From {years[0]} to {years[-1]} GVA per hour worked went from "
            f"{display(here[0], '£ per hour')} to {shown[0]} in {evidence.place} and from "
            f"{display(there[0], '£ per hour')} to {shown[1]} in {evidence.comparator}. In "
            f"{years[-1]} {evidence.place} was {percent(gap)} {words}."
        ),
    )
    difference = display(abs(newest["gap_gbp"]), "£ per hour")
    less = "less" if gap < 0 else "more"
    notes = ("Shaded: 90% range, estimated here; the publisher prints none.",) if ranges else ()
    return Chart(
        id_,
        f"An hour’s work makes {difference} {less} than in {evidence.comparator}",
        f"GVA per hour worked, £, {_BASIS[evidence.measurement.basis]}, {years[0]} to {years[-1]}",
        drawing,
        evidence.published_in(newest),
        levels_table(evidence),
        notes,
    )


def levels_table(evidence: Evidence) -> Table:
    """The two series and the gap, a row a year."""
    rows, newest = evidence.gaps, evidence.newest
    if rows is None or newest is None:
        raise ValueError("there is no gap to tabulate")
    columns = (
        YEAR,
        Column("place", evidence.place, "£ per hour", decimals=2),
        Column("comparator", evidence.comparator, "£ per hour", decimals=2),
        Column("gap_gbp", "Gap", "£ per hour", decimals=2),
        Column("gap_pct", "Gap", "%"),
        Column("low", "Low, 90% range", "%"),
        Column("high", "High, 90% range", "%"),
    )
    names = ("year", "value", "comparator_value", "gap_gbp", "gap_pct", "low", "high")
    return Table(
        "gva-per-hour",
        f"GVA per hour worked, {evidence.place} and {evidence.comparator}",
        columns,
        tuple(rows.select(names).iter_rows()),
        evidence.published_in(newest),
        notes=(f"{evidence.provisional_from} onwards is the likeliest to be revised.",),
    )


def gap_chart(evidence: Evidence) -> Chart | None:
    """The gap over time, in the newest edition with ranges and in each earlier one."""
    newest, every = evidence.newest, evidence.gaps_by_edition
    if newest is None or every is None:
        return None
    editions = every["edition"].unique(maintain_order=True).to_list()
    order = sorted(editions, key=lambda e: every.filter(every["edition"] == e)["released"][0])
    lines = {
        edition: tuple(
            every.filter(every["edition"] == edition).select("year", "gap_pct").iter_rows()
        )
        for edition in order
    }
    current = lines.pop(newest["edition"])
    if len(current) < 2:
        return None
    kept = list(lines)[-MOST_EDITIONS:]
    drawing = gap_over_time(
        EditionLine(edition_title(newest["edition"]), current),
        tuple(EditionLine(edition_title(e), lines[e]) for e in reversed(kept)),
        Ranges(_ranges(evidence, current)),
        place=evidence.place,
        comparator=evidence.comparator,
        end_label=_signed(current[-1][1]),
        alt=_gap_alt(evidence, current, len(kept)),
    )
    return Chart(
        "gap-over-time",
        _gap_title(evidence, current),
        f"GVA per hour worked, difference from {evidence.comparator} in %, by edition",
        drawing,
        f"{evidence.published_in(newest)}, and earlier editions as named",
        edition_table(evidence, {newest["edition"]: current, **lines}),
        ("Thin lines: what earlier editions said. Ranges are estimated here from how editions "
         "were revised and from the noise that smoothing leaves.",),
    )  # fmt: skip


def _ranges(
    evidence: Evidence, points: tuple[tuple[int, float], ...]
) -> dict[int, tuple[tuple[int, float, float], ...]]:
    noise = evidence.measurement.noise
    if noise is None:
        return {}
    last = points[-1][0]
    return {
        width: tuple((y, *band(v, last - y, noise, width / 100)) for y, v in points)
        for width in WIDTHS
    }


def _gap_title(evidence: Evidence, points: tuple[tuple[int, float], ...]) -> str:
    widest = min(points, key=lambda p: p[1])
    narrowest = max(points, key=lambda p: p[1])
    if narrowest[1] < 0:
        return (
            f"Below {evidence.comparator} in every year: by {percent(narrowest[1])} in "
            f"{narrowest[0]}, by {percent(widest[1])} in {widest[0]}"
        )
    if widest[1] > 0:
        return f"Above {evidence.comparator} in every year since {points[0][0]}"
    return (
        f"Between {percent(widest[1])} below {evidence.comparator} ({widest[0]}) and "
        f"{percent(narrowest[1])} above it ({narrowest[0]})"
    )


def _gap_alt(evidence: Evidence, points: tuple[tuple[int, float], ...], earlier: int) -> str:
    first, last = points[0], points[-1]
    return (
        f"{evidence.place} was {percent(first[1])} {side(first[1])} {evidence.comparator} in "
        f"{first[0]} and {percent(last[1])} {side(last[1])} in {last[0]}; {earlier} earlier "
        "editions are drawn beside the newest."
    )


def edition_table(evidence: Evidence, lines: dict[str, tuple[tuple[int, float], ...]]) -> Table:
    """The gap by year, a column an edition, newest edition first."""
    newest = evidence.newest
    by_edition = {edition: dict(points) for edition, points in lines.items()}
    order = [next(iter(by_edition)), *sorted(list(by_edition)[1:], reverse=True)]
    years = sorted({year for points in by_edition.values() for year in points})
    columns = tuple(
        Column(f"edition_{re_key(edition)}", edition_title(edition), "%") for edition in order
    )
    rows = tuple((year, *(by_edition[e].get(year) for e in order)) for year in years)
    return Table(
        "gap-by-edition",
        f"Gap in GVA per hour worked to {evidence.comparator} as each edition had it",
        (YEAR, *columns),
        rows,
        evidence.published_in(newest) if newest else "",
        notes=("Editions are never subtracted from each other: each column stands by itself.",),
    )


def re_key(text: str) -> str:
    """Text as part of a column key."""
    return "".join(c if c.isalnum() else "_" for c in text)


def revisions_chart(evidence: Evidence) -> Chart | None:
    """How each recent year's gap moved from edition to edition; None with one edition only."""
    every, newest = evidence.gaps_by_edition, evidence.newest
    if every is None or newest is None or every["edition"].n_unique() < 2:
        return None
    recent = every.filter(every["year"] > newest["year"] - REVISED_YEARS)
    years = tuple(
        _revised(int(year), tuple(rows.sort("released").select("edition", "gap_pct").iter_rows()))
        for (year,), rows in recent.sort("year").group_by(["year"], maintain_order=True)
    )
    moved = [y for y in years if len(y.readings) > 1]
    if not moved:
        return None
    most = max(moved, key=lambda y: abs(y.readings[-1][1] - y.readings[0][1]))
    size = most.moved.lstrip(PLUS_MINUS)
    finding = f"The gap of {most.year} has moved most between editions: by {size}"
    drawing = revision_history(years, unit_mark="%", alt=f"{finding}.")
    rows = tuple((y.year, edition_title(e), v) for y in years for e, v in y.readings)
    table = Table(
        "gap-revisions",
        f"Gap in GVA per hour worked to {evidence.comparator} by year and edition",
        (YEAR, Column("edition", "Edition", kind="text"), Column("gap_pct", "Gap", "%")),
        rows,
        f"{evidence.published_in(newest)}, and earlier editions as named",
    )
    subtitle = f"Gap in GVA per hour worked to {evidence.comparator}, %, by edition"
    return Chart("revisions", finding, subtitle, drawing, table.source, table)


def _revised(year: int, readings: tuple[tuple[str, float], ...]) -> Revised:
    if len(readings) < 2:
        return Revised(year, readings, "one edition")
    moved = readings[-1][1] - readings[0][1]
    sign = "+" if moved > 0.05 else MINUS if moved < -0.05 else ""
    return Revised(year, readings, f"{sign}{abs(moved):.1f} points")


def _signed(value: float) -> str:
    return ("+" if value > 0.05 else "") + display(value, "%")
