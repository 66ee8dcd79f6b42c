"""Write the workbook: one table a sheet, headings that stay in view, names, properties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from growthplan.publishers.appraisal_workbook.book import sheets_of
from growthplan.publishers.appraisal_workbook.cells import (
    FIRST_ROW,
    NOTHING,
    Cell,
    Formula,
    Input,
    Line,
    Sheet,
)
from growthplan.publishers.appraisal_workbook.told import Told
from growthplan.publishers.extras import workbook_writer

_UNDATED = datetime(2000, 1, 1)
_NUMBERS = {"money": "#,##0.00", "fine": "0.0000", "share": "0.0%", "year": "0", "whole": "#,##0"}
_GROUNDS = {"given": "#FFF6D6", "drawn": "#ECECEC", "made": None}
_LONG = 24
"""Characters from which words of a cell go on the next line."""
_LINE, _TALLEST = 15.0, 240.0
"""Points of one line, and of the tallest row."""
_PAGE = 230
"""Characters across that one printed page can hold in a size to be read."""


def write_appraisal_workbook(told: Told, path: Path) -> Path:
    """Write an appraisal to `path` (.xlsx) and return it.

    Formulas carry the program's values, so that readers which work nothing out show them. The same
    appraisal gives the same bytes. Raises GrowthplanError when the `workbook` extra is not
    installed.
    """
    engine = workbook_writer()
    options = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    book = engine.Workbook(str(path), options)
    book.set_properties({
        "title": f"{told.appraised.title}: appraisal",
        "subject": "Green Book appraisal with live formulas",
        "author": "growthplan",
        "comments": f"growthplan {told.run.version}, run {told.run.id}",
        "created": _UNDATED,
    })  # fmt: skip
    book.set_size(2400, 1400)
    looks = _Looks(book)
    for number, sheet in enumerate(sheets_of(told), start=1):
        _write(book, looks, sheet, number)
    book.close()
    return path


class _Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, {}  # type: ignore[var-annotated]
        self._base = {"font_name": "Arial", "font_size": 11, "valign": "top"}
        self.title = book.add_format({**self._base, "bold": True, "font_size": 16})
        self.plain = book.add_format(self._base)
        self.words = book.add_format({**self._base, "indent": 1})
        self.wrapped = book.add_format({**self._base, "indent": 1, "text_wrap": True})
        self.heading = book.add_format(
            {**self._base, "bold": True, "text_wrap": True, "bg_color": "#DCE6F1", "bottom": 1}
        )

    def number(self, look: str, origin: str) -> Any:
        if (look, origin) not in self._made:
            own = {**self._base, "num_format": _NUMBERS[look]}
            if ground := _GROUNDS[origin]:
                own["bg_color"] = ground
            self._made[(look, origin)] = self._book.add_format(own)
        return self._made[(look, origin)]


def _write(book: Any, looks: _Looks, sheet: Sheet, number: int) -> None:
    page = book.add_worksheet(sheet.name)
    page.write_string(0, 0, sheet.title, looks.title)
    page.set_row(0, 24)
    page.write_string(1, 0, sheet.about, looks.plain)
    page.write_string(2, 0, "This worksheet contains one table.", looks.plain)
    columns = len(sheet.headings)
    page.add_table(
        FIRST_ROW - 2, 0, FIRST_ROW - 2 + len(sheet.rows), columns - 1,
        {
            "name": f"table_{number}", "style": "Table Style Light 15",
            "autofilter": len(sheet.rows) > 1,
            "columns": [{"header": one, "header_format": looks.heading} for one in sheet.headings],
        },
    )  # fmt: skip
    widths = [sheet.widths[min(n, len(sheet.widths) - 1)] for n in range(columns)]
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    page.set_row(FIRST_ROW - 2, _height(sheet.headings, widths) + 3)
    for place, line in enumerate(sheet.rows, start=FIRST_ROW - 1):
        if (height := _height(line, widths)) > _LINE:
            page.set_row(place, height)
        for column, cell in enumerate(line):
            _cell(page, looks, place, column, cell)
    page.freeze_panes(FIRST_ROW - 1, sheet.steady)
    page.set_landscape()
    page.set_paper(8)
    page.repeat_rows(FIRST_ROW - 2)
    if sum(widths) > _PAGE:
        page.repeat_columns(0, max(sheet.steady - 1, 0))
    else:
        page.fit_to_pages(1, 0)
    for name, cells in sheet.names.items():
        book.define_name(name, f"={cells}")


def _height(line: Line, widths: Sequence[int]) -> float:
    """Points that the words of a row need."""
    words = [(cell, width) for cell, width in zip(line, widths, strict=True)
             if isinstance(cell, str)]  # fmt: skip
    lines = [-(-len(cell) * 19 // (width * 20)) for cell, width in words]
    return min(_LINE * max(lines, default=1), _TALLEST)


def _cell(page: Any, looks: _Looks, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, Formula):
        look = looks.number(cell.look, "made")
        page.write_formula(row, column, f"={cell.text}", look, cell.value)
    elif isinstance(cell, Input):
        page.write_number(row, column, cell.value, looks.number(cell.look, cell.origin))
    else:
        words = cell or NOTHING
        look = looks.wrapped if len(words) > _LONG else looks.words
        page.write_string(row, column, words, look)
