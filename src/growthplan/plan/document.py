"""One YAML file of a plan as plain values, each with the line and column where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from growthplan.plan.positions import Mark, Path, Positions, Tree
from growthplan.vocabulary import Fault

__all__ = ["AGAIN", "Document", "Mark", "Path", "Tree", "clip"]

AGAIN = "\x00"
"""Stands, with the line, after the name of a field that was given before, to keep both apart."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file that could be read as YAML.

    `unread` are the paths whose value was refused already, so that nothing further is said about
    them.
    """

    file: str
    tree: Tree
    positions: Positions
    unread: frozenset[Path] = frozenset()

    @property
    def keys(self) -> Mapping[Path, Mark]:
        """The mark of each field's name."""
        return self.positions.keys

    @property
    def values(self) -> Mapping[Path, Mark]:
        """The mark of each value."""
        return self.positions.values

    def get(self, path: Path) -> Tree:
        """The value at a path; None where there is none."""
        here = self.tree
        for step in path:
            if isinstance(here, dict) and isinstance(step, str):
                here = here.get(step)
            elif isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
            else:
                return None
        return here

    def mark(self, path: Path, at: Literal["key", "value"] = "value") -> Mark:
        """Where the value (or its field name) stands; the nearest thing round it otherwise."""
        first, second = (self.keys, self.values) if at == "key" else (self.values, self.keys)
        for length in range(len(path), 0, -1):
            mark = first.get(path[:length]) or second.get(path[:length])
            if mark:
                return mark
            first, second = self.keys, self.values
        return self.values.get((), Mark(1, 1))

    def error(
        self,
        path: Path,
        message: str,
        fix: str | None = None,
        *,
        code: str,
        at: Literal["key", "value"] = "value",
    ) -> Fault:
        """A fault at a path that stops the plan from being used."""
        mark = self.mark(path, at)
        return Fault(message, self.file, mark.line, mark.column, fix, "error", code)

    def warning(self, path: Path, message: str, fix: str | None = None, *, code: str) -> Fault:
        """A fault at a path that a reader should know of."""
        mark = self.mark(path)
        return Fault(message, self.file, mark.line, mark.column, fix, "warning", code)

    def fields_named(self, name: str) -> Iterator[tuple[Path, Tree]]:
        """Every field of this name at any depth, in the order of the file."""
        for path in self.keys:
            if path[-1] == name:
                yield path, self.get(path)

    def label(self, path: Path) -> str:
        """The thing that a path lies in, as its editor would call it.

        `outcome 'jobs', target` for the target of the outcome whose id is jobs; "" at the top.
        """
        words: list[str] = []
        for length, step in enumerate(path, start=1):
            if isinstance(step, str):
                words.append(step.split(AGAIN)[0])
                continue
            item = self.get(path[:length])
            name = item.get("id") if isinstance(item, dict) else None
            shown = f"'{clip(name)}'" if isinstance(name, str) else f"number {step + 1}"
            listed = words.pop() if words else "item"
            words.append(f"{_one_of(listed)} {shown}")
        return ", ".join(clip(word) for word in words)


def _one_of(listed: str) -> str:
    """What one item of a list is called.

    >>> _one_of("sites"), _one_of("priorities"), _one_of("other_money")
    ('site', 'priority', 'other money')
    """
    if listed.endswith("ies"):
        return listed.removesuffix("ies") + "y"
    return listed.removesuffix("s").replace("_", " ")


def clip(text: str, most: int = 60) -> str:
    """The text on one line, cut to a length that fits into a message.

    >>> clip("one\\ntwo"), clip("abcdefgh", 5)
    ('one two', 'abcd…')
    """
    line = " ".join(text[: most * 4].split())
    return line if len(line) <= most else line[: most - 1] + "…"
