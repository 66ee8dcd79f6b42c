"""A line's coefficients when what is left over persists from one time to the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthplan.evaluation.estimate import Doubt
from growthplan.evaluation.panel import Array
from growthplan.evaluation.tails import student_p_value

PERSISTENCE = np.linspace(-0.9, 0.98, 48)
"""Shares of one time's error that stay in the next, each as likely before the data are seen."""
LEAST_WEIGHT = 1e-4
CLOSE = 1e-8
"""How near a limit is found, in the widest standard errors."""


@dataclass(frozen=True)
class Averaged:
    """One mix of coefficients under each persistence: its estimates, standard errors and the
    weights of the persistences [persistence], and the degrees of freedom."""

    weights: Array
    estimates: Array
    errors: Array
    degrees: int

    @property
    def mean(self) -> float:
        """The estimate, averaged over persistence."""
        return float(self.weights @ self.estimates)

    @property
    def persistence(self) -> float:
        """Mean persistence of the errors."""
        return float(self.weights @ PERSISTENCE)

    def above(self, value: float) -> float:
        """Probability that the truth lies above a value."""
        used = np.flatnonzero(self.weights > LEAST_WEIGHT)
        share = 0.0
        for k in used.tolist():
            distance = (self.estimates[k] - value) / max(float(self.errors[k]), 1e-200)
            tail = student_p_value(float(distance), self.degrees) / 2
            share += float(self.weights[k]) * (1 - tail if distance > 0 else tail)
        return share / float(self.weights[used].sum())

    def doubt(self, level: float) -> Doubt:
        """Standard error, interval of equal tails and two-sided p-value against none."""
        spread = self.weights @ (self.errors**2 + (self.estimates - self.mean) ** 2)
        tail, above = (1 - level) / 2, self.above(0.0)
        low, high = (self._where_above(share) for share in (1 - tail, tail))
        return Doubt(float(np.sqrt(spread)), low, high, min(1.0, 2 * min(above, 1 - above)))

    def _where_above(self, share: float) -> float:
        """The value above which the truth lies with this probability, by halving."""
        width = float(self.errors.max())
        low, high = float(self.estimates.min()) - width, float(self.estimates.max()) + width
        while self.above(low) < share:
            low -= high - low
        while self.above(high) > share:
            high += high - low
        while high - low > CLOSE * max(width, abs(low), abs(high)):
            middle = (low + high) / 2
            low, high = (middle, high) if self.above(middle) > share else (low, middle)
        return (low + high) / 2


def averaged_over_persistence(x: Array, y: Array, mix: Array) -> Averaged | None:
    """The mix [k] of coefficients of y [time] on x [time, k] under errors of first order.

    Under each persistence they are generalised least squares with Student's distribution; the
    persistences are weighed by their restricted likelihood, so that not knowing it is in the
    interval (Zellner and Tiao 1964). None where the line fits without any error.
    """
    rows, count = x.shape
    fit = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    if float(fit @ fit) <= 1e-20 * max(float(y @ y), 1e-200):
        return None
    likelihood, estimates, errors = (np.empty(len(PERSISTENCE)) for _ in range(3))
    for k, share in enumerate(PERSISTENCE.tolist()):
        left, right = _freed(x, share), _freed(y[:, None], share)[:, 0]
        inverse = np.linalg.inv(left.T @ left)
        coefficients = inverse @ (left.T @ right)
        squares = float(((right - left @ coefficients) ** 2).sum())
        likelihood[k] = (
            0.5 * np.log(1 - share**2)
            + 0.5 * np.linalg.slogdet(inverse)[1]
            - (rows - count) / 2 * np.log(squares)
        )
        estimates[k] = mix @ coefficients
        errors[k] = np.sqrt(mix @ inverse @ mix * squares / (rows - count))
    weights = np.exp(likelihood - likelihood.max())
    return Averaged(weights / weights.sum(), estimates, errors, rows - count)


def _freed(values: Array, share: float) -> Array:
    """Each time less this share of the one before; the first scaled to vary alike."""
    out = values.copy()
    out[1:] -= share * values[:-1]
    out[0] *= np.sqrt(1 - share**2)
    return out
