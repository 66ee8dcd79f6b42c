"""Work a workbook out again in LibreOffice, from its formulas alone."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
WHY_NOT = "LibreOffice Calc is not installed (the package libreoffice-calc)"
_KEPT = re.compile(rb"(<c [^>]*?)( t=\"(?:str|b|e)\")?([^>]*>)(<f>.*?</f>)<v>.*?</v>", re.DOTALL)

Cells = dict[tuple[str, str], object]


def without_values(source: Path, target: Path) -> Path:
    """The same workbook with no value kept beside any formula."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = _KEPT.sub(rb"\1\3\4", data)
                assert b"</f><v>" not in data
            new.writestr(name, data)
    return target


def recalculated(source: Path, folder: Path) -> Cells:
    """Every cell's value, worked out by LibreOffice, by sheet and address."""
    assert SOFFICE is not None
    bare = without_values(source, folder / "bare.xlsx")
    out = folder / "worked-out"
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation=file://{folder}/office", "--headless", "--norestore",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(bare)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return values(out / "bare.xlsx")


def values(path: Path) -> Cells:
    """The values kept in a workbook, by sheet and address."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def formulas(path: Path) -> dict[tuple[str, str], str]:
    """Every formula of a workbook, by sheet and address."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def differences(kept: Cells, again: Cells, within: float = 1e-9) -> list[str]:
    """Where two workbooks do not say the same, each with both values."""
    found = []
    for place, value in kept.items():
        other = again.get(place)
        if isinstance(value, int | float) and isinstance(other, int | float):
            if abs(value - other) > within * max(abs(value), abs(other), 1.0):
                found.append(f"{place[0]}!{place[1]}: {value!r} and {other!r}")
        elif value != other:
            found.append(f"{place[0]}!{place[1]}: {value!r} and {other!r}")
    return found
