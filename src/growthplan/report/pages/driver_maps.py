"""Maps of the driver indicators that lead: by local authority, with the same values in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from growthplan.drivers import Scorecard
from growthplan.report.charts import DotRow, Reference, dot_plot
from growthplan.report.diagnosis import DriverDiagnosis
from growthplan.report.maps import MOST_NAMES, MOST_STOPS, Outlines, choropleth, shown
from growthplan.report.model import Block, Chart, Map, Prose
from growthplan.report.pages.authorities import MOST_DOTS, View, boundaries_note
from growthplan.report.pages.evidence import count, said, start_of_sentence
from growthplan.report.pages.scorecard import BEHIND, publishers_of
from growthplan.report.prose import rich
from growthplan.report.table import Column, Table
from growthplan.vocabulary import Period, Source, display

MOST_MAPS = {MOST_NAMES: 4, MOST_STOPS: 2}
"""Maps on the page by how many areas a map has at most, so that it stays small; else one."""
_COARSER = 4.0
"""Small multiples show less of the coast."""
Values = Mapping[str, float | None]


def driver_maps(
    found: DriverDiagnosis, view: View | None, boundaries: Outlines, sources: Mapping[str, Source]
) -> tuple[Block, ...]:
    """A map for each leading indicator that at least two of the authorities have a figure of.

    Empty when the place has no authorities to show, or none of them has a figure.
    """
    if view is None:
        return ()
    most = next((m for areas, m in MOST_MAPS.items() if len(view.places) <= areas), 1)
    drawn: list[Map] = []
    for row in leading(found):
        one = _map(_Indicator(found.scorecard, row, view, found.authorities), boundaries, sources)
        drawn += [one] if one is not None and len(drawn) < most else []
    return (_intro(found), *drawn) if drawn else ()


def leading(found: DriverDiagnosis) -> tuple[dict[str, Any], ...]:
    """Rows of the scorecard that lead: each driver's clearest gap, drivers that bind first.

    A gap is clearer the larger it is beside the half width of its interval. Only indicators on
    which the place is behind lead.
    """
    held = list(found.constraints.binding) if found.constraints else []
    binding = [driver for part in held for driver in _drivers_of(found, part)]
    behind = found.scorecard.table.filter(
        (pl.col("verdict") == BEHIND) & pl.col("value").is_not_null()
    )
    rows = sorted(behind.iter_rows(named=True), key=lambda row: -_clearness(row))
    first = {row["driver"]: row for row in reversed(rows)}
    last = len(binding)
    place = {driver: at for at, driver in enumerate(binding)}
    return tuple(
        sorted(first.values(), key=lambda r: (place.get(r["driver"], last), -_clearness(r)))
    )


def _drivers_of(found: DriverDiagnosis, part: str) -> list[str]:
    assert found.constraints is not None
    rows = found.constraints.table.filter(pl.col("part") == part)
    return [driver for text in rows["drivers"] if text for driver in str(text).split(";")]


def _clearness(row: Mapping[str, Any]) -> float:
    low, high, value = row["difference_low"], row["difference_high"], row["difference"]
    if low is None or high is None or value is None or high <= low:
        return 0.0
    return float(2 * abs(value) / (high - low))


def _intro(found: DriverDiagnosis) -> Prose:
    bind = bool(found.constraints and found.constraints.binding)
    first = " The drivers that go with the largest parts of the gap come first." if bind else ""
    return Prose(
        (
            rich(
                "For each driver, the indicator on which {p} is most clearly behind {to}: the "
                "largest difference beside its interval.{f} Where inside the place it is widest "
                "says where to look, not who is to blame.",
                p=said(found.scorecard.place),
                to=said(found.scorecard.comparator),
                f=first,
            ),
        )
    )


@dataclass(frozen=True)
class _Indicator:
    """One indicator over the authorities of a view, at the period that the scorecard quotes."""

    card: Scorecard
    row: Mapping[str, Any]
    view: View
    authorities: pl.DataFrame

    @property
    def slug(self) -> str:
        return str(self.row["indicator"]).replace("_", "-")

    @property
    def unit(self) -> str:
        return str(self.row["unit"])

    @property
    def period(self) -> str:
        return str(Period(str(self.row["period"])))

    @property
    def column(self) -> Column:
        digits = display(float(self.row["value"]), self.unit).partition(".")[2]
        decimals = sum(c.isdigit() for c in digits)
        return Column("value", str(self.row["title"]), self.unit, decimals=decimals)

    @property
    def rows(self) -> pl.DataFrame:
        return self.authorities.filter(
            (pl.col("indicator") == self.row["indicator"])
            & (pl.col("period") == self.row["period"])
            & pl.col("place").is_in([place.code for place in self.view.places])
        )

    @property
    def values(self) -> dict[str, float | None]:
        held = dict(self.rows.select("place", "value").iter_rows())
        return {place.code: held.get(place.code) for place in self.view.places}

    @property
    def names(self) -> dict[str, str]:
        return {place.code: place.name for place in self.view.places}

    def said(self, value: float) -> str:
        """A value in a sentence that names the indicator, and so what pounds are per."""
        return display(value, self.unit) if "£" in self.unit else shown(value, self.column)

    def known(self) -> list[tuple[str, float]]:
        """Authorities with a figure, the highest first."""
        found = [(code, v) for code, v in self.values.items() if v is not None]
        return sorted(found, key=lambda pair: (-pair[1], self.names[pair[0]]))


def _map(one: _Indicator, boundaries: Outlines, sources: Mapping[str, Source]) -> Map | None:
    if len(one.known()) < 2:
        return None
    finding = _finding(one)
    drawing = choropleth(
        boundaries,
        one.values,
        one.column,
        place=one.card.place.code,
        alt=f"{finding}. The table beside the map has every value.",
        coarser=_COARSER,
    )
    if drawing is None:
        return None
    used = {s for text in one.rows["source"] if text for s in str(text).split("; ")}
    table = _table(one, publishers_of(used, sources))
    notes = ["Area on the map says nothing about people: the dots give the order."]
    missing = [one.names[code] for code, value in one.values.items() if value is None]
    if missing:
        notes.append(f"Hatched, as no figure of {one.period} is published: {_named(missing)}.")
    notes.append(boundaries_note(boundaries))
    return Map(
        f"map-{one.slug}",
        finding,
        f"{one.column.title}, {one.period}, {one.view.name}",
        drawing,
        table.source,
        table,
        beside=_in_order(one, table),
        notes=tuple(notes),
    )


def _named(names: Iterable[str]) -> str:
    every = sorted(names)
    return ", ".join(every) if len(every) <= 6 else f"{count(len(every))} authorities"


def _finding(one: _Indicator) -> str:
    known, own = dict(one.known()), one.card.place.code
    title = str(one.row["title"])
    if not one.view.own and own in known:
        more = sum(value > known[own] for value in known.values())
        return (
            f"{title}: {one.said(known[own])} in {said(one.card.place)}; "
            f"{count(more)} of {count(len(known) - 1)} others in {one.view.name} have more"
        )
    (top, high), (bottom, low) = one.known()[0], one.known()[-1]
    return (
        f"{title}: from {one.said(low)} in {one.names[bottom]} to {one.said(high)} in "
        f"{one.names[top]}"
    )


def _table(one: _Indicator, source: str) -> Table:
    there = _comparator_value(one)
    rows = [
        (one.names[code], value, None if value is None or there is None else value - there)
        for code, value in one.values.items()
    ]
    rows.sort(key=lambda row: (row[1] is None, -(row[1] or 0.0), row[0]))
    unit = "percentage points" if one.unit == "%" else one.unit
    less = f"Less {said(one.card.comparator)}"
    columns = (
        Column("authority", "Local authority", kind="text"),
        one.column,
        Column("difference", less, unit, decimals=one.column.decimals, signed=True),
    )
    return Table(
        f"authorities-{one.slug}",
        f"{one.row['title']} by local authority, {one.view.name}, {one.period}",
        columns,
        tuple(rows),
        source,
        emphasis=frozenset({one.card.place.name}),
    )


def _comparator_value(one: _Indicator) -> float | None:
    """The comparator's value, if it is of the same period."""
    same = one.row["comparator_period"] == one.row["period"]
    value = one.row["comparator_value"]
    return float(value) if same and value is not None else None


def _in_order(one: _Indicator, table: Table) -> Chart:
    ranked = one.known()
    half, own = MOST_DOTS // 2, one.card.place.code
    kept = ranked
    if len(ranked) > MOST_DOTS:
        kept = [*ranked[:half], *(p for p in ranked[half:-half] if p[0] == own), *ranked[-half:]]
    rows = tuple(
        DotRow(one.names[code], value, display(value, one.unit), strong=one.view.own or code == own)
        for code, value in kept
    )
    there = _comparator_value(one)
    reference = None
    if there is not None:
        name = start_of_sentence(said(one.card.comparator))
        reference = Reference(name, there, display(there, one.unit))
    spoken = "; ".join(f"{row.name} {row.shown}" for row in rows)
    drawing = dot_plot(rows, reference, one.column, alt=f"In order: {spoken}.")
    title = f"In order, {one.unit}"
    if len(kept) < len(ranked):
        title += f": the {half} highest and lowest of {len(ranked)}"
    return Chart(f"map-{one.slug}-in-order", title, one.column.title, drawing, table.source, table)
