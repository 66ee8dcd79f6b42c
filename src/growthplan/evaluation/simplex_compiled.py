"""The compiled twin of the simplex weights, where an install has it."""

from __future__ import annotations

import ctypes

import numpy as np

from growthplan.evaluation.panel import Array, Flags

KERNEL = "simplex_kernel"
VERSION = 1
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


def weights_by_kernel(
    points: Array, targets: Array, linear: Array, far: Array, allowed: Flags
) -> Array:
    """As `simplex.weights_near`, with products of points and targets and squared distances, both
    [problem, n], already known. Raises MemoryError."""
    if _FOUND is None:
        raise RuntimeError("this install has no compiled kernel")
    shared = points.ndim == 2
    size, depth = points.shape[-2:]
    weights = np.empty((len(targets), size))
    inputs = [np.ascontiguousarray(a, dtype=float) for a in (points, targets, linear, far)]
    gram = np.ascontiguousarray(inputs[0] @ inputs[0].T) if shared else None
    flags = np.ascontiguousarray(allowed, dtype=np.uint8)
    failed = _FOUND.simplex_weights(
        *(ctypes.c_long(n) for n in (len(targets), size, depth)),
        _at(inputs[0]), _at(inputs[1]), None if gram is None else _at(gram), _at(inputs[2]),
        _at(inputs[3]), _at(flags), _at(weights),
    )  # fmt: skip
    if failed:
        raise MemoryError(f"no room for weights of {size} units")
    return weights


def _at(values: Array | Flags) -> ctypes.c_void_p:
    return ctypes.c_void_p(values.ctypes.data)
