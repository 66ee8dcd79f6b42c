"""Where the names and values of a YAML file stand: kept as a list, found by path when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

from growthplan.plan.scalars import Scalar

Tree = Scalar | list["Tree"] | dict[str, "Tree"]
"""What a file holds: text, numbers, lists, and fields by name."""
Path = tuple[str | int, ...]
"""Where in the tree: field names and list positions (from 0), outermost first."""


class Mark(NamedTuple):
    """A place in a text file; line and column both count from 1, columns in characters."""

    line: int
    column: int


class ParserMark(Protocol):
    """A place as the parser gives it; line and column both count from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


def mark_of(at: ParserMark, end: Mark) -> Mark:
    """The parser's place as an editor counts, and no further than the end of the text."""
    return Mark(at.line + 1, at.column + 1) if at.line < end.line else end


@dataclass(frozen=True)
class Positions:
    """Where everything in a tree stands.

    A file without faults, as most are, is never asked where something stands, and a path for each
    of its names and values costs as much as reading it. So they are set out on first use.
    """

    tree: Tree
    root: Path
    """Path of the tree within its document."""
    marks: Sequence[ParserMark]
    """One for each name of a field and each value, each list or group before what it holds; none
    when there is no value at all."""
    end: Mark
    """The end of the text."""

    @cached_property
    def keys(self) -> Mapping[Path, Mark]:
        """The mark of each field's name, in the order of the file."""
        return self._by_path[0]

    @cached_property
    def values(self) -> Mapping[Path, Mark]:
        """The mark of each value, in the order of the file."""
        return self._by_path[1]

    @cached_property
    def _by_path(self) -> tuple[dict[Path, Mark], dict[Path, Mark]]:
        keys: dict[Path, Mark] = {}
        values: dict[Path, Mark] = {}
        if self.marks:
            marks = (mark_of(at, self.end) for at in self.marks)
            _set_out(self.tree, self.root, marks, keys, values)
        return keys, values


def _set_out(
    tree: Tree,
    path: Path,
    marks: Iterator[Mark],
    keys: dict[Path, Mark],
    values: dict[Path, Mark],
) -> None:
    """Take the marks of a value and of everything in it, in the order in which they were read."""
    values[path] = next(marks)
    if isinstance(tree, dict):
        for name, value in tree.items():
            within = (*path, name)
            keys[within] = next(marks)
            _set_out(value, within, marks, keys, values)
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            _set_out(value, (*path, number), marks, keys, values)
