"""Density: firms gain from jobs within reach; better transport and more jobs bring more near."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]
Room = Callable[[str, tuple[int, ...]], Floats]
"""Where large arrays are written, by name and shape."""

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
    shares: Floats,
    decays: Floats,
    cut: Floats | None,
    hours: Floats,
    linear: bool,
    room: Room | None = None,
) -> Floats:
    """Log effective density over its baseline, [g, p, d, m]; exactly 0 when nothing changes.

    `shares` [g, p, q, d]; `decays` [g, d]; `cut` (G) and `hours` (log change of jobs) [p, d, m];
    `cut` is None when no action is for transport, and [p, d, 1] when all masks have one. m: masks.
    The answer is written into `room` when there is some.

    >>> one = np.ones((1, 1, 1, 1))
    >>> x = np.full((1, 1, 1), np.log(1.01))
    >>> round(float(np.exp(log_change(one, one[0, 0], None, x, False)).item()), 12)
    1.01
    """
    room = room or _fresh
    if cut is None:
        return _log(_gathered(shares, _moved(hours[None], linear), room), linear)
    half = 0.5 * decays[:, None, :, None] * cut
    if not linear and hours.shape[-1] >= MANY and cut.shape[-1] == 1:
        return _under_one_cut(shares, half, hours, room)
    found = _log(_gathered(shares, _moved(hours + half, linear), room), linear)
    found += half
    return found


MANY = 16
"""Masks from which a matrix product a draw is faster than adding up place by place."""


def _fresh(name: str, shape: tuple[int, ...]) -> Floats:
    return np.empty(shape)


def _moved(exponent: Floats, linear: bool) -> Floats:
    return exponent if linear else np.exp(exponent) - 1.0


def _log(gathered: Floats, linear: bool) -> Floats:
    if linear:
        return gathered
    gathered += 1.0
    return np.log(gathered, out=gathered)


def _under_one_cut(shares: Floats, half: Floats, hours: Floats, room: Room) -> Floats:
    """The same where all masks have one cut [p, d, 1], which then belongs to the shares."""
    pull = np.exp(half)[..., 0]
    own, other = pull[:, :, None], pull[:, None]
    # What the cut does with jobs unmoved, to which moved jobs add: one more place that never moves.
    still = pull * (1.0 + np.sum(shares * (other - 1.0), axis=2))
    moved = room("moved and still", (len(hours) + 1, *hours.shape[1:]))
    np.exp(hours, out=moved[:-1])
    moved[:-1] -= 1.0
    moved[-1] = 1.0
    both = np.concatenate([shares * other * own, still[:, :, None]], axis=2)
    found = _products(both, moved, room)
    return np.log(found, out=found)


def _gathered(shares: Floats, moved: Floats, room: Room) -> Floats:
    """Sum over q of shares [g, p, q, d] times moved [1 or g, q, d, m].

    The sum is in the order of the authorities for one mask, whatever number of draws are done at
    once, so that the bytes do not depend on it.
    """
    if moved.shape[-1] >= MANY:
        if len(moved) == 1:
            return _products(shares, moved[0], room)
        each = [_products(shares[[g]], moved[g], _fresh) for g in range(len(shares))]
        return np.concatenate(each)
    groups, places, _, draws = shares.shape
    shape = groups, places, draws, moved.shape[-1]
    found, part = room("density", shape), room("part of density", shape)
    np.multiply(shares[:, :, 0, :, None], moved[:, None, 0], out=found)
    for q in range(1, shares.shape[2]):
        np.multiply(shares[:, :, q, :, None], moved[:, None, q], out=part)
        found += part
    return found


def _products(shares: Floats, moved: Floats, room: Room) -> Floats:
    """Shares [g, p, q, d] times moved [q, d, m], one matrix product a draw, [g, p, d, m]."""
    groups, places, others, draws = shares.shape
    left = np.ascontiguousarray(shares.reshape(groups * places, others, draws).transpose(2, 0, 1))
    found = room("density by draw", (draws, groups * places, moved.shape[-1]))
    np.matmul(left, moved.transpose(1, 0, 2), out=found)
    return found.reshape(draws, groups, places, -1).transpose(1, 2, 0, 3)


def effect(log_density: Floats, elasticities: Floats, out: Floats | None = None) -> Floats:
    """Log productivity [g, p, d, m] from log density and elasticities [g, d], into `out` if any."""
    return np.multiply(log_density, elasticities[:, None, :, None], out=out)
