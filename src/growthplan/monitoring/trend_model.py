"""The model of one indicator: a level and a trend under yearly noise, averaging and revision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from growthplan.monitoring.filter import Array, Start, Steps
from growthplan.monitoring.trend_revision import NONE, Revisions
from growthplan.monitoring.trend_window import PLAIN, Window

LEVEL, SLOPE, REVISION, NEWEST = 0, 1, 2, 3
"""Places in the state: underlying level, its change a year, the revision still to come to the
year's figure, and from there on the yearly figures themselves, the newest first."""


_PRINTED = 1e-6
"""Variance of an averaged figure about the average: it is printed rounded, and averages
levels where the filter averages logs; together about 0.1% of the level, beside noise of 2%."""


@dataclass(frozen=True)
class Variances:
    """Variances of a year on the filter's scale, and how sure they are.

    A place's own are these times a factor that is not known: its inverse is chi-squared on
    `strength` degrees of freedom, over them. Infinite strength means exactly these.
    """

    irregular: float
    level: float
    slope: float
    strength: float = np.inf
    revisions: Revisions = NONE

    def times(self, factor: float) -> Variances:
        """All of them, the revisions' too, times a factor."""
        sd = tuple(factor**0.5 * s for s in self.revisions.sd)
        return Variances(
            factor * self.irregular, factor * self.level, factor * self.slope, self.strength,
            replace(self.revisions, sd=sd),
        )  # fmt: skip


@dataclass(frozen=True)
class Fresh:
    """A trend that may change when a plan begins: the year, from 0, after which it may differ, and
    the variance of the change."""

    year: int
    variance: float


@dataclass(frozen=True)
class Laid:
    """A model laid out for the filter: its steps and start, the column of the figures that each
    step reads (-1 for a year of the forecast), and the year that each stands in, from 0."""

    steps: Steps
    start: Start
    columns: tuple[int, ...]
    years: tuple[int, ...]

    def observations(self, values: Array) -> Array:
        """Figures [series, year] in the order of the steps."""
        padded = np.concatenate([values, np.full((len(values), 1), np.nan)], axis=1)
        return np.asarray(padded[:, list(self.columns)])


def lay_out(
    variances: Variances,
    years: int,
    ahead: int = 0,
    window: Window = PLAIN,
    weights: Array | None = None,
    fresh: Fresh | None = None,
) -> Laid:
    """Steps and start for `years` figures of one edition and a forecast of `ahead` years more.

    `weights` [1 or series, year] multiply the irregular variance. A yearly figure is the level plus
    noise plus the revision still to come, which goes together in neighbouring years; what is
    published is the window's average of yearly figures, which may reach back before the first.
    """
    read = window.rows(years)
    early = max(len(weight) - 1 - at for at, _, weight in read)
    revision = np.pad(variances.revisions.variances(years), (early, ahead))
    weighed = np.ones((1, years)) if weights is None else weights
    noise = np.pad(weighed, ((0, 0), (early, ahead)), constant_values=1.0) * variances.irregular
    width = NEWEST + window.width
    whole = early + years + ahead
    moves = [_year(variances, revision, noise, year, width) for year in range(whole)]
    if fresh is not None and 0 < fresh.year + early < whole:
        moves[fresh.year + early][1][:, SLOPE, SLOPE] += fresh.variance
    order = [(at + early, own, weight) for at, own, weight in read]
    order += [(year, -1, (1.0,)) for year in range(early + years, whole)]
    known, diffuse = _start(revision, noise, width)
    for move, added in moves[1 : order[0][0] + 1]:
        known, diffuse = move @ known @ move.T + added, move @ diffuse @ move.T
    steps = [_between(moves, before, at) for before, at in pairwise([order[0][0], *_ats(order)])]
    designs = np.stack([_design(weight, width) for _, _, weight in order])
    return Laid(
        Steps(
            np.stack([move for move, _ in steps]),
            np.stack([added for _, added in steps], axis=1),
            designs,
            np.full((1, len(order)), 0.0 if window == PLAIN else _PRINTED),
        ),
        Start(np.zeros((1, width)), known, diffuse[None]),
        tuple(own for _, own, _ in order),
        tuple(at - early for at in _ats(order)),
    )


def _ats(order: list[tuple[int, int, tuple[float, ...]]]) -> list[int]:
    return [at for at, _, _ in order]


def _start(revision: Array, noise: Array, width: int) -> tuple[Array, Array]:
    """Known covariance [series, state, state] and diffuse covariance in the first year."""
    known = np.zeros((len(noise), width, width))
    known[:, NEWEST, NEWEST] = noise[:, 0] + revision[0]
    known[:, REVISION, REVISION] = revision[0]
    known[:, REVISION, NEWEST] = known[:, NEWEST, REVISION] = revision[0]
    both = np.zeros(width)
    both[[LEVEL, NEWEST]] = 1.0
    diffuse = np.outer(both, both)
    diffuse[SLOPE, SLOPE] = 1.0
    return known, diffuse


def _year(
    variances: Variances, revision: Array, noise: Array, year: int, width: int
) -> tuple[Array, Array]:
    """The state's move from the year before to `year`, and the noise that comes with it."""
    before, now = revision[year - 1] if year else 0.0, revision[year]
    together = variances.revisions.correlation if before > 0 else 0.0
    carried = together * np.sqrt(now / before) if before > 0 else 0.0
    move = np.zeros((width, width))
    move[LEVEL, [LEVEL, SLOPE]] = move[SLOPE, SLOPE] = 1.0
    move[REVISION, REVISION] = carried
    move[NEWEST] = move[LEVEL] + move[REVISION]
    for lag in range(NEWEST + 1, width):
        move[lag, lag - 1] = 1.0
    fresh = np.zeros((len(noise), width, width))
    fresh[:, SLOPE, SLOPE] = variances.slope
    for place, size in ((LEVEL, variances.level), (REVISION, now * (1 - together**2))):
        fresh[:, place, place] = fresh[:, place, NEWEST] = fresh[:, NEWEST, place] = size
    fresh[:, NEWEST, NEWEST] = variances.level + now * (1 - together**2) + noise[:, year]
    return move, fresh


def _between(moves: list[tuple[Array, Array]], before: int, at: int) -> tuple[Array, Array]:
    """The moves from one year to another put together; none when they are the same."""
    width, series = len(moves[0][0]), len(moves[0][1])
    whole, added = np.eye(width), np.zeros((series, width, width))
    for move, fresh in moves[before + 1 : at + 1]:
        whole, added = move @ whole, move @ added @ move.T + fresh
    return whole, added


def _design(weights: tuple[float, ...], width: int) -> Array:
    """Weights on the yearly figures, which the state holds newest first."""
    row = np.zeros(width)
    row[NEWEST : NEWEST + len(weights)] = weights[::-1]
    return row
