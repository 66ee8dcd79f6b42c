"""Edits of a text: which characters are replaced by what, applied together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from growthplan.plan.editing.nodes import Text


class UneditableError(ValueError):
    """The text cannot be edited safely here."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The characters from `start` up to `end` give way to `text`."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """The text between two places after its edits; of two at one place the earlier comes first.

    >>> applied("one two", [Edit(4, 7, "three"), Edit(4, 4, "and ")])
    'one and three'
    """
    end = len(text) if end is None else end
    parts: list[str] = []
    here = start
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < here:
            raise UneditableError("two edits touch the same text")
        parts += [text[here : edit.start], edit.text]
        here = edit.end
    return "".join([*parts, text[here:end]])


def as_lines(text: Text, lines: Sequence[str]) -> str:
    """Whole lines with the line ends of the file."""
    return "".join(line + text.newline for line in lines)
