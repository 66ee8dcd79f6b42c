"""The workbook of a return: instructions, what it is, one sheet a subject, and lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from growthplan.monitoring.returns import (
    ABOUT,
    ABOUT_FIELDS,
    FILLED_IN,
    GUIDANCE,
    LISTS,
    SHEETS,
    ReturnColumn,
    ReturnSheet,
    ReturnTemplate,
)
from growthplan.publishers.extras import workbook_writer
from growthplan.publishers.return_workbook.guidance import guidance_lines, sheet_lines
from growthplan.publishers.return_workbook.lists import all_lists, answer_rule, rule

_UNDATED = datetime(2000, 1, 1)
HEADINGS_ROW = 3
"""Row, from 0, of the headings: title, what it is and how to fill it in stand above."""
TITLE = 26
"""Height of the title's row, in points."""
_ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}


class _Looks:
    """The formats of the workbook."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Arial", "font_size": 11, "valign": "top"}
        ruled = {**base, "text_wrap": True, "bottom": 1, "bottom_color": "#D9D9D9"}
        self.title = book.add_format({**base, "bold": True, "font_size": 16})
        self.plain = book.add_format(base)
        self.wrapped = book.add_format({**base, "text_wrap": True})
        self.label = book.add_format({**base, "bold": True, "text_wrap": True})
        self.heading = book.add_format(
            {**base, "bold": True, "text_wrap": True, "bg_color": "#DCE6F1", "bottom": 1}
        )
        self.known = book.add_format({**ruled, "bg_color": "#E7E6E6"})
        self.known_money = book.add_format({**ruled, "bg_color": "#E7E6E6", "num_format": "#,##0"})
        self.known_day = book.add_format(
            {**ruled, "bg_color": "#E7E6E6", "num_format": "d mmmm yyyy", "align": "left"}
        )
        self.open = {
            "pounds": book.add_format({**ruled, "locked": False, "num_format": "#,##0.00"}),
            "number": book.add_format({**ruled, "locked": False, "num_format": "#,##0.##"}),
            "day": book.add_format(
                {**ruled, "locked": False, "num_format": "d mmmm yyyy", "align": "left"}
            ),
            "text": book.add_format({**ruled, "locked": False, "num_format": "@"}),
        }

    def of(self, column: ReturnColumn, *, locked: bool) -> Any:
        """How a cell of a column looks."""
        if locked:
            is_money = column.heading.endswith("(£)")
            return self.known_money if is_money else (
                self.known_day if column.field == "planned" else self.known
            )  # fmt: skip
        return self.open.get(column.kind, self.open["text"])


def write_return_workbook(template: ReturnTemplate, path: Path) -> None:
    """Write a partner's return, to be filled in, to `path` (.xlsx).

    The same template gives the same bytes. Raises GrowthplanError when the `workbook` extra is not
    installed.
    """
    options = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    book = workbook_writer().Workbook(str(path), options)
    title = f"{template.partner.name}: return for {template.quarter}"
    book.set_properties(
        {
            "title": title,
            "subject": template.plan_title,
            "author": "growthplan",
            "comments": "Made by growthplan returns template; taken in by growthplan returns "
            "import.",
            "created": _UNDATED,
        }
    )
    looks, lists = _Looks(book), all_lists(template)
    _guidance(book, looks, template, title)
    _about(book, looks, template, lists)
    for sheet in SHEETS:
        _rows(book, looks, template, sheet, lists)
    _lists(book, looks, lists)
    book.close()


def _guidance(book: Any, looks: _Looks, template: ReturnTemplate, title: str) -> None:
    page = book.add_worksheet(GUIDANCE)
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 95)
    page.hide_gridlines(2)
    page.write_string(0, 0, title, looks.title)
    page.set_row(0, TITLE)
    row = 2
    for heading, words in (*guidance_lines(template), *sheet_lines()):
        page.write_string(row, 0, heading, looks.label)
        page.write_string(row, 1, words, looks.wrapped)
        page.set_row(row, 15 * -(-len(words) // 88))
        row += 1
    _finish(page)


def _about(
    book: Any, looks: _Looks, template: ReturnTemplate, lists: dict[str, tuple[str, ...]]
) -> None:
    page = book.add_worksheet(ABOUT)
    page.set_column(0, 0, 32)
    page.set_column(1, 1, 70)
    page.write_string(0, 0, ABOUT, looks.title)
    page.set_row(0, TITLE)
    page.write_string(1, 0, "Which return this is. Fill in the last three lines.", looks.plain)
    page.write_string(2, 0, "This worksheet contains one table.", looks.plain)
    values = template.about
    _table(page, looks, "about_return", ("What", "Value"), HEADINGS_ROW, len(values))
    for row, (field, heading) in enumerate(ABOUT_FIELDS.items(), start=HEADINGS_ROW + 1):
        page.write_string(row, 0, heading, looks.known)
        look = looks.open["text"] if field in FILLED_IN else looks.known
        _write(page, row, 1, values[field], look)
        if field == "complete":
            page.data_validation(row, 1, row, 1, answer_rule(lists))
        if field == "summary":
            page.set_row(row, 90)
    page.freeze_panes(HEADINGS_ROW + 1, 0)
    page.activate()
    _finish(page)


def _rows(
    book: Any, looks: _Looks, template: ReturnTemplate, sheet: ReturnSheet,
    lists: dict[str, tuple[str, ...]],
) -> None:  # fmt: skip
    page = book.add_worksheet(sheet.name)
    known = template.rows[sheet.name]
    page.write_string(0, 0, f"{sheet.name}, {template.quarter}", looks.title)
    page.set_row(0, TITLE)
    page.write_string(1, 0, sheet.about, looks.plain)
    page.write_string(2, 0, "This worksheet contains one table. Grey cells are from the plan.",
                      looks.plain)  # fmt: skip
    count = max(len(known) + sheet.spare, 1)
    headings = [column.heading for column in sheet.columns]
    _table(page, looks, f"return_{sheet.name.casefold()}", headings, HEADINGS_ROW, count)
    page.set_row(HEADINGS_ROW, 48)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.wide)
        page.write_comment(HEADINGS_ROW, at, column.meaning, {"author": "", "x_scale": 2})
        for number in range(count):
            row = known[number] if number < len(known) else {}
            keyed = column.field in sheet.key or column.kind == "shown"
            look = looks.of(column, locked=bool(row) and keyed)
            _write(page, HEADINGS_ROW + 1 + number, at, row.get(column.field), look)
        checked = rule(column, lists)
        if checked:
            page.data_validation(HEADINGS_ROW + 1, at, HEADINGS_ROW + count, at, checked)
    page.freeze_panes(HEADINGS_ROW + 1, 1)
    _finish(page, wide=True)


def _lists(book: Any, looks: _Looks, lists: dict[str, tuple[str, ...]]) -> None:
    page = book.add_worksheet(LISTS)
    page.write_string(0, 0, "What the lists in the other sheets offer", looks.title)
    page.set_row(0, TITLE)
    page.write_string(1, 0, "This worksheet contains one table. It is only to read.", looks.plain)
    longest = max(len(words) for words in lists.values())
    _table(page, looks, "return_lists", list(lists), HEADINGS_ROW, longest)
    for at, words in enumerate(lists.values()):
        page.set_column(at, at, 30)
        for row, word in enumerate(words, start=HEADINGS_ROW + 1):
            page.write_string(row, at, word, looks.plain)
    page.freeze_panes(HEADINGS_ROW + 1, 0)
    _finish(page)


def _table(
    page: Any, looks: _Looks, name: str, headings: Sequence[str], row: int, count: int
) -> None:
    columns = [{"header": heading, "header_format": looks.heading} for heading in headings]
    page.add_table(
        row, 0, row + count, len(columns) - 1,
        {"name": name, "style": "Table Style Light 15", "autofilter": False, "columns": columns},
    )  # fmt: skip


def _write(page: Any, row: int, column: int, value: Any, look: Any) -> None:
    if value is None:
        page.write_blank(row, column, None, look)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, look)
    elif isinstance(value, str):
        page.write_string(row, column, value, look)
    else:
        page.write_number(row, column, value, look)


def _finish(page: Any, *, wide: bool = False) -> None:
    """Lock what comes from the plan, and print readably."""
    page.protect("", _ALLOWED)
    page.set_landscape()
    page.set_paper(8 if wide else 9)
    page.repeat_rows(HEADINGS_ROW)
    page.fit_to_pages(1, 0)
