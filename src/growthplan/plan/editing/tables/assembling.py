"""From the rows of every sheet to what each file of the plan is to say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from growthplan.plan.document import Path, Tree
from growthplan.plan.editing.matching import staying
from growthplan.plan.editing.tables.documents import Trees, dig
from growthplan.plan.editing.tables.kinds import shapes
from growthplan.plan.editing.tables.sheets import Sheet, sheets
from growthplan.plan.editing.tables.taking_in import Row, is_there, put
from growthplan.plan.editing.tables.workbook import At, Workbook
from growthplan.plan.layout import FOLDERS, LAYOUTS, PLAN_FILE
from growthplan.vocabulary import Fault, nearest

Rows = Mapping[str, Sequence[Row]]
"""Rows by the key of their sheet."""


@dataclass(slots=True)
class Assembly:
    """What the workbook wants the plan's files to say."""

    trees: dict[str, Tree] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    """Files of a folder whose entry was taken out."""
    origins: dict[tuple[str, Path], At] = field(default_factory=dict)
    """The cell that each value of each file comes from."""
    faults: list[Fault] = field(default_factory=list)


def assembled(rows: Rows, trees: Trees, book: Workbook) -> Assembly:
    """Every file's new content. Rows that belong to nothing become faults."""
    made = Assembly()
    kept = _belonging(rows, book, made.faults)
    for sheet in reversed(sheets()):  # what is held before what holds it
        for row in kept[sheet.key]:
            if sheet.model and sheet.form != "record":
                row.tree = ordered(row.tree, sheet.model)
        if sheet.parent:
            _attach(sheet, kept)
    made.faults += _order_of_folders(kept, trees, book)
    _place(kept, trees, made, book)
    return made


def _belonging(rows: Rows, book: Workbook, faults: list[Fault]) -> dict[str, list[Row]]:
    """The rows that stay: without those to be deleted and what belongs to them."""
    kept: dict[str, list[Row]] = {}
    ids: dict[str, dict[str, bool]] = {}
    for sheet in sheets():
        listed = rows.get(sheet.key, ())
        ids[sheet.key] = {row.key: row.delete for row in listed}
        above = ids.get(sheet.parent, {})
        kept[sheet.key] = []
        for row in listed:
            if row.delete or (sheet.parent and above.get(row.parent) is True):
                continue
            if sheet.parent and row.parent and row.parent not in above:
                faults.append(_no_parent(sheet, row, above, book))
            else:
                kept[sheet.key].append(row)
    return kept


def _no_parent(sheet: Sheet, row: Row, known: Iterable[str], book: Workbook) -> Fault:
    one = next(s.one for s in sheets() if s.key == sheet.parent)
    close = nearest(row.parent, known, most=1)
    message = f"there is no {one.casefold()} with the id '{row.parent[:60]}'"
    message += f"; did you mean '{close[0]}'?" if close else "."
    fix = f"Write {close[0]}." if close else f"Add it to the sheet of {one.casefold()}s first."
    return book.fault(row.parent_at or row.at, message, fix, code="reference")


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by their order numbers; one without a number follows the row above it."""
    numbered: list[tuple[float, int, Row]] = []
    last = 0.0
    for number, row in enumerate(rows):
        last = row.order if row.order is not None else last
        numbered.append((last, number, row))
    return [row for _, _, row in sorted(numbered, key=lambda item: item[:2])]


def _attach(sheet: Sheet, kept: Mapping[str, Sequence[Row]]) -> None:
    """Put the rows of a sheet into the entries that they belong to."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in kept[sheet.key]:
        groups[row.parent].append(row)
    for parent in kept[sheet.parent]:
        _hold(sheet, parent.tree, parent.origins, groups[parent.key], (),
              parent.old.tree if parent.old else None)  # fmt: skip


def _hold(
    sheet: Sheet, tree: dict[str, Tree], origins: dict[Any, At], rows: Sequence[Row],
    start: tuple[Any, ...], before: Tree,
) -> None:  # fmt: skip
    """Put rows into `tree` as the list or mapping that the sheet stands for."""
    if not rows:
        held = dig(before, sheet.path)
        if is_there(before, sheet.path) and not held:
            put(tree, sheet.path, held)
        return
    if sheet.form == "named":
        names = {row.key: _name_of(sheet, row) for row in rows}
        put(tree, sheet.path, {names[row.key]: _content(row) for row in rows})
        steps: list[tuple[str | int, Row]] = [(names[row.key], row) for row in rows]
    else:
        rows = in_order(rows)
        put(tree, sheet.path, [row.tree for row in rows])
        steps = list(enumerate(rows))
    for step, row in steps:
        here = (*start, *sheet.path, step)
        origins[here] = row.at
        for path, at in row.origins.items():
            origins[(*here, *(p for p in path if p != ""))] = at


def _content(row: Row) -> Tree:
    """What a named row says: its group of fields, or its text alone."""
    return row.tree.get("", row.tree)


def _name_of(sheet: Sheet, row: Row) -> str:
    choices = next(c.choices for c in sheet.columns if c.role == "key")
    folded = {choice.casefold(): choice for choice in choices}
    chosen = folded.get(row.key.casefold())
    return chosen.replace(" ", "_") if chosen else row.key


def ordered(tree: dict[str, Tree], model: type[BaseModel]) -> dict[str, Tree]:
    """Fields in the order of their schema, groups within too; years in theirs."""
    known = shapes(model)
    made: dict[str, Tree] = {}
    for name in sorted(tree, key=lambda n: list(known).index(n) if n in known else 0):
        value, shape = tree[name], known.get(name)
        if isinstance(value, dict) and shape and shape.kind.startswith("by "):
            value = dict(sorted(value.items()))
        elif isinstance(value, dict) and shape and shape.kind == "group" and shape.model:
            value = ordered(value, shape.model)
        made[name] = value
    return made


def _order_of_folders(
    kept: Mapping[str, Sequence[Row]], trees: Trees, book: Workbook
) -> list[Fault]:
    """Name rows that were moved although their order is that of their files' names."""
    faults: list[Fault] = []
    place = {file: number for number, file in enumerate(trees)}
    for key in FOLDERS:
        rows = [row for row in in_order(kept[key]) if row.old and row.old.path == ()]
        stay = staying([place[row.old.file] for row in rows if row.old])
        moved = [row for row in rows if row.old and place[row.old.file] not in stay]
        if moved:
            message = f"'{moved[0].key}' was moved, but {key} stand in the order of their names."
            fix = "Nothing is lost; leave Order as it is on this sheet."
            faults.append(book.fault(moved[0].at, message, fix, code="order", severity="warning"))
    return faults


def _place(kept: Mapping[str, Sequence[Row]], trees: Trees, made: Assembly, book: Workbook) -> None:
    """Give every entry its file: the one that it had, or the one where its kind is kept."""
    base = next((f for f, (part, _) in trees.items() if part.layout == PLAN_FILE), PLAN_FILE)
    base = base.removesuffix(PLAN_FILE)
    files = {part.layout: file for file, (part, _) in trees.items() if not part.entry}
    contents: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for sheet in sheets():
        if sheet.parent:
            continue
        for row in kept[sheet.key]:
            if sheet.form == "record" and not row.tree and sheet.files[0] not in files:
                continue
            _assign(sheet, row, trees, files, base, contents, made, book)
    for file, (part, tree) in trees.items():
        if not part.entry:
            made.trees[file] = _file(part.layout, file, contents.pop(file, {}), tree, made)
        elif file not in made.trees:
            made.gone.add(file)
    for file, held in contents.items():
        layout = file.removeprefix(base)
        made.trees[file] = _file(layout, file, held, None, made)


def _assign(
    sheet: Sheet, row: Row, trees: Trees, files: Mapping[str, str], base: str,
    contents: dict[str, dict[str, list[Row]]], made: Assembly, book: Workbook,
) -> None:  # fmt: skip
    if row.old and row.old.path == () and sheet.form == "rows":
        _own_file(row.old.file, row, made)
        return
    in_folder = any(part.entry == sheet.key for part, _ in trees.values())
    if not row.old and sheet.key in FOLDERS and in_folder:
        if _makes_a_name(row.key):
            _own_file(f"{base}{sheet.key}/{row.key}.yaml", row, made)
        else:
            message = f"the id '{row.key[:60]}' should be small letters, digits and single hyphens."
            fix = "Its file is named by it: write, for instance, north-docks."
            made.faults.append(book.fault(row.at, message, fix, code="id"))
        return
    there = [files[name] for name in sheet.files if name in files]
    fresh = there[-1] if there else base + sheet.files[0]
    contents[row.old.file if row.old and row.old.file else fresh][sheet.key].append(row)


def _makes_a_name(key: str) -> bool:
    return bool(key) and all(p.isascii() and p.isalnum() and p == p.lower() for p in key.split("-"))


def _own_file(file: str, row: Row, made: Assembly) -> None:
    made.trees[file] = row.tree
    made.origins[(file, ())] = row.at
    for path, at in row.origins.items():
        made.origins[(file, path)] = at


def _file(
    layout: str, file: str, held: Mapping[str, Sequence[Row]], before: Tree, made: Assembly
) -> Tree:
    """What a whole file says: its record, its lists and its mappings."""
    tree: dict[str, Tree] = {}
    origins: dict[Any, At] = {}
    for sheet in sheets():
        if sheet.parent or layout not in sheet.files:
            continue
        rows = held.get(sheet.key, ())
        if sheet.form == "record":
            for row in rows:
                _merge(tree, row.tree)
                origins.update(row.origins)
            continue
        _hold(sheet, tree, origins, rows, (), before)
        if not rows and is_there(before, sheet.path) and dig(before, sheet.path):
            put(tree, sheet.path, [] if sheet.form == "rows" else {})
    made.origins.update({(file, path): at for path, at in origins.items()})
    return ordered(tree, LAYOUTS[layout])


def _merge(tree: dict[str, Tree], more: Mapping[str, Tree]) -> None:
    for name, value in more.items():
        inner = tree.get(name)
        if isinstance(inner, dict) and isinstance(value, dict):
            _merge(inner, value)
        else:
            tree[name] = value
