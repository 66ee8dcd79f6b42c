"""The compiled twin of Frank and Wolfe's steps, where an install has it."""

from __future__ import annotations

from ctypes import c_double, c_long

import numpy as np

from growthplan.evaluation.compiled import address, kernel
from growthplan.evaluation.panel import Array

_FOUND = kernel("frank_wolfe_kernel", version=1)
COMPILED = _FOUND is not None
"""Whether this install has the kernel."""


def steps_by_kernel(
    products: tuple[Array, Array, float], eta: float, least: float, weights: Array, most: int
) -> Array:
    """As `frank_wolfe.steps_in_turn`. Raises MemoryError."""
    if _FOUND is None:
        raise RuntimeError("this install has no compiled kernel")
    gram, linear = (np.ascontiguousarray(values, dtype=float) for values in products[:2])
    found = np.array(weights, dtype=float)
    failed = _FOUND.frank_wolfe_steps(
        c_long(len(found)), address(gram), address(linear),
        *(c_double(value) for value in (products[2], eta, least)), c_long(most), address(found),
    )  # fmt: skip
    if failed:
        raise MemoryError(f"no room for weights of {len(found)} units")
    return found
