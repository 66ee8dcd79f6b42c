"""Whether a table of profiles can be read at all: its form, and the ledger that it was made of."""

from __future__ import annotations

from growthplan.plan.editing.tables import At, Workbook
from growthplan.settlement.ledger import Ledger
from growthplan.settlement.profiles.stamp import mark_of
from growthplan.settlement.profiles.table import HEADINGS, PROFILES, STAMP
from growthplan.vocabulary import Fault

_FURTHEST = 10
"""Rows within which the headings stand."""
_NEEDED = ("Action", "Function", "Kind", "Stage", "Total")
_MADE_BY = "Use what `growthplan ledger export` wrote."


def sheet_named(book: Workbook, name: str) -> str | None:
    """A sheet's name as the book has it: CSV files have it in small letters."""
    return next((own for own in book.grids if own.strip().casefold() == name.casefold()), None)


def form_faults(book: Workbook) -> list[Fault]:
    """Sheets that are missing or hidden, merged cells, headings that are missing."""
    faults = [
        Fault(f"there is no sheet '{name}'.", book.file, fix=_MADE_BY, code="workbook-sheet")
        for name in (PROFILES, STAMP)
        if sheet_named(book, name) is None
    ]
    for name, grid in book.grids.items():
        if grid.hidden:
            faults.append(book.fault(At(name, 0, 0), "the sheet is hidden",
                                     "Show it, or delete it, so that all is seen.",
                                     code="hidden"))  # fmt: skip
        faults += [
            Fault(f"{name}!{area}: the cells are merged: only one of them has a value", book.file,
                  fix="Unmerge them, and fill in each.", code="workbook-merged")
            for area in grid.merged
        ]  # fmt: skip
    profiles = sheet_named(book, PROFILES)
    if profiles is not None and _head(book, profiles) is None:
        faults.append(book.fault(At(profiles, 0, 0), "the headings are gone: " + ", ".join(_NEEDED),
                                 _MADE_BY, code="headings"))  # fmt: skip
    return faults


def table_in(book: Workbook) -> tuple[str, int, dict[str, int]]:
    """The sheet of profiles, the row of its headings, and the column of each."""
    name = sheet_named(book, PROFILES)
    assert name is not None
    head = _head(book, name)
    assert head is not None
    return name, head, _columns(book, name, head)


def _head(book: Workbook, name: str) -> int | None:
    rows = range(min(_FURTHEST, len(book.grids[name].rows)))
    return next((r for r in rows if set(_NEEDED) <= set(_columns(book, name, r))), None)


def _columns(book: Workbook, name: str, row: int) -> dict[str, int]:
    cells = book.grids[name].rows[row]
    words = {str(cell.value or "").strip(): n for n, cell in enumerate(cells)}
    return {heading: words[heading] for heading in HEADINGS if heading in words}


def stamp_in(book: Workbook) -> dict[str, str]:
    """What the sheet about the ledger says, by field."""
    name = sheet_named(book, STAMP)
    assert name is not None
    grid = book.grids[name]
    return {
        str(grid.cell(row, 0).value or "").strip(): str(grid.cell(row, 1).value or "").strip()
        for row in range(len(grid.rows))
    }


def stale_faults(book: Workbook, ledger: Ledger) -> list[Fault]:
    """A fault when the ledger has moved since the table was made, with what was posted since."""
    stamp = stamp_in(book)
    if stamp.get("Mark") == mark_of(ledger):
        return []
    words = stamp.get("Entries", "").removesuffix(".0")
    known = int(words) if words.isdigit() else 0
    since = ledger.entries[known:]
    if not since or known == 0:
        message = "this was made from another ledger, or from another plan's"
    else:
        posted = "; ".join(f"{e.number} of {e.day} ({e.kind}): {e.reason}" for e in since[:5])
        more = f"; and {len(since) - 5} more" if len(since) > 5 else ""
        message = f"the ledger has moved since this was exported, by entry {posted}{more}"
    fix = "Export it again, and make the changes in the new one."
    return [Fault(message, book.file, fix=fix, code="ledger-stale")]
