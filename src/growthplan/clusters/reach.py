"""Who lives within reach of a site, and how deprived their neighbourhoods are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import polars as pl

from growthplan.clusters.national_grid import to_grid
from growthplan.clusters.site import Site

_UNNAMED = pl.col("name").fill_null("") == ""
BANDS_KM = (0.0, 2.0, 5.0, 10.0)
REACH_RULE = (
    "Neighbourhoods (lower-layer areas) have no points in hand: each is placed at the centre of "
    "the middle-layer area that its name begins with, of the 2011 census geography, so a distance "
    "may be wrong by a kilometre or so, more in the country. Distances are straight lines, not "
    "travel."
)
RESIDENTS_RULE = (
    "Residents are estimated: the neighbourhoods within reach times the mean residents of a "
    "neighbourhood in their authority."
)


def each_neighbourhood(neighbourhoods: pl.DataFrame) -> pl.DataFrame:
    """One row a neighbourhood and edition: area, edition, name, authority.

    A source may name it in one domain only, so a row with a name goes before those without.
    """
    rows = neighbourhoods.select("area", "edition", "name", "authority")
    key = ["area", "edition"]
    named = rows.filter(~_UNNAMED).unique(key, keep="first", maintain_order=True)
    nameless = rows.filter(_UNNAMED).join(named, on=key, how="anti")
    return pl.concat([named, nameless.unique(key, keep="first", maintain_order=True)])


def placed_neighbourhoods(
    each: pl.DataFrame, zones: pl.DataFrame, notes: list[str]
) -> pl.DataFrame:
    """Each neighbourhood of each edition at its middle-layer area's centre: area, edition,
    easting, northing (metres).

    `each` is what `each_neighbourhood` gives, `zones` is `Zones.table`. Joined by name:
    `Liverpool 024A` lies in `Liverpool 024`. One whose name is empty takes its name from another
    edition with the same code. Those that cannot be placed are left out and counted in the notes,
    by edition.
    """
    centres = zones.select(pl.col("name").alias("middle"), "easting", "northing").unique("middle")
    known = each.filter(~_UNNAMED).unique("area", keep="first", maintain_order=True)
    names = dict(known.select("area", "name").iter_rows())
    other = pl.col("area").replace_strict(names, default=None, return_dtype=pl.String)
    nameless = each.filter(_UNNAMED).with_columns(name=other)
    placed = (
        pl.concat([each.filter(~_UNNAMED), nameless])
        .select("area", "edition", "name")
        .with_columns(middle=pl.col("name").str.replace(r"[A-Z]+$", ""))
        .join(centres, on="middle", how="left")
    )
    lost = placed.group_by("edition").agg(pl.col("easting").null_count(), total=pl.len())
    for edition, count, total in lost.filter(pl.col("easting") > 0).sort("edition").iter_rows():
        notes.append(
            f"{count} of {total} neighbourhoods of the {edition} edition cannot be "
            "placed (no name, or a middle-layer area without a usable centre), and are "
            "missing from what lies within reach."
        )
    return placed.filter(pl.col("easting").is_not_null()).drop("name", "middle")


def within_reach(
    sites: Sequence[Site],
    neighbourhoods: pl.DataFrame,
    placed: pl.DataFrame,
    residents: dict[str, float],
) -> pl.DataFrame:
    """Neighbourhoods by distance band around each site, and how many are in decile 1.

    `neighbourhoods` has `authority`, `placed` is what `placed_neighbourhoods` made of them;
    `residents` is mean residents of a neighbourhood by authority. One row a site, band, edition
    and domain: site, from_km, to_km, edition, domain, neighbourhoods, most_deprived, share_pct
    (null with none in the band), residents (null when an authority has no figure).
    """
    bands = pl.DataFrame(list(pairwise(BANDS_KM)), schema=["from_km", "to_km"], orient="row")
    asked = (
        pl.DataFrame({"site": [site.id for site in sites]})
        .join(bands, how="cross")
        .join(neighbourhoods.select("edition", "domain").unique(), how="cross")
        .filter(pl.col("edition").is_in(placed["edition"].unique().to_list()))
    )
    mean = pl.col("authority").replace_strict(residents, default=None, return_dtype=pl.Float64)
    inside = (pl.col("away") >= pl.col("from_km")) & (pl.col("away") < pl.col("to_km"))
    counted = (
        _near(sites, neighbourhoods, placed)
        .with_columns(residents=mean)
        .join(bands, how="cross")
        .filter(inside)
        .group_by("site", "from_km", "edition", "domain")
        .agg(
            neighbourhoods=pl.len().cast(pl.Int64),
            most_deprived=(pl.col("decile") == 1).sum().cast(pl.Int64),
            unknown=pl.col("residents").null_count(),
            residents=pl.col("residents").sum(),
        )
    )
    return (
        asked.join(counted, on=["site", "from_km", "edition", "domain"], how="left")
        .with_columns(
            pl.col("neighbourhoods", "most_deprived", "unknown", "residents").fill_null(0)
        )
        .select(
            *("site", "from_km", "to_km", "edition", "domain", "neighbourhoods", "most_deprived"),
            pl.when(pl.col("neighbourhoods") > 0)
            .then(100 * pl.col("most_deprived") / pl.col("neighbourhoods"))
            .alias("share_pct"),
            pl.when(pl.col("unknown") == 0).then("residents").alias("residents"),
        )
        .sort("site", "edition", "domain", "from_km")
    )


def _near(
    sites: Sequence[Site], neighbourhoods: pl.DataFrame, placed: pl.DataFrame
) -> pl.DataFrame:
    """The neighbourhoods inside the widest band of each site, with site and away (km)."""
    points = placed.select("easting", "northing").to_numpy()
    parts = []
    for site in sites:
        away = np.hypot(*(points - to_grid(site.latitude, site.longitude)).T) / 1000
        rows = np.flatnonzero(away < BANDS_KM[-1])
        near = placed[rows].select("area", "edition", site=pl.lit(site.id))
        parts.append(near.with_columns(away=pl.Series(away[rows], dtype=pl.Float64)))
    found = pl.concat(parts)
    areas = found["area"].unique().to_list()
    close = neighbourhoods.filter(pl.col("area").is_in(areas))
    return close.join(found, on=["area", "edition"], maintain_order="left")
