"""The `Geography Lookup` sheet: which local authorities make a city region."""

from __future__ import annotations

import polars as pl

from growthplan.importers.cells import with_places
from growthplan.importers.layout import stop
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Gazetteer, Place

SHEET = "Geography Lookup"
_HEADINGS = {"CRCD": "code", "CRNM": "name", "Country": "country"}


def read_members(file: OpenFile, gazetteer: Gazetteer) -> tuple[pl.DataFrame, tuple[Place, ...]]:
    """One row for each local authority in each city region, and the regions not known before.

    Columns: `local_authority` (code), `local_authority_name`, `place` (the city region's
    canonical code), `city_region` (name as published), `country`, `row`. Areas overlap: an
    authority may be in several. Raises GrowthplanError when the headings have changed.
    """
    frame = file.sheets[SHEET].with_row_index("row", offset=1)
    headings = {cell: f"c{i}" for i, cell in enumerate(frame.row(0)) if i and cell}
    district = next((h for h in headings if h.startswith("LAD") and h.endswith("CD")), None)
    named = f"{district[:-2]}NM" if district else "LAD..NM"
    missing = [h for h in (named, *_HEADINGS) if h not in headings]
    if district is None or missing:
        lacking = ", ".join(missing) or "LAD..CD"
        raise stop(file, f"the headings {lacking} are missing from the first row", SHEET)
    columns = {"local_authority": district, "local_authority_name": named}
    columns |= {new: old for old, new in _HEADINGS.items()}
    rows = (
        frame.slice(1)
        .filter(pl.col(headings[district]).is_not_null())
        .select(
            pl.col("row").cast(pl.Int32),
            *(pl.col(headings[old]).str.strip_chars().alias(new) for new, old in columns.items()),
        )
        .with_columns(city_region=pl.col("name"))
    )
    if bad := rows.filter(~pl.col("local_authority").str.contains(r"^[EWSN]\d{8}$"))[
        "row"
    ].to_list():
        raise stop(file, f"rows {bad[:5]} have no local authority code", SHEET)
    return with_places(rows, gazetteer, file, SHEET)
