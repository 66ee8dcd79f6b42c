"""Why a published figure moves: the inputs of a build, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

Cause = Literal[
    "method", "returns", "assumptions", "revision", "new data", "plan", "not told apart", "none"
]

CAUSES: Mapping[Cause, tuple[str, str]] = MappingProxyType(
    {
        "new data": ("new data", "a period, place or series that had not been published before"),
        "revision": ("revision", "a newer release gives another value for the same period"),
        "plan": ("plan", "the plan’s own files say something else"),
        "assumptions": ("assumptions", "an assumption of the model has another value or wording"),
        "returns": (
            "returns or ledger",
            "what partners returned, or entries of the settlement’s ledger, are others",
        ),
        "method": ("method", "growthplan itself works it out, or words it, in another way"),
        "not told apart": (
            "not told apart",
            "several inputs changed at once and could not be taken one at a time",
        ),
        "none": ("no recorded input", "it moved although no input that is recorded has changed"),
    }
)
"""Each cause as a reader sees it, and what it means."""


def in_words(causes: Iterable[Cause]) -> str:
    """Causes as words of a sentence.

    >>> in_words(["revision"]), in_words(["new data", "plan"])
    ('revision', 'several: new data and plan')
    """
    names = [CAUSES[one][0] for one in dict.fromkeys(causes)]
    if len(names) < 2:
        return "".join(names)
    return f"several: {', '.join(names[:-1])} and {names[-1]}"
