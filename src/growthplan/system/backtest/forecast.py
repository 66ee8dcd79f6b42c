"""What a rule says of the years ahead: a centre, a scale and a shape."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Log relative productivity of every place at every horizon."""

    mean: Array
    """[place, horizon]."""
    scale: Array
    """[place, horizon]; the standard deviation when `degrees` is infinite."""
    degrees: float = math.inf
    """Of Student's t; infinite is the normal distribution."""


Rule = Callable[[Array, int], Forecast]
"""From a window [place, year] that ends at the origin, and how many years ahead."""
