"""People in the baseline: residents, those in work, and where they work."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from growthplan.vocabulary import GrowthplanError

Array = NDArray[np.float64]


def population_paths(last: Array, growth: Array, years: int) -> Array:
    """Residents [t, p], t = 0 to `years`, at a constant growth in logs a year [p] or a number.

    Where a published projection is at hand, use it instead.

    Raises GrowthplanError when a population is not above 0.
    """
    if not (last > 0).all():
        raise GrowthplanError("Every authority should have residents in the base year.")
    return np.asarray(last * np.exp(np.multiply.outer(np.arange(years + 1), growth)))


def past_growth(population: Array) -> Array:
    """Mean growth of residents, logs a year [p], from `population` [p, year]."""
    steps = population.shape[1] - 1
    if steps < 1:
        raise GrowthplanError("Growth of population needs two years.")
    return np.asarray(np.log(population[:, -1] / population[:, 0]) / steps)


def jobs_by_residence(jobs: Array, commuting: Array) -> Array:
    """Jobs held by residents of each authority, and by people from outside: [..., p + 1].

    `jobs` [..., p], filled jobs by workplace; `commuting` [p, p + 1], share of the jobs in a row
    that residents of a column hold, the last column outside. Their sum is the sum of jobs.

    Raises GrowthplanError unless every row of shares sums to 1.
    """
    if not np.allclose(commuting.sum(axis=1), 1.0, rtol=0, atol=1e-9) or (commuting < 0).any():
        raise GrowthplanError("Shares of each authority's jobs should be 0 or more and sum to 1.")
    return np.asarray(jobs @ commuting)


def gravity_commuting(workers: Array, cost: Array, *, decay: float, outside: Array) -> Array:
    """An estimated commuting matrix [p, p + 1], where none is published.

    The share of jobs in p held by residents of q falls with the cost between them: proportional
    to `workers[q] × cost[p, q] ** -decay`, levelled so that each row sums to 1 with `outside` [p],
    the share held by people from outside. An assumption, to be labelled wherever it is shown.

    Raises GrowthplanError unless costs and workers are above 0 and outside is in 0 to 1.
    """
    if not (cost > 0).all() or not (workers > 0).all():
        raise GrowthplanError("Commuting needs workers and costs above 0.")
    if ((outside < 0) | (outside >= 1)).any():
        raise GrowthplanError("The share of jobs held from outside is 0 or more and below 1.")
    pull = workers * cost**-decay
    inside = (1 - outside)[:, None] * pull / pull.sum(axis=1, keepdims=True)
    return np.column_stack([inside, outside])
