"""Tables laid out for paper: how wide each column is, and whether the sheet is turned."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from growthplan.publishers.pdf.links import Links
from growthplan.publishers.pdf.spans import Data
from growthplan.publishers.site.markup import shape
from growthplan.report import Column, Row, Table

PORTRAIT, LANDSCAPE = 166.0, 253.0
"""Width between the margins of an A4 sheet, mm."""
BESIDE = 130.0
"""Width beside the heading of a part's section, mm."""
SIZE = 8.0
SMALL = 7.0
PART = 7.6
"""Type of a table, points: as a rule, where it would not fit, and in a part."""
_MM_PER_POINT = 25.4 / 72
_JOINT = re.compile(r"([-_./,;=])(?=\w)")
_PADDING = 3.2
"""Between columns, mm."""
_LONGEST_WORD = 22
"""Letters after which a word may be broken, as file names are."""
_MOST_LINES = 16
"""Lines in one cell beyond which the sheet is turned."""
_WHOLE = 24
"""Lines up to which a table is kept on one sheet; more may break, with its headings repeated."""
_SETTLED = 0.72
"""Share of the sheet from which a table is stretched to the whole of it."""
_NARROW, _MEDIUM, _WIDE = 0.28, 0.54, 0.86
_EM = {**dict.fromkeys("iljtfrI.,;:'’|!()[]/ ", _NARROW), **dict.fromkeys("mwMW@%—", _WIDE)}
"""Width of letters as shares of the type size; close enough to lay out columns."""


@dataclass(frozen=True)
class Layout:
    """Column widths in mm, the type size in points, and whether the sheet is turned."""

    widths: tuple[float, ...]
    size: float
    turned: bool
    lines: int
    """About how many lines the rows take, one above the other."""


def layout(columns: Sequence[Column], rows: Sequence[Row], *, part: bool = False) -> Layout:
    """Widths by what the cells hold: every word whole, long texts sharing what is left.

    In a part the sheet is not turned: words are broken sooner than the page.
    """
    tries = (
        ((PART, BESIDE, False), (SMALL, BESIDE, False))
        if part
        else (
            (SIZE, PORTRAIT, False),
            (SMALL, PORTRAIT, False),
            (SIZE, LANDSCAPE, True),
            (SMALL, LANDSCAPE, True),
        )
    )
    for size, sheet, turned in tries:
        least, most = _needs(columns, rows, size)
        widths = _shared(least, most, sheet)
        if widths is not None and (turned or part or _lines(most, widths) <= _MOST_LINES):
            break
    else:
        scale = sheet / sum(least)
        widths = tuple(width * scale for width in least)
    return Layout(widths, size, turned, _height(columns, rows, size, widths))


def _needs(
    columns: Sequence[Column], rows: Sequence[Row], size: float
) -> tuple[list[float], list[float]]:
    """For each column its narrowest width, at which words stay whole, and its widest, in mm."""
    least, most = [], []
    for position, column in enumerate(columns):
        cells = [column.write(row[position]) for row in rows]
        heading = f"{column.heading} {column.unit}".strip()
        whole = [w[:_LONGEST_WORD] for text in cells for w in text.split()]
        whole += [f"{word}_" for word in heading.split()]
        marked = 4.0 if column.kind == "verdict" else 0.0
        if column.kind == "verdict":
            whole += cells
        least.append(max(map(_ems, whole), default=1.0) * size * _MM_PER_POINT + marked + _PADDING)
        longest = max((*map(_ems, cells), _ems(heading) / 2), default=1.0)
        most.append(max(longest * size * _MM_PER_POINT + marked + _PADDING, least[-1]))
    return least, most


def _ems(text: str) -> float:
    return sum(_EM.get(c, 0.7 if c.isupper() else _MEDIUM) for c in text) * 1.06


def _shared(least: list[float], most: list[float], sheet: float) -> tuple[float, ...] | None:
    """Widths that fit the sheet, or None when whole words do not."""
    if sum(most) <= sheet:
        stretch = sheet / sum(most) if sum(most) > _SETTLED * sheet else 1.0
        return tuple(width * stretch for width in most)
    if sum(least) > sheet:
        return None
    wishes = [(wide - narrow) ** 0.9 for narrow, wide in zip(least, most, strict=True)]
    left = sheet - sum(least)
    return tuple(
        narrow + left * wish / sum(wishes) for narrow, wish in zip(least, wishes, strict=True)
    )


def _lines(most: list[float], widths: tuple[float, ...]) -> float:
    return max(wide / width for wide, width in zip(most, widths, strict=True)) * 1.1


def _height(
    columns: Sequence[Column], rows: Sequence[Row], size: float, widths: tuple[float, ...]
) -> int:
    return sum(
        max(
            math.ceil(
                _ems(column.write(cell)) * size * _MM_PER_POINT * 1.1 / max(width - _PADDING, 1.0)
            )
            for column, cell, width in zip(columns, row, widths, strict=True)
        )
        for row in rows
    )


def grid(table: Table, page: str, links: Links, *, part: bool = False) -> Data:
    """The table as the template sets it, in a part or across the sheet."""
    shown = [i for i, column in enumerate(table.columns) if not column.files_only]
    columns = [table.columns[i] for i in shown]
    every = (*table.rows, *((table.total,) if table.total else ()))
    laid = layout(columns, [tuple(row[i] for i in shown) for row in every], part=part)
    return {
        "size": laid.size,
        "turned": laid.turned,
        "whole": laid.lines <= _WHOLE,
        "columns": [
            {
                "heading": column.heading,
                "unit": column.unit,
                "right": column.kind in ("number", "written"),
                "width": round(width, 2),
            }
            for column, width in zip(columns, laid.widths, strict=True)
        ],
        "rows": [
            {
                "cells": [_cell(table, number, row, i, page, links) for i in shown],
                "strong": str(row[0]) in table.emphasis,
                "total": number == len(table.rows),
            }
            for number, row in enumerate(every)
        ],
    }


def _cell(table: Table, number: int, row: Row, position: int, page: str, links: Links) -> Data:
    column = table.columns[position]
    cell: Data = {"text": _breakable(column.write(row[position]))}
    if column.kind == "verdict" and cell["text"]:
        cell["shape"] = shape(cell["text"])
    if mark := table.marks.get((number, column.key)):
        cell["mark"] = mark
    if position == 0 and (target := table.links.get(str(row[0]))):
        cell |= links.to(target, page)
    return cell


def _breakable(text: str) -> str:
    """Words too long for a column, such as file names, with places where they may break."""
    return " ".join(
        _JOINT.sub("\\1\u200b", word) if len(word) > _LONGEST_WORD else word
        for word in text.split(" ")
    )
