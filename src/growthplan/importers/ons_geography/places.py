"""Every place of the snapshot, out of the published lists and the hand lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from growthplan.importers.layout import Parsed
from growthplan.importers.ons_geography import hand_lists
from growthplan.importers.ons_geography.areas import (
    closest_first,
    grounds_of,
    whole_grounds,
    with_members,
    with_same_areas,
    within_common_areas,
)
from growthplan.importers.ons_geography.codes import ITL1
from growthplan.importers.ons_geography.history import inherit_parents
from growthplan.importers.ons_geography.itl_vintages import dated, with_successors
from growthplan.importers.ons_geography.lad_itl_lookup import LAYOUT as LAD_ITL
from growthplan.importers.ons_geography.merging import merge_all, united
from growthplan.vocabulary import Place, PlaceKind


def compose_places(
    lists: Iterable[Parsed],
    city_regions: Iterable[Place],
    itl3_2021: Mapping[str, tuple[str, ...]],
) -> tuple[Place, ...]:
    """Every place known, each with all that any list says of it.

    `lists` are geography releases as read with an empty gazetteer, the one whose names are to be
    kept first; the ITL lookup among them says which ITL codes are current. `city_regions` are the
    rows of a city region lookup. `itl3_2021` has, for each local authority of 2021, the ITL 2021
    areas of level 3 that hold it (one, or several when it is split).

    Returns places by code, with parents, members past and present, successors and areas of the
    same boundary filled in.
    """
    every = list(lists)
    itl_2025 = frozenset(
        place.code for parsed in every if parsed.layout == LAD_ITL for place in parsed.places
    )
    itl_2021 = frozenset(
        place.code for parsed in every if parsed.layout != LAD_ITL for place in parsed.places
    )
    places = _merge(every, city_regions)
    places = _named(places)
    places = dated(places, itl_2021, itl_2025)
    places = _linked(places, itl3_2021)
    places = _closed(inherit_parents(_closed(places)))
    places = _closed(within_common_areas(places))
    places = with_members(places)
    grounds = grounds_of(places)
    places = with_successors(places, grounds)
    places = with_same_areas(places, whole_grounds(places, grounds))
    return tuple(places[code] for code in sorted(places))


def _merge(lists: Iterable[Parsed], city_regions: Iterable[Place]) -> dict[str, Place]:
    first = (*hand_lists.whole_country(), *hand_lists.changes(), *hand_lists.city_regions())
    canonical = {alias: p.code for p in first for alias in p.aliases if alias.startswith("CR-")}
    regions = (
        place.model_copy(
            update={
                "code": canonical.get(place.code, place.code),
                "kind": PlaceKind.GROUP
                if canonical.get(place.code, "").startswith("E13")
                else place.kind,
            }
        )
        for place in city_regions
    )
    return merge_all((*first, *(place for parsed in lists for place in parsed.places), *regions))


def _named(places: Mapping[str, Place]) -> dict[str, Place]:
    names = hand_lists.other_names()
    itl1 = {code: (itl, f"UK{itl[2:]}") for itl, code in ITL1.items()}
    return {
        code: place.model_copy(
            update={
                "aliases": united(
                    itl1.get(code, ()), place.aliases, names.get(code, ()), without=(place.name,)
                )
            }
        )
        for code, place in places.items()
    }


def _linked(
    places: Mapping[str, Place], itl3_2021: Mapping[str, tuple[str, ...]]
) -> dict[str, Place]:
    """Members know their parents: from member lists, and from the boundaries of ITL 2021."""
    parents: dict[str, tuple[str, ...]] = {}
    for place in places.values():
        for member in place.members:
            parents[member] = (*parents.get(member, ()), place.code)
    for authority, areas in itl3_2021.items():
        gone = tuple(area for area in areas if places[area].valid_to is not None)
        parents[authority] = (*parents.get(authority, ()), *gone)
    return {
        code: place.model_copy(update={"parents": united(place.parents, parents.get(code, ()))})
        for code, place in places.items()
    }


def _closed(places: Mapping[str, Place]) -> dict[str, Place]:
    """Parents of parents are parents, the closest kinds first."""

    def above(code: str) -> tuple[str, ...]:
        own = tuple(parent for parent in places[code].parents if parent in places)
        return united(own, *(above(parent) for parent in own))

    return {
        code: place.model_copy(update={"parents": closest_first(above(code), places)})
        for code, place in places.items()
    }
