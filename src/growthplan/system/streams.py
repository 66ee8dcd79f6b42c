"""Random numbers by name: each quantity has its own stream, and each draw its own place in it.

A number depends only on the seed, the name of the quantity and the draw's number. So a new
parameter reshuffles none of the others, and it does not matter into what blocks, or over how many
workers, the draws are divided: the bytes are the same.
"""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from growthplan.vocabulary import GrowthplanError

Floats = npt.NDArray[np.float64]

_WORDS = 4
"""Random words that the generator makes at each step of its counter; a draw starts on a step."""


def uniforms(seed: int, name: str, draws: range, width: int = 1) -> Floats:
    """Numbers strictly between 0 and 1, [draw, width], of the draws numbered `draws`.

    Method: the counter-based generator Philox 4x64 (Salmon, Moraes, Dror and Shaw, 2011), keyed
    by the seed and the name, its counter set by the number of the draw.

    >>> whole = uniforms(1, "skills.decay", range(10))
    >>> bool((whole[4:7] == uniforms(1, "skills.decay", range(4, 7))).all())
    True

    Raises GrowthplanError unless the draws follow one another upwards from 0 or more.
    """
    if draws.step != 1 or draws.start < 0:
        raise GrowthplanError("Draws should follow one another upwards from 0.")
    steps = -(-width // _WORDS)
    digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    key = int.from_bytes(digest[:16], "little")
    generator = np.random.Philox(key=key, counter=draws.start * steps)
    raw = generator.random_raw(len(draws) * steps * _WORDS)
    words = np.asarray(raw, dtype=np.uint64).reshape(len(draws), steps * _WORDS)[:, :width]
    # Half a step off the grid of 2**53 numbers keeps both ends out, so that logarithms are finite.
    return ((words >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53


def normals(seed: int, name: str, draws: range, width: int = 1) -> Floats:
    """Standard normal numbers, [draw, width]; each is made of two uniform ones (Box and Muller)."""
    pairs = uniforms(seed, name, draws, 2 * width)
    radius = np.sqrt(-2.0 * np.log(pairs[:, :width]))
    return np.asarray(radius * np.cos(2.0 * np.pi * pairs[:, width:]))


def triangular(uniform: Floats, low: float, mode: float, high: float) -> Floats:
    """Triangular numbers from uniform ones, by the inverse of the distribution function.

    >>> triangular(np.array([0.0, 0.5, 1.0]), 0.0, 1.0, 2.0)
    array([0., 1., 2.])
    """
    if high == low:
        return np.full_like(uniform, mode)
    bend = (mode - low) / (high - low)
    rising = low + np.sqrt(uniform * (high - low) * (mode - low))
    falling = high - np.sqrt((1.0 - uniform) * (high - low) * (high - mode))
    return np.where(uniform < bend, rising, falling)
