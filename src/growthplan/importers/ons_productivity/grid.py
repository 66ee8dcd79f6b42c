"""One published table as an array of areas by years, and all of them as one table of cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from growthplan.importers.cells import address, with_values
from growthplan.importers.ons_productivity.sheet import Sheet
from growthplan.importers.opening import OpenFile

Values = NDArray[np.float64]
"""[area, year]; not a number where nothing is published."""

_DECIMALS = range(4)
_UNROUNDED = 9


@dataclass(frozen=True)
class Grid:
    """The figures of one sheet."""

    sheet: str
    areas: tuple[str, ...]
    """Published code of each row, or the name of an area that has no code."""
    names: tuple[str, ...]
    rows: tuple[int, ...]
    """Row of each area in the sheet."""
    years: tuple[str, ...]
    columns: tuple[int, ...]
    """Column of each year in the sheet."""
    values: Values

    @cached_property
    def half_unit(self) -> float:
        """Half a unit of the last decimal that the table prints: what rounding can hide."""
        known = self.values[np.isfinite(self.values)]
        for decimals in _DECIMALS:
            scaled = known * 10.0**decimals
            if np.allclose(scaled, np.round(scaled), rtol=1e-12, atol=1e-6):
                return 0.5 * 10.0**-decimals
        return 0.5 * 10.0**-_UNROUNDED

    def over(self, areas: tuple[str, ...], years: tuple[str, ...]) -> Values:
        """The values of these areas and years, in this order."""
        if areas == self.areas and years == self.years:
            return self.values
        row = {area: i for i, area in enumerate(self.areas)}
        column = {year: j for j, year in enumerate(self.years)}
        return self.values[np.ix_([row[a] for a in areas], [column[y] for y in years])]

    def cell(self, area: str, year: str) -> str:
        """Where a figure stands: `A3!U10`."""
        row, column = self.areas.index(area), self.years.index(year)
        return address(self.sheet, self.rows[row], self.columns[column])

    def says(self, area: str, year: str) -> str:
        """A figure's place, area and year: `A3!U10 (Liverpool City Region, 2023)`."""
        return f"{self.cell(area, year)} ({self.names[self.areas.index(area)]}, {year})"


def cells_of(file: OpenFile, sheets: Mapping[str, Sheet]) -> pl.DataFrame:
    """One row a published cell: sheets, then years, then areas, in the order of the file.

    Columns `line` (of `lines_of`), `sheet`, `row`, `column`, `period`, `value`, `status`. Raises
    GrowthplanError for a cell that is neither a number nor a known marker.
    """
    text: list[pl.Series] = []
    lines, rows, columns = [], [], []
    names: list[str] = []
    periods: list[str] = []
    lengths: list[int] = []
    start = 0
    for name, sheet in sheets.items():
        height, years = sheet.rows.height, len(sheet.values)
        text += [sheet.rows[column] for column in sheet.values]
        lines.append(np.tile(np.arange(start, start + height), years))
        rows.append(np.tile(sheet.rows["row"].to_numpy(), years))
        columns.append(np.repeat([number for number, _ in sheet.values.values()], height))
        periods += [year for _, year in sheet.values.values()]
        names += [name] * years
        lengths += [height] * years
        start += height
    each = np.repeat(np.arange(len(lengths)), lengths)
    cells = pl.DataFrame(
        {
            "line": np.concatenate(lines),
            "sheet": pl.Series(names)[each],
            "row": np.concatenate(rows).astype(np.int32),
            "column": np.concatenate(columns).astype(np.int16),
            "period": pl.Series(periods)[each],
            "text": pl.concat([series.alias("text") for series in text]),
        }
    )
    return with_values(cells, file)


def lines_of(sheets: Mapping[str, Sheet]) -> pl.DataFrame:
    """One row for each area's row of each sheet: `sheet`, `code`, `name`, both stripped."""
    return pl.concat(
        pl.DataFrame(
            {
                "sheet": [name] * sheet.rows.height,
                "code": [code.strip() for code in sheet.rows[sheet.code]],
                "name": [text.strip() for text in sheet.rows[sheet.name]],
            }
        )
        for name, sheet in sheets.items()
    )


def grids_of(
    sheets: Mapping[str, Sheet], cells: pl.DataFrame, lines: pl.DataFrame
) -> dict[str, Grid]:
    """Each sheet's figures as an array."""
    value = cells["value"].to_numpy()
    codes, names = lines["code"].to_list(), lines["name"].to_list()
    areas = [n if c == "Not available" else c for c, n in zip(codes, names, strict=True)]
    grids = {}
    line = cell = 0
    for name, sheet in sheets.items():
        height, years = sheet.rows.height, len(sheet.values)
        grids[name] = Grid(
            sheet=name,
            areas=tuple(areas[line : line + height]),
            names=tuple(names[line : line + height]),
            rows=tuple(sheet.rows["row"]),
            years=tuple(year for _, year in sheet.values.values()),
            columns=tuple(number for number, _ in sheet.values.values()),
            values=value[cell : cell + height * years].reshape(years, height).T,
        )
        line, cell = line + height, cell + height * years
    return grids
