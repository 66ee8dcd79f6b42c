"""Sectors and the split of the gap as figures: number, range, sentence and lineage together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from growthplan.accounts import figure_id, pct_of_log_points
from growthplan.sectors.industry_table import EMPLOYMENT, IndustryTable
from growthplan.sectors.location_quotients import METHOD as QUOTIENT_METHOD
from growthplan.sectors.location_quotients import LocationQuotients
from growthplan.sectors.mix_within import FINEST, SECTIONS, MixWithin
from growthplan.sectors.share_mix import ShareMix
from growthplan.vocabulary import Figure, GrowthplanError, Lineage, Statistics, display

Row = Mapping[str, Any]
LP = "log points"
_SAID = {
    "mix": "its mix of industries",
    "within": "productivity within the same industries",
    "interaction": "mix and productivity together",
    "imputed_rent": "imputed rental of owner-occupiers",
    "outside": "industries without both figures, and rounding",
}


def location_quotient_figures(
    statistics: Statistics, found: LocationQuotients
) -> tuple[Figure, ...]:
    """One figure a sector and year that has a quotient, and for a sector without any, one of the
    newest year that says why."""
    newest = found.table["year"].max() if found.table.height else None
    return tuple(
        _quotient(statistics, found, row)
        for row in found.table.iter_rows(named=True)
        if row["lq"] is not None or row["year"] == newest
    )


def _quotient(statistics: Statistics, found: LocationQuotients, row: Row) -> Figure:
    jobs = found.indicator == EMPLOYMENT
    sector, year = found.sectors[row["sector"]], row["year"]
    place, other = found.place.name, found.comparator.name
    what = "jobs" if jobs else "GVA"
    caveats = [sector.misses]
    if not sector.reliable:
        caveats.append("No reliable definition by industry code exists: a stand-in.")
    if row["lq"] is None:
        why = [
            n.removeprefix(f"{sector.title}: ") for n in found.notes if n.startswith(sector.title)
        ]
        sentence = f"{sector.title} in {place}, {year}: {' '.join(why) or 'no figure.'}"
    else:
        sentence = (
            f"{sector.title} had {row['lq']:.2f} times the share of {what} in {place} that it had "
            f"in {other} in {year}{_range(row)}: {row['verdict']}."
        )
    codes = [code for code in row["industries"].split("; ") if code]
    inputs = tuple(
        one
        for table in (found.place, found.comparator)
        for one in (*table.inputs(statistics, year, codes), table.total_input(statistics, year))
    )
    return Figure(
        id=figure_id(
            "location_quotient" if jobs else "location_quotient_gva",
            found.place.place,
            year,
            sector.id,
            comparator=found.comparator.place,
        ),
        value=row["lq"],
        display=display(row["lq"], "ratio"),
        unit="ratio",
        low=row["low"],
        high=row["high"],
        place=found.place.place,
        period=str(year),
        sentence=sentence,
        lineage=Lineage(
            formula="(sector ÷ all, in the place) ÷ (sector ÷ all, in the comparator)",
            inputs=inputs,
            functions=("growthplan.sectors.location_quotients",),
            assumptions=(QUOTIENT_METHOD, f"Codes: {', '.join(sector.sic)} ({sector.basis})."),
        ),
        caveats=tuple(caveats),
    )


def _range(row: Row) -> str:
    if row["low"] is None:
        return " (no range is known)"
    return f" (90% range {row['low']:.2f} to {row['high']:.2f}, from {row['range_from']})"


def mix_figures(statistics: Statistics, found: MixWithin) -> tuple[Figure, ...]:
    """The parts of the gap each year: at the finest detail under `PLACE/YEAR/mix` and so on; by
    section under `.../sections`; with the interaction shared out under `.../two-way`."""
    kinds = {
        (FINEST, "three-way"): (),
        (SECTIONS, "three-way"): ("sections",),
        (FINEST, "two-way"): ("two-way",),
    }
    figures = []
    for row in found.parts.iter_rows(named=True):
        qualifier = kinds.get((row["detail"], row["split"]))
        own = row["part"] in ("mix", "within", "interaction")
        if qualifier is None or row["part"] == "total" or (qualifier and not own):
            continue
        figures.append(_part(statistics, found, row, qualifier, found.tables, found.methods))
    return tuple(figures)


def share_mix_figures(statistics: Statistics, found: ShareMix) -> tuple[Figure, ...]:
    """The parts of the gap each year by shares of GVA: `PLACE/YEAR/mix/gva-shares` and so on."""
    return tuple(
        _part(statistics, found, row, ("gva-shares",), found.tables, found.methods)
        for row in found.parts.filter(pl.col("detail") == FINEST).iter_rows(named=True)
        if row["part"] != "total"
    )


def _part(
    statistics: Statistics,
    found: MixWithin | ShareMix,
    row: Row,
    qualifier: tuple[str, ...],
    tables: tuple[IndustryTable, ...],
    methods: tuple[str, ...],
) -> Figure:
    place, other = tables[0].name, tables[1].name
    total = _value(found, row, "total")
    shown = display(row["log_points"], LP)
    detail = "sections" if row["detail"] == SECTIONS else "the finest industries both publish"
    return Figure(
        id=figure_id(
            "gap_contribution",
            found.place,
            row["year"],
            row["part"],
            *qualifier,
            comparator=found.comparator,
        ),
        value=row["log_points"],
        display=shown,
        unit=LP,
        place=found.place,
        period=str(row["year"]),
        sentence=(
            f"Of the gap in GVA per job between {place} and {other} in {row['year']} "
            f"({display(total, LP)}), {_SAID[row['part']]} made {shown} (by {detail})."
        ),
        lineage=Lineage(
            formula=f"{row['name'].lower()}, summed over industries",
            inputs=tuple(table.total_input(statistics, row["year"]) for table in tables),
            functions=(
                "growthplan.sectors.mix_within"
                if isinstance(found, MixWithin)
                else "growthplan.sectors.share_mix",
            ),
            assumptions=methods,
        ),
        caveats=_other_answers(found, row) if isinstance(found, MixWithin) else (),
    )


def _value(found: MixWithin | ShareMix, like: Row, part: str, **other: str) -> float | None:
    """Log points of a part in the year, detail and split of a row, unless told otherwise."""
    wanted = {"split": "two-way", **like, **other}
    return found.log_points.get((wanted["year"], wanted["detail"], wanted["split"], part))


def _other_answers(found: MixWithin, row: Row) -> tuple[str, ...]:
    """The same part at the other detail and by the other split."""
    said = []
    detail = SECTIONS if row["detail"] == FINEST else FINEST
    coarse = _value(found, row, row["part"], detail=detail)
    if coarse is not None and row["part"] in ("mix", "within", "interaction"):
        where = "By section" if detail == SECTIONS else "At the finest detail"
        said.append(f"{where} it is {display(coarse, LP)}.")
    shared = _value(found, row, row["part"], split="two-way")
    if row["split"] == "three-way" and row["part"] in ("mix", "within") and shared is not None:
        said.append(f"With the interaction shared out it is {display(shared, LP)}.")
    return tuple(said)


def mix_summary(found: MixWithin, year: int | None = None) -> str:
    """One sentence: how large the gap is and how it splits, in a year (the newest when None).

    Raises GrowthplanError when the year was not split.
    """
    years: list[int] = found.parts["year"].to_list()
    newest = max(years) if year is None else year
    rows = found.parts.filter(pl.col("year") == newest).sort(pl.col("detail") == SECTIONS)
    if rows.is_empty():
        raise GrowthplanError(f"The gap of {found.tables[0].name} was not split for {newest}.")
    first = rows.row(0, named=True) | {"split": "three-way"}
    part = {p: _value(found, first, p) or 0.0 for p in (*_SAID, "total")}
    gap = pct_of_log_points(part["total"])
    way = "below" if gap < 0 else "above"
    place, other = found.tables[0].name, found.tables[1].name
    return (
        f"GVA per job in {place} was {abs(gap):.1f}% {way} {other} in {newest}: of "
        f"{display(part['total'], LP)}, {_SAID['mix']} makes {display(part['mix'], LP)}, "
        f"{_SAID['within']} {display(part['within'], LP)}, the two together "
        f"{display(part['interaction'], LP)}, and {_SAID['imputed_rent']} "
        f"{display(part['imputed_rent'], LP)}."
    )
