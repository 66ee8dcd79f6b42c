"""Sheets before they are written: cells, where they stand, and how formulas point at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Look = Literal["money", "fine", "share", "year", "whole"]
Origin = Literal["given", "drawn", "made"]
"""`given` is an input, `drawn` a mean or a range of the model's draws, `made` a formula."""
FIRST_ROW = 5
"""Row of the first line of a table; its headings stand one above."""
NOTHING = "[x]"
"""What stands where there is no number or word; an empty cell would say nothing to a listener."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that the program has for it."""

    text: str
    value: float | str
    look: Look = "money"


@dataclass(frozen=True, slots=True)
class Input:
    """A number that no formula makes."""

    value: float
    look: Look = "money"
    origin: Origin = "given"


Cell = str | Formula | Input | None
Line = Sequence[Cell]


@dataclass(frozen=True)
class Sheet:
    """One worksheet with one table."""

    name: str
    title: str
    about: str
    headings: tuple[str, ...]
    rows: tuple[Line, ...]
    widths: tuple[int, ...]
    """In characters, of the first columns; the last goes for all that follow."""
    steady: int = 1
    """Columns that stay in view."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names defined for cells or ranges of this sheet, by name."""


def letters(column: int) -> str:
    """A column, counted from 0, as spreadsheets name it.

    >>> letters(0), letters(26), letters(701)
    ('A', 'AA', 'ZZ')
    """
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def at(sheet: str, row: int, column: int, *, steady: bool = False) -> str:
    """A cell of a sheet, with its row from 1 and its column from 0.

    >>> at("Years", 5, 3), at("Local flows", 5, 3, steady=True)
    ('Years!D5', "'Local flows'!$D$5")
    """
    mark = "$" if steady else ""
    return f"{quoted(sheet)}!{mark}{letters(column)}{mark}{row}"


def across(sheet: str, row: int, first: int, last: int) -> str:
    """Cells of a row, that stay where they are when a formula is copied."""
    return f"{quoted(sheet)}!${letters(first)}${row}:${letters(last)}${row}"


def down(sheet: str, column: int, rows: int) -> str:
    """All cells of a table's column."""
    name = letters(column)
    return f"{quoted(sheet)}!${name}${FIRST_ROW}:${name}${FIRST_ROW + max(rows, 1) - 1}"


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    return f"'{sheet}'" if " " in sheet else sheet


def given(values: Sequence[float], look: Look = "money", origin: Origin = "given") -> list[Cell]:
    """Numbers that no formula makes."""
    return [Input(float(value), look, origin) for value in values]
