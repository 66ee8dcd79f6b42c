"""Jobs of each local authority today, whatever code its figures came under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from growthplan.vocabulary import Gazetteer, Input, Statistics

JOBS = "jobs"


@dataclass(frozen=True, slots=True)
class JobsToday:
    """Filled jobs of local authorities in one year."""

    year: int
    jobs: Mapping[str, float]
    """By current authority code; an authority without a figure is absent."""
    inputs: Mapping[str, tuple[Input, ...]]
    """The published cells behind each."""


def current_authority(gazetteer: Gazetteer, code: str) -> str:
    """The authority that a code's area lies in today: itself, or whatever took over from it.

    An area shared out among several successors keeps its old code, as it cannot be placed.
    """
    seen = {code}
    while (place := gazetteer.get(gazetteer.by_code.get(code, code))) is not None:
        code = place.code
        if place.valid_to is None or len(place.successors) != 1 or place.successors[0] in seen:
            break
        code = place.successors[0]
        seen.add(code)
    return code


def jobs_today(statistics: Statistics, authorities: Iterable[str]) -> JobsToday | None:
    """Filled jobs in the newest year that most of these authorities have; None without any.

    `authorities` are current codes. Where the figures are still printed for predecessors only,
    those are added together; a merged authority never counts twice.
    """
    wanted = set(authorities)
    gazetteer = statistics.gazetteer
    now = {code: current_authority(gazetteer, code) for code in gazetteer}
    places = [code for code, current in now.items() if current in wanted]
    rows = (
        statistics.latest(JOBS, places)
        .filter(pl.col("value").is_not_null() & pl.col("period").str.contains(r"^\d{4}$"))
        .with_columns(now=pl.col("place").replace_strict(now, return_dtype=pl.String))
    )
    if rows.is_empty():
        return None
    counts = rows.group_by("period").agg(pl.col("now").n_unique())
    enough = counts.filter(pl.col("now") >= 0.9 * pl.col("now").max())
    year = str(enough["period"].max())
    jobs: dict[str, float] = {}
    inputs: dict[str, tuple[Input, ...]] = {}
    behind: dict[str, list[dict[str, object]]] = {}
    for row in rows.filter(pl.col("period") == year).iter_rows(named=True):
        behind.setdefault(row["now"], []).append(row)
    for code, group in behind.items():
        used = [row for row in group if row["place"] == code] or group
        jobs[code] = sum(float(str(row["value"])) for row in used)
        inputs[code] = tuple(_input(statistics, row) for row in used)
    return JobsToday(int(year), jobs, inputs)


def _input(statistics: Statistics, row: Mapping[str, object]) -> Input:
    place, source = str(row["place"]), str(row["source"])
    place = statistics.gazetteer[place].name if place in statistics.gazetteer else place
    known = statistics.sources.get(source)
    return Input(
        label=f"Filled jobs, {place}, {row['period']}",
        value=float(str(row["value"])),
        unit="jobs",
        source=source,
        file=known.file if known else None,
        cell=f"{row['sheet']}, row {row['row']}, column {row['column']}".removeprefix(", "),
    )
