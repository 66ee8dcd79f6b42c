"""National coefficients brought down to places by Flegg's location quotient.

Method: Flegg and Webber (1997), On the appropriate use of location quotients in generating
regional input-output tables: reply, Regional Studies 31; the reasoning is in Flegg, Webber and
Elliott (1995). With national output X, a place's output x:

    SLQ_i = (x_i ÷ x) ÷ (X_i ÷ X);  CILQ_ij = SLQ_i ÷ SLQ_j;  λ = log2(1 + x ÷ X)^δ
    FLQ_ij = λ CILQ_ij off the diagonal, λ SLQ_i on it
    regional a_ij = national a_ij × min(FLQ_ij, 1)
"""

from __future__ import annotations

import numpy as np

from growthplan.sectors.relatedness import Floats
from growthplan.vocabulary import GrowthplanError

DELTAS = (0.1, 0.3, 0.4)
"""δ at the low end, in the middle, and at the high end. 0.3 is what Flegg and Webber (1997) began
with; survey-based tables since then fit best somewhere between 0.1 and 0.4, and no UK place of
this size has one, so every result carries the range."""

ABSENT = 1e-12
"""Location quotient up to which a product counts as not made in the place."""


def simple_quotients(regional: Floats, national: Floats) -> Floats:
    """SLQ [..., product]: share of a product in the place ÷ its share in the nation.

    `regional` [..., product], `national` [product]; 0 where the nation makes none.

    >>> simple_quotients(np.array([80.0, 100, 220]), np.array([1000.0, 2000, 3000])).tolist()
    [1.2, 0.75, 1.1]
    """
    check_sizes(regional, national)
    shares = regional / regional.sum(axis=-1, keepdims=True)
    of_nation = national / national.sum()
    made = np.broadcast_to(of_nation > 0, shares.shape)
    found: Floats = np.divide(shares, of_nation, out=np.zeros_like(shares), where=made)
    return found


def size_factor(regional: Floats, national: Floats, delta: float) -> Floats:
    """λ [...]: log2(1 + place ÷ nation) to the power δ; 1 for the nation itself, falling with
    size."""
    if not 0 <= delta < 1:
        raise GrowthplanError(f"δ is a number from 0 up to, not including, 1; not {delta}.")
    check_sizes(regional, national)
    ratio = regional.sum(axis=-1) / national.sum()
    found: Floats = np.log2(1 + ratio) ** delta
    return found


def flq(regional: Floats, national: Floats, delta: float) -> Floats:
    """FLQ [..., product, user], before the cap at 1.

    A user that the place does not have gets 0 in its column: nothing is bought for it there.
    """
    slq = simple_quotients(regional, national)
    factor = size_factor(regional, national, delta)
    there = slq > ABSENT
    per_user = np.divide(1.0, slq, out=np.zeros_like(slq), where=there)
    ratio: Floats = slq[..., :, None] * (factor[..., None] * per_user)[..., None, :]
    index = np.arange(slq.shape[-1])
    ratio[..., index, index] = factor[..., None] * slq
    return ratio


def regional_coefficients(a: Floats, regional: Floats, national: Floats, delta: float) -> Floats:
    """Coefficients of one or many places [..., product, user]: national a × min(FLQ, 1).

    Never above the national ones: what a place cannot supply, it buys from outside.
    """
    found = flq(regional, national, delta)
    np.minimum(found, 1.0, out=found)
    found *= a
    return found


def check_sizes(regional: Floats, national: Floats) -> None:
    """Raise GrowthplanError unless sizes are numbers, none below zero, and no place is empty."""
    if regional.shape[-1] != national.shape[-1]:
        raise GrowthplanError(
            f"The place has {regional.shape[-1]} products, the nation {national.shape[-1]}."
        )
    if not (np.isfinite(regional).all() and np.isfinite(national).all()):
        raise GrowthplanError("Output by product has gaps: fill or leave out before regionalising.")
    if (regional < 0).any() or (national < 0).any():
        raise GrowthplanError("Output by product is below zero.")
    if national.sum() <= 0 or (regional.sum(axis=-1) <= 0).any():
        raise GrowthplanError("A place without output or jobs in any product has no supply chain.")
    if (regional.sum(axis=-1) > national.sum() * (1 + 1e-9)).any():
        raise GrowthplanError("A place is larger than the nation: check that units agree.")
