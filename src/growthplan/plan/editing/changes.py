"""What can be changed in a plan's files, and the values that a change leads to.

A change names a file as its folder was typed (`my-plan/levers.yaml`, `my-plan/sites/port.yaml`)
and a path in it: field names and positions from 0, such as `("levers", 2, "title")`. The empty
path is the whole file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from growthplan.plan.document import Path, Tree
from growthplan.vocabulary import Fault, GrowthplanError


@dataclass(frozen=True, slots=True)
class SetValue:
    """Give a field, an item or a whole file a value; what is not there yet is added."""

    file: str
    path: Path
    value: Tree


@dataclass(frozen=True, slots=True)
class AddEntry:
    """Put an entry into the list at `path`, at a position (from 0) or last."""

    file: str
    path: Path
    value: Tree
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Take away a field, an entry of a list, or a whole file."""

    file: str
    path: Path


@dataclass(frozen=True, slots=True)
class Move:
    """Put an entry of a list at another position (from 0) of the same list."""

    file: str
    path: Path
    position: int


Change = SetValue | AddEntry | Remove | Move


def changed_trees(
    trees: Mapping[str, Tree], changes: Iterable[Change]
) -> tuple[dict[str, Tree], set[str]]:
    """The values of each file after the changes, one after another, and which files go.

    Raises GrowthplanError for a change of what is not there.
    """
    after: dict[str, Tree] = dict(trees)
    gone: set[str] = set()
    for change in changes:
        if not change.path:
            _whole_file(after, gone, change)
            continue
        if change.file not in after:
            raise _nothing_there(change)
        try:
            after[change.file] = _changed(after[change.file], change.path, change)
        except (KeyError, IndexError, TypeError):
            raise _nothing_there(change) from None
    return after, gone


def _whole_file(after: dict[str, Tree], gone: set[str], change: Change) -> None:
    if isinstance(change, SetValue):
        after[change.file] = change.value
        gone.discard(change.file)
    elif isinstance(change, Remove) and change.file in after:
        del after[change.file]
        gone.add(change.file)
    else:
        raise _nothing_there(change)


def _changed(here: Tree, path: Path, change: Change) -> Tree:
    """A copy of a value with the change made at the path under it."""
    step, *rest = path
    if isinstance(here, dict) and isinstance(step, str):
        fields = dict(here)
        if rest:
            fields[step] = _changed(fields[step], tuple(rest), change)
        else:
            _change_field(fields, step, change)
        return fields
    if isinstance(here, list) and isinstance(step, int) and 0 <= step <= len(here):
        items = list(here)
        if rest:
            items[step] = _changed(items[step], tuple(rest), change)
        else:
            _change_item(items, step, change)
        return items
    raise TypeError


def _change_field(fields: dict[str, Tree], name: str, change: Change) -> None:
    match change:
        case SetValue():
            fields[name] = change.value
        case AddEntry():
            listed = fields.get(name) or []
            if not isinstance(listed, list):
                raise TypeError
            at = len(listed) if change.position is None else change.position
            fields[name] = [*listed[:at], change.value, *listed[at:]]
        case Remove():
            del fields[name]
        case Move():
            raise TypeError
        case _:
            assert_never(change)


def _change_item(items: list[Tree], at: int, change: Change) -> None:
    match change:
        case SetValue() if at == len(items):
            items.append(change.value)
        case SetValue():
            items[at] = change.value
        case Remove():
            del items[at]
        case Move():
            items.insert(change.position, items.pop(at))
        case AddEntry():
            raise TypeError
        case _:
            assert_never(change)


def _nothing_there(change: Change) -> GrowthplanError:
    where = ".".join(str(step) for step in change.path) or "the file"
    message = f"there is nothing to change at {where}."
    fix = "Read the plan again: it may have been edited since."
    return GrowthplanError(Fault(message, change.file, fix=fix, code="edit-nothing-there"))
