"""The workbook in which a plan is edited: a sheet for each kind, with lists, notes and locks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from growthplan.plan.editing.tables import FILES_HEADINGS, FILES_SHEET, Column, Table
from growthplan.publishers.extras import workbook_writer
from growthplan.publishers.plan_workbook.guidance import (
    columns_lines,
    guidance_lines,
    sheets_lines,
)
from growthplan.publishers.plan_workbook.lists import Choices, Lists, validation
from growthplan.publishers.plan_workbook.looks import Looks, height_of, width_of

_UNDATED = datetime(2000, 1, 1)
HEADINGS_ROW = 3
"""Row, from 0, of the headings: title, what it is and how to fill it in stand above."""
_A4_WIDTH, _A3_WIDTH = 160, 260
"""Characters across that a printed page can hold in a readable size."""
_UNLOCKED_USES = {
    "format_columns": True, "format_rows": True, "autofilter": True, "sort": True,
}  # fmt: skip


def write_plan_workbook(
    tables: Sequence[Table], files: Mapping[str, str], path: Path, title: str,
    choices: Choices | None = None,
) -> None:  # fmt: skip
    """Write the tables of a plan to `path` (.xlsx).

    `files` has the fingerprint of each file of the plan, so that an import can tell whether one
    changed meanwhile. The same plan gives the same bytes. Raises GrowthplanError when the
    `workbook` extra is not installed.
    """
    engine = workbook_writer()
    options = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    book = engine.Workbook(str(path), options)
    book.set_properties(
        {
            "title": f"{title}: workbook for editing",
            "subject": "A local growth plan, one sheet for each kind of entry",
            "author": "growthplan",
            "comments": "Made by growthplan plan export; read back by growthplan plan import.",
            "created": _UNDATED,
        }
    )
    book.set_size(2400, 1400)
    looks = Looks(book)
    lists = Lists.of(tables, choices or Choices())
    _guidance(book, looks, tables, title)
    for table in tables:
        sheet = book.add_worksheet(table.sheet.name)
        _top(sheet, looks, table)
        if table.sheet.form == "record":
            _record(sheet, looks, table, lists)
        else:
            _rows(sheet, looks, table, lists)
    _plain_table(
        book, looks, "Columns", "What each column means", columns_lines(tables), (26, 34, 70, 44, 9)
    )
    _lists(book, looks, lists)
    lines = (FILES_HEADINGS, *sorted(files.items()))
    _plain_table(
        book, looks, FILES_SHEET, "The plan's files when this workbook was made", lines, (40, 70)
    )
    book.close()


def _guidance(book: Any, looks: Looks, tables: Sequence[Table], title: str) -> None:
    sheet = book.add_worksheet("Guidance")
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 95)
    sheet.set_column(2, 2, 9)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, title, looks.title)
    row = 2
    for heading, words in guidance_lines():
        sheet.write_string(row, 0, heading, looks.label)
        sheet.write_string(row, 1, words, looks.wrapped)
        sheet.set_row(row, height_of((words,), (95,)))
        row += 1
    row += 1
    lines = sheets_lines(tables)
    _table_here(sheet, looks, row, "sheets", lines, (30, 95, 9))
    for number, table in enumerate(tables, start=row + 1):
        target = f"internal:'{table.sheet.name}'!A1"
        sheet.write_url(number, 0, target, looks.link, table.sheet.name)
    _finish(sheet)
    sheet.activate()


def _top(sheet: Any, looks: Looks, table: Table) -> None:
    sheet.write_string(0, 0, table.sheet.name, looks.title)
    sheet.set_row(0, 26)
    sheet.write_string(1, 0, table.sheet.about, looks.plain)
    how = (
        "This worksheet contains one table. Fill in the column Value."
        if table.sheet.form == "record"
        else "This worksheet contains one table. Grey ids never change; add rows below the last. "
        "Several ids or names in one cell stand one to a line."
    )
    sheet.write_string(2, 0, how, looks.plain)


def _record(sheet: Any, looks: Looks, table: Table, lists: Lists) -> None:
    widths = (34, 60, 80)
    for position, width in enumerate(widths):
        sheet.set_column(position, position, width)
    _table_here(sheet, looks, HEADINGS_ROW, _table_name(table), table.lines, widths)
    fields = zip(table.columns, table.rows[0], strict=True)
    for number, (column, cell) in enumerate(fields, start=HEADINGS_ROW + 1):
        locked = column.path == ("schema_version",)
        _write(sheet, number, 1, cell, looks.cell(column, locked=locked))
        _validate(sheet, number, 1, number, lists, column)
    sheet.freeze_panes(HEADINGS_ROW + 1, 1)
    _finish(sheet)


def _rows(sheet: Any, looks: Looks, table: Table, lists: Lists) -> None:
    first, last = HEADINGS_ROW + 1, HEADINGS_ROW + lists.height(table)
    sheet.add_table(
        HEADINGS_ROW, 0, last, len(table.columns) - 1,
        {
            "name": _table_name(table), "style": "Table Style Light 15",
            "columns": [
                {"header": column.heading, "header_format": looks.heading}
                for column in table.columns
            ],
        },
    )  # fmt: skip
    widths = [width_of(c, [row[n] for row in table.rows]) for n, c in enumerate(table.columns)]
    sheet.set_row(HEADINGS_ROW, height_of(table.headings, widths) + 3)
    for number, cells in enumerate(table.rows, start=first):
        sheet.set_row(number, height_of(cells, widths))
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, widths[number])
        sheet.write_comment(
            HEADINGS_ROW, number, _note(column), {"x_scale": 2.2, "y_scale": 1.6, "author": ""}
        )
        known = column.role == "key" or (column.role == "parent" and table.sheet.has_id)
        for row in range(first, last + 1):
            line = table.rows[row - first] if row - first < len(table.rows) else None
            look = looks.cell(column, locked=bool(line) and known)
            _write(sheet, row, number, line[number] if line else None, look)
        _validate(sheet, first, number, last, lists, column)
    keys = [n for n, column in enumerate(table.columns) if column.role in ("key", "parent")]
    steady = max(keys) + 1 if max(keys) < 3 else 1
    sheet.freeze_panes(first, steady)
    _finish(sheet, sum(widths), steady)


def _note(column: Column) -> str:
    needed = " Needed." if column.required else ""
    return f"{column.meaning or column.heading}{needed}"


def _write(sheet: Any, row: int, column: int, cell: Any, look: Any) -> None:
    if cell is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, look)
    else:
        sheet.write_number(row, column, cell, look)


def _validate(sheet: Any, first: int, column: int, last: int, lists: Lists, of: Column) -> None:
    rule = validation(lists, of)
    if rule:
        sheet.data_validation(first, column, last, column, rule)


def _table_here(
    sheet: Any, looks: Looks, row: int, name: str, lines: Sequence[Sequence[Any]],
    widths: Sequence[int],
) -> None:  # fmt: skip
    headings, *rest = lines
    sheet.add_table(
        row, 0, row + max(len(rest), 1), len(headings) - 1,
        {
            "name": name, "style": "Table Style Light 15", "autofilter": False,
            "columns": [{"header": h, "header_format": looks.heading} for h in headings],
        },
    )  # fmt: skip
    for number, line in enumerate(rest, start=row + 1):
        sheet.set_row(number, height_of(line, widths))
        for position, cell in enumerate(line):
            _write(sheet, number, position, cell, looks.wrapped)


def _plain_table(
    book: Any, looks: Looks, name: str, title: str, lines: Sequence[Sequence[Any]],
    widths: Sequence[int],
) -> None:  # fmt: skip
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title, looks.title)
    sheet.write_string(1, 0, "This worksheet contains one table. It is only to read.", looks.plain)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _table_here(sheet, looks, HEADINGS_ROW, f"about_{name.casefold()}", lines, widths)
    sheet.freeze_panes(HEADINGS_ROW + 1, 0)
    _finish(sheet)


def _lists(book: Any, looks: Looks, lists: Lists) -> None:
    sheet = book.add_worksheet("Lists")
    sheet.write_string(0, 0, "What the lists in the other sheets offer", looks.title)
    sheet.write_string(1, 0, "This worksheet contains one table. It is only to read.", looks.plain)
    rows = max((len(words) for words in lists.words.values()), default=0)
    columns = [{"header": name, "header_format": looks.heading} for name in lists.words]
    sheet.add_table(
        HEADINGS_ROW, 0, HEADINGS_ROW + max(rows, 1), max(len(columns), 1) - 1,
        {"name": "about_lists", "style": "Table Style Light 15", "autofilter": False,
         "columns": columns},
    )  # fmt: skip
    for number, words in enumerate(lists.words.values()):
        sheet.set_column(number, number, 30)
        for row, word in enumerate(words, start=HEADINGS_ROW + 1):
            sheet.write_string(row, number, word, looks.plain)
    sheet.freeze_panes(HEADINGS_ROW + 1, 0)
    _finish(sheet)


def _table_name(table: Table) -> str:
    return "plan_" + "".join(c if c.isalnum() else "_" for c in table.sheet.name.casefold())


def _finish(sheet: Any, width: int = 0, steady: int = 0) -> None:
    """Lock what is not to be typed over, and print readably: a wide sheet on several pages."""
    sheet.protect("", _UNLOCKED_USES)
    sheet.set_landscape()
    sheet.set_paper(8 if width > _A4_WIDTH else 9)
    sheet.repeat_rows(HEADINGS_ROW)
    if width > _A3_WIDTH:
        sheet.repeat_columns(0, steady - 1)
    else:
        sheet.fit_to_pages(1, 0)
