"""ITL areas of 2021 and of 2025: which codes ended, which began, and what took over."""

from __future__ import annotations

from collections.abc import Mapping

from growthplan.importers.ons_geography.codes import nuts_code
from growthplan.importers.ons_geography.merging import united
from growthplan.vocabulary import Place, PlaceKind

LAST_YEAR_OF_2021 = 2024
"""ITL 2025 codes are in use from January 2025."""
ITL_KINDS = (PlaceKind.ITL2, PlaceKind.ITL3)


def is_itl(code: str) -> bool:
    """Whether a code is that of an ITL2 or ITL3 area."""
    return code.startswith("TL") and len(code) in (4, 5)


def dated(
    places: Mapping[str, Place], codes_2021: frozenset[str], codes_2025: frozenset[str]
) -> dict[str, Place]:
    """Give ITL areas their years: 2021 codes that are gone end in 2024, new ones begin in 2025.

    Codes of 2021 also get the NUTS code that they continue.
    """
    found = dict(places)
    for code in filter(is_itl, places):
        place = places[code]
        old = code in codes_2021
        found[code] = place.model_copy(
            update={
                "valid_from": None if old else LAST_YEAR_OF_2021 + 1,
                "valid_to": None if code in codes_2025 else LAST_YEAR_OF_2021,
                "aliases": united(place.aliases, (nuts_code(code),) if old else ()),
            }
        )
    return found


def with_successors(
    places: Mapping[str, Place], grounds: Mapping[str, frozenset[str]]
) -> dict[str, Place]:
    """Ended ITL areas are followed by every new one of their level that shares ground with them.

    `grounds` has the pieces of each area, pieces held in part among them. A code that both sets
    have kept its area, so it follows none.
    """
    found = dict(places)
    new = [p for p in places.values() if p.kind in ITL_KINDS and p.valid_from is not None]
    for place in places.values():
        if place.kind in ITL_KINDS and place.valid_to is not None:
            later_ones = [later for later in new if later.kind is place.kind]
            ground = grounds.get(place.code, frozenset())
            followed_by = sorted(
                later.code for later in later_ones if ground & grounds.get(later.code, frozenset())
            )
            found[place.code] = place.model_copy(update={"successors": tuple(followed_by)})
    return found
