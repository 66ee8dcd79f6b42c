"""Which entries the files of a plan hold, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from growthplan.plan.amounts import FinancialYear
from growthplan.plan.document import Path, Tree
from growthplan.plan.editing.rewriting import tree_of
from growthplan.plan.editing.tables.sheets import Sheet, sheet_of
from growthplan.plan.layout import Part, part_of
from growthplan.vocabulary import Fault, GrowthplanError


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list or mapping, as typed."""

    file: str
    path: Path
    parent: str
    """Id of the entry that it belongs to."""
    key: str
    """Its id or name; `#1` and so on, counted within its parent, for what has none."""
    tree: Tree


_YEAR: TypeAdapter[str] = TypeAdapter(FinancialYear)
Trees = Mapping[str, tuple[Part, Tree]]
"""What each file of a plan says, and which part of the plan it is."""


def trees_of(files: Mapping[str, bytes]) -> dict[str, tuple[Part, Tree]]:
    """What the files of a plan say. Raises GrowthplanError with every fault of their YAML."""
    found: dict[str, tuple[Part, Tree]] = {}
    faults: list[Fault] = []
    for file, data in files.items():
        part = part_of(file)
        if part is None:
            continue
        try:
            found[file] = (part, tree_of(file, data))
        except GrowthplanError as error:
            faults += error.faults
    if faults:
        raise GrowthplanError(faults)
    return found


def entries(sheet: Sheet, trees: Trees) -> Iterator[Entry]:
    """The entries of a sheet in the order of the plan."""
    if sheet.parent:
        for parent in entries(sheet_of(sheet.parent), trees):
            held = dig(parent.tree, sheet.path)
            yield from _inside(sheet, parent.file, (*parent.path, *sheet.path), parent.key, held)
        return
    for file, (part, tree) in trees.items():
        if part.entry == sheet.path[-1] and len(sheet.path) == 1:
            yield Entry(file, (), "", _key(tree, 0), tree)
        elif not part.entry and part.layout in sheet.files:
            yield from _inside(sheet, file, sheet.path, "", dig(tree, sheet.path))


def _inside(sheet: Sheet, file: str, path: Path, parent: str, held: Tree) -> Iterator[Entry]:
    if sheet.form == "named" and isinstance(held, dict):
        for name, tree in held.items():
            yield Entry(file, (*path, name), parent, name, tree)
    elif sheet.form == "rows" and isinstance(held, list):
        for number, tree in enumerate(held):
            key = _key(tree, number) if sheet.has_id else f"#{number + 1}"
            yield Entry(file, (*path, number), parent, key, tree)


def _key(tree: Tree, number: int) -> str:
    name = tree.get("id") if isinstance(tree, dict) else None
    return " ".join(str(name).split()) if name is not None else f"#{number + 1}"


def dig(tree: Tree | Any, path: Path) -> Tree:
    """The value at a path of field names; None where there is none."""
    for step in path:
        tree = tree.get(str(step)) if isinstance(tree, dict) else None
    return tree


def year_of(name: str, *, financial: bool) -> str:
    """A year as columns name it: `2026/27` for every way of writing that financial year."""
    if not financial:
        return name.strip()
    try:
        return _YEAR.validate_python(name)
    except ValidationError:
        return name
