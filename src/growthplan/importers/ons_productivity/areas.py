"""Checks on the areas of the tables: each once, in every table, and parts adding up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import numpy as np

from growthplan.importers.ons_productivity.grid import Grid, Values

UK = "UKX"
ENGLAND = "TLB"
_HOURS = "Productivity Hours"
_UNALLOCATED_SHARE = 0.005
"""Hours in Northern Ireland that the publisher could not place in an area, at most, as a share of
the UK's (0.2% in 2004, the year with the most)."""


def repeated_areas(grids: Mapping[str, Grid]) -> list[str]:
    """Areas that one table has twice."""
    faults = []
    for sheet, grid in grids.items():
        for area, count in Counter(grid.areas).items():
            if count > 1:
                rows = [str(r) for r, a in zip(grid.rows, grid.areas, strict=True) if a == area]
                faults.append(f"{sheet}: '{area}' is there {count} times (rows {', '.join(rows)})")
    return faults


def absent_areas(grids: Mapping[str, Grid]) -> list[str]:
    """Areas that some tables have and others lack."""
    everywhere = {area for grid in grids.values() for area in grid.areas}
    faults = []
    for sheet, grid in grids.items():
        if missing := sorted(everywhere.difference(grid.areas)):
            shown = ", ".join(missing[:8]) + (" and more" if len(missing) > 8 else "")
            faults.append(f"{sheet}: areas that other sheets have are missing: {shown}")
    if UK not in everywhere:
        faults.append(f"the UK less extra-regio ({UK}) is missing from every sheet")
    return faults


def wrong_totals(grid: Grid, areas: str) -> list[str]:
    """Jobs or hours of an area that are not the sum over its parts, within rounding.

    Regions nest by their ITL codes, nine of them make England, and regions or all local
    authorities make the UK. City regions overlap and add up to nothing. The publisher leaves some
    Northern Irish hours outside every small area, so there the parts may fall short.
    """
    if areas == "city-region":
        return []
    faults = []
    for whole, parts in _parts(grid, areas).items():
        total = grid.over(tuple(parts), grid.years).sum(axis=0)
        printed = grid.over((whole,), grid.years)[0]
        slack = 1 + 0.5 * (len(parts) + 1)
        over = total - printed
        wrong = (over > slack) | (-over > slack + _unallocated(grid.sheet, whole, areas, printed))
        faults += [
            f"{grid.says(whole, grid.years[j])}: {printed[j]:,.0f}, but its {len(parts)} parts add "
            f"up to {total[j]:,.0f}"
            for j in np.flatnonzero(wrong)
        ]
    return faults


def _unallocated(sheet: str, whole: str, areas: str, printed: Values) -> Values:
    """How far the parts may fall short because some hours lie outside all of them."""
    share = 0.0
    if sheet == _HOURS and areas == "local-authority":
        share = _UNALLOCATED_SHARE
    elif sheet == _HOURS and whole.startswith("TLN"):
        share = 1.0
    return share * printed


def _parts(grid: Grid, areas: str) -> dict[str, list[str]]:
    """The parts of every area that the table also has the whole of."""
    parts: dict[str, list[str]] = {}
    for area in grid.areas:
        if area in (UK, ENGLAND):
            continue
        region = areas == "local-authority" or len(area) == 3
        parts.setdefault(UK if region else area[:-1], []).append(area)
        if re.fullmatch("TL[C-K]", area):
            parts.setdefault(ENGLAND, []).append(area)
    return {whole: found for whole, found in parts.items() if whole in grid.areas}
