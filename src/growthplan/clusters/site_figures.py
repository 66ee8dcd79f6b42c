"""Sites as figures: who lives near, and what a job there adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from growthplan.clusters.deprivation import DOMAINS, NOT_COMPARABLE
from growthplan.clusters.marginal import MARGINAL_RULE
from growthplan.clusters.reach import REACH_RULE
from growthplan.clusters.site import Site
from growthplan.vocabulary import Figure, Input, Lineage

NEAR_KM = 5.0


def reach_figures(
    sites: Sequence[Site], table: pl.DataFrame, sources: Mapping[str, str]
) -> tuple[Figure, ...]:
    """Share of neighbourhoods within 5 km in the most deprived tenth, overall and health, newest
    edition; `table` from `within_reach`, `sources` the release of each edition."""
    if table.is_empty():
        return ()
    edition = str(table["edition"].max())
    near = (
        table.filter((pl.col("edition") == edition) & (pl.col("to_km") <= NEAR_KM))
        .group_by("site", "domain")
        .agg(pl.col("neighbourhoods").sum(), pl.col("most_deprived").sum())
    )
    counts = {(s, d): (n, m) for s, d, n, m in near.iter_rows()}
    return tuple(
        _reach(site, domain, edition, *counts[site.id, domain], sources.get(edition))
        for site in sites
        for domain in ("overall", "health")
        if counts.get((site.id, domain), (0, 0))[0]
    )


def _reach(
    site: Site, domain: str, edition: str, near: int, deprived: int, source: str | None
) -> Figure:
    share = 100 * deprived / near
    words = DOMAINS[domain]
    return Figure(
        id=f"most_deprived_{domain}_within_{NEAR_KM:.0f}_km/{site.place}/{edition}/{site.id}",
        value=share,
        display=f"{share:.0f}%",
        unit="%",
        place=site.place,
        period=edition,
        sentence=(
            f"Of the {near} neighbourhoods within {NEAR_KM:.0f} km of {site.name}, {deprived} "
            f"({share:.0f}%) are in the most deprived tenth of England on {words} ({edition})."
        ),
        lineage=Lineage(
            formula="100 × neighbourhoods in decile 1 ÷ neighbourhoods, centres within 5 km",
            inputs=(
                Input(label="Neighbourhoods in reach", value=near, unit="count", source=source),
                Input(label="Of them in decile 1", value=deprived, unit="count", source=source),
            ),
            functions=("growthplan.clusters.within_reach",),
            assumptions=(REACH_RULE,),
        ),
        caveats=(*_where(site), NOT_COMPARABLE),
    )


def marginal_figures(
    sites: Sequence[Site], table: pl.DataFrame, place: str, name: str, year: int, source: str
) -> tuple[Figure, ...]:
    """Rise in the place's effective density from 1,000 more jobs at each site, by group; `table`
    from `marginal_density`."""
    by_id = {site.id: site for site in sites}
    return tuple(
        _marginal(by_id[row["site"]], row, place, name, year, source)
        for row in table.iter_rows(named=True)
    )


def _marginal(
    site: Site, row: Mapping[str, object], place: str, name: str, year: int, source: str
) -> Figure:
    rise = float(str(row["density_pct"]))
    ppm, low, high = (float(str(row[f"productivity_ppm{end}"])) for end in ("", "_low", "_high"))
    label = str(row["label"]).lower()
    return Figure(
        id=f"marginal_density_{row['group']}/{place}/{year}/{site.id}",
        value=rise,
        display=f"{rise:.2f}%",
        unit="%",
        place=place,
        period=str(year),
        sentence=(
            f"A further 1,000 jobs at {site.name} would raise effective density for {label} in "
            f"{name} by {rise:.2f}%; the published elasticity sets {ppm:.0f} parts per million of "
            f"that group's productivity beside it (between {low:.0f} and {high:.0f})."
        ),
        lineage=Lineage(
            formula="1,000 × mean over zones of (1 ÷ distance ^ decay) ÷ effective density, "
            "weighted by the group's jobs",
            inputs=(Input(label="Workplace jobs by zone", value=None, unit="jobs", source=source),),
            functions=("growthplan.clusters.marginal_density",),
            assumptions=(MARGINAL_RULE,),
        ),
        caveats=(*_where(site), "For jobs that are really additional, not for announced ones."),
    )


def _where(site: Site) -> tuple[str, ...]:
    return (
        (f"Its place on the map is approximate: {site.approximate}.",) if site.approximate else ()
    )
