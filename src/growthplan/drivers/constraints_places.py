"""From the long table of driver indicators to one row a place, with the region it lies in."""

from __future__ import annotations

import polars as pl

from growthplan.vocabulary import Gazetteer, PlaceKind


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


def values_by_place(values: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """`values` (indicator, place, value; and year for a panel) as place, region, one column an
    indicator: what `binding_constraints` and `panel_association` read."""
    key = ["place", "year"] if "year" in values.columns else ["place"]
    kept = values.select("indicator", *key, "value").drop_nulls("value")
    wide = kept.pivot("indicator", index=key, values="value").sort(key)
    regions = [region_of(gazetteer, code) for code in wide["place"]]
    return wide.insert_column(1, pl.Series("region", regions, dtype=pl.String))
