"""Whether neighbours of the treated moved too: rings by distance between their middles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.clusters import current_authority, to_grid
from growthplan.evaluation import Estimate, Registration, Settings, estimate
from growthplan.journeys.evaluating_registered import panel_for, places_of
from growthplan.store import Store
from growthplan.vocabulary import Gazetteer, GrowthplanError

EDGES = (15.0, 30.0, 60.0)
"""Outer edges of the rings, km."""
_METRES = 1000.0
_KEY = "distance"

Point = npt.NDArray[np.float64]


def rings_of(
    held: Store, one: Registration, as_at: date | None = None
) -> tuple[Estimate | None, str]:
    """The effect on the treated and on neighbours against those beyond the last ring; or why there
    are none.

    Places that the registration leaves out are in the rings: neighbours are left out of its donors
    for the very reason that is looked for here.
    """
    if one.donors.kind != "local_authority":
        return None, "Rings are drawn round local authorities; these areas are larger than rings."
    everyone = one.model_copy(
        update={"donors": one.donors.model_copy(update={"leave_out": ()})}
    )  # fmt: skip
    panel, *_ = panel_for(held, everyone, as_at)
    treated, donors = places_of(held.gazetteer, everyone)
    middles = _middles(held, held.gazetteer)
    at = {name: middles[code] for code, name in {**treated, **donors}.items() if code in middles}
    own = [at[name] for name in panel.treated_names if name in at]
    if len(own) < len(panel.treated_names):
        return None, "No small areas are in hand for the treated, so no distances."
    panel = panel.only(np.array([unit in at for unit in panel.units]))
    near = np.array([min(np.linalg.norm(at[u] - p) for p in own) for u in panel.units]) / _METRES
    table = np.repeat(near[:, None], len(panel.times), axis=1)
    settings = Settings(level=one.level, seed=one.seed, distance=_KEY, rings=EDGES)
    try:
        return estimate(replace(panel, covariates={_KEY: table}), "rings", settings), ""
    except GrowthplanError as refused:
        return None, " ".join(str(fault) for fault in refused.faults)


def _middles(held: Store, gazetteer: Gazetteer) -> Mapping[str, Point]:
    """The middle of each authority of today, metres east and north: the median of its small areas.

    The median, because the table of points puts some small areas in another part of the country.
    """
    rows = held.rows("workplaces").filter(
        (pl.col("industry") == "") & pl.col("latitude").is_not_null()
    )
    points = to_grid(rows["latitude"].to_numpy(), rows["longitude"].to_numpy())
    now = {code: current_authority(gazetteer, code) for code in rows["local_authority"].unique()}
    codes = rows["local_authority"].replace_strict(now)
    table = pl.DataFrame({"code": codes, "east": points[:, 0], "north": points[:, 1]})
    middle = table.group_by("code").agg(pl.col("east", "north").median())
    return {code: np.array([east, north]) for code, east, north in middle.iter_rows()}
