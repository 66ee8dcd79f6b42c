"""Why a figure is missing."""

from __future__ import annotations

import polars as pl

from growthplan.drivers.carriers import place_name
from growthplan.drivers.formula import components_in
from growthplan.drivers.registry import DriverIndicator
from growthplan.drivers.series import Shelf
from growthplan.vocabulary import Gazetteer

_NATIONS = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland"}
_NATION_CODES = {"E92000001": "E", "W92000004": "W", "S92000003": "S", "N92000002": "N"}
_KINDS = {
    "country": "countries",
    "region": "regions",
    "city_region": "city regions",
    "local_authority": "local authorities",
    "itl2": "ITL2 areas",
    "itl3": "ITL3 areas",
    "uk": "the UK",
}


def nation_of(gazetteer: Gazetteer, code: str) -> str:
    """E, W, S or N; empty for an area of more than one nation.

    A code of the GSS system says so itself; others are found by what they lie in.
    """
    place = gazetteer.get(code)
    around = (code, *(place.parents if place else ()))
    inside = {_NATION_CODES[c] for c in around if c in _NATION_CODES}
    if not inside and code[:1] in _NATIONS and code[1:2].isdigit():
        inside = {code[0]}
    return inside.pop() if len(inside) == 1 else ""


def why_missing(shelf: Shelf, entry: DriverIndicator, code: str) -> str:
    """A sentence on why a place has no figure of an indicator."""
    gazetteer = shelf.statistics.gazetteer
    own = gazetteer.get(code)
    codes = [code, *(own.same_area_as if own else ())]
    for text in (entry.of, entry.over):
        for component in components_in(text):
            held = shelf.every.get(str(component))
            if held is None:
                return f"'{component}' is not in the store."
            mine = held.filter(pl.col("code").is_in(codes))
            if mine["value"].null_count() == mine.height and mine.height:
                status = mine.sort("period")["status"].to_list()[-1] or "empty"
                return f"The figure for {place_name(gazetteer, code)} is {status}."
            if mine.is_empty():
                return _not_covered(shelf, entry, held, code)
    return "Its parts are not published for years near enough to each other or in one edition."


def _not_covered(shelf: Shelf, entry: DriverIndicator, held: pl.DataFrame, code: str) -> str:
    gazetteer = shelf.statistics.gazetteer
    places = [gazetteer[c] for c in held["code"].unique().to_list() if c in gazetteer]
    nations = {nation_of(gazetteer, p.code) for p in places} - {""}
    mine = nation_of(gazetteer, code)
    if mine and mine not in nations:
        names = _listed([name for letter, name in _NATIONS.items() if letter in nations])
        return f"Published for {names or 'other areas'} only."
    kinds = {p.kind.value for p in places}
    own = gazetteer[code].kind.value if code in gazetteer else ""
    no_sum = "" if entry.may_aggregate else f" It cannot be added up: {entry.reason}."
    if own not in kinds:
        listed = _listed([words for kind, words in _KINDS.items() if kind in kinds])
        return f"Published for {listed or 'other kinds of area'} only.{no_sum}"
    return f"Not published for {place_name(gazetteer, code)}.{no_sum}"


def _listed(words: list[str]) -> str:
    return ", ".join(words[:-1]) + (" and " if words[1:] else "") + "".join(words[-1:])
