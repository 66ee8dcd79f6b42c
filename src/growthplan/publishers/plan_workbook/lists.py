"""The lists from which cells are filled, and the rules that check them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from growthplan.plan.editing.tables import Column, Table, letters

_FIRST_LINE = 5
"""Row, as people count, of the first row below the headings."""
_FEWEST_SPARE = 25
_OFFERED = 10_000


@dataclass(frozen=True)
class Choices:
    """What the lists offer beside the plan's own ids and words."""

    places: Sequence[str] = ()
    """Names of the places of the plan's area."""
    assumptions: Sequence[str] = ()
    """Ids of assumptions."""
    definitions: Sequence[str] = ()
    """Ids of definitions of sectors."""


@dataclass(frozen=True)
class Lists:
    """Words to choose from, by the list's name, and where the ids of each sheet stand."""

    words: dict[str, Sequence[str]]
    ids: dict[str, str]
    """By key of the sheet, the range of its ids."""

    @classmethod
    def of(cls, tables: Sequence[Table], choices: Choices) -> Lists:
        """Every list that some column needs."""
        words: dict[str, Sequence[str]] = {"Yes or no": ("yes", "no"), "Delete": ("yes",)}
        for table in tables:
            for column in table.columns:
                if column.choices:
                    words[_list_name(column)] = column.choices
        years = [c.path[1] for t in tables for c in t.columns if c.role == "year" and "/" in
                 c.path[1]]  # fmt: skip
        words["Financial years"] = sorted(set(years))
        words["Places"] = choices.places
        words["Assumptions"] = choices.assumptions
        words["Sector definitions"] = choices.definitions
        money = [key for t in tables if t.sheet.key in ("settlement.lines", "other_money")
                 for _, key in t.keys]  # fmt: skip
        words["Lines of money"] = money
        made = cls({name: list(w)[:_OFFERED] for name, w in words.items() if w}, {})
        made.ids.update({t.sheet.key: made._id_range(t) for t in tables if _has_key(t)})
        return made

    def height(self, table: Table) -> int:
        """Rows of a table with the empty ones to add to."""
        return len(table.rows) + max(_FEWEST_SPARE, len(table.rows) // 4)

    def range_of(self, name: str) -> str:
        """The cells of a list."""
        column = letters(list(self.words).index(name))
        last = _FIRST_LINE + len(self.words[name]) - 1
        return f"=Lists!${column}${_FIRST_LINE}:${column}${last}"

    def _id_range(self, table: Table) -> str:
        number = next(n for n, column in enumerate(table.columns) if column.role == "key")
        column = letters(number)
        last = _FIRST_LINE + self.height(table) - 1
        return f"='{table.sheet.name}'!${column}${_FIRST_LINE}:${column}${last}"


def _has_key(table: Table) -> bool:
    return any(column.role == "key" for column in table.columns) and table.sheet.form != "record"


def _list_name(column: Column) -> str:
    return {"measure": "Measures", "unit": "Units"}.get(
        column.kind, f"{column.heading}: {', '.join(column.choices)[:60]}"
    )


def validation(lists: Lists, column: Column) -> dict[str, Any] | None:
    """The rule of a column: what is surely wrong is stopped, what may be new only asked about."""
    name, sure = _list_for(column)
    if name in lists.words:
        return _from_list(lists.range_of(name), sure)
    if column.refers in lists.ids and not column.many:
        return _from_list(lists.ids[column.refers], sure=False)
    if column.kind == "share":
        return _between(0, 1, "Write a share from 0 to 1, such as 0.25.")
    if column.kind == "pounds":
        return _between(0, 1e7, "Write £ million as digits, such as 12.5.")
    if column.kind == "year":
        return _between(1900, 2200, "Write a calendar year, such as 2035.")
    if column.kind == "number" and not column.opens_group:
        return _between(-1e15, 1e15, "Write digits, without a unit.")
    return None


def _list_for(column: Column) -> tuple[str, bool]:
    if column.role == "delete":
        return "Delete", True
    if column.kind == "yes or no":
        return "Yes or no", True
    if column.choices and not column.many:
        return _list_name(column), True
    if column.kind == "financial year":
        return "Financial years", False
    if column.many:
        return "", False
    if column.path == ("definition",):
        return "Sector definitions", False
    if column.path == ("line",):
        return "Lines of money", False
    return {"place": "Places", "assumption": "Assumptions"}.get(column.kind, ""), False


def _from_list(source: str, sure: bool) -> dict[str, Any]:
    return {
        "validate": "list", "source": source, "error_type": "stop" if sure else "warning",
        "error_title": "Not in the list" if sure else "Not in the list so far",
        "error_message": "Choose one from the list." if sure
        else "Keep it only if you are adding it, or if it is spelt as it should be.",
    }  # fmt: skip


def _between(low: float, high: float, message: str) -> dict[str, Any]:
    return {
        "validate": "decimal", "criteria": "between", "minimum": low, "maximum": high,
        "error_type": "warning", "error_title": "Check this number", "error_message": message,
    }  # fmt: skip
