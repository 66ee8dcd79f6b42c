"""The gazetteer: every place, found by code, other code or name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from growthplan.vocabulary.fault import Fault, GrowthplanError, nearest
from growthplan.vocabulary.place import Place, PlaceKind

ENGLAND = "E92000001"
UK = "K02000001"
UK_LESS_EXTRA_REGIO = "K99000002"

_NAME_PRECEDENCE = {
    kind: rank
    for rank, kind in enumerate(
        (
            PlaceKind.CITY_REGION,
            PlaceKind.LOCAL_AUTHORITY,
            PlaceKind.COUNTRY,
            PlaceKind.REGION,
            PlaceKind.UK,
            PlaceKind.UK_LESS_EXTRA_REGIO,
            PlaceKind.COUNTY,
            PlaceKind.ITL2,
            PlaceKind.ITL3,
            PlaceKind.GROUP,
            PlaceKind.EXTRA_REGIO,
        )
    )
}


class Gazetteer(Mapping[str, Place]):
    """All places by canonical code; immutable."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.code: place for place in places}

    def __getitem__(self, code: str) -> Place:
        return self._places[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def by_code(self) -> Mapping[str, str]:
        """Canonical code for every code ever met, canonical or alias."""
        codes = {code: code for code in self._places}
        for place in self._places.values():
            for alias in place.aliases:
                if _looks_like_code(alias):
                    codes.setdefault(alias, place.code)
        return codes

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        """Canonical codes for each folded name, the likeliest meaning first."""
        names: dict[str, list[str]] = {}
        for place in self._places.values():
            for name in (place.name, *place.aliases):
                if not _looks_like_code(name):
                    names.setdefault(fold(name), []).append(place.code)
        return {name: tuple(sorted(set(codes), key=self._rank)) for name, codes in names.items()}

    def _rank(self, code: str) -> tuple[bool, int, str]:
        place = self._places[code]
        return (place.valid_to is not None, _NAME_PRECEDENCE[place.kind], code)

    def resolve(self, text: str) -> Place:
        """The place that `text` names: a code of any system, or a name in any case.

        A name shared by several current areas means the one whose kind comes first in: city
        region, local authority, country, region, county, ITL2, ITL3. An ended area is found by
        name only when no current one has that name.

        Raises GrowthplanError with the nearest names or codes when nothing matches.
        """
        wanted = text.strip()
        code = self._code_of(wanted)
        if code:
            return self._places[code]
        codes = self._by_name.get(fold(wanted))
        if codes:
            return self._places[codes[0]]
        raise GrowthplanError(
            Fault(f"No place is called '{wanted}'.", fix=self._suggest(wanted), code="place")
        )

    def _code_of(self, wanted: str) -> str | None:
        """The canonical code for a code in any case."""
        spellings = (wanted, wanted.upper(), wanted[:3].upper() + wanted[3:].lower())
        return next((self.by_code[s] for s in spellings if s in self.by_code), None)

    def _suggest(self, wanted: str) -> str:
        if re.fullmatch(r"[A-Z]{1,3}[A-Z0-9-]*\d[A-Z0-9-]*", wanted.upper()):
            close = nearest(wanted.upper(), self.by_code)
        elif not fold(wanted):
            close = []
        else:
            folds = difflib.get_close_matches(fold(wanted), self._by_name, n=3, cutoff=0.6)
            folds += [n for n in self._by_name if fold(wanted) in n and n not in folds][:3]
            close = [self._by_name[name][0] for name in folds[:4]]
        if not close:
            return "Give a code such as E47000004 or a name such as 'Liverpool City Region'."
        named = [self._places[self.by_code[code]] for code in close]
        return "Nearest: " + ", ".join(dict.fromkeys(_described(place) for place in named)) + "."

    def of_kind(self, kind: PlaceKind, *, current: bool = True) -> tuple[Place, ...]:
        """Every place of one kind, by name; without `current`, ended ones too."""
        found = (p for p in self._places.values() if p.kind is kind)
        kept = (p for p in found if not (current and p.valid_to))
        return tuple(sorted(kept, key=lambda p: p.name))

    def local_authorities_of(self, code: str, year: int | None = None) -> tuple[Place, ...]:
        """The local authorities inside a place, as they stood in `year` (now when None)."""
        place = self._places[code]
        if place.kind is PlaceKind.LOCAL_AUTHORITY:
            return (place,)
        inside = (*self._authorities_of.get(code, ()), *place.members)
        found = (self._places[one] for one in dict.fromkeys(inside) if one in self._places)
        kept = (p for p in found if p.kind is PlaceKind.LOCAL_AUTHORITY and _in_use(p, year))
        return tuple(sorted(kept, key=lambda p: (p.name, p.code)))

    @cached_property
    def _authorities_of(self) -> Mapping[str, tuple[str, ...]]:
        """Codes of the local authorities, of any time, that name a place as a parent."""
        inside: dict[str, list[str]] = {}
        for place in self._places.values():
            if place.kind is PlaceKind.LOCAL_AUTHORITY:
                for parent in place.parents:
                    inside.setdefault(parent, []).append(place.code)
        return {parent: tuple(codes) for parent, codes in inside.items()}


def _described(place: Place) -> str:
    until = f", until {place.valid_to}" if place.valid_to else ""
    return f"{place.name} ({place.code}{until})"


def _in_use(place: Place, year: int | None) -> bool:
    if year is None:
        return place.valid_to is None
    return (place.valid_from or 0) <= year <= (place.valid_to or 9999)


def _looks_like_code(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]\d{8}|TL[A-Z0-9]{1,4}|UK[A-Z0-9]{0,4}|CR-[a-z0-9-]+", text))


def fold(name: str) -> str:
    """A name without case, punctuation, and words that publishers add or drop.

    >>> fold("Liverpool City Region Combined Authority") == fold("liverpool city region")
    True
    >>> fold("St. Helens") == fold("St Helens")
    True
    >>> fold("Ynys Môn")
    'ynys mon'
    """
    text = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    text = re.sub(r"\((mca|unitary)\)|combined (county )?authority", " ", text)
    text = re.sub(r"[.'’`\u0300-\u036f]", "", text)
    text = re.sub(r"[^a-z0-9]+", " ", text)
    return " ".join(text.split())
