"""What areas are made of, and which of them are the same ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from growthplan.importers.ons_geography.codes import ENGLAND_AND_WALES, GREAT_BRITAIN
from growthplan.importers.ons_geography.history import pieces
from growthplan.importers.ons_geography.itl_vintages import ITL_KINDS
from growthplan.vocabulary import Place, PlaceKind

_OF_AUTHORITIES = (
    PlaceKind.CITY_REGION,
    PlaceKind.COUNTY,
    PlaceKind.REGION,
    PlaceKind.ITL3,
    PlaceKind.GROUP,
)
_WIDE = (PlaceKind.REGION, PlaceKind.COUNTRY, PlaceKind.UK_LESS_EXTRA_REGIO, PlaceKind.UK)
_WHOLE_COUNTRY = (PlaceKind.UK, PlaceKind.UK_LESS_EXTRA_REGIO, PlaceKind.EXTRA_REGIO)


_CLOSENESS = (
    PlaceKind.COUNTY,
    PlaceKind.CITY_REGION,
    PlaceKind.ITL3,
    PlaceKind.ITL2,
    PlaceKind.GROUP,
    PlaceKind.REGION,
    PlaceKind.COUNTRY,
    PlaceKind.UK_LESS_EXTRA_REGIO,
    PlaceKind.UK,
)


def closest_first(codes: Iterable[str], places: Mapping[str, Place]) -> tuple[str, ...]:
    """Codes of areas that hold the same place, from county to United Kingdom."""

    def closeness(code: str) -> tuple[int, bool, str]:
        kind = PlaceKind.COUNTRY if _holds_countries(code) else places[code].kind
        return (_CLOSENESS.index(kind), _holds_countries(code), code)

    return tuple(sorted(set(codes), key=closeness))


def _holds_countries(code: str) -> bool:
    return code in (GREAT_BRITAIN, ENGLAND_AND_WALES)


def within_common_areas(places: Mapping[str, Place]) -> dict[str, Place]:
    """An area of authorities lies in every region, country and group that all of them lie in."""
    found = dict(places)
    for code, place in places.items():
        inside = _authorities(code, places)
        if place.kind not in _OF_AUTHORITIES or _holds_countries(code) or not inside:
            continue
        shared = set(places[inside[0]].parents).intersection(*(places[c].parents for c in inside))
        wider = [p for p in shared - {code} if places[p].kind in _WIDE]
        found[code] = place.model_copy(
            update={"parents": closest_first((*place.parents, *wider), places)}
        )
    return found


def with_members(places: Mapping[str, Place]) -> dict[str, Place]:
    """Give each area its members: ITL2 its ITL3 areas, England its regions, others their local
    authorities, past and present. The United Kingdom and groups of countries keep theirs."""
    inside: dict[str, list[Place]] = {code: [] for code in places}
    for place in places.values():
        for parent in place.parents:
            inside[parent].append(place)
    return {
        code: place.model_copy(update={"members": _members(place, inside[code])})
        for code, place in places.items()
    }


def _members(place: Place, inside: list[Place]) -> tuple[str, ...]:
    if place.kind in _WHOLE_COUNTRY or _holds_countries(place.code):
        return place.members
    wanted = PlaceKind.LOCAL_AUTHORITY
    if place.kind is PlaceKind.ITL2:
        wanted = PlaceKind.ITL3
    elif place.kind is PlaceKind.COUNTRY and any(p.kind is PlaceKind.REGION for p in inside):
        wanted = PlaceKind.REGION
    return tuple(sorted(p.code for p in inside if p.kind is wanted))


def grounds_of(places: Mapping[str, Place]) -> dict[str, frozenset[str]]:
    """The unchanging pieces of which each area holds all or a part; see `history.pieces`."""
    of_authority = pieces(places)
    found: dict[str, frozenset[str]] = dict(of_authority)
    for place in places.values():
        if place.kind in _WHOLE_COUNTRY or place.kind is PlaceKind.LOCAL_AUTHORITY:
            continue
        authorities = _authorities(place.code, places)
        if authorities:
            found[place.code] = frozenset().union(*(of_authority[code] for code in authorities))
    return found


def whole_grounds(
    places: Mapping[str, Place], grounds: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """The grounds of areas that hold whole pieces only.

    An ITL area that holds a part of a council area can't be compared in whole authorities.
    """
    return {
        code: pieces_of
        for code, pieces_of in grounds.items()
        if not (
            places[code].kind in ITL_KINDS
            and _holds_a_part(places[code], _authorities(code, places), places)
        )
    }


def _authorities(code: str, places: Mapping[str, Place]) -> list[str]:
    return [
        p.code for p in places.values() if p.kind is PlaceKind.LOCAL_AUTHORITY and code in p.parents
    ]


def _holds_a_part(place: Place, authorities: list[str], places: Mapping[str, Place]) -> bool:
    """Whether some authority lies in this area and in another ITL area of its level and time."""
    for code in authorities:
        others = [
            places[parent]
            for parent in places[code].parents
            if places[parent].kind is place.kind and parent != place.code
        ]
        if any(_together(place, other) for other in others):
            return True
    return False


def _together(one: Place, other: Place) -> bool:
    """Whether two areas were ever in use in the same year."""
    return (one.valid_from or 0) <= (other.valid_to or 9999) and (other.valid_from or 0) <= (
        one.valid_to or 9999
    )


def with_same_areas(
    places: Mapping[str, Place], grounds: Mapping[str, frozenset[str]]
) -> dict[str, Place]:
    """Name for each area those of other kinds that are made of the same pieces, current first."""
    alike: dict[frozenset[str], list[Place]] = {}
    for code, pieces_of in grounds.items():
        alike.setdefault(pieces_of, []).append(places[code])
    found = dict(places)
    for group in alike.values():
        for place in group:
            others = [p for p in group if p.kind is not place.kind]
            others.sort(key=lambda p: (p.valid_to is not None, p.code))
            found[place.code] = place.model_copy(
                update={"same_area_as": tuple(p.code for p in others)}
            )
    return found
