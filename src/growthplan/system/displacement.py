"""Displacement: part of what an incentive brings is taken from next door."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

LOCAL = "zone.displacement_local"

EQUATION = Equation(
    id="displacement",
    title="Displacement",
    text="net[p] = (1 - local) w[p] - regional sum_{q != p} w[q] size[p] / (total size - size[q])",
    symbols={
        "w": "share of the gain by authority, before displacement",
        "local": "share taken from the same authority",
        "regional": "share taken from the other authorities, in proportion to their jobs",
        "size": "jobs",
    },
    assumptions=(LOCAL,),
    source="Einio and Overman (2016), CEPR DP 11112. The place's ledger counts local and regional "
    "displacement, the national ledger national too.",
)


def taken_from_others(weights: Floats, size: Floats) -> Floats:
    """Where displacement within the region falls, [p], for each unit of it; sums to 1.

    `weights` [p] where the gain is, `size` [p]. A place with one authority has no others: 0.

    >>> taken_from_others(np.array([1.0, 0.0, 0.0]), np.array([5.0, 1.0, 3.0]))
    array([0.  , 0.25, 0.75])
    """
    others = size.sum() - size
    rate = np.where(others > 0, weights / np.where(others > 0, others, 1.0), 0.0)
    return np.asarray(size * (rate.sum() - rate))


def net_weights(weights: Floats, size: Floats, local: Floats, regional: Floats) -> Floats:
    """Share of a gross gain that each authority keeps, [p, d]; `local`, `regional` [d]."""
    elsewhere = taken_from_others(weights, size)
    return np.asarray((1.0 - local) * weights[:, None] - regional * elsewhere[:, None])
