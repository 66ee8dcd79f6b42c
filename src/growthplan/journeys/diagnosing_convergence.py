"""Where a place's strengths converge: every area's location quotients and the supply links."""

from __future__ import annotations

from datetime import date

import polars as pl

from growthplan.sectors import (
    Convergence,
    convergence,
    industry_quotients,
    national_tables,
    supply_links,
)
from growthplan.store import Store
from growthplan.vocabulary import Fault, Gazetteer, GrowthplanError, Place, PlaceKind

EMPLOYMENT = "employment_by_industry"


def diagnose_convergence(held: Store, place: Place, as_at: date | None) -> Convergence:
    """Pairs and triples of industries that converge in the ITL2 area that the place is.

    Raises GrowthplanError when the place is no ITL2 area, or jobs by industry or the input-output
    tables are not in the store.
    """
    code = _itl2(held.gazetteer, place)
    areas = [p.code for p in held.gazetteer.of_kind(PlaceKind.ITL2, current=False)]
    rows = held.statistics((EMPLOYMENT,), areas, as_at).latest(EMPLOYMENT)
    rows = rows.filter(pl.col("value").is_not_null() & pl.col("industry").str.contains(r"^\d+$"))
    flows, groups = held.rows("input_output"), held.rows("product_groups")
    if rows.is_empty() or flows.is_empty():
        raise GrowthplanError(
            Fault("Jobs by industry or input-output tables are not in the store.", code="no data")
        )
    history = rows.select(
        "place", "industry", pl.col("period").cast(pl.Int64).alias("year"), "value"
    )
    period = int(history["year"].max())  # type: ignore[arg-type]
    newest = history.filter(pl.col("year") == period)
    sizes = newest.group_by("industry").agg(pl.col("value").sum()).filter(pl.col("value") > 0)
    tables = national_tables(flows, groups)
    links = supply_links(tables[max(tables)], groups, dict(sizes.iter_rows()))
    quotients = industry_quotients(history, period, links.industries)
    return convergence(code, str(period), quotients, links, industry_labels(held))


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
    raise GrowthplanError(
        Fault(
            f"Jobs by division are published for ITL2 areas, and {place.name} is not one.",
            fix="Diagnose the ITL2 area that holds it.",
            code="no data",
        )
    )
