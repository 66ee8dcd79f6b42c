"""The workbook of the ledger's profiles: amounts to type over, everything else locked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from growthplan.plan import financial_year
from growthplan.plan.editing.tables import letters
from growthplan.publishers.extras import workbook_writer
from growthplan.publishers.ledger_workbook.lines import (
    ACCOUNT_HEADINGS,
    STAMP_HEADINGS,
    account_lines,
    profile_headings,
    profile_lines,
    stamp_lines,
)
from growthplan.settlement import Statement
from growthplan.settlement.profiles import (
    ACCOUNTS,
    HEADINGS,
    PROFILES,
    STAGES_IN_WORDS,
    STAMP,
    ProfileTable,
)

_UNDATED = datetime(2000, 1, 1)
_TOP = 4
"""Row of the headings, from 1; title and what to do stand above."""
_SPARE = 60
"""Empty rows for money of further actions."""
_LEAD = len(HEADINGS)
_TOTAL = HEADINGS.index("Total")
_MOST = 1e12
_HOW = (
    ("What this is", "What the settlement's money is planned and committed for, by action and "
     "financial year, in pounds and pence. Read back with: growthplan ledger import PLAN FILE."),
    ("Changing", "Type over the white amounts of the sheet Profiles. Totals and the sheet Accounts "
     "follow: an amount below nought under Left is money that is not there."),
    ("Committed", "Committed money may move between years; its total stays what is committed."),
    ("Planned", "Planned money may be raised, lowered or moved, within what is left."),
    ("Adding", "Fill in the first empty row: action, function, kind, and planned."),
    ("Taking away", "Write 0. Do not delete rows."),
    ("Please do not", "Merge cells, hide sheets, or paste formulas among the amounts: they are "
     "refused, each with its cell."),
    ("When the ledger moves", "An entry that is posted meanwhile makes this workbook stale: it is "
     "then refused, and nothing is overwritten. Export again."),
)  # fmt: skip


def write_ledger_workbook(table: ProfileTable, made: Statement, title: str, path: Path) -> None:
    """Write profiles, accounts and how to use them to `path` (.xlsx).

    Raises GrowthplanError when the `workbook` extra is not installed.
    """
    engine = workbook_writer()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = engine.Workbook(str(path), options)
    book.set_properties({
        "title": f"{title}: profiles of the settlement",
        "subject": "Planned and committed money by action and financial year",
        "author": "growthplan",
        "comments": "Made by growthplan ledger export; read back by growthplan ledger import.",
        "created": _UNDATED,
    })  # fmt: skip
    looks = _Looks(book)
    _plain(book, looks, "How to use", f"{title}: profiles", ("Topic", "What to know"), _HOW)
    _profiles(book, looks, table, made)
    _accounts(book, looks, table, made)
    _plain(book, looks, STAMP, "The ledger when this was made", STAMP_HEADINGS, stamp_lines(table))
    book.close()


class _Looks:
    """The formats of the workbook."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Arial", "font_size": 11, "valign": "top"}
        money = {**base, "num_format": "#,##0.00"}
        self.title = book.add_format({**base, "bold": True, "font_size": 16})
        self.plain = book.add_format({**base, "text_wrap": True})
        self.line = book.add_format(base)
        self.heading = book.add_format(
            {**base, "bold": True, "text_wrap": True, "bg_color": "#DCE6F1", "bottom": 1}
        )
        self.locked = book.add_format({**money, "bg_color": "#E7E6E6"})
        self.open = book.add_format({**money, "locked": False, "bottom": 1,
                                     "bottom_color": "#D9D9D9"})  # fmt: skip
        self.words = book.add_format({**base, "locked": False, "num_format": "@"})
        self.short = book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"})


def _start(
    book: Any, looks: _Looks, name: str, title: str, about: str, headings: Sequence[str], rows: int
) -> Any:
    """A sheet with its title, what it is for, and the headings of its one table."""
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title, looks.title)
    sheet.set_row(0, 24)
    sheet.write_string(1, 0, about, looks.line)
    sheet.write_string(2, 0, "This worksheet contains one table.", looks.line)
    columns = [{"header": one, "header_format": looks.heading} for one in headings]
    sheet.add_table(
        _TOP - 1, 0, _TOP - 1 + max(rows, 1), len(headings) - 1,
        {"name": f"ledger_{name.replace(' ', '_')}", "style": "Table Style Light 15",
         "autofilter": False, "columns": columns},
    )  # fmt: skip
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_TOP - 1)
    return sheet


def _profiles(book: Any, looks: _Looks, table: ProfileTable, made: Statement) -> None:
    lines = profile_lines(table)
    rows = len(lines) + _SPARE
    sheet = _start(
        book, looks, PROFILES, "Profiles: planned and committed money by financial year, £",
        "Type over the white amounts. Grey cells are locked; there is no password.",
        profile_headings(table), rows,
    )  # fmt: skip
    for column, width in enumerate((30, 44, 16, 11, 12, 18, 18)):
        sheet.set_column(column, column, width)
    sheet.set_column(_LEAD, _LEAD + len(table.years) - 1, 17)
    sheet.freeze_panes(_TOP, 1)
    for place in range(rows):
        line = lines[place] if place < len(lines) else None
        _profile(sheet, looks, table, _TOP + place, line)
    _choices(sheet, table, made, _TOP, _TOP + rows - 1)


def _profile(
    sheet: Any, looks: _Looks, table: ProfileTable, row: int, line: Sequence[str | Decimal] | None
) -> None:
    last = letters(_LEAD + len(table.years) - 1)
    total = f"=SUM({letters(_LEAD)}{row + 1}:{last}{row + 1})"
    for column in range(_TOTAL):
        cell = line[column] if line else None
        if isinstance(cell, Decimal):
            sheet.write_number(row, column, float(cell), looks.locked)
        elif cell is not None:
            sheet.write_string(row, column, cell, looks.locked)
        else:
            sheet.write_blank(row, column, None, looks.words)
    sheet.write_formula(row, _TOTAL, total, looks.locked, float(line[_TOTAL]) if line else 0)
    for n, year in enumerate(table.years):
        look = looks.locked if year in table.closed else looks.open
        amount = line[_LEAD + n] if line else None
        if amount is None:
            sheet.write_blank(row, _LEAD + n, None, look)
        else:
            sheet.write_number(row, _LEAD + n, float(amount), look)


def _choices(sheet: Any, table: ProfileTable, made: Statement, first: int, last: int) -> None:
    """Lists to choose from, and amounts at or above nought."""
    functions = sorted({account.function for account, _ in made.rows})
    lists = {"Function": functions, "Kind": ["capital", "revenue"], "Stage": [*STAGES_IN_WORDS]}
    for name, words in lists.items():
        column = HEADINGS.index(name)
        if sum(len(word) + 1 for word in words) <= 255:  # the most that a list in a cell can hold
            sheet.data_validation(first, column, last, column,
                                  {"validate": "list", "source": words})  # fmt: skip
    sheet.data_validation(
        first, _LEAD, last, _LEAD + len(table.years) - 1,
        {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": _MOST,
         "error_title": "Pounds and pence", "error_message": "Type an amount at or above 0."},
    )  # fmt: skip


def _accounts(book: Any, looks: _Looks, table: ProfileTable, made: Statement) -> None:
    """What each account has, and what the profiles leave of it, by formulas."""
    lines = account_lines(made)
    sheet = _start(
        book, looks, ACCOUNTS, "Accounts: what the profiles leave, £",
        "Formulas: they follow what is typed in Profiles. Below nought under Left, money is short.",
        ACCOUNT_HEADINGS, len(lines),
    )  # fmt: skip
    sheet.set_column(0, 2, 16)
    sheet.set_column(3, len(ACCOUNT_HEADINGS) - 1, 20)
    sheet.freeze_panes(_TOP, 3)
    end = _TOP + len(table.rows) + _SPARE
    years = {financial_year(year): n for n, year in enumerate(table.years)}
    for place, line in enumerate(lines, start=_TOP):
        for column, cell in enumerate(line):
            if isinstance(cell, str):
                sheet.write_string(place, column, cell, looks.locked)
            elif column < 5:
                sheet.write_number(place, column, float(cell), looks.locked)
        here = place + 1
        amounts = letters(_LEAD + years[str(line[2])])
        for column, stage in ((5, "committed"), (6, "planned")):
            text = _sum(end, amounts, here, stage)
            sheet.write_formula(place, column, text, looks.locked, float(line[column]))
        left = f"=ROUND(D{here}-E{here}-F{here}-G{here},2)"
        sheet.write_formula(place, 7, left, looks.locked, float(line[7]))
    sheet.conditional_format(
        _TOP, 7, _TOP + max(len(lines), 1) - 1, 7,
        {"type": "cell", "criteria": "<", "value": 0, "format": looks.short},
    )  # fmt: skip


def _sum(end: int, amounts: str, here: int, stage: str) -> str:
    def column(letter: str) -> str:
        return f"{PROFILES}!${letter}${_TOP + 1}:${letter}${end}"

    asked = {"C": f"$A{here}", "D": f"$B{here}", "E": f'"{stage}"'}
    pairs = ",".join(f"{column(letter)},{value}" for letter, value in asked.items())
    return f"=SUMIFS({column(amounts)},{pairs})"


def _plain(
    book: Any, looks: _Looks, name: str, title: str, headings: Sequence[str],
    lines: Sequence[Sequence[str]],
) -> None:  # fmt: skip
    sheet = _start(book, looks, name, title, "It is only to read.", headings, len(lines))
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    sheet.freeze_panes(_TOP, 0)
    for place, line in enumerate(lines, start=_TOP):
        for column, words in enumerate(line):
            sheet.write_string(place, column, words, looks.plain)
