"""How a journey says where it is; the command line and the tests each listen in their way."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of each step as it starts."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """`step` in words, `done` of `total` steps finished."""


def silent(step: str, done: int, total: int) -> None:
    """Say nothing."""
