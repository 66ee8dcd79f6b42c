"""How uncertain a published gap is, by age of the year, kind of place and the place's record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import NormalDist

import polars as pl

from growthplan.accounts.gap import log_points, pct_of_log_points
from growthplan.accounts.levels import equivalents, name_of
from growthplan.accounts.measures import Basis
from growthplan.accounts.noise_sentences import (
    NO_YEARLY_NOISE,
    own_sentence,
    revision_sentence,
    yearly_sentence,
)
from growthplan.accounts.pools import candidates, plural, pool_of
from growthplan.accounts.revisions import OLDEST_AGE, revisions
from growthplan.accounts.shrinkage import FEWEST_PLACES, pool_strength, shrunk
from growthplan.accounts.smoothing import smoothing_weights, transitory_sd
from growthplan.vocabulary import ENGLAND, UK_LESS_EXTRA_REGIO, Fault, GrowthplanError, Statistics

FEWEST = 8
"""Revisions of one age that an estimate needs."""


@dataclass(frozen=True)
class GapNoise:
    """Standard deviations of log relative productivity for one place."""

    pool: str
    """`local_authority`, `combined_authority`, ...: the places whose revisions stand beside the
    place's own."""
    table: pl.DataFrame
    """Columns age (5 means 5 or more), sd_pool (revisions of the pool), sd_own (of the place, empty
    when it has none), n_own (editions that sd_own is from), sd_revision (the one used), sd_yearly,
    sd_total (all in logs), n (revisions of the pool)."""
    method: str
    """One sentence or more that say how it was estimated."""
    strength: float = 0.0
    """How many own revisions of one age the pool counts for."""

    @cached_property
    def _totals(self) -> dict[int, float]:
        return dict(self.table.select("age", "sd_total").iter_rows())

    def sd(self, age: int) -> float:
        """SD of the log ratio for a year that was `age` years old in its edition."""
        return self._totals[min(max(age, 0), OLDEST_AGE)]


def gap_noise(
    statistics: Statistics,
    place: str,
    moved: pl.DataFrame | None = None,
    *,
    measure: str = "gva_per_hour",
    basis: Basis = "smoothed",
) -> GapNoise:
    """Estimate the noise of relative GVA per hour (or per job), by age of the year.

    Revision: mean square of the revision from each edition to the newest over places of the pool,
    moved towards the place's own by as much as places of the pool differ (see `shrinkage`), made
    not to rise with age by pooling neighbouring ages. The many years of the oldest age move
    together, so there each edition counts once as own. Yearly: noise of the unsmoothed series, ×
    root of the sum of squared weights when smoothed. The two are added as variances. They do not
    overlap: the first is published now against published finally, the second published finally
    against the truth.

    Relative to England; unsmoothed to the UK less extra-regio, since newer editions print no
    unsmoothed England. Either serves for other comparators, which hardly move themselves.

    `moved` is the measure's table of `revisions`, when it is already at hand.

    Raises GrowthplanError when fewer than two editions are in hand.
    """
    if moved is None:
        moved = revisions(
            statistics, measure=measure, basis=basis, comparator=comparator_of_noise(basis)
        )
    pool = pool_of(statistics, place)
    used, by_age = _pool_squares(moved, pool)
    own = _own_squares(statistics, moved, place)
    strength = pool_strength(_by_place(moved, used))
    squares = [
        shrunk(square, own.get(age, []), strength)
        for age, square in by_age.select("age", "mean_square").iter_rows()
    ]
    kept, yearly = _yearly_noise(statistics, pool, measure, basis)
    table = by_age.select(
        "age",
        sd_pool=pl.col("mean_square").sqrt(),
        sd_own=pl.Series([_root_mean(own.get(age)) for age in by_age["age"]], dtype=pl.Float64),
        n_own=pl.Series([len(own.get(age, [])) for age in by_age["age"]], dtype=pl.Int64),
        sd_revision=pl.Series(not_rising(squares, [1] * len(squares))).sqrt(),
        sd_yearly=pl.lit(kept),
        sd_total=pl.lit(0.0),
        n=pl.col("n"),
    ).with_columns(sd_total=(pl.col("sd_revision") ** 2 + kept**2).sqrt())
    said = (
        revision_sentence(_chosen(moved, used), used, pool, comparator_of_noise(basis))
        + own_sentence(name_of(statistics, place), table, used, strength)
        + yearly
    )
    return GapNoise(pool, table, f"{said} Total: square root of the sum of squares.", strength)


def comparator_of_noise(basis: Basis) -> str:
    """What revisions are taken relative to."""
    return ENGLAND if basis == "smoothed" else UK_LESS_EXTRA_REGIO


def _yearly_noise(
    statistics: Statistics, pool: str, measure: str, basis: Basis
) -> tuple[float, str]:
    """Yearly noise that the published figure keeps (log), and the sentence about it."""
    enough = transitory_sd(statistics, measure).filter(pl.col("places") >= FEWEST_PLACES)
    yearly = dict(enough.select("pool", "sd_transitory").iter_rows())
    source = next((p for p in candidates(pool) if p in yearly), None)
    weights = smoothing_weights(statistics, measure) if basis == "smoothed" else None
    if source is None or (weights is None and basis == "smoothed"):
        return 0.0, NO_YEARLY_NOISE
    kept = weights.noise_kept if weights else 1.0
    return kept * yearly[source], yearly_sentence(weights, yearly[source], source)


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


def _pool_squares(moved: pl.DataFrame, pool: str) -> tuple[str, pl.DataFrame]:
    """The pool, or that which stands in for it, with mean square and count of each age."""
    for candidate in candidates(pool):
        pooled = (
            _chosen(moved, candidate)
            .group_by("age")
            .agg(mean_square=(pl.col("revision") ** 2).mean(), n=pl.len().cast(pl.Int64))
            .sort("age")
        )
        full = pooled.height == OLDEST_AGE + 1
        if full and int(pooled["n"].min() or 0) >= FEWEST:  # type: ignore[arg-type]
            return candidate, pooled
    raise GrowthplanError(
        Fault(
            f"Fewer than two editions hold figures of enough places alike ({plural(pool)}), so "
            "revisions cannot be estimated.",
            fix="Import another edition.",
            code="no data",
        )
    )


def _own_squares(statistics: Statistics, moved: pl.DataFrame, place: str) -> dict[int, list[float]]:
    """The mean square of each age, one an edition, of the place or an area of the same boundary."""
    own: dict[int, list[float]] = {}
    for code in equivalents(statistics, place, "gva_per_hour", "smoothed"):
        rows = _chosen(moved, pool_of(statistics, code)).filter(pl.col("place") == code)
        for age, square in _by_edition(rows).select("age", "square").iter_rows():
            own.setdefault(age, []).append(square)
        if own:
            break
    return own


def _by_place(moved: pl.DataFrame, pool: str) -> list[list[tuple[float, int]]]:
    """For each age the mean square of each place and the editions that it is from."""
    places = (
        _by_edition(_chosen(moved, pool))
        .group_by("age", "place")
        .agg(pl.col("square").mean(), n=pl.len().cast(pl.Int64))
        .sort("age", "place")
    )
    return [list(rows.select("square", "n").iter_rows()) for _, rows in places.group_by(
        "age", maintain_order=True
    )]  # fmt: skip


def _by_edition(rows: pl.DataFrame) -> pl.DataFrame:
    return (
        rows.group_by("place", "age", "edition")
        .agg(square=(pl.col("revision") ** 2).mean())
        .sort("place", "age", "edition")
    )


def _root_mean(squares: Sequence[float] | None) -> float | None:
    return (sum(squares) / len(squares)) ** 0.5 if squares else None


def _chosen(moved: pl.DataFrame, pool: str) -> pl.DataFrame:
    """Revisions to the newest edition, of the oldest years under one age: printed ones, and
    put-together ones where none is."""
    rows = moved.filter(pl.col("newest") & (pl.col("pool") == pool))
    return (
        rows.sort("how", "place", "year", "edition", descending=[True, False, False, False])
        .unique(["place", "year", "edition"], keep="first", maintain_order=True)
        .with_columns(age=pl.min_horizontal("age", pl.lit(OLDEST_AGE)))
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
