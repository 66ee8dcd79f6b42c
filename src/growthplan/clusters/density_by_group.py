"""Effective density of a place by sector group, beside the rest of the country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.clusters.density import effective_densities
from growthplan.clusters.sector_groups import SectorGroup
from growthplan.clusters.zones import Zones
from growthplan.vocabulary import (
    ENGLAND,
    Figure,
    Gazetteer,
    GrowthplanError,
    Input,
    Lineage,
    display,
)

Floats = npt.NDArray[np.float64]
METRES_IN_KM = 1000.0


@dataclass(frozen=True)
class DensityByGroup:
    """Effective density in jobs per km ** decay, by zone and group."""

    by_zone: Mapping[str, Floats]
    """By sector group: [zone], in the order of `Zones.table`."""
    zones: pl.DataFrame
    """The place's zones: area, name, authority, latitude, longitude, jobs, and `density_GROUP`
    (jobs per km ** decay) and `index_GROUP` (England = 100) for each group."""
    table: pl.DataFrame
    """One row a place and group: place, name, group, label, decay, jobs, density, index,
    index_low, index_high, own_share, index_other_own_distance, productivity_pct."""
    figures: tuple[Figure, ...]


def density_by_group(
    found: Zones, groups: Sequence[SectorGroup], gazetteer: Gazetteer, place: str
) -> DensityByGroup:
    """Effective density of the place and its authorities, each group by its own decay.

    A zone's density counts the jobs of every industry; a place's is the geometric mean over its
    zones, weighted by the group's own jobs there, as productivity goes with its logarithm;
    England is 100. Low and high are at the ends of the published decay's range. Also shown: the
    share that comes from a zone's own jobs, the index with own distances half as long again, as
    both rest on the rule for own distance, and the difference in productivity that the published
    elasticity sets beside it, `100 x ((index / 100) ** elasticity - 1)`.

    Raises GrowthplanError when no zone lies in the place or in England.
    """
    areas = _areas(found, gazetteer, place)
    jobs, own = found.table["jobs"].to_numpy(), found.table["own_distance"].to_numpy()
    by_zone, rows = {}, []
    densities = _densities(found, groups)
    for group in groups:
        decays = (group.decay, group.decay_low, group.decay_high)
        runs = [densities[decay] for decay in decays]
        # Half as long again only changes the zone's own term.
        shift = jobs * ((1.5 * own) ** -group.decay - own**-group.decay)
        runs.append(runs[0] + shift)
        weights = found.table[f"jobs_{group.id}"].to_numpy()
        by_zone[group.id] = runs[0] * METRES_IN_KM**group.decay
        own_term = jobs * own**-group.decay / runs[0]
        for code, inside in areas.items():
            means = [_mean(run, weights, inside) for run in runs]
            index = [
                100 * m / _mean(run, weights, areas[ENGLAND])
                for m, run in zip(means, runs, strict=True)
            ]
            rows.append(
                {
                    "place": code,
                    "name": gazetteer[code].name,
                    "group": group.id,
                    "label": group.label,
                    "decay": group.decay,
                    "jobs": float(weights[inside].sum()),
                    "density": means[0] * METRES_IN_KM**group.decay,
                    "index": index[0],
                    "index_low": min(index[:3]),
                    "index_high": max(index[:3]),
                    "own_share": _mean(own_term, weights, inside),
                    "index_other_own_distance": index[3],
                    "productivity_pct": 100 * ((index[0] / 100) ** group.elasticity - 1),
                }
            )
    table = pl.DataFrame(rows)
    figures = tuple(_figure(found, row, groups) for row in rows if row["place"] != ENGLAND)
    return DensityByGroup(
        by_zone, _zone_table(found, groups, by_zone, table, areas[place]), table, figures
    )


def _densities(found: Zones, groups: Sequence[SectorGroup]) -> dict[float, Floats]:
    """Each decay once; the ends of ranges in single precision, which is ample for a range."""
    jobs, own = found.table["jobs"].to_numpy(), found.table["own_distance"].to_numpy()
    main = sorted({group.decay for group in groups})
    ends = {d for group in groups for d in (group.decay_low, group.decay_high)}
    only_ends = sorted(ends - set(main))
    rough = effective_densities(found.points, jobs, only_ends, own, "single")
    exact = effective_densities(found.points, jobs, main, own)
    return dict(zip(only_ends, rough, strict=True)) | dict(zip(main, exact, strict=True))


def _areas(found: Zones, gazetteer: Gazetteer, place: str) -> dict[str, npt.NDArray[np.bool_]]:
    members = gazetteer.local_authorities_of(place)
    areas = {place: found.inside([p.code for p in members])}
    for member in members:
        areas.setdefault(member.code, found.inside([member.code]))
    areas[ENGLAND] = found.table["area"].str.starts_with("E").to_numpy()
    for code in (place, ENGLAND):
        if not areas[code].any():
            raise GrowthplanError(
                f"No workplace zone lies in {gazetteer[code].name}: the counts cover England and "
                "Wales."
            )
    return {code: inside for code, inside in areas.items() if inside.any()}


def _mean(values: Floats, weights: Floats, inside: npt.NDArray[np.bool_]) -> float:
    """Geometric mean over the zones inside, weighted by the group's jobs; plain without any."""
    used = weights[inside] if weights[inside].sum() > 0 else np.ones(int(inside.sum()))
    return float(np.exp(np.average(np.log(values[inside]), weights=used)))


def _zone_table(
    found: Zones,
    groups: Sequence[SectorGroup],
    by_zone: Mapping[str, Floats],
    table: pl.DataFrame,
    inside: npt.NDArray[np.bool_],
) -> pl.DataFrame:
    england = dict(table.filter(pl.col("place") == ENGLAND).select("group", "density").iter_rows())
    columns = [
        pl.Series(f"{kind}_{group.id}", by_zone[group.id] * scale)
        for group in groups
        for kind, scale in (("density", 1.0), ("index", 100 / england[group.id]))
    ]
    keys = ["area", "name", "authority", "latitude", "longitude", "jobs"]
    return found.table.select(keys).with_columns(columns).filter(pl.Series(inside))


def _figure(found: Zones, row: Mapping[str, object], groups: Sequence[SectorGroup]) -> Figure:
    group = next(g for g in groups if g.id == row["group"])
    index, low, high = (float(str(row[k])) for k in ("index", "index_low", "index_high"))
    year = found.today.year if found.today else found.counted_year
    code, name = str(row["place"]), str(row["name"])
    effect = float(str(row["productivity_pct"]))
    published = found.today.inputs.get(code, ()) if found.today else ()
    return Figure(
        id=f"effective_density_{group.id}_index/{code}/{year}",
        value=index,
        display=f"{index:.0f}",
        unit="index",
        low=low,
        high=high,
        place=code,
        period=str(year),
        sentence=(
            f"With England's at 100, effective density for {group.label.lower()} in {name} was "
            f"{index:.0f} (between {low:.0f} and {high:.0f} over the published range of decay), "
            f"with jobs of {year} placed as the census of {found.counted_year} found them."
        ),
        lineage=Lineage(
            formula="geometric mean over zones of (sum over zones of jobs ÷ distance ^ decay), "
            "weighted by the group's jobs; 100 × place ÷ England",
            inputs=(
                Input(
                    label=f"Workplace jobs by zone, {found.counted_year}",
                    value=float(found.table["counted"].sum()),
                    unit="jobs",
                    source=found.source,
                ),
                *published,
            ),
            functions=("growthplan.clusters.density_by_group",),
            assumptions=(f"Decay {group.decay:g}: {group.source}.", *found.methods),
        ),
        caveats=(
            "The range is over the published decay, not a probability.",
            f"{100 * float(str(row['own_share'])):.0f}% of it comes from a zone's own jobs, which "
            "rests on the rule for own distance: with own distances half as long again the index "
            f"is {float(str(row['index_other_own_distance'])):.0f}.",
            f"The published elasticity of {group.elasticity:g} sets "
            f"{display(effect, '%')} of productivity beside it, in this "
            "group; that is a firm-level association, not the place's gap explained.",
            group.caveat + ".",
        ),
    )
