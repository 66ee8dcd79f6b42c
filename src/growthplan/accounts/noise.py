"""How uncertain a published gap is, by age of the year and kind of place."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist

import polars as pl

from growthplan.accounts.gap import log_points, pct_of_log_points
from growthplan.accounts.levels import name_of
from growthplan.accounts.pools import candidates, plural, pool_of
from growthplan.accounts.revisions import OLDEST_AGE, revisions
from growthplan.accounts.smoothing import smoothing_weights, transitory_sd
from growthplan.vocabulary import GrowthplanError, Statistics

FEWEST = 8
"""Revisions of one age that an estimate needs."""
FEWEST_PLACES = 3
"""Places that an estimate of yearly noise needs."""


@dataclass(frozen=True, slots=True)
class GapNoise:
    """Standard deviations of log relative productivity for one pool of places."""

    pool: str
    """`local_authority`, `combined_authority`, ...: whose revisions it is estimated for."""
    table: pl.DataFrame
    """Columns age (5 means 5 or more), sd_revision, sd_smoothing, sd_total (logs), n."""
    method: str
    """One sentence or more that say how it was estimated."""

    def sd(self, age: int) -> float:
        """SD of the log ratio for a year that was `age` years old in its edition."""
        row = self.table.filter(pl.col("age") == min(max(age, 0), OLDEST_AGE))
        return float(row["sd_total"].item())


def gap_noise(
    statistics: Statistics,
    place: str,
    moved: pl.DataFrame | None = None,
    *,
    measure: str = "gva_per_hour",
) -> GapNoise:
    """Estimate the noise of smoothed GVA per hour (or per job) relative to England, by age.

    Estimated over all places of the same pool, since one place has three figures at most of each
    age. Revision: root mean square of the revision from each edition to the newest, made not to
    rise with age by pooling neighbouring ages. Smoothing: yearly noise of the unsmoothed series ×
    root of the sum of squared weights. The two are added as variances. They do not overlap: the
    first is published now against published finally, the second published finally against the
    truth.

    `moved` is the measure's table of `revisions`, when it is already at hand.

    Raises GrowthplanError when fewer than two editions are in hand.
    """
    if moved is None:
        moved = revisions(statistics, measure=measure)
    pool = pool_of(statistics, place)
    used, by_age = _revision_sd(moved, pool)
    weights = smoothing_weights(statistics, measure)
    enough = transitory_sd(statistics, measure).filter(pl.col("places") >= FEWEST_PLACES)
    yearly = dict(enough.select("pool", "sd_transitory").iter_rows())
    source = next((p for p in candidates(pool) if p in yearly), None)
    smoothing = weights.noise_kept * yearly[source] if weights and source else 0.0
    table = by_age.with_columns(
        sd_smoothing=pl.lit(smoothing),
        sd_total=(pl.col("sd_revision") ** 2 + smoothing**2).sqrt(),
    ).select("age", "sd_revision", "sd_smoothing", "sd_total", "n")
    said = _revision_sentence(moved, used, pool) + _own_sentence(statistics, moved, place)
    if weights and source:
        shown = ", ".join(f"{w:.3f}" for w in weights.weights)
        said += (
            f" Smoothing: the publisher's five-year average has weights {shown} (least squares on "
            f"its smoothed and unsmoothed tables), so it keeps {100 * weights.noise_kept:.0f}% of "
            f"the yearly noise, whose SD among {plural(source)} is "
            f"{100 * yearly[source]:.1f}%."
        )
    else:
        said += " Smoothing: too few unsmoothed series are in hand, so its noise is left out."
    return GapNoise(pool, table, said + " Total: square root of the sum of squares.")


def band(gap_pct: float, age: int, noise: GapNoise, level: float = 0.90) -> tuple[float, float]:
    """The range round a gap in %, normal on the log ratio.

    >>> flat = pl.DataFrame({"age": [0], "sd_total": [0.014]})
    >>> low, high = band(-12.1, 0, GapNoise('itl2', flat, ""))
    >>> round(low, 1), round(high, 1)
    (-14.1, -10.1)

    Raises GrowthplanError unless 0 < level < 1.
    """
    if not 0 < level < 1:
        raise GrowthplanError(f"A level is between 0 and 1, not {level}.")
    half = 100 * NormalDist().inv_cdf(0.5 + level / 2) * noise.sd(age)
    centre = log_points(100 + gap_pct, 100)
    return pct_of_log_points(centre - half), pct_of_log_points(centre + half)


def _revision_sd(moved: pl.DataFrame, pool: str) -> tuple[str, pl.DataFrame]:
    for candidate in candidates(pool):
        rows = _chosen(moved, candidate)
        pooled = (
            rows.with_columns(age=pl.min_horizontal("age", pl.lit(OLDEST_AGE)))
            .group_by("age")
            .agg(mean_square=(pl.col("revision") ** 2).mean(), n=pl.len().cast(pl.Int64))
            .sort("age")
        )
        full = pooled.height == OLDEST_AGE + 1
        if full and int(pooled["n"].min() or 0) >= FEWEST:  # type: ignore[arg-type]
            squares = not_rising(pooled["mean_square"].to_list(), pooled["n"].to_list())
            sds = pl.Series("sd_revision", squares).sqrt()
            return candidate, pooled.select("age", "n").with_columns(sds)
    raise GrowthplanError(
        f"Fewer than two editions hold figures for {plural(pool)}, so revisions cannot be "
        "estimated. Import another edition."
    )


def _chosen(moved: pl.DataFrame, pool: str) -> pl.DataFrame:
    """Revisions to the newest edition: printed ones, and put-together ones where none is."""
    rows = moved.filter(pl.col("newest") & (pl.col("pool") == pool))
    return rows.sort("how", descending=True).unique(
        ["place", "year", "edition"], keep="first", maintain_order=True
    )


def not_rising(values: list[float], counts: list[int]) -> list[float]:
    """The nearest sequence that never rises: neighbours out of order share their weighted mean.

    >>> not_rising([4.0, 1.0, 3.0], [1, 1, 1])
    [4.0, 2.0, 2.0]
    """
    blocks: list[tuple[float, int, int]] = []
    for value, count in zip(values, counts, strict=True):
        blocks.append((value, count, 1))
        while len(blocks) > 1 and blocks[-2][0] < blocks[-1][0]:
            (v1, c1, n1), (v2, c2, n2) = blocks[-2:]
            blocks[-2:] = [((v1 * c1 + v2 * c2) / (c1 + c2), c1 + c2, n1 + n2)]
    smooth = [value for value, _, size in blocks for _ in range(size)]
    assert all(a >= b for a, b in pairwise(smooth))
    return smooth


def _revision_sentence(moved: pl.DataFrame, used: str, pool: str) -> str:
    rows = _chosen(moved, used)
    editions = rows["edition"].n_unique()
    text = (
        f"Revision: root mean square change in the log ratio to England from each of {editions} "
        f"earlier edition{'s' if editions > 1 else ''} to the newest, over "
        f"{rows['place'].n_unique()} {plural(used)}, by age of the year, made not to rise with "
        "age."
    )
    if (rows["how"] == "hours-weighted").any():
        text += (
            " Editions that print no city regions are put together from local authorities with "
            "hours held fixed."
        )
    return text if used == pool else text + f" No own estimate exists for {plural(pool)}."


def _own_sentence(statistics: Statistics, moved: pl.DataFrame, place: str) -> str:
    """What the place's own few revisions of the newest year came to."""
    rows = _chosen(moved, pool_of(statistics, place)).filter(
        (pl.col("place") == place) & (pl.col("age") == 0)
    )
    if rows.is_empty():
        return ""
    own = 100 * (sum(x * x for x in rows["revision"].to_list()) / rows.height) ** 0.5
    return (
        f" The newest year of {name_of(statistics, place)} itself was revised by {own:.1f}% (root "
        f"mean square of {rows.height}): too few to estimate from."
    )
