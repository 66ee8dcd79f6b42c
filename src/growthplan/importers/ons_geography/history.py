"""Local authorities over time: who followed whom, and the pieces that never changed."""

from __future__ import annotations

from collections.abc import Mapping

from growthplan.importers.ons_geography.merging import united
from growthplan.vocabulary import Place, PlaceKind


def predecessors(places: Mapping[str, Place]) -> dict[str, tuple[str, ...]]:
    """For each local authority the ones that it replaced."""
    found: dict[str, tuple[str, ...]] = {}
    for place in places.values():
        if place.kind is PlaceKind.LOCAL_AUTHORITY:
            for successor in filter(places.__contains__, place.successors):
                found[successor] = (*found.get(successor, ()), place.code)
    return found


def pieces(places: Mapping[str, Place]) -> dict[str, frozenset[str]]:
    """Each local authority as the oldest authorities that it is made of.

    Two areas with the same pieces are the same area, whether listed by old or new codes. Exchanges
    of a few streets between neighbours (Barnsley and Sheffield in 2025) are not seen.
    """
    before = predecessors(places)

    def oldest(code: str) -> frozenset[str]:
        earlier = before.get(code, ())
        return frozenset().union(*map(oldest, earlier)) if earlier else frozenset((code,))

    return {
        code: oldest(code)
        for code, place in places.items()
        if place.kind is PlaceKind.LOCAL_AUTHORITY
    }


def inherit_parents(places: dict[str, Place]) -> dict[str, Place]:
    """Ended local authorities lie wherever those that took them over lie, and the other way."""

    def parents(code: str) -> tuple[str, ...]:
        place = places[code]
        later = [parents(successor) for successor in place.successors if successor in places]
        return united(place.parents, *later)

    found = dict(places)
    for code, place in places.items():
        if place.kind is PlaceKind.LOCAL_AUTHORITY and place.successors:
            found[code] = place.model_copy(update={"parents": parents(code)})
    return _from_predecessors(found)


def _from_predecessors(places: dict[str, Place]) -> dict[str, Place]:
    """A new local authority lies in every area that all of those it replaced lay in.

    Counties excepted: a unitary authority is in none, whatever its districts were in before.
    """
    found = dict(places)
    for code, earlier in predecessors(places).items():
        shared = [
            parent
            for parent in places[earlier[0]].parents
            if all(parent in places[other].parents for other in earlier)
            and (places[parent].kind is not PlaceKind.COUNTY or _is_district(code))
        ]
        found[code] = places[code].model_copy(
            update={"parents": united(places[code].parents, tuple(shared))}
        )
    return found


def _is_district(code: str) -> bool:
    return code.startswith(("E07", "E08"))
