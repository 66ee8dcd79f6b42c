"""The child process that reads an edited workbook for `workbook.read_plan_workbook`.

The file to read is the first argument. Standard output has one JSON object: `{"error": reason}`,
or `{"sheets": [{"name", "hidden", "merged", "hidden_rows", "hidden_columns", "rows": [[cell, ...],
...]}, ...]}`, rows and columns counted from 0. A cell is null or
`[kind, value, percent, formula]`; the kind is `s` text, `n` number, `b` true or false, `d` a day
as YYYY-MM-DD, or `e` an error. Formulas and macros are never run: of a formula only what the
spreadsheet last worked out is read.
"""

from __future__ import annotations

import datetime
import json
import sys
import warnings
from itertools import zip_longest
from typing import Any
from xml.etree import ElementTree

MEMORY_LIMIT = 2 * 1024**3
MOST_ROWS = 50_000
MOST_COLUMNS = 500
MOST_MERGED = 1_000


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows; the time limit and the size checks remain
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def read_sheets(path: str) -> list[dict[str, Any]]:
    """Every sheet with its cells."""
    import openpyxl

    options: dict[str, Any] = {"read_only": True, "keep_links": False}
    typed = openpyxl.load_workbook(path, data_only=False, **options)
    worked_out = openpyxl.load_workbook(path, data_only=True, **options)
    return [_sheet(sheet, worked_out[sheet.title]) for sheet in typed.worksheets]


def _sheet(typed: Any, worked_out: Any) -> dict[str, Any]:
    typed.reset_dimensions()  # what the file says of its size may be wrong
    worked_out.reset_dimensions()
    rows: list[list[Any]] = []
    for number, (row, values) in enumerate(zip_longest(typed.iter_rows(), worked_out.iter_rows())):
        if number >= MOST_ROWS or len(row or ()) > MOST_COLUMNS:
            raise ValueError(
                f"sheet {typed.title} has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns"
            )
        cells = [_cell(c, v) for c, v in zip_longest(row or (), values or ())]
        while cells and cells[-1] is None:
            cells.pop()
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    hidden = typed.sheet_state != "visible"
    return {"name": typed.title, "hidden": hidden, **_looks(typed), "rows": rows}


def _looks(typed: Any) -> dict[str, list[Any]]:
    """Merged ranges, and hidden rows and columns, which openpyxl does not keep when it reads row
    by row."""
    merged: list[str] = []
    rows: list[int] = []
    columns: list[int] = []
    row = 0
    with typed.parent._archive.open(typed._worksheet_path) as stream:
        for _, element in ElementTree.iterparse(stream):
            kind, said = element.tag.rpartition("}")[2], element.attrib
            unseen = said.get("hidden") in ("1", "true")
            if kind == "mergeCell" and len(merged) < MOST_MERGED:
                merged.append(said.get("ref", ""))
            elif kind == "row":
                row = int(said.get("r") or row + 1)  # a row without its number follows the last
                rows += [row - 1] if unseen and row <= MOST_ROWS else []
            elif kind == "col" and unseen:
                last = min(int(said.get("max", 0)), MOST_COLUMNS)
                columns += range(int(said.get("min", 1)) - 1, last)
            element.clear()
    return {"merged": merged, "hidden_rows": rows, "hidden_columns": columns}


def _cell(typed: Any, worked_out: Any) -> list[Any] | None:
    formula = getattr(typed, "data_type", "") == "f"
    cell = worked_out if formula else typed
    if typed is None or (typed.value is None and not formula):
        return None
    percent = "%" in str(getattr(typed, "number_format", "") or "")
    kind, value = _kind(cell)
    return [kind, value, percent, formula]


def _kind(cell: Any) -> tuple[str, Any]:
    value = cell.value
    if getattr(cell, "data_type", "") == "e":
        return "e", str(value)
    if isinstance(value, bool):
        return "b", value
    if isinstance(value, int | float):
        return "n", value
    if isinstance(value, datetime.datetime | datetime.date):
        return "d", value.isoformat()[:10]
    if value is None:
        return "s", None
    from openpyxl.utils.escape import unescape

    return "s", unescape(str(value))


def main() -> None:
    """Read the file that is named, within limits."""
    _limit_memory()
    warnings.simplefilter("ignore")
    try:
        answer: dict[str, Any] = {"sheets": read_sheets(sys.argv[1])}
    except ModuleNotFoundError as error:
        answer = {"missing": error.name}
    except Exception as error:  # the reader's errors have many types; each becomes an answer
        answer = {"error": (str(error) or type(error).__name__).splitlines()[0][:200]}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
