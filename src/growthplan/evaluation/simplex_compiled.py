"""The compiled twin of the simplex weights, where an install has it."""

from __future__ import annotations

from ctypes import c_long

import numpy as np

from growthplan.evaluation.compiled import address, kernel
from growthplan.evaluation.panel import Array, Flags

_FOUND = kernel("simplex_kernel", version=2)
COMPILED = _FOUND is not None
"""Whether this install has the kernel."""


def weights_by_kernel(points: Array, targets: Array, allowed: Flags) -> Array:
    """As `simplex.weights_near`. Raises MemoryError."""
    if _FOUND is None:
        raise RuntimeError("this install has no compiled kernel")
    size, depth = points.shape[-2:]
    weights = np.empty((len(targets), size))
    at, near = (np.ascontiguousarray(values, dtype=float) for values in (points, targets))
    products = _products(at, near) if points.ndim == 2 else (None, None)
    flags = np.ascontiguousarray(allowed, dtype=np.bool_)
    failed = _FOUND.simplex_weights(
        *(c_long(n) for n in (len(targets), size, depth)),
        *(None if values is None else address(values) for values in (at, near, *products)),
        address(flags), address(weights),
    )  # fmt: skip
    if failed:
        raise MemoryError(f"no room for weights of {size} units")
    return weights


def _products(points: Array, targets: Array) -> tuple[Array, Array]:
    """Products of points with points, and of targets with points; once where both are the same."""
    linear = targets @ points.T
    same = targets.shape == points.shape and targets.ctypes.data == points.ctypes.data
    return linear if same else points @ points.T, linear
