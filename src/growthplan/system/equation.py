"""An equation as readers see it: its text, its symbols, and the evidence that it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Equation:
    """What one mechanism says, in the form that pages and explanations print.

    `symbols` gives the meaning and unit of each letter; `assumptions` the ids of the numbers that
    it uses; `source` where the method comes from.
    """

    id: str
    title: str
    text: str
    symbols: Mapping[str, str]
    assumptions: tuple[str, ...]
    source: str
