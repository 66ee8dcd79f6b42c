"""How the cells of the workbook look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from growthplan.plan.editing.tables import Column, Shown

_WIDTHS = {"text": 48, "text or not": 36, "name": 30, "url": 40, "place": 24}
_TALLEST = 240.0
_NUMBERS = ("number", "pounds", "share", "whole", "year", "pounds or not")


class Looks:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Arial", "font_size": 11, "valign": "top"}
        self._book, self._base = book, base
        self._cells: dict[tuple[str, bool], Any] = {}
        self.title = book.add_format({**base, "bold": True, "font_size": 16})
        self.plain = book.add_format(base)
        self.wrapped = book.add_format({**base, "text_wrap": True})
        self.label = book.add_format({**base, "bold": True, "text_wrap": True})
        self.link = book.add_format(
            {**base, "font_color": "#0B5394", "underline": 1, "text_wrap": True}
        )
        self.heading = book.add_format(
            {**base, "bold": True, "text_wrap": True, "bg_color": "#DCE6F1", "bottom": 1}
        )

    def cell(self, column: Column, *, locked: bool) -> Any:
        """Words are formatted as text, so that 2026/27 and 12 October stay as they are typed."""
        kind = "number" if column.kind in _NUMBERS else "text"
        if (kind, locked) not in self._cells:
            look = {**self._base, "text_wrap": True, "locked": locked,
                    "bottom": 1, "bottom_color": "#D9D9D9"}  # fmt: skip
            look["num_format"] = "General" if kind == "number" else "@"
            if locked:
                look |= {"bg_color": "#E7E6E6"}
            self._cells[(kind, locked)] = self._book.add_format(look)
        return self._cells[(kind, locked)]


def height_of(cells: Sequence[Shown], widths: Sequence[int]) -> float:
    """A row's height in points: enough for the words of its fullest cell, up to a limit."""
    lines = [
        sum(-(-max(len(line), 1) * 11 // (max(width, 4) * 10)) for line in str(cell).split("\n"))
        for cell, width in zip(cells, widths, strict=True)
        if cell is not None
    ]
    return min(15.0 * max(lines, default=1), _TALLEST)


def width_of(column: Column, cells: Sequence[Shown]) -> int:
    """A width in characters: of the kind, and wide enough for ids to stand on one line."""
    if column.role in ("order", "delete"):
        return 9
    if column.role in ("key", "parent") or (column.kind in ("id", "assumption")):
        lines = [line for cell in cells for line in str(cell or "").split("\n")]
        return min(max([14, *(len(line) + 3 for line in lines)]), 44)
    if column.role == "year":
        return 12
    return _WIDTHS.get(column.kind, 16)
