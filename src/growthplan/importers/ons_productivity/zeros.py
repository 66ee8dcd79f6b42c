"""Zeros that stand for figures the publisher does not have.

The June 2025 workbook leaves GVA per job empty for Northern Irish areas in 2023, noting that
their jobs are unavailable, but prints those jobs as 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from growthplan.importers.ons_productivity.grid import Grid

UNAVAILABLE = "not available (printed as 0)"
_PER_UNIT = {"Productivity Jobs": "B3", "Productivity Hours": "A3"}
"""Each count, and the table of what is made by each unit of it."""


def unavailable(grids: Mapping[str, Grid]) -> tuple[dict[str, Grid], list[str]]:
    """The tables with those zeros emptied, and a note of each.

    A zero is emptied only where GVA for each job or hour is empty too: no figure exists.
    """
    out, notes = dict(grids), []
    for sheet, ratio in _PER_UNIT.items():
        grid, per_unit = grids[sheet], grids[ratio]
        zeros = [
            (i, j)
            for i, j in np.argwhere(grid.values == 0)
            if grid.years[j] in per_unit.years
            and np.isnan(per_unit.over((grid.areas[i],), (grid.years[j],))).all()
        ]
        if zeros:
            values = grid.values.copy()
            values[tuple(np.transpose(zeros))] = np.nan
            out[sheet] = replace(grid, values=values)
        notes += [
            f"{grid.says(grid.areas[i], grid.years[j])} is printed as 0 while {ratio} is empty: "
            "taken as not available."
            for i, j in zeros
        ]
    return out, notes


def not_positive(grids: Mapping[str, Grid]) -> list[str]:
    """Figures that are zero or less: there are always hours, jobs and GVA."""
    return [
        f"{grid.says(grid.areas[i], grid.years[j])}: {grid.values[i, j]:g} is not above zero"
        for grid in grids.values()
        for i, j in np.argwhere(grid.values <= 0)
    ]
