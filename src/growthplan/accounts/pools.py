"""Which places share an estimate of noise: those alike in kind and so, roughly, in size."""

from __future__ import annotations

from growthplan.vocabulary import PlaceKind, Statistics

COMBINED_AUTHORITY = "combined_authority"
"""City regions with an elected or combined authority. Other city regions (growth deals,
partnerships of London boroughs, island councils) are smaller and revised more."""

STANDS_IN: dict[str, tuple[str, ...]] = {
    "local_authority": ("itl3",),
    "itl3": ("local_authority",),
    COMBINED_AUTHORITY: ("city_region", "itl2"),
    "city_region": (COMBINED_AUTHORITY, "itl2"),
    "itl2": (COMBINED_AUTHORITY, "city_region"),
    "county": ("itl3", "local_authority"),
    "group": ("itl3", "local_authority"),
    "region": ("country",),
    "country": ("region",),
}
"""The pool used when a pool has too few figures of its own: the nearest in size first."""

_PLURAL = {
    "local_authority": "local authorities",
    COMBINED_AUTHORITY: "combined authorities",
    "city_region": "city regions without a combined authority",
    "country": "countries",
    "county": "counties",
    "itl2": "ITL2 areas",
    "itl3": "ITL3 areas",
    "region": "regions",
    "group": "groups of areas",
    "uk": "the United Kingdom",
    "uk_less_extra_regio": "the UK less extra-regio",
    "extra_regio": "extra-regio",
}


def pool_of(statistics: Statistics, code: str) -> str:
    """The pool of a place: its kind, with combined authorities apart from other city regions."""
    place = statistics.gazetteer.get(code)
    if place is None:
        return PlaceKind.GROUP.value
    if place.kind is PlaceKind.CITY_REGION and code.startswith("E47"):
        return COMBINED_AUTHORITY
    return place.kind.value


def candidates(pool: str) -> tuple[str, ...]:
    """The pool, then those that may stand in for it."""
    return (pool, *STANDS_IN.get(pool, ()))


def plural(pool: str) -> str:
    """The pool's places in words.

    >>> plural("itl3")
    'ITL3 areas'
    """
    return _PLURAL.get(pool, pool.replace("_", " "))
