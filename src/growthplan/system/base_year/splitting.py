"""GVA by authority and sector: published mixes, made to add up to authorities and areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.system.base_year.published import Industries
from growthplan.system.base_year.sectors import MODEL_SECTORS
from growthplan.system.raking import Margin, rake

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Mix:
    """What is known of one authority's sectors."""

    place: str
    own: Industries | None
    """Published for the authority itself."""
    area: Industries
    """Of the ITL3 area that it lies in; its own when there is none."""

    @property
    def known(self) -> Industries:
        """The nearer of the two."""
        return self.own or self.area


def split(market: Array, mixes: Sequence[Mix], jobs: Array | None, names: Sequence[str]) -> Array:
    """GVA [p, s] that adds up to `market` by authority and to published mixes by ITL3 area.

    `market` [p], £m without imputed rental. Where an authority's own sectors are published, they
    are the first guess. Where only its area's are, the area's are spread by `jobs` [p, s], a
    census count, or all authorities of the area are given its mix. An area's mix holds exactly.

    Raises GrowthplanError that names the margin that cannot hold.
    """
    seed = np.stack([_first_guess(i, mix, mixes, jobs, market) for i, mix in enumerate(mixes)])
    areas = list(dict.fromkeys(mix.area.area for mix in mixes))
    block = np.array([areas.index(mix.area.area) for mix in mixes], dtype=np.intp)
    width = len(MODEL_SECTORS)
    shares = np.stack([_mix_of(area, mixes, seed) for area in areas])
    totals = np.bincount(block, weights=market, minlength=len(areas))
    by_area = Margin(
        "GVA by sector of the ITL3 area",
        (block[:, None] * width + np.arange(width)).astype(np.intp),
        (totals[:, None] * shares).ravel(),
        tuple(f"{s.title} in {area}" for area in areas for s in MODEL_SECTORS),
    )
    rows = np.repeat(np.arange(len(mixes))[:, None], width, axis=1).astype(np.intp)
    by_authority = Margin("GVA by authority", rows, market, tuple(names))
    return rake(seed, [by_area, by_authority])


def _first_guess(
    i: int, mix: Mix, mixes: Sequence[Mix], jobs: Array | None, market: Array
) -> Array:
    if mix.own is not None:
        return np.asarray(market[i] * mix.own.gva / mix.own.gva.sum())
    if jobs is None:
        return np.asarray(market[i] * mix.area.gva / mix.area.gva.sum())
    together = [j for j, other in enumerate(mixes) if other.area.area == mix.area.area]
    shared = np.maximum(jobs[together].sum(axis=0), 1.0)
    return np.asarray(mix.area.gva * np.maximum(jobs[i], 0.5) / shared)


def _mix_of(area: str, mixes: Sequence[Mix], seed: Array) -> Array:
    """Shares of sectors of an area [s]: the sum of its authorities' own, when all are published."""
    inside = [mix for mix in mixes if mix.area.area == area]
    if all(mix.own is not None for mix in inside):
        total = np.sum([mix.own.gva for mix in inside if mix.own is not None], axis=0)
    else:
        total = inside[0].area.gva
    return np.asarray(total / total.sum())
