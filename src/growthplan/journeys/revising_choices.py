"""What may be chosen in a form: the ids that a plan has, and what lies outside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from growthplan.journeys.checking import known_outside
from growthplan.journeys.revising_things import Held
from growthplan.plan import MEASURES, part_of
from growthplan.plan.checks.kinds import EACH, KINDS, Pattern
from growthplan.plan.document import Tree
from growthplan.store import Store
from growthplan.vocabulary import Gazetteer, GrowthplanError, PlaceKind

Choices = Mapping[str, tuple[tuple[str, str], ...]]
"""Ids and titles by kind of thing."""
_TITLES = ("title", "statement", "citation", "decision")


def choices_in(held: Held, folder: Path, store: Path | None = None) -> Choices:
    """Everything that a field of a form may refer to."""
    found = {kind: tuple(_of_kind(held, kind)) for kind in KINDS}
    found["source"] = tuple(_sources(held))
    outside, _ = known_outside(folder)
    with Store(store) as stored:
        found["statistic"] = tuple((one, one) for one in sorted({*stored.indicators, *MEASURES}))
        found["place"] = tuple(_places(held, stored.gazetteer))
    for kind, names in (("assumption", "assumptions"), ("definition", "definitions")):
        found[kind] = tuple((one, one) for one in sorted(outside[names]))
    return found


def _of_kind(held: Held, kind: str) -> Iterator[tuple[str, str]]:
    about = KINDS[kind]
    for file, tree in held.trees.items():
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


def _sources(held: Held) -> Iterator[tuple[str, str]]:
    for tree in held.trees.values():
        listed = tree.get("sources") if isinstance(tree, dict) else None
        for name, cited in listed.items() if isinstance(listed, dict) else ():
            said = cited.get("citation", name) if isinstance(cited, dict) else name
            yield name, str(said)


def _places(held: Held, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """The authorities of the plan's place, and the place itself, by their names."""
    named = (tree.get("place") for tree in held.trees.values()
             if isinstance(tree, dict) and "horizon" in tree)  # fmt: skip
    name = next(named, None)
    try:
        own = gazetteer.resolve(str(name))
    except GrowthplanError:
        return
    yield own.name, own.name
    for place in gazetteer.of_kind(PlaceKind.LOCAL_AUTHORITY):
        if own.code in place.parents:
            yield place.name, place.name
