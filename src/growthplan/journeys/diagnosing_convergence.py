"""Where a place's strengths converge: every area's location quotients and the supply links."""

from __future__ import annotations

from datetime import date

import polars as pl

from growthplan.report.diagnosis import IndustrySpace
from growthplan.sectors import (
    Convergence,
    complexity,
    convergence,
    industry_matrix,
    industry_quotients,
    national_tables,
    relatedness,
    supply_links,
)
from growthplan.store import Store
from growthplan.vocabulary import Fault, Gazetteer, GrowthplanError, Place, PlaceKind

EMPLOYMENT = "employment_by_industry"
FEWEST_JOBS = 5000
"""Of an industry over all areas, for it to be listed as near to what a place does."""


def diagnose_convergence(held: Store, place: Place, as_at: date | None) -> Convergence:
    """Pairs and triples of industries that converge in the ITL2 area that the place is.

    Raises GrowthplanError when the place is no ITL2 area, or jobs by industry or the input-output
    tables are not in the store.
    """
    code = _itl2(held.gazetteer, place)
    history, period = _jobs_of_areas(held, as_at)
    flows, groups = held.rows("input_output"), held.rows("product_groups")
    if flows.is_empty():
        raise GrowthplanError(Fault("Input-output tables are not in the store.", code="no data"))
    newest = history.filter(pl.col("year") == period)
    sizes = newest.group_by("industry").agg(pl.col("value").sum()).filter(pl.col("value") > 0)
    tables = national_tables(flows, groups)
    links = supply_links(tables[max(tables)], groups, dict(sizes.iter_rows()))
    quotients = industry_quotients(history, period, links.industries)
    return convergence(code, str(period), quotients, links, industry_labels(held))


def diagnose_industry_space(held: Store, place: Place, as_at: date | None) -> IndustrySpace:
    """Relatedness and complexity of industries over all ITL2 areas, as they bear on the place.

    Complexity is signed to rise with GVA per hour. Raises GrowthplanError when the place is no
    ITL2 area, or jobs by industry are not in the store.
    """
    code = _itl2(held.gazetteer, place)
    history, period = _jobs_of_areas(held, as_at)
    newest = history.filter(pl.col("year") == period).select("place", "industry", "value")
    matrix = industry_matrix(newest)
    if code not in matrix.places:
        raise GrowthplanError(
            Fault(f"Jobs by industry of {place.name} are not in the store.", code="no data")
        )
    hourly = held.statistics(("gva_per_hour",), matrix.places, as_at).latest("gva_per_hour")
    by_place = hourly.sort("period").unique("place", keep="last").select("place", "value")
    found = complexity(matrix, dict(by_place.iter_rows()), "GVA per hour worked")
    near = relatedness(matrix).places.filter(pl.col("place") == code).drop("place")
    own = found.places.filter(pl.col("place") == code)["complexity"].to_list()
    scores = found.industries.select("industry", "complexity")
    table = near.join(scores, on="industry", how="left").sort("density", descending=True)
    sizes = newest.group_by("industry").agg(pl.col("value").sum())
    small = sizes.filter(pl.col("value") < FEWEST_JOBS)["industry"]
    table = table.filter(~pl.col("industry").is_in(small.implode()))
    note = (
        f"Industries with fewer than {FEWEST_JOBS:,} jobs over all areas are not listed: one "
        "workplace makes an area specialised in them."
    )
    return IndustrySpace(str(period), len(matrix.places), table, own[0], (*found.notes, note))


def _jobs_of_areas(held: Store, as_at: date | None) -> tuple[pl.DataFrame, int]:
    """Jobs by division of every ITL2 area (place, industry, year, value), and the newest year."""
    areas = [p.code for p in held.gazetteer.of_kind(PlaceKind.ITL2, current=False)]
    rows = held.statistics((EMPLOYMENT,), areas, as_at).latest(EMPLOYMENT)
    rows = rows.filter(pl.col("value").is_not_null() & pl.col("industry").str.contains(r"^\d+$"))
    if rows.is_empty():
        raise GrowthplanError(Fault("Jobs by industry are not in the store.", code="no data"))
    history = rows.select(
        "place", "industry", pl.col("period").cast(pl.Int64).alias("year"), "value"
    )
    return history, int(history["year"].max())  # type: ignore[arg-type]


def industry_labels(held: Store) -> dict[str, str]:
    """What each industry is called: by the industry table, else by the product that it makes."""
    groups = held.rows("product_groups")
    single = groups.filter(~pl.col("divisions").str.contains(";"))
    named = dict(single.select("divisions", "label").iter_rows())
    known = held.rows("industries").unique("industry", keep="last")
    return named | dict(known.select("industry", "label").iter_rows())


def _itl2(gazetteer: Gazetteer, place: Place) -> str:
    """The ITL2 code of a place, or of the area with its boundary."""
    for code in (place.code, *place.same_area_as):
        if code in gazetteer and gazetteer[code].kind is PlaceKind.ITL2:
            return code
    above = [gazetteer[code] for code in place.parents if code in gazetteer]
    holds = " or ".join(f"{p.name} ({p.code})" for p in above if p.kind is PlaceKind.ITL2)
    raise GrowthplanError(
        Fault(
            f"Jobs by division are published for ITL2 areas, and {place.name} is not one.",
            fix=f"Diagnose {holds}, which holds it." if holds else None,
            code="no data",
        )
    )
