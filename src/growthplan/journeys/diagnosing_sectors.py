"""The sectors of a place: concentration, levels, mix against within, supply chains."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TypeVar

import polars as pl

from growthplan.journeys.diagnosing_convergence import (
    diagnose_convergence,
    diagnose_industry_space,
    industry_labels,
)
from growthplan.journeys.sector_definitions import sector_definitions
from growthplan.report.diagnosis import SectorDiagnosis
from growthplan.sectors import (
    LocationQuotients,
    Multipliers,
    NationalTable,
    SectorDefinition,
    convergence_figures,
    industry_table,
    jobs_per_output,
    location_quotient_figures,
    location_quotients,
    mix_figures,
    mix_within,
    multiplier_stability,
    multipliers,
    national_tables,
    place_shift_share,
    product_sizes,
    sector_levels,
    share_mix,
    share_mix_figures,
)
from growthplan.store import Store
from growthplan.vocabulary import UK, Gazetteer, GrowthplanError, Place, PlaceKind, Statistics

EMPLOYMENT, GVA, VOLUME = "employment_by_industry", "gva_by_industry", "gva_by_industry_volume"
_PLAIN = ("gva_per_job_unsmoothed", "gva_per_job", "gva", "jobs")
_GREAT_BRITAIN = "K03000001"
_JOBS_OF_GREAT_BRITAIN = (
    "Jobs by industry are published for Great Britain, output for the United Kingdom, so jobs per "
    "£m of output are too low by Northern Ireland's jobs. Employment multipliers, which are jobs "
    "over jobs, hardly move."
)

Result = TypeVar("Result")


@dataclass
class _Attempts:
    """Runs each part and keeps what stopped it; parts that one thing stopped share a note."""

    stopped: dict[str, list[str]] = field(default_factory=dict)
    """The parts that each fault stopped."""

    def __call__(self, what: str, job: Callable[[], Result]) -> Result | None:
        try:
            return job()
        except GrowthplanError as error:
            for fault in error.faults:
                self.stopped.setdefault(str(fault), []).append(what)
            return None

    @property
    def notes(self) -> list[str]:
        return [f"{'; '.join(parts)}: {fault}" for fault, parts in self.stopped.items()]


def diagnose_sectors(
    held: Store, place: Place, comparator: Place, as_at: date | None
) -> SectorDiagnosis:
    """Every part of the sectors' diagnosis; a part that can't be made becomes a note."""
    definitions = sector_definitions()
    codes = {code for one in (place, comparator) for code in areas_of(held.gazetteer, one)}
    codes |= areas_of(held.gazetteer, held.gazetteer[UK])
    statistics = held.statistics((EMPLOYMENT, GVA, VOLUME, *_PLAIN), codes, as_at)
    a, b = place.code, comparator.code
    attempt = _Attempts()
    quotients = _quotients(attempt, statistics, definitions, a, b)
    levels = attempt("Levels of sectors", lambda: sector_levels(statistics, definitions, a, GVA))
    mix = attempt("Mix against within", lambda: mix_within(statistics, a, b))
    shares = attempt("Mix by shares of GVA", lambda: share_mix(statistics, a, b))
    shift = attempt("Shift-share of jobs", lambda: place_shift_share(statistics, a, b)) or attempt(
        "Shift-share of GVA", lambda: place_shift_share(statistics, a, b, GVA)
    )
    chains = _supply_chains(attempt, held, statistics, place)
    first, last = (min(chains), max(chains)) if chains else (0, 0)
    stability = (
        attempt("Stability", lambda: multiplier_stability(chains[first], chains[last]))
        if first < last
        else None
    )
    together = attempt("Convergence", lambda: diagnose_convergence(held, place, as_at))
    space = attempt("Related industries", lambda: diagnose_industry_space(held, place, as_at))
    figures = [
        *(location_quotient_figures(statistics, quotients) if quotients else ()),
        *(mix_figures(statistics, mix) if mix else ()),
        *(share_mix_figures(statistics, shares) if shares else ()),
        *(convergence_figures(together, place.name) if together else ()),
    ]
    return SectorDiagnosis(
        definitions,
        quotients,
        levels,
        mix,
        shares,
        shift,
        together,
        chains.get(last),
        stability,
        industry_labels(held),
        tuple(figures),
        tuple(attempt.notes),
        space,
    )


def _quotients(
    attempt: _Attempts,
    statistics: Statistics,
    definitions: Iterable[SectorDefinition],
    place: str,
    comparator: str,
) -> LocationQuotients | None:
    """By jobs, or by GVA where jobs by industry are not published."""
    sectors = tuple(definitions)
    return attempt(
        "Concentration by jobs",
        lambda: location_quotients(statistics, sectors, place, comparator, EMPLOYMENT),
    ) or attempt(
        "Concentration by GVA",
        lambda: location_quotients(statistics, sectors, place, comparator, GVA),
    )


def areas_of(gazetteer: Gazetteer, place: Place) -> set[str]:
    """The place, areas with its boundary, and areas whose sums may stand for it."""
    inside = {
        p.code
        for p in gazetteer.values()
        if p.kind in (PlaceKind.ITL2, PlaceKind.LOCAL_AUTHORITY)
        and (place.code in p.parents or p.code in place.members)
    }
    return {place.code, *place.same_area_as, *inside}


def _supply_chains(
    attempt: _Attempts, held: Store, statistics: Statistics, place: Place
) -> dict[int, Multipliers]:
    """Multipliers of the place by year of the national table."""
    rows, groups = held.rows("input_output"), held.rows("product_groups")
    if rows.is_empty() or groups.is_empty():
        attempt.stopped["input-output tables are not in the store."] = ["Supply chains"]
        return {}
    if place.code == UK:
        attempt.stopped["its multipliers are those of the national table itself."] = [
            "Supply chains of the United Kingdom"
        ]
        return {}
    found: dict[int, Multipliers] = {}
    for year, table in national_tables(rows, groups).items():
        made = attempt(
            f"Supply chains of {year}",
            partial(_multipliers, statistics, table, groups, place, year),
        )
        if made is not None:
            found[year] = made
    return found


def _multipliers(
    statistics: Statistics, table: NationalTable, groups: pl.DataFrame, place: Place, year: int
) -> Multipliers:
    """GVA by industry says how much of each product the place makes; jobs go by the nation's,
    in the years that Great Britain's are published."""
    gva = [_by_industry(statistics, GVA, code, year) for code in (place.code, UK)]
    sizes = product_sizes(table, groups, pl.concat(gva), UK)
    try:
        jobs = _by_industry(statistics, EMPLOYMENT, _GREAT_BRITAIN, year)
    except GrowthplanError:
        jobs = pl.DataFrame()
    if jobs.is_empty():
        return multipliers(table, sizes)
    per_output, assumed = jobs_per_output(table, groups, jobs)
    found = multipliers(table, sizes, per_output)
    return replace(found, notes=(*found.notes, assumed, _JOBS_OF_GREAT_BRITAIN))


def _by_industry(statistics: Statistics, indicator: str, code: str, year: int) -> pl.DataFrame:
    values = industry_table(statistics, indicator, code).values.get(year, {})
    rows = [(code, industry, value) for industry, value in values.items() if value is not None]
    schema = {"place": pl.String, "industry": pl.String, "value": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")
