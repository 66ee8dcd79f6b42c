"""Several lists, each of which knows a part: one place out of what they say of it."""

from __future__ import annotations

from collections.abc import Iterable

from growthplan.vocabulary import Gazetteer, Place


def merged(known: Place, added: Place) -> Place:
    """What is known of a place, with what another list adds.

    Name and kind stay as known, another name becomes an alias. First and last year and
    successors are taken from `added` only when not yet known; parents, members and aliases are
    united, the known ones first.
    """
    other_name = () if added.name == known.name else (added.name,)
    return known.model_copy(
        update={
            "parents": united(known.parents, added.parents),
            "members": united(known.members, added.members),
            "aliases": united(known.aliases, added.aliases, other_name, without=(known.name,)),
            "successors": known.successors or added.successors,
            "valid_from": added.valid_from if known.valid_from is None else known.valid_from,
            "valid_to": added.valid_to if known.valid_to is None else known.valid_to,
        }
    )


def merge_all(places: Iterable[Place]) -> dict[str, Place]:
    """One place for each code; what comes first decides its name."""
    found: dict[str, Place] = {}
    for place in places:
        found[place.code] = merged(found[place.code], place) if place.code in found else place
    return found


def with_known(places: Iterable[Place], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """A list's places, each with what the gazetteer already knows of it.

    A store keeps the place that it was last given, so a list that knows only a part must hand
    over the whole.
    """
    return tuple(
        merged(gazetteer[place.code], place) if place.code in gazetteer else place
        for place in merge_all(places).values()
    )


def united(*lists: tuple[str, ...], without: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Every entry once, in order of first appearance."""
    return tuple(dict.fromkeys(entry for some in lists for entry in some if entry not in without))
