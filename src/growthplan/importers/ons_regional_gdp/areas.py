"""The areas of regional GDP tables: their columns, and how they nest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from growthplan.importers.adding_up import check_adds_up, sums_against_wholes
from growthplan.importers.layout import stop
from growthplan.importers.year_table import YearTable

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
    return table.rows["code"].str.starts_with("TL").any() is True


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


def check_areas_add_up(table: YearTable) -> None:
    """Raise GrowthplanError when ITL areas do not add up to the areas that they are parts of.

    Only for tables at current prices or of people: chained volumes never add up.
    """
    codes = table.rows["code"].to_list()
    sums = sums_against_wholes(table.numbers(), table.years, item="code", parts=area_parts(codes))
    check_adds_up(table, sums)


def check_same_areas(tables: Mapping[str, YearTable]) -> None:
    """Raise GrowthplanError when a table lacks an area that the first one has, or adds one."""
    first, *others = tables.values()
    wanted = set(first.rows["code"])
    for table in others:
        here = set(table.rows["code"])
        missing, more = sorted(wanted - here - SOMETIMES_LEFT_OUT), sorted(here - wanted)
        if missing or more:
            said = "is missing" if missing else "is not in " + first.sheet
            raise stop(table.file, f"{', '.join((missing or more)[:5])} {said}", table.sheet)
