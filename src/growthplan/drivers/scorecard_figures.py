"""The scorecard as figures: each indicator's value, and its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import polars as pl

from growthplan.accounts import cell_reference, figure_id
from growthplan.drivers.carriers import place_name
from growthplan.drivers.formula import components_in
from growthplan.drivers.registry import DriverIndicator, Kind
from growthplan.drivers.scorecard_words import with_unit
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


def indicator_figures(
    statistics: Statistics, history: History, row: Mapping[str, Any], own: Place, other: Place
) -> tuple[Figure, ...]:
    """The value of one row of the scorecard that has one, and its verdicts."""
    entry = history.registry[row["indicator"]]
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
            inputs=_inputs(statistics, history, entry, own.code, row["period"]),
            functions=("growthplan.drivers.driver_values",),
        ),
        caveats=_caveats(row),
    )
    name = place_name(statistics.gazetteer, other.code)
    inputs: tuple[Input, ...] = ()
    caveats = value.caveats
    if row["comparator_period"]:
        each = partial(_inputs, statistics, history, entry, period=row["comparator_period"])
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


def _inputs(
    statistics: Statistics, history: History, entry: DriverIndicator, place: str, period: str
) -> tuple[Input, ...]:
    """The published cells behind one value, or one input for a long sum."""
    row = history.table.filter(
        (pl.col("indicator") == entry.id)
        & (pl.col("place") == place)
        & (pl.col("period") == period)
    ).row(0, named=True)
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
        for cell in _cells(statistics, history, str(component), when, codes.split(), place)
    )


def _cells(
    statistics: Statistics,
    history: History,
    component: str,
    period: str,
    codes: list[str],
    place: str,
) -> list[Input]:
    indicator = components_in(component)[0].indicator
    known = statistics.indicators.get(indicator)
    title, unit = (known.title, known.unit) if known else (indicator, "")
    if len(codes) > MOST_CELLS:
        where = place_name(statistics.gazetteer, place)
        label = f"{title}, {where}, {period}: from {len(codes)} local authorities"
        return [Input(label=label, value=None, unit=unit)]
    found = []
    for code in codes:
        cell = history.reading.shelf.cell(component, code, period)
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
