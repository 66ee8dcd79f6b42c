"""What a workbook changes, cell by cell, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from growthplan.plan.document import clip
from growthplan.plan.editing.matching import staying
from growthplan.plan.editing.tables.cells import Shown
from growthplan.plan.editing.tables.laying_out import Table
from growthplan.plan.editing.tables.sheets import Column

What = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One difference between two versions of a plan's tables."""

    what: What
    sheet: str
    entry: str
    """The row: its id, with that of what it belongs to."""
    field: str
    """The column's heading; "" for a whole row."""
    old: Shown
    new: Shown

    def __str__(self) -> str:
        about = f"{self.sheet}, {self.entry}" if self.entry else self.sheet
        if self.what == "changed":
            return f"{about}: {self.field} {_said(self.new)}, was {_said(self.old)}"
        return f"{about}: {self.what}" + (f" ({clip(str(self.new or self.old), 80)})"
                                          if self.new or self.old else "")  # fmt: skip


def _said(value: Shown) -> str:
    if value is None:
        return "empty"
    return clip(value, 160) if isinstance(value, str) else f"{value:,g}" if abs(
        value
    ) >= 10_000 and value == int(value) else str(value)  # fmt: skip


def cell_changes(old: Sequence[Table], new: Sequence[Table]) -> tuple[CellChange, ...]:
    """Every row that came, went or moved, and every cell that changed, by sheet."""
    before = {table.sheet.key: table for table in old}
    return tuple(change for table in new for change in _of_table(before[table.sheet.key], table))


def _of_table(old: Table, new: Table) -> Iterator[CellChange]:
    pairs, gone, come = _paired(old, new)
    sheet = new.sheet
    for before, after in pairs:
        entry = _entry(new, after)
        for heading, was, now in _cells(old, before, new, after):
            yield CellChange("changed", sheet.name, entry, heading, was, now)
    if sheet.form == "rows":
        kept = staying([before for before, _ in pairs])
        for before, after in pairs:
            if before not in kept:
                yield CellChange("moved", sheet.name, _entry(new, after), "", None, None)
    for row in gone:
        yield CellChange("removed", sheet.name, _entry(old, row), "", _title(old, row), None)
    for row in come:
        yield CellChange("added", sheet.name, _entry(new, row), "", None, _title(new, row))


def _paired(old: Table, new: Table) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Rows of both that are the same one: by id, or for what has none by what it says."""
    keyed = new.sheet.has_id or new.sheet.form != "rows"
    known: dict[object, list[int]] = {}
    for number, key in enumerate(old.keys):
        known.setdefault(key if keyed else (key[0], _says(old, number)), []).append(number)
    pairs: list[tuple[int, int]] = []
    come: list[int] = []
    for number, key in enumerate(new.keys):
        held = known.get(key if keyed else (key[0], _says(new, number)))
        if held:
            pairs.append((held.pop(0), number))
        else:
            come.append(number)
    left = sorted(number for numbers in known.values() for number in numbers)
    if not keyed:
        left, come = _pair_rest(old, new, left, come, pairs)
    return sorted(pairs, key=lambda pair: pair[1]), left, come


def _pair_rest(
    old: Table, new: Table, left: list[int], come: list[int], pairs: list[tuple[int, int]]
) -> tuple[list[int], list[int]]:
    """Rows without an id that changed: those of one owner that are most alike."""
    rest: list[int] = []
    for number in come:
        near = [n for n in left if old.keys[n][0] == new.keys[number][0]]
        best = max(near, key=lambda n: _alike(old, n, new, number), default=None)
        if best is None or _alike(old, best, new, number) == 0:
            rest.append(number)
        else:
            pairs.append((best, number))
            left = [n for n in left if n != best]
    return left, rest


def _named(table: Table, row: int) -> Mapping[str, tuple[Column, Shown]]:
    """The cells of a row that say something of the plan, by heading."""
    return {
        column.heading: (column, cell)
        for column, cell in zip(table.columns, table.rows[row], strict=True)
        if column.role in ("field", "year", "key")
    }


def _says(table: Table, row: int) -> tuple[tuple[str, Shown], ...]:
    return tuple((h, cell) for h, (_, cell) in _named(table, row).items() if cell is not None)


def _alike(old: Table, before: int, new: Table, after: int) -> int:
    return len(set(_says(old, before)) & set(_says(new, after)))


def _cells(old: Table, before: int, new: Table, after: int) -> Iterator[tuple[str, Shown, Shown]]:
    was, now = _named(old, before), _named(new, after)
    for heading in dict.fromkeys((*was, *now)):
        one, other = (cells[heading][1] if heading in cells else None for cells in (was, now))
        if one != other:
            yield heading, one, other


def _entry(table: Table, row: int) -> str:
    parent, key = table.keys[row]
    if key.startswith("#"):
        key = f"{table.sheet.one.casefold()} {key[1:]}"
    return ", ".join(part for part in (parent, key) if part)


def _title(table: Table, row: int) -> Shown:
    """What a row is best known by."""
    said = [cell for column, cell in zip(table.columns, table.rows[row], strict=True)
            if column.role == "field" and isinstance(cell, str)]  # fmt: skip
    return said[0] if said else None
