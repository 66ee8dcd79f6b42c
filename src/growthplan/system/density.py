"""Density: firms gain from jobs within reach; better transport and more jobs bring more near."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

ELASTICITIES = (
    "density.elasticity.manufacturing",
    "density.elasticity.construction",
    "density.elasticity.consumer_services",
    "density.elasticity.business_services",
)
DECAYS = (
    "density.decay.manufacturing",
    "density.decay.construction",
    "density.decay.consumer_services",
    "density.decay.business_services",
)
COST_CUT = "transport.cost_cut_per_bn"
CEILING = "system.ceilings.cost"
REFERENCE_PEOPLE = 1.6e6
"""People of the region for which the cut in cost for each £1bn is stated."""

EQUATION = Equation(
    id="density",
    title="Density",
    text="ED[p,g] = sum_q E[q] exp(a (G[p] + G[q]) / 2) / c[p,q]^a;  effect = rho_g ln(ED / ED0)",
    symbols={
        "ED": "effective density: jobs within reach, less the farther they are",
        "E": "jobs, which follow last year's employment",
        "c": "cost or distance between places",
        "G": "log cut in the cost of travel; each end of a journey brings half",
        "a": "decay with cost, by group of sectors g",
        "rho": "elasticity of productivity, by group of sectors g",
    },
    assumptions=(*ELASTICITIES, *DECAYS, COST_CUT, CEILING),
    source="Graham, Gibbons and Martin (2009); form of Department for Transport, TAG A2.4.",
)


def per_million(cut_per_bn: Floats, population: Floats) -> Floats:
    """Log cut in the cost of travel [p, d] that £1m buys in an authority.

    `cut_per_bn` [d] is the cut, averaged over a region of REFERENCE_PEOPLE, that £1bn buys; the
    same money does more for fewer people. `population` [p].
    """
    return np.asarray(cut_per_bn * 1e-3 * REFERENCE_PEOPLE / population[:, None])


def shares_of_density(
    jobs: Floats,
    cost: Floats,
    decays: Floats,
    outside_jobs: Floats | None = None,
    outside_cost: Floats | None = None,
) -> Floats:
    """Share of each authority's density that another's jobs make up, [g, p, q, d].

    `jobs` [q], `cost` [p, q], `decays` [g, d], `outside_jobs` [o], `outside_cost` [p, o]. With
    jobs outside the place, shares add up to less than 1.
    """
    weights = jobs[:, None] * np.exp(-decays[:, None, None] * np.log(cost)[:, :, None])
    whole = np.sum(weights, axis=2)
    if outside_jobs is not None and outside_cost is not None and outside_jobs.size:
        for away, zone in zip(outside_cost.T, outside_jobs, strict=True):
            whole = whole + zone * np.exp(-decays[:, None] * np.log(away)[:, None])
    return np.asarray(weights / whole[:, :, None])


def log_change(
    shares: Floats, decays: Floats, cut: Floats | None, hours: Floats, linear: bool
) -> Floats:
    """Log effective density over its baseline, [g, p, d, m]; exactly 0 when nothing changes.

    `shares` [g, p, q, d]; `decays` [g, d]; `cut` (G) and `hours` (log change of jobs) [p, d, m];
    `cut` is None when no action is for transport. m: masks.

    >>> one = np.ones((1, 1, 1, 1))
    >>> x = np.full((1, 1, 1), np.log(1.01))
    >>> round(float(np.exp(log_change(one, one[0, 0], None, x, False)).item()), 12)
    1.01
    """
    exponent = hours[None]
    if cut is not None:
        half = 0.5 * decays[:, None, :, None] * cut
        exponent = exponent + half
    moved = exponent if linear else np.exp(exponent) - 1.0
    gathered = _gathered(shares, moved)
    found = gathered if linear else np.log(1.0 + gathered, out=gathered)
    return found if cut is None else found + half


def _gathered(shares: Floats, moved: Floats) -> Floats:
    """Sum over q of shares [g, p, q, d] times moved [1 or g, q, d, m].

    The sum is in the order of the authorities for one mask, whatever number of draws are done at
    once, so that the bytes do not depend on it; for many masks, a matrix product a draw is faster.
    """
    groups, places, _, draws = shares.shape
    found = np.empty((groups, places, draws, moved.shape[-1]))
    if moved.shape[-1] < 16:
        np.multiply(shares[:, :, 0, :, None], moved[:, None, 0], out=found)
        for q in range(1, shares.shape[2]):
            found += shares[:, :, q, :, None] * moved[:, None, q]
        return found
    for g in range(groups):
        source = moved[g if len(moved) > 1 else 0]
        np.matmul(
            np.moveaxis(shares[g], 2, 0), np.moveaxis(source, 1, 0), out=np.moveaxis(found[g], 1, 0)
        )
    return found


def effect(log_density: Floats, elasticities: Floats) -> Floats:
    """Log productivity [g, p, d, m] from log density and elasticities [g, d]."""
    return np.asarray(elasticities[:, None, :, None] * log_density)
