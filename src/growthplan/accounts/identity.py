"""From living standards to productivity: GVA per head as a product, and its gap as a sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from growthplan.accounts.gap import log_points
from growthplan.accounts.levels import equivalents, name_of, published
from growthplan.accounts.measures import measure_named
from growthplan.accounts.quantities import Quantity, quantities, released_on
from growthplan.accounts.words import as_a_start
from growthplan.vocabulary import ENGLAND, GrowthplanError, Statistics

WHOLE = "gva_per_head"


@dataclass(frozen=True, slots=True)
class Identity:
    """GVA per head of two places in one year, factor by factor."""

    place: str
    comparator: str
    year: int
    table: pl.DataFrame
    """Columns factor, title, unit, value, comparator_value, log_points; the factors, then the
    whole. The factors' values multiply to the whole and their log points add up to it."""
    quantities: Mapping[tuple[str, str], Quantity]
    """What the factors are made of, by (measure, place)."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Factor:
    name: str
    title: str
    unit: str
    top: str
    bottom: str
    scale: float = 1.0


_PER_HOUR = _Factor("gva_per_hour", "GVA per hour worked", "£ per hour", "gva", "hours", 1e6)
_PER_JOB = _Factor("hours_per_job", "hours worked per job", "hours per job", "hours", "jobs")
_JOBS = _Factor(
    "jobs_per_working_age",
    "jobs per resident aged 16 to 64",
    "ratio",
    "jobs",
    "population_16_64",
)
_AGE = _Factor(
    "working_age_share",
    "share of residents aged 16 to 64",
    "share",
    "population_16_64",
    "population",
)
_BOTH = _Factor("jobs_per_resident", "jobs per resident", "ratio", "jobs", "population")

FULL: tuple[_Factor, ...] = (_PER_HOUR, _PER_JOB, _JOBS, _AGE)
COLLAPSED: tuple[_Factor, ...] = (_PER_HOUR, _PER_JOB, _BOTH)


def identity(statistics: Statistics, place: str, year: int, comparator: str = ENGLAND) -> Identity:
    """Decompose the gap in GVA per head exactly into log points.

    GVA per head = GVA per hour × hours per job × jobs per resident aged 16 to 64 × share of
    residents aged 16 to 64. Commuting shows in the third: jobs are counted where they are done,
    residents where they live. GVA and population of both places come from one edition, hours and
    jobs of both from one edition, the first after that GVA was published if it holds them, since it
    rests on the same GVA. When the year has no working-age population the last two
    factors are taken together, and a note says so.

    GVA per hour here is GVA ÷ hours of the year, not the smoothed headline.

    Raises GrowthplanError when GVA, hours, jobs or population of either place is missing.
    """
    places = (place, comparator)
    held = dict(quantities(statistics, ("gva", "population"), places, year))
    released = released_on(statistics, held["gva", place])
    held |= quantities(statistics, ("hours", "jobs"), places, year, after=released)
    factors, notes = FULL, []
    try:
        held |= quantities(statistics, ("population_16_64",), places, year)
    except GrowthplanError:
        factors = COLLAPSED
        notes.append(
            f"The population aged 16 to 64 is not in hand for {year}, so jobs per working-age "
            "resident and the working-age share are taken together as jobs per resident."
        )
    for quantity in held.values():
        if quantity.is_sum:
            notes.append(
                f"{as_a_start(measure_named(quantity.measure).title)} in "
                f"{name_of(statistics, quantity.place)} in {year}: the sum over "
                f"{len(quantity.published_as)} local authorities."
            )
    values = {key: quantity.value for key, quantity in held.items()}
    return Identity(
        place, comparator, year, decompose(values, place, comparator, factors), held, tuple(notes)
    )


def decompose(
    values: Mapping[tuple[str, str], float],
    place: str,
    comparator: str,
    factors: tuple[_Factor, ...] = FULL,
) -> pl.DataFrame:
    """The factor table from plain totals, keyed (measure, place): £m, hours, jobs, people.

    Raises GrowthplanError when a total is not above zero.
    """
    whole = _Factor(WHOLE, "GVA per head", "£ per head", "gva", "population", 1e6)
    rows = []
    for factor in (*factors, whole):
        mine, theirs = (_ratio(values, factor, code) for code in (place, comparator))
        points = log_points(mine, theirs)
        rows.append((factor.name, factor.title, factor.unit, mine, theirs, points))
    return pl.DataFrame(
        rows,
        schema={
            "factor": pl.String,
            "title": pl.String,
            "unit": pl.String,
            "value": pl.Float64,
            "comparator_value": pl.Float64,
            "log_points": pl.Float64,
        },
        orient="row",
    )


def _ratio(values: Mapping[tuple[str, str], float], factor: _Factor, code: str) -> float:
    top, bottom = values[factor.top, code], values[factor.bottom, code]
    if top <= 0 or bottom <= 0:
        raise GrowthplanError(f"{factor.title} of {code} cannot be formed from {top} and {bottom}.")
    return factor.scale * top / bottom


def identity_years(statistics: Statistics, place: str) -> list[int]:
    """Years of which GVA of the place, or of every one of its authorities, is in hand: newest
    first. Other totals may still be missing."""
    codes = [
        *equivalents(statistics, place, "gva", "unsmoothed"),
        *(p.code for p in statistics.gazetteer.local_authorities_of(place)),
    ]
    return sorted(published(statistics, "gva", "unsmoothed", codes)["year"].unique(), reverse=True)
