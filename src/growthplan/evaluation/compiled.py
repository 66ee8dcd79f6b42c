"""Compiled kernels, where an install has them: built where a C compiler was at hand."""

from __future__ import annotations

import ctypes

import numpy as np

from growthplan.evaluation.panel import Array, Flags


def kernel(name: str, version: int) -> ctypes.CDLL | None:
    """The library of this name beside this file, or None.

    `version` is the interface of its C file that the caller speaks to; a library left from another
    is not used.
    """
    try:
        found = np.ctypeslib.load_library(name, __file__)
        known = int(getattr(found, f"{name}_version")())
    except (OSError, AttributeError):
        return None
    return found if known == version else None


def address(values: Array | Flags) -> ctypes.c_void_p:
    """Where an array, laid out in one piece, starts."""
    return ctypes.c_void_p(values.ctypes.data)
