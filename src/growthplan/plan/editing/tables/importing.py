"""A workbook taken back into the files that it was exported from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from growthplan.plan.composing import read_document
from growthplan.plan.document import Document, Path
from growthplan.plan.editing.rewriting import rewrite_trees
from growthplan.plan.editing.tables.assembling import assembled
from growthplan.plan.editing.tables.cells import Cell
from growthplan.plan.editing.tables.comparing import CellChange, cell_changes
from growthplan.plan.editing.tables.documents import Entry, Trees, entries, trees_of
from growthplan.plan.editing.tables.headed import fold
from growthplan.plan.editing.tables.laying_out import Table, laid_out
from growthplan.plan.editing.tables.sheets import Sheet
from growthplan.plan.editing.tables.taking_in import Row, rows_of
from growthplan.plan.editing.tables.workbook import At, Grid, Workbook
from growthplan.vocabulary import Fault, GrowthplanError, nearest

FILES_SHEET = "Files"
"""The sheet that names the files of the plan, each with its fingerprint at the time."""
FILES_HEADINGS = ("File", "Fingerprint (SHA-256)")
OWN_SHEETS = ("Guidance", "Columns", "Lists", FILES_SHEET)
"""Sheets that hold nothing of the plan itself."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a workbook makes of a plan's files."""

    files: Mapping[str, bytes]
    """Every file of the plan; those that did not change are the same bytes."""
    changes: tuple[CellChange, ...]
    origins: Mapping[tuple[str, Path], At]
    faults: tuple[Fault, ...]
    """Warnings alone, unless it cannot be imported."""
    book: Workbook

    def addressed(self, faults: Iterable[Fault]) -> list[Fault]:
        """Faults of the new files, each at the cell that it comes from where there is one."""
        documents: dict[str, Document | None] = {}
        found: list[Fault] = []
        for fault in faults:
            file = fault.file or ""
            if file in self.files and file not in documents:
                documents[file] = read_document(file, self.files[file])[0]
            document = documents.get(file)
            at = self._origin(document, fault) if document else None
            if at is None:
                found.append(fault)
                continue
            shown = self.book.fault(at, fault.message, fault.fix or "", code="cell")
            found.append(replace(shown, fix=fault.fix, severity=fault.severity, code=fault.code))
        return found

    def _origin(self, document: Document, fault: Fault) -> At | None:
        place = (fault.line, fault.column)
        for marks in (document.values, document.keys):
            paths = [path for path, mark in marks.items() if (mark.line, mark.column) == place]
            for path in sorted(paths, key=len, reverse=True):
                for length in range(len(path), -1, -1):
                    at = self.origins.get((document.file, path[:length]))
                    if at:
                        return at
        return None


def imported(files: Mapping[str, bytes], book: Workbook) -> Imported:
    """The files of a plan as a workbook wants them to be.

    `files` are those of the plan's folder as they stand now. Raises GrowthplanError with every
    fault of the workbook, each at its cell. Whether the result is a valid plan is for `read_plan`
    to say; `Imported.addressed` puts what it says at the cells.
    """
    trees = trees_of(files)
    before = laid_out(trees)
    grids, faults = _grids(before, book)
    rows: dict[str, list[Row]] = {}
    for table in before:
        if table.sheet.key in grids:
            name, grid = grids[table.sheet.key]
            rows[table.sheet.key], found = rows_of(
                _renamed(table, name), grid, book, _old(table.sheet, trees)
            )
            faults += found
    made = assembled(rows, trees, book)
    faults += made.faults
    if any(fault.severity == "error" for fault in faults):
        raise GrowthplanError(faults)
    kept = {file: data for file, data in files.items() if file not in made.gone}
    after = rewrite_trees(kept, made.trees)
    changes = cell_changes(before, laid_out(trees_of(after)))
    return Imported(after, changes, made.origins, tuple(faults), book)


def as_grid(table: Table) -> Grid:
    """A table as it would be read back unchanged."""
    return Grid([[Cell(cell) for cell in line] for line in table.lines])


def _renamed(table: Table, name: str) -> Table:
    """The table under the name that its sheet has in the workbook (`INTERVENTIONS`, a CSV's)."""
    return replace(table, sheet=replace(table.sheet, name=name)) if name else table


def _old(sheet: Sheet, trees: Trees) -> dict[tuple[str, str], Entry]:
    """What each row was exported from; a record's is its file."""
    if sheet.form == "record":
        found = [(f, tree) for f, (part, tree) in trees.items() if part.layout in sheet.files]
        return {("", ""): Entry(found[0][0], (), "", "", found[0][1])} if found else {}
    old = {}
    for entry in entries(sheet, trees):
        key = entry.key
        shown = key.replace("_", " ") if sheet.form == "named" and _is_choice(sheet) else key
        old[(entry.parent, shown)] = entry
    return old


def _is_choice(sheet: Sheet) -> bool:
    return any(column.choices for column in sheet.columns if column.role == "key")


def _grids(
    tables: Iterable[Table], book: Workbook
) -> tuple[dict[str, tuple[str, Grid]], list[Fault]]:
    """The grid of each sheet, and what is wrong with the sheets there are."""
    by_name = {fold(name): name for name in book.grids}
    found: dict[str, tuple[str, Grid]] = {}
    faults: list[Fault] = []
    missing: list[str] = []
    for table in tables:
        name = by_name.pop(fold(table.sheet.name), None)
        if name is None and book.is_folder:
            found[table.sheet.key] = ("", as_grid(table))
            continue
        if name is None:
            missing.append(table.sheet.name)
            continue
        found[table.sheet.key] = (name, book.grids[name])
        if book.grids[name].hidden:
            message = "the sheet is hidden; what it holds is read all the same."
            fix = "Show it to see what it says."
            faults.append(
                book.fault(At(name, 0, 0), message, fix, code="sheet", severity="warning")
            )
    extra = [name for key, name in by_name.items() if key not in map(fold, OWN_SHEETS)]
    return found, [*faults, *_other_sheets(book, missing, extra)]


def _other_sheets(book: Workbook, missing: list[str], extra: list[str]) -> list[Fault]:
    faults = []
    for name in missing:
        close = nearest(name, extra, most=1)
        hint = f"Name the sheet '{close[0]}' '{name}' again." if close else (
            "Put it back, or export the plan again: what it held would be lost."
        )  # fmt: skip
        message = f"there is no sheet '{name}'."
        faults.append(Fault(message, book.file, fix=hint, code="workbook-sheet"))
        extra = [other for other in extra if not close or other != close[0]]
    for name in extra:
        message = f"the sheet '{name}' is no part of a plan; it is not read."
        faults.append(
            Fault(message, book.file, None, None, "Move it to another workbook.", "warning",
                  "workbook-sheet")
        )  # fmt: skip
    return faults


def exported_files(book: Workbook) -> dict[str, str]:
    """The fingerprint of each file at the time of the export, by its name in the plan's folder.

    Raises GrowthplanError when the workbook does not say.
    """
    name = next((n for n in book.grids if fold(n) == fold(FILES_SHEET)), "")
    found: dict[str, str] = {}
    for row in book.grids[name].rows if name else ():
        words = [str(cell.value).strip() for cell in row if isinstance(cell, Cell) and cell.value]
        if len(words) > 1 and re.fullmatch(r"[0-9a-f]{64}", words[1]):
            found[words[0]] = words[1]
    if found:
        return found
    message = f"the workbook lacks its sheet '{FILES_SHEET}', so it can't be told which version of"
    fix = "Export the plan again with `growthplan plan export`, and make the changes there."
    raise GrowthplanError(
        Fault(f"{message} the plan it holds.", book.file, fix=fix, code="workbook-files")
    )
