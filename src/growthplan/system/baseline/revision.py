"""How the newest years of an edition will be revised, taken together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from growthplan.accounts import revisions
from growthplan.system.baseline.panel import Pool
from growthplan.system.baseline.variance import shrink_variances
from growthplan.vocabulary import Fault, GrowthplanError, Statistics

Array = NDArray[np.float64]

AGES = 5
"""Years whose revisions are taken together: the newest (age 0) and the four before it."""
FEWEST_REVISIONS = 20
"""Whole sets of revisions that a covariance of five ages needs."""

_POOLS: dict[Pool, str] = {
    "authorities": "local_authority",
    "city regions": "combined_authority",
    "ITL3 areas": "itl3",
}


@dataclass(frozen=True)
class RevisionModel:
    """Revisions to log relative productivity of the last five years, the oldest first."""

    covariance: Array
    """[age 4 to 0, age 4 to 0], mean products of revisions of the pool."""
    scale: dict[str, float]
    """By place: its revisions' variance as a share of the pool's, shrunk towards 1."""
    sets: int
    """Revised editions of places that the covariance is from."""
    editions: tuple[str, ...]

    def of(self, place: str) -> Array:
        """Covariance of one place; the pool's when it has no revisions of its own."""
        return np.asarray(self.covariance * self.scale.get(place, 1.0))

    def newest_sd(self, place: str) -> float:
        """SD of the revision to come of the newest year, in logs."""
        return float(np.sqrt(self.of(place)[-1, -1]))


def revision_model(
    statistics: Statistics, pool: Pool, *, known_in: str | None = None
) -> RevisionModel:
    """Estimate revisions from every pair of editions, or of those out by the edition `known_in`.

    A place's revisions between each pair of editions make one set of five ages. Means are not taken
    off: a revision that goes one way for all places is a risk too.

    Raises GrowthplanError when fewer than 20 whole sets are known.
    """
    sets = _sets(revisions(statistics), pool, known_in)
    if sets.height < FEWEST_REVISIONS:
        raise GrowthplanError(
            Fault(
                f"Only {sets.height} revisions of {pool} are known, so that the start of a "
                "projection cannot be drawn.",
                fix="Import earlier editions of GVA per hour.",
                code="no data",
            )
        )
    moved = sets.select([str(age) for age in reversed(range(AGES))]).to_numpy()
    covariance = moved.T @ moved / len(moved)
    listed = sorted({*sets["edition"], *sets["next_edition"]})
    scale = _scales(sets["place"].to_list(), moved, covariance)
    return RevisionModel(covariance, scale, len(moved), tuple(listed))


def _sets(table: pl.DataFrame, pool: Pool, known_in: str | None) -> pl.DataFrame:
    """One row a place and pair of editions, a column an age. Printed figures before those that
    were put together from authorities."""
    rows = table.filter((pl.col("pool") == _POOLS[pool]) & (pl.col("age") < AGES))
    if known_in is not None:
        rows = rows.filter(pl.col("next_edition") <= known_in)
    by = ["place", "edition", "next_edition"]
    if rows.is_empty():
        return pl.DataFrame(schema=dict.fromkeys(by, pl.String))
    return (
        rows.sort("how", *by, "age", descending=[True, False, False, False, False])
        .unique([*by, "age"], keep="first", maintain_order=True)
        .pivot(on="age", index=by, values="revision")
        .drop_nulls()
        .sort(by)
    )


def _scales(places: Sequence[str], moved: Array, covariance: Array) -> dict[str, float]:
    """Each place's mean square beside the pool's, every age alike, shrunk."""
    square = np.mean(moved**2 / np.diag(covariance), axis=1)
    by_place: dict[str, list[float]] = {}
    for place, value in zip(places, square, strict=True):
        by_place.setdefault(place, []).append(float(value))
    most = max(len(values) for values in by_place.values())
    full = [place for place, values in by_place.items() if len(values) == most]
    shrunk = shrink_variances(np.sqrt(np.array([by_place[place] for place in full])))
    strength = shrunk.strength
    return {
        place: (strength + sum(values)) / (strength + len(values))
        for place, values in by_place.items()
    }
