"""Local authorities of a place: which there are, what each makes in an hour, their maps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from growthplan.report.charts import DotRow, Reference, dot_plot
from growthplan.report.maps import Outlines, choropleth
from growthplan.report.model import Chart, Map
from growthplan.report.pages.evidence import (
    Evidence,
    count,
    start_of_sentence,
)
from growthplan.report.table import Column, Table
from growthplan.vocabulary import Place, PlaceKind, display

PER_HOUR = Column("gva_per_hour", "GVA per hour worked", "£ per hour")
MOST_DOTS = 24
"""Dots beyond which only the highest, the lowest and the place's own are drawn."""


@dataclass(frozen=True)
class View:
    """Authorities that a map shows, and whether they make up the place or lie around it."""

    places: tuple[Place, ...]
    own: bool
    name: str
    """The area that they make up."""


def view_of(evidence: Evidence) -> View | None:
    """The place's authorities; for a single authority those of its region or country.

    None when neither is known.
    """
    gazetteer = evidence.statistics.gazetteer
    own = gazetteer.local_authorities_of(evidence.code)
    if len(own) > 1:
        return View(own, True, evidence.place)
    for kind in (PlaceKind.REGION, PlaceKind.COUNTRY):
        for parent in evidence.measurement.place.parents:
            known = gazetteer.get(parent)
            if known is not None and known.kind is kind:
                around = gazetteer.local_authorities_of(parent)
                if len(around) > 1:
                    return View(around, False, known.name)
    return None


def slug_of(place: Place) -> str:
    """The name of an authority's page.

    >>> slug_of(Place(code="E08000013", name="St. Helens", kind="local_authority"))
    'place-st-helens'
    """
    return "place-" + re.sub(r"[^a-z0-9]+", "-", place.name.casefold()).strip("-")


def hourly(evidence: Evidence, places: tuple[Place, ...]) -> dict[str, float | None]:
    """GVA per hour of authorities in the headline's edition and year; None where unpublished."""
    newest = evidence.newest
    if newest is None:
        return {}
    codes = [place.code for place in places]
    rows = evidence.statistics.by_edition(evidence.headline(), codes).filter(
        (pl.col("edition") == newest["edition"])
        & (pl.col("family") == newest["family"])
        & (pl.col("period") == str(newest["year"]))
    )
    found = dict(rows.select("place", "value").iter_rows())
    return {code: found.get(code) for code in codes}


def hourly_map(evidence: Evidence, boundaries: Outlines, targets: Mapping[str, str]) -> Map | None:
    """Authorities by GVA per hour, with the same values in order beside."""
    view, newest = view_of(evidence), evidence.newest
    if view is None or newest is None:
        return None
    values = hourly(evidence, view.places)
    finding = _finding(evidence, view, values)
    drawing = choropleth(
        boundaries,
        values,
        PER_HOUR,
        place=evidence.code,
        alt=f"{finding}. The table beside the map has every value.",
        targets=targets,
    )
    if drawing is None:
        return None
    table = hourly_table(evidence, view, values)
    missing = sum(value is None for value in values.values())
    notes = ["Area on the map says nothing about output: the dots give the order."]
    if missing:
        notes.append(f"{start_of_sentence(count(missing))} without a published figure, hatched.")
    notes.append(boundaries_note(boundaries))
    return Map(
        "map",
        finding,
        f"GVA per hour worked, £, {newest['year']}, {view.name}",
        drawing,
        evidence.published_in(newest),
        table,
        beside=_in_order(evidence, view, values, table),
        notes=tuple(notes),
    )


def boundaries_note(boundaries: Outlines) -> str:
    """Whose boundaries a map draws, as their licence asks."""
    return f"Boundaries: {boundaries.attribution.removeprefix('Source: ')}."


def _finding(evidence: Evidence, view: View, values: Mapping[str, float | None]) -> str:
    known = {code: value for code, value in values.items() if value is not None}
    names = {place.code: place.name for place in view.places}
    if not known:
        return f"No figure is published for the authorities of {view.name}"
    top, bottom = max(known, key=lambda c: known[c]), min(known, key=lambda c: known[c])
    if not view.own and evidence.code in known:
        rank = 1 + sum(v > known[evidence.code] for v in known.values())
        return (
            f"{evidence.place} makes {_pounds(known[evidence.code])} an hour; "
            f"{count(rank - 1)} of {count(len(known) - 1)} others in {view.name} make more"
        )
    return (
        f"An hour’s work makes {_pounds(known[top])} in {names[top]} and "
        f"{_pounds(known[bottom])} in {names[bottom]}"
    )


def _pounds(value: float) -> str:
    return display(value, PER_HOUR.unit)


def hourly_table(evidence: Evidence, view: View, values: Mapping[str, float | None]) -> Table:
    """Authorities, highest first, each against the comparator."""
    newest = evidence.newest
    assert newest is not None
    there = newest["comparator_value"]
    rows = [
        (place.name, values[place.code], _gap(values[place.code], there)) for place in view.places
    ]
    rows.sort(key=lambda row: (row[1] is None, -(row[1] or 0.0)))
    columns = (
        Column("authority", "Local authority", kind="text"),
        replace(PER_HOUR, decimals=2),
        Column("gap_pct", f"Gap to {evidence.comparator}", "%"),
    )
    return Table(
        "authorities-by-hour",
        f"GVA per hour worked by local authority, {view.name}, {newest['year']}",
        columns,
        tuple(rows),
        evidence.published_in(newest),
        emphasis=frozenset({evidence.place}),
    )


def _gap(value: float | None, there: float) -> float | None:
    return None if value is None else 100 * (value / there - 1)


def _in_order(
    evidence: Evidence, view: View, values: Mapping[str, float | None], table: Table
) -> Chart:
    newest = evidence.newest
    assert newest is not None
    names = {place.code: place.name for place in view.places}
    ranked = sorted(
        ((code, v) for code, v in values.items() if v is not None), key=lambda kv: -kv[1]
    )
    kept = ranked
    if len(ranked) > MOST_DOTS:
        half = MOST_DOTS // 2
        own = [kv for kv in ranked[half:-half] if kv[0] == evidence.code]
        kept = [*ranked[:half], *own, *ranked[-half:]]
    rows = tuple(
        DotRow(names[code], v, _pounds(v), strong=view.own or code == evidence.code)
        for code, v in kept
    )
    there = newest["comparator_value"]
    reference = Reference(start_of_sentence(evidence.comparator), there, _pounds(there))
    spoken = "; ".join(f"{row.name} {row.shown}" for row in rows)
    drawing = dot_plot(rows, reference, PER_HOUR, alt=f"In order: {spoken}.")
    title = "In order, £ per hour"
    if len(kept) < len(ranked):
        title += f": the {MOST_DOTS // 2} highest and lowest of {len(ranked)}"
    return Chart("map-in-order", title, "£ per hour", drawing, table.source, table)
