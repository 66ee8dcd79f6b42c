"""What the checks see of a plan: its files as typed, with every entry found once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from growthplan.plan.checks.item import Item
from growthplan.plan.checks.kinds import EACH, KINDS, REFERENCES, Pattern
from growthplan.plan.document import AGAIN, Document, Path, Tree
from growthplan.plan.schema import DEFAULT_YEARS
from growthplan.vocabulary import Fault, Gazetteer, GrowthplanError, Place, did_you_mean

_LONGEST_NAME = 200
_LONGEST_WORD = 60
_MOST_COMPARED = 100_000


class Reference(NamedTuple):
    """A field that names something by its id."""

    item: Item
    """The group of fields in which it stands."""
    path: Path
    """Where it stands, from the top of the document."""
    kinds: tuple[str, ...]
    """The kinds of thing that it may name."""
    name: str
    """The id that it names."""
    is_key: bool = False
    """Whether the name of a field is what names it."""


@dataclass
class _Patience:
    """How many more words will be compared in search of the nearest one."""

    left: int = _MOST_COMPARED


@dataclass(frozen=True)
class Draft:
    """The files that could be read, and what is known of the world outside them."""

    documents: Sequence[Document]
    gazetteer: Gazetteer
    plan: Document | None
    """The main file among them."""
    unreadable: frozenset[str] = frozenset()
    """Layouts of which a file could not be read, so that what it holds is not known."""
    outside: dict[str, Collection[str]] = field(default_factory=dict)
    """Ids that may be referred to and stand outside the plan, by kind (`assumption`,
    `statistic`, `definition`); a kind that is left out is not checked."""
    _patience: _Patience = field(default_factory=_Patience)

    @property
    def complete(self) -> bool:
        """Whether every file could be read."""
        return not self.unreadable

    @cached_property
    def _items(self) -> dict[str, list[Item]]:
        return {
            kind: [
                item
                for pattern in about.lists
                for document in self._by_field.get(pattern[0], ())
                for item in _entries(document, document.tree, pattern, ())
            ]
            for kind, about in KINDS.items()
        }

    @cached_property
    def _by_field(self) -> dict[str, list[Document]]:
        """The files that have a top field of a name, in their order."""
        found: dict[str, list[Document]] = {}
        for document in self.documents:
            for name in document.tree if isinstance(document.tree, dict) else ():
                found.setdefault(name, []).append(document)
        return found

    def items(self, kind: str) -> list[Item]:
        """Every entry of a kind, over all files, in their order."""
        return self._items[kind]

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Item]]:
        found: dict[str, dict[str, Item]] = {}
        for kind, items in self._items.items():
            names = found[kind] = {}
            for item in items:
                if item.id:
                    names.setdefault(item.id, item)
        return found

    def by_id(self, kind: str) -> dict[str, Item]:
        """The entries of a kind by id; the first when several share it."""
        return self._by_id[kind]

    def is_known_whole(self, kind: str) -> bool:
        """Whether every list of a kind could be read, so that what is missing is missing."""
        about = KINDS[kind]
        homes = {f"{pattern[0]}.yaml" for pattern in about.lists} | {about.file}
        return not homes & self.unreadable and not any(
            _hides(path, pattern)
            for document in self.documents
            for path in document.unread
            for pattern in about.lists
        )

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every field that names something by its id."""
        return tuple(
            reference
            for document in self.documents
            if isinstance(document.tree, dict)
            for reference in _references(Item(document, (), document.tree), _TO_FOLLOW)
        )

    @cached_property
    def sources(self) -> dict[str, Tree]:
        """Every source that the plan lists, by id."""
        return {
            name: source
            for document in self.documents
            if isinstance(listed := document.get(("sources",)), dict)
            for name, source in listed.items()
            if AGAIN not in name
        }

    @cached_property
    def sources_named(self) -> tuple[tuple[Document, Path, str], ...]:
        """Every place where a source is referred to by its short name, and that name."""
        return tuple(
            (document, path, name)
            for document in self.documents
            for path, name in _sources_named(document.tree, ())
        )

    def nearest_to(self, name: str, known: Collection[str]) -> str | None:
        """`Did you mean ...?`, as long as the search stays short over the whole plan."""
        if len(name) > _LONGEST_WORD or self._patience.left < len(known):
            return None
        self._patience.left -= len(known)
        return did_you_mean(name, known)

    def place(self, field: str, otherwise: str | None = None) -> Place | None:
        """The place that a top field of the main file names, when it names one."""
        if not self.plan:
            return None
        named = self.plan.get((field,)) if (field,) in self.plan.keys else otherwise
        return self.resolved(named)

    def resolved(self, named: Tree) -> Place | None:
        """The place of this name or code, when there is one."""
        if not isinstance(named, str) or len(named) > _LONGEST_NAME:
            return None
        if named not in self._places:
            try:
                self._places[named] = self.gazetteer.resolve(named)
            except GrowthplanError:
                self._places[named] = None
        return self._places[named]

    @cached_property
    def _places(self) -> dict[str, Place | None]:
        return {}

    @cached_property
    def horizon(self) -> tuple[int, int] | None:
        """Calendar years in which the plan starts and ends."""
        if not self.plan:
            return None
        start, years, end = (self.plan.get(("horizon", n)) for n in ("start", "years", "end"))
        if type(start) is not int:
            return None
        if type(end) is not int:
            end = start + (years if type(years) is int else DEFAULT_YEARS)
        return (start, end) if end > start else None


Check = Callable[[Draft], Iterator[Fault]]


def _hides(path: Path, pattern: Pattern) -> bool:
    """Whether a value that was refused may have held entries of a list, or the id of one."""
    steps = [step.split(AGAIN)[0] if isinstance(step, str) else EACH for step in path]
    listed = (*pattern, EACH)
    if any(one != two for one, two in zip(steps, listed, strict=False)):
        return False
    return len(steps) <= len(listed) or steps[-1] == "id"


def _entries(document: Document, here: Tree, pattern: Pattern, path: Path) -> Iterator[Item]:
    """The groups of fields in the lists that a pattern leads to."""
    for depth, step in enumerate(pattern):
        if step == EACH:
            for number, one in enumerate(here if isinstance(here, list) else ()):
                yield from _entries(document, one, pattern[depth + 1 :], (*path, number))
            return
        if not isinstance(here, dict) or step not in here:
            return
        here, path = here[step], (*path, step)
    for number, one in enumerate(here if isinstance(here, list) else ()):
        if isinstance(one, dict):
            yield Item(document, (*path, number), one)


_Steps = dict[str, "tuple[str, ...] | _Steps"]
"""Patterns as a tree of their steps; at each end stands what may be named there."""


def _as_steps(patterns: Mapping[Pattern, tuple[str, ...]]) -> _Steps:
    steps: _Steps = {}
    for pattern, kinds in patterns.items():
        here = steps
        for step in pattern[:-1]:
            below = here.setdefault(step, {})
            assert isinstance(below, dict)
            here = below
        here[pattern[-1]] = kinds
    return steps


_TO_FOLLOW = _as_steps(REFERENCES)


def _references(item: Item, steps: _Steps) -> Iterator[Reference]:
    """The names in the fields of a group, and in the groups inside it, that the steps lead to."""
    fields = item.fields
    for step, below in steps.items():
        value = fields.get(step)
        if value is None:
            continue
        path = (*item.path, step)
        if isinstance(below, tuple):
            yield from _named(item, value, path, below)
        elif EACH not in below:
            if isinstance(value, dict):
                yield from _references(Item(item.document, path, value), below)
        elif isinstance(inside := below[EACH], tuple):
            for name in value if isinstance(value, dict) else ():
                if AGAIN not in name:
                    yield Reference(item, (*path, name), inside, name, is_key=True)
        else:
            for number, one in enumerate(value if isinstance(value, list) else ()):
                if isinstance(one, dict):
                    yield from _references(Item(item.document, (*path, number), one), inside)


def _named(item: Item, value: Tree, path: Path, kinds: tuple[str, ...]) -> Iterator[Reference]:
    if isinstance(value, str):
        yield Reference(item, path, kinds, value)
    elif isinstance(value, list):
        for number, name in enumerate(value):
            if isinstance(name, str):
                yield Reference(item, (*path, number), kinds, name)


def _sources_named(tree: Tree, path: Path) -> Iterator[tuple[Path, str]]:
    """The names in every field called `source` or `sources`, at any depth."""
    if isinstance(tree, list):
        for number, one in enumerate(tree):
            if isinstance(one, dict | list):
                yield from _sources_named(one, (*path, number))
        return
    for field_name, value in tree.items() if isinstance(tree, dict) else ():
        if isinstance(value, str):
            if field_name == "source":
                yield (*path, field_name), value
        elif isinstance(value, dict | list):
            if field_name == "sources" and isinstance(value, list):
                for number, name in enumerate(value):
                    if isinstance(name, str):
                        yield (*path, field_name, number), name
            yield from _sources_named(value, (*path, field_name))
