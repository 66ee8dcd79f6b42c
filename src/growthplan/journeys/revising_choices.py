"""What may be chosen in a form: the ids that a plan has, and what lies outside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from growthplan.journeys.checking import known_outside
from growthplan.journeys.revising_things import Held
from growthplan.plan import MEASURES
from growthplan.plan.editing.forms import ids_by_kind
from growthplan.store import Store
from growthplan.vocabulary import Gazetteer, GrowthplanError, PlaceKind

Choices = Mapping[str, tuple[tuple[str, str], ...]]
"""Ids and titles by kind of thing."""


def choices_in(held: Held, folder: Path, store: Path | None = None) -> Choices:
    """Everything that a field of a form may refer to."""
    found = dict(ids_by_kind(held.trees))
    found["source"] = tuple(_sources(held))
    outside, _ = known_outside(folder)
    with Store(store) as stored:
        found["statistic"] = tuple((one, one) for one in sorted({*stored.indicators, *MEASURES}))
        found["place"] = tuple(_places(held, stored.gazetteer))
    for kind, names in (("assumption", "assumptions"), ("definition", "definitions")):
        found[kind] = tuple((one, one) for one in sorted(outside[names]))
    return found


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
