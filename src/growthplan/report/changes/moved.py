"""Every figure that moved between two publications, and at which input.

Inputs are put in one at a time: the figures as last published, then with the program as it is
now, then with the assumptions, the releases and the plan. A figure's change is the sum of its
steps, so nothing is left unaccounted for; a figure that moves at several steps says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from growthplan.report.changes.causes import Cause
from growthplan.vocabulary import Figure, display

Kind = Literal["moved", "range", "words", "added", "removed"]
"""Whether the number itself moved, only its range, only its words, or it came or went."""


@dataclass(frozen=True)
class Stage:
    """The figures after one more input is as it is now."""

    cause: Cause
    figures: Sequence[Figure]


@dataclass(frozen=True)
class Part:
    """What one input did to a figure; empty where it is not there."""

    cause: Cause
    before: str
    after: str
    number: bool = True
    """Whether the number itself is another, and not only its range or its words."""


@dataclass(frozen=True)
class Moved:
    """One figure that reads otherwise than it did."""

    id: str
    kind: Kind
    before: Figure | None
    after: Figure | None
    parts: tuple[Part, ...]
    """One for each input that moved it, in the order in which they were put in."""

    @property
    def causes(self) -> tuple[Cause, ...]:
        """What moved it: of a number that moved, what moved the number."""
        numbers = [part.cause for part in self.parts if part.number]
        if self.kind == "moved" and numbers:
            return tuple(dict.fromkeys(numbers))
        return tuple(dict.fromkeys(part.cause for part in self.parts))

    @property
    def figure(self) -> Figure:
        """The figure as it is now, or as it was when it is gone."""
        found = self.after or self.before
        if found is None:
            raise ValueError(f"'{self.id}' is in neither publication")
        return found


def changes(before: Sequence[Figure], stages: Sequence[Stage]) -> tuple[Moved, ...]:
    """Every figure whose published reading is another after the last stage than before.

    In the order of the last stage, those that are gone at the end. A figure that moves and moves
    back reads as it did, so it is not listed. Raises ValueError without a stage.
    """
    if not stages:
        raise ValueError("nothing to compare with: name at least one stage")
    steps = [{one.id: one for one in before}]
    steps += [{one.id: one for one in stage.figures} for stage in stages]
    causes = [stage.cause for stage in stages]
    ids = dict.fromkeys([*steps[-1], *steps[0]])
    found = (_moved(id_, [step.get(id_) for step in steps], causes) for id_ in ids)
    return tuple(one for one in found if one is not None)


def _moved(id_: str, readings: Sequence[Figure | None], causes: Sequence[Cause]) -> Moved | None:
    first, last = readings[0], readings[-1]
    if reading(first) == reading(last):
        return None
    pairs = zip(readings, readings[1:], causes, strict=False)
    parts = tuple(
        Part(cause, shown(one), shown(other), _number(one) != _number(other))
        for one, other, cause in pairs
        if reading(one) != reading(other)
    )
    return Moved(id_, _kind(first, last), first, last, parts)


def _number(figure: Figure | None) -> tuple[str, str] | None:
    return (figure.display, figure.unit) if figure else None


def _kind(first: Figure | None, last: Figure | None) -> Kind:
    if first is None:
        return "added"
    if last is None:
        return "removed"
    if _number(first) != _number(last):
        return "moved"
    return "range" if _range(first) != _range(last) else "words"


def reading(figure: Figure | None) -> tuple[str, ...] | None:
    """All that a reader sees of a figure; what differs only beyond its digits is no difference."""
    if figure is None:
        return None
    return (figure.display, figure.unit, *_range(figure), figure.sentence, *figure.caveats)


def _range(figure: Figure) -> tuple[str, str]:
    return display(figure.low, figure.unit), display(figure.high, figure.unit)


def shown(figure: Figure | None) -> str:
    """The figure with its range, empty when there is none."""
    if figure is None:
        return ""
    if figure.low is None or figure.high is None:
        return figure.display
    low, high = _range(figure)
    return f"{figure.display} ({low} to {high})"
