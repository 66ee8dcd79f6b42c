"""Reading an edited workbook, in a child process with a limit on memory and time."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from growthplan.plan.editing.tables import Cell, Grid, Workbook
from growthplan.vocabulary import Fault, GrowthplanError

SECONDS = 60.0
MOST_UNPACKED = 100_000_000
"""Bytes that a workbook may unpack to; a plan's has less than a tenth."""
_OTHER = {
    ".xlsm": "may hold macros, which are never read",
    ".xltm": "may hold macros, which are never read",
    ".xlsb": "may hold macros, which are never read",
    ".xls": "has the old format of Excel",
    ".ods": "has the format of LibreOffice",
    ".numbers": "has the format of Numbers",
    ".pdf": "is a PDF",
}
_SAVE_AS = "In the spreadsheet choose Save As, and Excel Workbook (.xlsx)."


def read_plan_workbook(path: Path, seconds: float = SECONDS) -> Workbook:
    """Every sheet of an .xlsx file with its cells. Formulas and macros are never run.

    Raises GrowthplanError when it is another kind of file, has macros, is damaged, or is not
    read within the limits.
    """
    _check_kind(path)
    _check_contents(path)
    answer = _ask(path, seconds)
    if "missing" in answer:
        raise _refusal(
            path, f"can't be read: the package '{answer['missing']}' is not installed",
            "Install the extra with: pip install 'growthplan[workbook]'", "missing extra",
        )  # fmt: skip
    if "error" in answer:
        raise _refusal(path, f"can't be read: {answer['error']}", _SAVE_AS)
    grids = {sheet["name"]: _grid(sheet) for sheet in answer["sheets"]}
    return Workbook(path.name, grids)


def _check_kind(path: Path) -> None:
    if not path.is_file():
        raise _refusal(path, "does not exist", "Check its name and folder.")
    ending = path.suffix.casefold()
    if ending in _OTHER:
        raise _refusal(path, _OTHER[ending], _SAVE_AS)
    with path.open("rb") as stream:
        start = stream.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refusal(path, "is locked with a password, or is an old Excel file",
                       f"Take the password away. {_SAVE_AS}")  # fmt: skip
    if not start.startswith(b"PK"):
        raise _refusal(path, "is no workbook", _SAVE_AS)


def _check_contents(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as parts:
            names = {info.filename: info.file_size for info in parts.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _refusal(path, "is damaged or cut short", "Save it again.") from None
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise _refusal(path, "holds macros, which are never read", _SAVE_AS)
    if sum(names.values()) > MOST_UNPACKED:
        raise _refusal(path, "unpacks to more than it can need", "Check where it comes from.")
    if "xl/workbook.xml" not in {name.lstrip("/") for name in names}:
        raise _refusal(path, "is no workbook", _SAVE_AS)


def _ask(path: Path, seconds: float) -> dict[str, Any]:
    child = Path(__file__).with_name("workbook_child.py")
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(child), str(path.resolve())],
            capture_output=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise _refusal(path, f"was not read within {seconds:.0f} seconds",
                       "Check where it comes from.") from None  # fmt: skip
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise _refusal(path, "is damaged, or made to do harm", "Check where it comes from.") from (
            None
        )
    return answer


def _grid(sheet: dict[str, Any]) -> Grid:
    rows = [[_cell(cell) for cell in row] for row in sheet["rows"]]
    return Grid(
        rows, bool(sheet["hidden"]), merged=tuple(sheet["merged"]),
        hidden_rows=frozenset(sheet["hidden_rows"]),
        hidden_columns=frozenset(sheet["hidden_columns"]),
    )  # fmt: skip


def _cell(cell: list[Any] | None) -> Cell:
    if cell is None:
        return Cell()
    kind, value, percent, formula = cell
    if kind == "d":
        value = date.fromisoformat(value)
    return Cell(value, bool(percent) and kind == "n", bool(formula), kind == "e")


def _refusal(path: Path, message: str, fix: str, code: str = "workbook") -> GrowthplanError:
    return GrowthplanError(Fault(f"the workbook {message}.", str(path), fix=fix, code=code))
