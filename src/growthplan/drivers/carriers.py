"""Which published areas can speak for a place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from growthplan.vocabulary import UK, UK_LESS_EXTRA_REGIO, Gazetteer, Place, PlaceKind

OWN, SAME_AREA, EARLIER_CODE = (
    "published for the place",
    "published for the same area under {code}",
    "published under the earlier code {code}",
)


def place_name(gazetteer: Gazetteer, code: str) -> str:
    """The place's name as it reads in a sentence; the code when it is unknown."""
    if code == UK_LESS_EXTRA_REGIO:
        return "the UK less extra-regio"
    if code == UK:
        return "the United Kingdom"
    place = gazetteer.get(code)
    return place.name if place else code


@dataclass(frozen=True)
class Predecessors:
    """For every place that took over from others, those others."""

    of: Mapping[str, tuple[Place, ...]]

    @staticmethod
    def in_gazetteer(gazetteer: Gazetteer) -> Predecessors:
        """Read the successors of every ended place backwards."""
        found: dict[str, list[Place]] = {}
        for place in gazetteer.values():
            for successor in place.successors:
                found.setdefault(successor, []).append(place)
        return Predecessors({code: tuple(places) for code, places in found.items()})

    def renamed_from(self, code: str) -> str | None:
        """The earlier code of a place that only changed its code."""
        before = self.of.get(code, ())
        if len(before) == 1 and before[0].successors == (code,):
            return before[0].code
        return None

    def now(self, code: str) -> str:
        """The code that a place has now, when it only changed its code; else the same."""
        return next((to for to in self.of if self.renamed_from(to) == code), code)


def carriers(
    gazetteer: Gazetteer, places: Iterable[str], predecessors: Predecessors
) -> pl.DataFrame:
    """Codes under which a figure for each place may be published, the place's own first.

    Columns place, code, order, how. Only areas with exactly the same boundary.
    """
    rows: list[tuple[str, str, int, str]] = []
    for code in dict.fromkeys(places):
        place = gazetteer.get(code)
        same = place.same_area_as if place else ()
        same += (UK,) if code == UK_LESS_EXTRA_REGIO else ()
        same += (UK_LESS_EXTRA_REGIO,) if code == UK else ()
        renamed = predecessors.renamed_from(code)
        found = [(code, OWN), *((c, SAME_AREA.format(code=c)) for c in same)]
        if renamed:
            found.append((renamed, EARLIER_CODE.format(code=renamed)))
        rows += [(code, c, order, how) for order, (c, how) in enumerate(found)]
    schema = {"place": pl.String, "code": pl.String, "order": pl.Int64, "how": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").unique(
        ["place", "code"], keep="first", maintain_order=True
    )


def parts_of(
    gazetteer: Gazetteer, code: str, predecessors: Predecessors
) -> tuple[tuple[str, ...], ...]:
    """The local authorities of a place, each with the codes that it may be published under.

    Empty for a place that has no authorities inside, or is one itself and never changed.
    """
    place = gazetteer.get(code)
    if place is None:
        return ()
    if place.kind is PlaceKind.LOCAL_AUTHORITY:
        before = predecessors.of.get(code, ())
        whole = bool(before) and all(set(p.successors) == {code} for p in before)
        return tuple((p.code,) for p in before) if whole and len(before) > 1 else ()
    members = gazetteer.local_authorities_of(code)
    return tuple(
        tuple(c for c in (m.code, predecessors.renamed_from(m.code)) if c) for m in members
    )


def covering(
    parts: Collection[tuple[str, ...]],
    have: Collection[str],
    parts_before: Callable[[str], tuple[tuple[str, ...], ...]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes with a figure that together cover all parts, and the parts that nothing covers.

    An authority without a figure is covered by those that it took over from, when each of them
    has one and went nowhere else: `parts_before` gives those, as `parts_of` does.
    """
    used: list[str] = []
    missing: list[str] = []
    for codes in parts:
        # A plain loop: this is asked for every authority of every period.
        for code in codes:
            if code in have:
                used.append(code)
                break
        else:
            before = parts_before(codes[0])
            if before and all(c in have for (c,) in before):
                used += [c for (c,) in before]
            else:
                missing.append(codes[0])
    return tuple(used), tuple(missing)
