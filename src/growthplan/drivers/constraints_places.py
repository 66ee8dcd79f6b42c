"""From the long table of driver indicators to one row a place, with the region it lies in."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from growthplan.drivers.carriers import Predecessors
from growthplan.vocabulary import Gazetteer, PlaceKind

RESULTS = frozenset({"gross_median_weekly_pay", "gross_disposable_household_income_per_head"})
"""Indicators of what productivity pays for: results of the gap, so no drivers of it."""


def region_of(gazetteer: Gazetteer, code: str) -> str | None:
    """The region of a local authority (its country outside England); None for any other place."""
    if code not in gazetteer or gazetteer[code].kind is not PlaceKind.LOCAL_AUTHORITY:
        return None
    above = [gazetteer[p] for p in gazetteer[code].parents if p in gazetteer]
    for kind in (PlaceKind.REGION, PlaceKind.COUNTRY):
        found = sorted(p.code for p in above if p.kind is kind)
        if found:
            return found[0]
    return None


def values_by_place(
    values: pl.DataFrame, gazetteer: Gazetteer, without: Collection[str] = RESULTS
) -> pl.DataFrame:
    """`values` (indicator, place, value; and year for a panel) as place, region, one column an
    indicator: what `binding_constraints` and `panel_association` read. Indicators in `without`
    are left out.
    """
    key = ["place", "year"] if "year" in values.columns else ["place"]
    kept = values.select("indicator", *key, "value").drop_nulls("value")
    kept = kept.filter(~pl.col("indicator").is_in(list(without)))
    wide = kept.pivot("indicator", index=key, values="value").sort(key)
    regions = {code: region_of(gazetteer, code) for code in wide["place"].unique()}
    region = [regions[code] for code in wide["place"].to_list()]
    return wide.insert_column(1, pl.Series("region", region, dtype=pl.String))


def under_current_codes(rows: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """`rows` (place, ...) with those of an earlier code under the code that the place has now,
    when it only changed its code and has no rows under the new one."""
    predecessors, held = Predecessors.in_gazetteer(gazetteer), set(rows["place"].to_list())
    renamed = {predecessors.renamed_from(code): code for code in predecessors.of}
    now = {old: new for old, new in renamed.items() if old in held and new not in held}
    return rows.with_columns(pl.col("place").replace(now)) if now else rows
