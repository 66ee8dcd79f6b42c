"""Checks of the published figures against each other, within what their rounding allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from growthplan.importers.ons_productivity.areas import UK
from growthplan.importers.ons_productivity.grid import Grid

WEEKS = 52
_SECOND_ORDER = 1.05
"""Rounding errors multiply a little beyond their sum."""


def wrong_indices(index: str, level: str, grids: Mapping[str, Grid]) -> list[str]:
    """Where UK = 100 is not the area's pounds over the UK's: `A1 / 100 = A3 / A3[UK]`."""
    if not {index, level} <= grids.keys():
        return []
    printed, money = grids[index], grids[level]
    years = _shared_years(printed, money)
    points = printed.over(printed.areas, years)
    pounds = money.over(printed.areas, years)
    uk = money.over((UK,), years)
    expected = 100 * pounds / uk
    slack = printed.half_unit + 100 * money.half_unit * (1 + pounds / uk) / uk
    wrong = np.abs(points - expected) > slack * _SECOND_ORDER
    return [
        f"{printed.says(area, year)}: the index is {points[i, j]:g}, but "
        f"{money.cell(area, year)} over {money.cell(UK, year)} is {pounds[i, j]:g} / "
        f"{uk[0, j]:g} = {expected[i, j]:.2f}%"
        for i, j, area, year in _where(wrong, printed.areas, years)
    ]


def wrong_hours(grids: Mapping[str, Grid]) -> list[str]:
    """Where jobs × GVA per job over hours a year is not GVA per hour, all unsmoothed:
    `Productivity Jobs × B4 / (Productivity Hours × 52) = A4`."""
    sheets = ("A4", "Productivity Jobs", "B4", "Productivity Hours")
    if not grids.keys() >= set(sheets):
        return []
    parts = [grids[sheet] for sheet in sheets]
    areas, years = parts[0].areas, _shared_years(*parts)
    per_hour, jobs, per_job, hours = values = [part.over(areas, years) for part in parts]
    expected = jobs * per_job / (hours * WEEKS)
    slack = sum(part.half_unit / value for part, value in zip(parts, values, strict=True))
    wrong = np.abs(expected / per_hour - 1) > slack * _SECOND_ORDER + 1e-9
    return [
        f"{parts[0].says(area, year)}: GVA per hour is {per_hour[i, j]:g}, but jobs × GVA per job "
        f"÷ (weekly hours × {WEEKS}) is {jobs[i, j]:,.0f} × {per_job[i, j]:,.0f} ÷ "
        f"({hours[i, j]:,.0f} × {WEEKS}) = {expected[i, j]:.2f} "
        f"({', '.join(part.cell(area, year) for part in parts[1:])})"
        for i, j, area, year in _where(wrong, areas, years)
    ]


def wrong_base_year(grid: Grid, year: str) -> list[str]:
    """Where a chained volume index is not 100 in its base year."""
    at_base = grid.over(grid.areas, (year,))
    wrong = np.abs(at_base - 100) > grid.half_unit + 1e-9
    return [
        f"{grid.says(area, year)}: {at_base[i, j]:g}, but the table says {year}=100"
        for i, j, area, year in _where(wrong, grid.areas, (year,))
    ]


def _shared_years(*grids: Grid) -> tuple[str, ...]:
    return tuple(y for y in grids[0].years if all(y in grid.years for grid in grids[1:]))


def _where(
    wrong: NDArray[np.bool_], areas: tuple[str, ...], years: tuple[str, ...]
) -> Iterator[tuple[int, int, str, str]]:
    for i, j in np.argwhere(wrong):
        yield int(i), int(j), areas[i], years[j]
