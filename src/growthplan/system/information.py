"""Value of information: what knowing an assumption would be worth to a decision."""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import numpy.typing as npt

from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]

_DEGREE = 3
_MOST_JOINT = 3
"""Inputs up to which every product of powers is fitted; above that each by itself."""


def perfect_information(payoffs: npt.ArrayLike) -> float:
    """What knowing everything would be worth: best in each draw less best on average.

    `payoffs` [option, d]. Never below 0.

    >>> perfect_information([[0.0, 0.0], [-1.0, 3.0]])
    0.5
    """
    values = _payoffs(payoffs)
    return float(values.max(axis=0).mean() - values.mean(axis=1).max())


def partial_information(payoffs: npt.ArrayLike, inputs: npt.ArrayLike) -> float:
    """What knowing some inputs would be worth to a choice between options, in payoffs' unit.

    `payoffs` [option, d], `inputs` [k, d]. Each option's expected payoff given the inputs is
    fitted by a polynomial of degree 3. Method: Strong, Oakley and Brennan (2014), with least
    squares in place of splines.

    Raises GrowthplanError for too few draws for the fit.
    """
    values = _payoffs(payoffs)
    known = np.atleast_2d(np.asarray(inputs, dtype=np.float64))
    basis = _basis(known[np.ptp(known, axis=1) > 0])
    if len(basis) < 10 * basis.shape[1]:
        message = f"{len(basis)} draws are too few to fit {basis.shape[1]} terms"
        raise GrowthplanError(Fault(message, fix=f"Ask for {10 * basis.shape[1]} or more."))
    # Against one option: only differences decide, and their fit is less noisy.
    against = values - values[0]
    fitted = basis @ np.linalg.lstsq(basis, against.T, rcond=None)[0]
    return max(float(fitted.max(axis=1).mean() - fitted.mean(axis=0).max()), 0.0)


def _payoffs(payoffs: npt.ArrayLike) -> Floats:
    values = np.asarray(payoffs, dtype=np.float64)
    if values.ndim != 2 or len(values) < 2:
        raise GrowthplanError(Fault("A decision needs two options or more to choose between"))
    return values


def _basis(known: Floats) -> Floats:
    """Powers of standardised inputs, [d, term], the constant first."""
    count = known.shape[1]
    centred = known - known.mean(axis=1, keepdims=True)
    standard = centred / np.maximum(centred.std(axis=1, keepdims=True), 1e-300)
    terms = [np.ones(count)]
    for degree in range(1, _DEGREE + 1):
        if len(standard) <= _MOST_JOINT:
            chosen = combinations_with_replacement(range(len(standard)), degree)
            terms += [np.prod(standard[list(which)], axis=0) for which in chosen]
        else:
            terms += list(standard**degree)
    return np.column_stack(terms)
