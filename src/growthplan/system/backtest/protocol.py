"""Rolling origins: what each rule would have said in each year, and what came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from growthplan.system.backtest.forecast import Array, Forecast, Rule
from growthplan.system.backtest.scores import scored
from growthplan.system.baseline.autoregression import FEWEST_YEARS
from growthplan.vocabulary import Fault, GrowthplanError

HORIZONS = 10
FIRST_ORIGIN = 2011


@dataclass(frozen=True)
class BackTest:
    """Scores of every rule; `nan` where the target year is after the last year of data."""

    rules: tuple[str, ...]
    places: tuple[str, ...]
    origins: tuple[int, ...]
    crps: Array
    """[rule, origin, place, horizon], in logs."""
    error: Array
    """[rule, origin, place, horizon]: centre of the forecast less the outcome."""
    below: Array
    """[rule, origin, place, horizon]: the share of the forecast below the outcome (PIT)."""

    @property
    def horizons(self) -> int:
        return int(self.crps.shape[-1])

    def rule(self, name: str) -> int:
        """The position of a rule. Raises GrowthplanError when there is none of that name."""
        if name not in self.rules:
            raise GrowthplanError(f"There is no rule '{name}'. Rules: {', '.join(self.rules)}.")
        return self.rules.index(name)


def back_test(
    log: Array,
    places: Sequence[str],
    years: Sequence[int],
    rules: Mapping[str, Rule],
    *,
    origins: Sequence[int] | None = None,
    horizons: int = HORIZONS,
) -> BackTest:
    """Forecast from every origin with what was known by then, and score against what followed.

    `log` [place, year]. Windows grow: each rule is handed a copy of all years up to the origin and
    nothing else, so every estimate is from data up to the origin. `origins` are 2011 to the last
    year but one when not given.

    Raises GrowthplanError when an origin leaves no year to score, or too few to fit.
    """
    chosen = tuple(origins) if origins is not None else tuple(range(FIRST_ORIGIN, years[-1]))
    _check(years, chosen, horizons)
    shape = (len(rules), len(chosen), len(places), horizons)
    crps, error, below = (np.full(shape, np.nan) for _ in range(3))
    for o, origin in enumerate(chosen):
        end = years.index(origin) + 1
        window, outcome = log[:, :end], log[:, end : end + horizons]
        ahead = outcome.shape[1]
        for r, rule in enumerate(rules.values()):
            found = rule(np.ascontiguousarray(window), horizons)
            at = (r, o, slice(None), slice(0, ahead))
            error[at], crps[at], below[at] = _judged(found, outcome)
    return BackTest(tuple(rules), tuple(places), chosen, crps, error, below)


def _judged(forecast: Forecast, outcome: Array) -> tuple[Array, Array, Array]:
    ahead = outcome.shape[1]
    mean, scale = forecast.mean[:, :ahead], forecast.scale[:, :ahead]
    return mean - outcome, *scored(outcome, mean, scale, forecast.degrees)


def _check(years: Sequence[int], origins: Sequence[int], horizons: int) -> None:
    faults = []
    if list(years) != list(range(years[0], years[-1] + 1)):
        faults.append(Fault("The years of a back-test should follow one another.", code="years"))
    if horizons < 1:
        faults.append(Fault("A back-test looks at least one year ahead.", code="horizon"))
    first = years[0] + FEWEST_YEARS - 1
    for origin in origins:
        if not first <= origin < years[-1]:
            faults.append(
                Fault(
                    f"Nothing can be forecast from {origin} and scored.",
                    fix=f"Choose origins from {first} to {years[-1] - 1}.",
                    code="origin",
                )
            )
    if not origins:
        faults.append(Fault("A back-test has at least one origin.", code="origin"))
    if faults:
        raise GrowthplanError(faults)
