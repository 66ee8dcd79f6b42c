"""How far places have moved over one year, two years and more."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FEWEST_WINDOWS = 3
"""Steps of one length that a panel holds before their spread is taken; longer ones are scaled."""


def pooled_spread(log: Array, years: int) -> Array:
    """SD over places and times of changes over 1, 2, ... years in `log` [place, year]: [year].

    Beyond the longest step of which the panel holds three, root-of-time scaling takes over.
    """
    longest = max(log.shape[1] - FEWEST_WINDOWS, 1)
    spread = []
    for ahead in range(1, years + 1):
        step = min(ahead, longest)
        changes = log[:, step:] - log[:, :-step]
        spread.append(float(changes.std()) * math.sqrt(ahead / step))
    return np.array(spread)
