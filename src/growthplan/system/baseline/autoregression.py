"""How relative productivity carries on: its last three changes and a pull to the average."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.vocabulary import Fault, GrowthplanError

Array = NDArray[np.float64]

LAGS = 3
STATE = LAGS + 1
"""Years of a place that say how it carries on: three changes have four ends."""
FEWEST_YEARS = STATE + 2
"""Years that a panel needs so that each place has two residuals."""


@dataclass(frozen=True, slots=True)
class Autoregression:
    """`change[t] = constant + sum of lag[j] × change[t-j] - pull × level[t-1] + surprise`.

    With every number 0 it is a random walk.
    """

    constant: float
    lags: tuple[float, float, float]
    pull: float

    def next(self, state: Array) -> Array:
        """The expected next level [...], from the last four levels [..., 4], oldest first."""
        oldest, older, old, now = (state[..., i] for i in range(STATE))
        f1, f2, f3 = self.lags
        change = f1 * (now - old) + f2 * (old - older) + f3 * (older - oldest)
        return np.asarray(now + (self.constant + change - self.pull * now))

    def path(self, state: Array, years: int) -> Array:
        """Expected levels [place, year] of the years ahead, from the last four [place, 4]."""
        levels = np.ascontiguousarray(state)
        for _ in range(years):
            levels = np.column_stack([levels, self.next(levels[:, -STATE:])])
        return levels[:, STATE:]

    def response(self, years: int) -> Array:
        """What each of the last four levels adds to the level some years ahead: [year, 4]."""
        still = Autoregression(0.0, self.lags, self.pull)
        return still.path(np.eye(STATE), years).T

    def spread(self, years: int) -> Array:
        """SD of the level some years ahead for surprises of SD 1: [year].

        Root of the running sum of squared effects of one surprise on later levels.
        """
        surprise = np.array([[0.0, 0.0, 0.0, 1.0]])
        later = Autoregression(0.0, self.lags, self.pull).path(surprise, years - 1)[0]
        return np.asarray(np.sqrt(np.cumsum(np.concatenate([[1.0], later]) ** 2)))


RANDOM_WALK = Autoregression(0.0, (0.0, 0.0, 0.0), 0.0)


def fit_autoregression(log: Array) -> Autoregression:
    """Least squares over every place and year of `log` [place, year], one equation for all.

    Raises GrowthplanError when there are too few years, or a number is missing.
    """
    check_history(log)
    regressors, change = _stacked(log)
    found, *_ = np.linalg.lstsq(
        regressors.reshape(-1, regressors.shape[-1]), change.ravel(), rcond=None
    )
    constant, f1, f2, f3, level = (float(x) for x in found)
    return Autoregression(constant, (f1, f2, f3), -level)


def surprises(log: Array, form: Autoregression) -> Array:
    """What each year's level was beyond what the form expected: [place, year - 4]."""
    check_history(log)
    windows = np.lib.stride_tricks.sliding_window_view(log, STATE, axis=1)[:, :-1]
    return np.asarray(log[:, STATE:] - form.next(windows))


def check_history(log: Array) -> None:
    """Raise GrowthplanError unless `log` [place, year] is long enough and full of numbers."""
    faults = []
    if log.ndim != 2 or log.shape[0] < 1 or log.shape[1] < FEWEST_YEARS:
        faults.append(
            Fault(
                f"A history of {log.shape[-1] if log.ndim else 0} years is too short to project.",
                fix=f"At least {FEWEST_YEARS} years are needed.",
                code="few-years",
            )
        )
    if not np.isfinite(log).all():
        faults.append(
            Fault(
                "The history of productivity has missing or infinite values.",
                fix="Leave out places without a figure above zero in every year.",
                code="no data",
            )
        )
    if faults:
        raise GrowthplanError(faults)


def _stacked(log: Array) -> tuple[Array, Array]:
    """Regressors [place, year, 5] and changes [place, year]."""
    change = np.diff(log, axis=1)
    lagged = [change[:, LAGS - j : change.shape[1] - j] for j in range(1, LAGS + 1)]
    regressors = np.stack([np.ones_like(lagged[0]), *lagged, log[:, LAGS:-1]], axis=-1)
    return regressors, change[:, LAGS:]
