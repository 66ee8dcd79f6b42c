"""The compiled twin of weights with a ridge, where an install has it."""

from __future__ import annotations

from ctypes import c_double, c_long

import numpy as np

from growthplan.evaluation.compiled import address, kernel
from growthplan.evaluation.panel import Array, Flags

_FOUND = kernel("ridge_kernel", version=1)
COMPILED = _FOUND is not None
"""Whether this install has the kernel."""


def ridge_weights_by_kernel(columns: Array, targets: Array, allowed: Flags, ridge: float) -> Array:
    """As `ridge_weights.weights_by_newton`. Raises MemoryError."""
    if _FOUND is None:
        raise RuntimeError("this install has no compiled kernel")
    length, size = columns.shape
    weights = np.empty((len(targets), size))
    rows, points, near = (
        np.ascontiguousarray(values, dtype=float) for values in (columns, columns.T, targets)
    )
    flags = np.ascontiguousarray(allowed, dtype=np.bool_)
    failed = _FOUND.ridge_weights(
        *(c_long(n) for n in (len(targets), size, length)),
        *(address(values) for values in (rows, points, near, flags)),
        c_double(ridge), address(weights),
    )  # fmt: skip
    if failed:
        raise MemoryError(f"no room for weights of {size} units")
    return weights
