"""The areas of regional GDP tables: their columns, and how they nest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.importers.adding_up import HALF_UNIT
from growthplan.importers.layout import stop
from growthplan.importers.year_table import Values, YearTable

HEADINGS = {
    "level": ("itl", "itl1 region"),
    "code": ("itl code", "la code"),
    "name": ("region name", "la name"),
}

ENGLAND, UK, UK_LESS_EXTRA_REGIO, EXTRA_REGIO = "TLB", "UK", "UKX", "TLZ"
SOMETIMES_LEFT_OUT = frozenset({UK, EXTRA_REGIO})
"""Areas that some tables leave out: Extra-Regio has no population, hence nothing per head."""

_ENGLISH = "CDEFGHIJK"


def is_itl(table: YearTable) -> bool:
    """Whether the areas are ITL areas, by their codes."""
    return any(code.startswith("TL") for code in table.areas)


def area_parts(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Each ITL area with every area that it is a part of in the tables, England and the UK too.

    >>> area_parts(["UKX", "TLB", "TLD", "TLD7"])
    [('TLD', 'UKX'), ('TLD', 'UK'), ('TLD', 'TLB'), ('TLD7', 'TLD')]
    """
    pairs: list[tuple[str, str]] = []
    for code in codes:
        if code == EXTRA_REGIO:
            pairs.append((code, UK))
        elif code in (UK, UK_LESS_EXTRA_REGIO, ENGLAND):
            continue
        elif len(code) == 3:
            pairs += [(code, UK_LESS_EXTRA_REGIO), (code, UK)]
            pairs += [(code, ENGLAND)] if code[2] in _ENGLISH else []
        else:
            pairs.append((code, code[:-1]))
    return pairs


@dataclass(frozen=True)
class AreaSums:
    """Sums of areas against the areas that they make up."""

    wholes: tuple[str, ...]
    totals: Values
    """[whole, year]: the sum of its parts."""
    printed: Values
    """[whole, year]."""
    adds_up: NDArray[np.bool_]
    """[whole, year]: whether the two agree within rounding, or a figure is missing."""


def area_sums(table: YearTable) -> AreaSums:
    """Add up the parts of every area that has parts in the table."""
    pairs = [pair for pair in area_parts(table.areas) if pair[1] in table.areas]
    index = {area: i for i, area in enumerate(table.areas)}
    wholes = tuple(dict.fromkeys(whole for _, whole in pairs))
    of_whole = {whole: i for i, whole in enumerate(wholes)}
    member = np.zeros((len(wholes), len(table.areas)))
    for part, whole in pairs:
        member[of_whole[whole], index[part]] = 1.0
    with np.errstate(invalid="ignore"):
        known = np.isfinite(table.values)
        missing = member @ ~known > 0
        totals = np.where(missing, np.nan, member @ np.where(known, table.values, 0.0))
        printed = table.values[[index[whole] for whole in wholes]]
        allowed = HALF_UNIT * (member.sum(axis=1, keepdims=True) + 1) + 1e-6
        adds_up = ~(np.abs(totals - printed) > allowed)
    return AreaSums(wholes, totals, printed, adds_up)


def check_areas_add_up(table: YearTable) -> None:
    """Raise GrowthplanError when ITL areas do not add up to the areas that they are parts of.

    Only for tables at current prices or of people: chained volumes never add up.
    """
    sums = area_sums(table)
    wrong = np.argwhere(~sums.adds_up)
    if not len(wrong):
        return
    place, year = wrong[0]
    whole, when = sums.wholes[place], table.years[year]
    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
    raise stop(
        table.file,
        f"{whole} in {when} is {sums.printed[place, year]:,.0f}, but its parts add up to "
        f"{sums.totals[place, year]:,.0f}{more}",
        table.cell(whole, when),
        "Rows are missing or changed: download the file again.",
    )


def check_same_areas(tables: Mapping[str, YearTable]) -> None:
    """Raise GrowthplanError when a table lacks an area that the first one has, or adds one."""
    first, *others = tables.values()
    wanted = set(first.areas)
    for table in others:
        here = set(table.areas)
        missing, more = sorted(wanted - here - SOMETIMES_LEFT_OUT), sorted(here - wanted)
        if missing or more:
            said = "is missing" if missing else "is not in " + first.sheet
            raise stop(table.file, f"{', '.join((missing or more)[:5])} {said}", table.sheet)
