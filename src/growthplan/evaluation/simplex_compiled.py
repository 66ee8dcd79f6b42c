"""The compiled twin of the simplex weights, where an install has it."""

from __future__ import annotations

import ctypes

import numpy as np

from growthplan.evaluation.panel import Array, Flags

KERNEL = "simplex_kernel"
VERSION = 2
"""Interface of the C file that this one speaks to; a library left from another is not used."""


def _library() -> ctypes.CDLL | None:
    try:
        found = np.ctypeslib.load_library(KERNEL, __file__)
        known = int(found.simplex_kernel_version())
    except (OSError, AttributeError):
        return None
    return found if known == VERSION else None


_FOUND = _library()
COMPILED = _FOUND is not None
"""Whether this install has the kernel: it is built where a C compiler was at hand."""


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
        *(ctypes.c_long(n) for n in (len(targets), size, depth)),
        *(None if values is None else _at(values) for values in (at, near, *products)),
        _at(flags), _at(weights),
    )  # fmt: skip
    if failed:
        raise MemoryError(f"no room for weights of {size} units")
    return weights


def _products(points: Array, targets: Array) -> tuple[Array, Array]:
    """Products of points with points, and of targets with points; once where both are the same."""
    linear = targets @ points.T
    same = targets.shape == points.shape and targets.ctypes.data == points.ctypes.data
    return linear if same else points @ points.T, linear


def _at(values: Array | Flags) -> ctypes.c_void_p:
    return ctypes.c_void_p(values.ctypes.data)
