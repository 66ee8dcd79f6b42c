"""The scorecard as figures: each indicator's value, and its verdict."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl

from growthplan.accounts import cell_reference, figure_id
from growthplan.drivers.carriers import place_name
from growthplan.drivers.formula import Component, components_in
from growthplan.drivers.registry import DriverIndicator, Kind, Registry
from growthplan.drivers.scorecard_words import with_unit
from growthplan.drivers.series import Cell
from growthplan.drivers.values import History
from growthplan.drivers.verdicts import RULE
from growthplan.vocabulary import ENGLAND, Figure, Input, Lineage, Place, Statistics

MOST_CELLS = 20
"""Areas of a sum that are listed cell by cell; a longer sum is one input."""
PUBLISHED_95 = "The range is the interval that the publisher prints, taken as 95%, its usual level."
ADDED_95 = "The range is 95%, from the authorities' published intervals taken as independent."
COUNTED_95 = (
    "The range is 95%, as if which neighbourhoods are among the most deprived were partly chance; "
    "the count itself is complete."
)
DERIVED_90 = "The publisher prints no range; this one is 90%, from variation from year to year."
_STATUS = "official statistics in development"


@dataclass(frozen=True)
class Origins:
    """Where the figures of some places come from, looked up once for all indicators."""

    statistics: Statistics
    registry: Registry
    rows: Mapping[tuple[str, str, str], Mapping[str, Any]]
    """Rows of the history by indicator, place and period."""
    cells: Mapping[tuple[str, str, str], Cell]
    """Published figures by series, code and period; none of sums of more than `MOST_CELLS`."""

    @staticmethod
    def of(statistics: Statistics, history: History, places: Collection[str]) -> Origins:
        """Those of some places of a history."""
        kept = history.table.filter(pl.col("place").is_in(list(places)))
        read = pl.concat([kept["codes"], kept["over_codes"]]).drop_nulls().unique().to_list()
        codes = {
            c for each in (text.split() for text in read) if len(each) <= MOST_CELLS for c in each
        }
        rows = {
            (row["indicator"], row["place"], row["period"]): row
            for row in kept.iter_rows(named=True)
        }
        return Origins(statistics, history.registry, rows, history.reading.shelf.cells(codes))


def indicator_figures(
    origins: Origins, row: Mapping[str, Any], own: Place, other: Place
) -> tuple[Figure, ...]:
    """The value of one row of the scorecard that has one, and its verdicts."""
    statistics = origins.statistics
    entry = origins.registry[row["indicator"]]
    value = Figure(
        id=figure_id(entry.id, own.code, row["period"]),
        value=row["value"],
        display=with_unit(row["value"], row["unit"]),
        unit=row["unit"],
        low=row["low"],
        high=row["high"],
        place=own.code,
        period=row["period"],
        sentence=row["sentence"],
        lineage=Lineage(
            formula=f"{entry.formula}; {row['how']}",
            inputs=_inputs(origins, entry, own.code, row["period"]),
            functions=("growthplan.drivers.driver_values",),
        ),
        caveats=_caveats(row),
    )
    name = place_name(statistics.gazetteer, other.code)
    inputs: tuple[Input, ...] = ()
    caveats = value.caveats
    if row["comparator_period"]:
        each = partial(_inputs, origins, entry, period=row["comparator_period"])
        mine, theirs = each(own.code), each(other.code)
        inputs = (*mine, *theirs)
        caveats += _editions(statistics, mine, theirs)
    verdict = _verdict(row, own, name, value, ("verdict", "reason"), other.code)
    told = verdict.model_copy(
        update={
            "lineage": verdict.lineage.model_copy(
                update={"inputs": (*inputs, *verdict.lineage.inputs)}
            ),
            "caveats": caveats,
        }
    )
    if row["peers_median"] is None:
        return value, told
    words = "the median of its peers" if row["peers_count"] > 1 else "its one peer"
    return value, told, _verdict(row, own, words, value, ("peers_verdict", "peers_reason"), None)


def _verdict(
    row: Mapping[str, Any],
    own: Place,
    against: str,
    value: Figure,
    columns: tuple[str, str],
    comparator: str | None,
) -> Figure:
    """A verdict against England, or against the peers when there is no comparator's code."""
    verdict, reason = (row[column] for column in columns)
    title = row["title"]
    parts = (row["indicator"],) if comparator else (row["indicator"], "peers")
    unsure = (
        f"{title}: whether {own.name} is ahead of {against} or behind cannot be told ({reason})."
    )
    return Figure(
        id=figure_id(
            "driver_verdict", own.code, row["period"], *parts, comparator=comparator or ENGLAND
        ),
        value=verdict,
        display=verdict,
        unit="",
        place=own.code,
        period=row["period"],
        sentence=(
            unsure
            if verdict == "cannot tell"
            else f"{title}: {own.name} is {verdict} of {against}, because {reason}.".replace(
                "behind of", "behind"
            )
        ),
        lineage=Lineage(
            formula="interval of place − comparator against zero",
            inputs=(Input(label=value.id, value=row["value"], unit=row["unit"], figure=value.id),),
            functions=("growthplan.drivers.scorecard",),
            assumptions=(RULE,),
        ),
        caveats=value.caveats,
    )


def _editions(
    statistics: Statistics, mine: tuple[Input, ...], theirs: tuple[Input, ...]
) -> tuple[str, ...]:
    """A caveat where the two sides come from different editions of one series."""
    families: list[dict[str, set[str]]] = []
    for inputs in (mine, theirs):
        found: dict[str, set[str]] = {}
        for source in {i.source for i in inputs} & set(statistics.sources):
            release = statistics.sources[str(source)]
            found.setdefault(release.family, set()).add(release.edition)
        families.append(found)
    differ = [f for f in families[0] if f in families[1] and families[0][f] != families[1][f]]
    if not differ:
        return ()
    return ("The two sides are from different editions, which revise the same years.",)


def _caveats(row: Mapping[str, Any]) -> tuple[str, ...]:
    said = []
    if row["low"] is not None:
        derived = row["band"].startswith("derived")
        added = row["band"].startswith("from")
        counted = row["band"].startswith("from the number")
        printed = COUNTED_95 if counted else ADDED_95 if added else PUBLISHED_95
        said.append(DERIVED_90 if derived else printed)
    if row["status"] == _STATUS:
        said.append("Official statistics in development.")
    if row["age_years"] >= 3:
        said.append(f"The period ended {row['age_years']:.0f} years ago.")
    if row["movement_reason"].startswith("in current prices"):
        said.append("In current prices: not adjusted for inflation or local prices.")
    if "another survey" in row["how"]:
        said.append(
            "From Northern Ireland's own survey, not the one behind Great Britain's figure."
        )
    return tuple(said)


def _inputs(origins: Origins, entry: DriverIndicator, place: str, period: str) -> tuple[Input, ...]:
    """The published cells behind one value, or one input for a long sum."""
    row = origins.rows[entry.id, place, period]
    of = entry.instead if "another survey" in row["how"] else entry.of
    wanted = [(of, row["period"], row["codes"])]
    if entry.kind is Kind.RATIO:
        wanted.append((entry.over, row["over_period"], row["over_codes"]))
    elif entry.kind is Kind.GROWTH and row["from_period"]:
        wanted.append((of, row["from_period"], row["codes"]))
    return tuple(
        cell
        for text, when, codes in wanted
        for component in components_in(text)
        for cell in _cells(origins, component, when, codes.split(), place)
    )


def _cells(
    origins: Origins, component: Component, period: str, codes: list[str], place: str
) -> list[Input]:
    statistics, indicator = origins.statistics, component.indicator
    known = statistics.indicators.get(indicator)
    title, unit = (known.title, known.unit) if known else (indicator, "")
    if len(codes) > MOST_CELLS:
        where = place_name(statistics.gazetteer, place)
        label = f"{title}, {where}, {period}: from {len(codes)} local authorities"
        return [Input(label=label, value=None, unit=unit)]
    found = []
    for code in codes:
        cell = origins.cells.get((str(component), code, period))
        if cell is None:
            continue
        value, source, sheet, row, column = cell
        known_source = statistics.sources.get(source)
        found.append(
            Input(
                label=f"{title}, {place_name(statistics.gazetteer, code)} ({code}), {period}",
                value=value,
                unit=unit,
                source=source,
                file=known_source.file if known_source else None,
                cell=cell_reference(sheet, row, column) if row else None,
            )
        )
    return found
