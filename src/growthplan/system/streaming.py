"""Many draws in little memory, over any number of workers: blocks of draws, and what to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import numpy.typing as npt

from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]

Block = Callable[[range], Mapping[str, Floats]]
"""Runs the draws of a range from the seed alone, and gives what to keep of them, [d, ...]."""
Mapper = Callable[[Block, Iterable[range]], Iterable[Mapping[str, Floats]]]
"""`map`, or that of a pool of processes or a cluster; answers come in the order asked."""

BLOCK = 5_000


def blocks_of(draws: range, size: int = BLOCK) -> list[range]:
    """The draws in runs of at most `size`.

    >>> blocks_of(range(10), 4)
    [range(0, 4), range(4, 8), range(8, 10)]

    Raises GrowthplanError for no draws, and for a size below 1.
    """
    if len(draws) == 0:
        raise GrowthplanError(Fault("There are no draws", fix="Ask for at least 1."))
    if size < 1:
        raise GrowthplanError(Fault(f"A block of {size} draws is none", fix="Ask for at least 1."))
    return [draws[start : start + size] for start in range(0, len(draws), size)]


def stream(run: Block, draws: range, size: int = BLOCK, mapper: Mapper = map) -> dict[str, Floats]:
    """What `run` keeps of every draw, in order of draws, worked a block at a time.

    The numbers of a draw depend on the seed and its own number only, so neither the size of the
    blocks nor the number of workers behind `mapper` changes a byte.
    """
    parts: dict[str, list[Floats]] = {}
    for kept in mapper(run, blocks_of(draws, size)):
        for name, values in kept.items():
            parts.setdefault(name, []).append(np.ascontiguousarray(values))
    # One at a time, letting go of each one's blocks: both copies of all would double the memory.
    return {name: np.concatenate(parts.pop(name)) for name in list(parts)}
