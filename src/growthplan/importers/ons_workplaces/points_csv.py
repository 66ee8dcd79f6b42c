"""The centre of each small area (MSOA): CSV of code, latitude and longitude."""

from __future__ import annotations

import polars as pl

from growthplan.importers.layout import CELLS, LABELS, Layout, Parsed, stop
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import UNKNOWN_LICENCE, Fault, Gazetteer, GrowthplanError

LAYOUT = "ons_workplaces_points_csv"
TITLE = "Centre points of small areas (MSOA 2011 and 2021)"
HEADER = "MSOACD,latitude,longitude,msoa11cd"
LATITUDES = (49.8, 60.9)
LONGITUDES = (-8.7, 1.8)
"""The United Kingdom, in degrees."""
MSOAS_2011 = 7_201


def recognises(file: OpenFile) -> bool:
    return file.kind == "csv" and file.header.strip().replace('"', "") == HEADER


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read the points of areas in England and Wales.

    Raises GrowthplanError when a point is no number or not in the United Kingdom, when an area is
    there twice, or when areas are missing.
    """
    rows = file.csv()
    table = rows.select(
        "row",
        area=pl.col("MSOACD").str.strip_chars(),
        latitude=pl.col("latitude").cast(pl.Float64, strict=False),
        longitude=pl.col("longitude").cast(pl.Float64, strict=False),
    )
    inside = pl.col("latitude").is_between(*LATITUDES) & pl.col("longitude").is_between(*LONGITUDES)
    wrong = table.filter(~inside.fill_null(False))
    if wrong.height:
        raise GrowthplanError(
            [
                Fault(
                    f"{row['area']} has no point in the United Kingdom (latitude "
                    f"{row['latitude']}, longitude {row['longitude']})",
                    file=file.name,
                    line=row["row"],
                    code="cell",
                )
                for row in wrong.head(5).iter_rows(named=True)
            ]
        )
    twice = table.filter(pl.col("area").is_duplicated())
    if twice.height:
        raise stop(file, f"{twice['area'][0]} is there twice", f"line {twice['row'][1]}")
    kept = table.filter(pl.col("area").str.contains(r"^[EW]02\d{6}$"))
    if kept.height < MSOAS_2011:
        raise stop(
            file,
            f"there are points of {kept.height:,} areas in England and Wales, which had "
            f"{MSOAS_2011:,} in 2011",
            fix="Download it again.",
        )
    return Parsed(
        layout=LAYOUT,
        dataset="small-area-points",
        title=TITLE,
        publisher="Office for National Statistics",
        family="small-area-points",
        observations=pl.DataFrame(schema=CELLS),
        series=pl.DataFrame(schema=LABELS),
        licence=UNKNOWN_LICENCE,
        extra={"area_points": kept.drop("row")},
        notes=(
            f"Points of {table.height - kept.height:,} areas outside England and Wales are left "
            "out: no workplaces are held for them. The file does not say whether the points are "
            "weighted by population.",
        ),
    )


LAYOUTS = (Layout(LAYOUT, f"{TITLE}: CSV", recognises, read),)
