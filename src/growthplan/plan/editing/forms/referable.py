"""What fields of a plan may refer to: the ids that its files have, of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from growthplan.plan.checks.kinds import EACH, KINDS, Pattern
from growthplan.plan.document import Tree
from growthplan.plan.layout import part_of

_TITLES = ("title", "statement", "citation", "decision")


def ids_by_kind(trees: Mapping[str, Tree]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The id and the title of everything that can be referred to, in the order of the files.

    `trees` has what each file says, by its name.
    """
    return {kind: tuple(_of_kind(trees, kind)) for kind in KINDS}


def _of_kind(trees: Mapping[str, Tree], kind: str) -> Iterator[tuple[str, str]]:
    about = KINDS[kind]
    for file, tree in trees.items():
        part = part_of(file)
        if part is None or part.layout != about.file:
            continue
        for pattern in about.lists:
            for entry in _at(tree, pattern, part.entry):
                if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                    yield str(entry["id"]), _title(entry)


def _at(tree: Tree, pattern: Pattern, entry: str | None) -> Iterator[Tree]:
    """The items of a list; a file in a folder holds one item of its own."""
    steps: Pattern = (*pattern, EACH)
    if entry is not None:
        if steps[:1] != (entry,):
            return
        steps = steps[2:]
    yield from _walk(tree, steps)


def _walk(tree: Tree, steps: Pattern) -> Iterator[Tree]:
    if not steps:
        yield tree
    elif steps[0] == EACH:
        for item in tree if isinstance(tree, list) else ():
            yield from _walk(item, steps[1:])
    elif isinstance(tree, dict) and steps[0] in tree:
        yield from _walk(tree[steps[0]], steps[1:])


def _title(entry: Mapping[str, Tree]) -> str:
    return next((str(entry[name]) for name in _TITLES if entry.get(name)), str(entry.get("id", "")))
