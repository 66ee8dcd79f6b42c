"""Values as they stand in a cell, and cells as the values that they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from growthplan.plan.amounts import financial_year
from growthplan.plan.document import Tree
from growthplan.plan.editing.tables.kinds import Kind
from growthplan.plan.editing.tables.sheets import Column
from growthplan.plan.fields import NOT_PUBLISHED

Shown = str | float | int | None
"""What a cell is made to show."""
LONGEST_CELL = 32_767
"""Characters that a spreadsheet's cell can hold."""
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_DIGITS = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?")
_NUMBERS: tuple[Kind, ...] = ("number", "pounds", "share", "whole", "year", "pounds or not")
_WORDS_ON_LINES: tuple[Kind, ...] = ("text", "text or not")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was read."""

    value: str | float | int | bool | date | None = None
    percent: bool = False
    """Whether it shows its number as a percentage."""
    formula: bool = False
    """Whether a formula stands in it; `value` is then what the spreadsheet last worked out."""
    error: bool = False
    """Whether it shows an error such as #REF!."""


class CellError(ValueError):
    """What is wrong with a cell: the message to follow its address, and the fix."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message, self.fix = message, fix


def shown(value: Tree | Any, column: Column) -> Shown:
    """What a value of the plan looks like in a cell; nothing for what is left out."""
    if column.many:
        items = value if isinstance(value, list) else [] if value is None else [value]
        return "\n".join(" ".join(_one(item, column).split()) for item in items) or None
    if value is None or isinstance(value, dict | list):
        return None
    if column.kind in _NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return _one(value, column) or None


def _one(value: object, column: Column) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    words = _HIDDEN.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip()
    return words if column.kind in _WORDS_ON_LINES else " ".join(words.split())


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands in a cell; spaces are nothing."""
    return not cell.error and (
        cell.value is None or (isinstance(cell.value, str) and not _HIDDEN.sub("", cell.value)
                               .strip())
    )  # fmt: skip


def meant(cell: Cell, column: Column) -> Tree:
    """The value that a cell means, None for an empty one. Raises CellError with what to do."""
    if cell.error:
        raise CellError(f"shows the error {cell.value}", "Type the value instead.")
    if cell.formula and cell.value is None:
        raise CellError("has a formula without a result", "Type the value instead.")
    if is_empty(cell):
        return None
    if column.many:
        return _list(cell, column)
    if isinstance(cell.value, str):
        return _from_words(_one(cell.value, column), column)
    if isinstance(cell.value, date):
        return _from_date(cell.value, column)
    return _from_number(cell, column)


def _list(cell: Cell, column: Column) -> Tree:
    if isinstance(cell.value, date):
        return [_from_date(cell.value, column)]
    words = _as_words(cell.value)
    signs = r"[\n\r,;]" if column.kind == "id" else r"[\n\r]"
    items = [" ".join(_HIDDEN.sub("", item).split()) for item in re.split(signs, words)]
    return [item for item in items if item]


def _as_words(value: object) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole and isinstance(value, float) else str(value)


def _from_words(words: str, column: Column) -> Tree:
    kind = column.kind
    if words.casefold() == NOT_PUBLISHED and kind in ("pounds or not", "text or not"):
        return NOT_PUBLISHED
    if kind in _NUMBERS:
        return _number(words, column)
    if kind == "yes or no":
        answers = {"yes": True, "true": True, "no": False, "false": False}
        if words.casefold() not in answers:
            raise CellError(f"should be yes or no, not '{words[:40]}'", "Write yes or no.")
        return answers[words.casefold()]
    if kind in ("choice", "unit"):
        return next((c for c in column.choices if c.casefold() == words.casefold()), words)
    if kind == "date" and re.fullmatch(r"\d{4}", words):
        return int(words)
    return words


def _number(words: str, column: Column) -> Tree:
    """A number typed as text; what is none is left to the schema's own words."""
    digits = words.replace(",", "") if _THOUSANDS.fullmatch(words) else words
    digits = digits.replace("−", "-")
    if digits.endswith("%") and _DIGITS.fullmatch(digits[:-1].strip()):
        return _percent(float(digits[:-1]) / 100, column)
    if not _DIGITS.fullmatch(digits):
        return words
    return _tidy(float(digits))


def _tidy(number: float) -> Tree:
    """As few digits as say the same: 12 rather than 12.0, and no tail of binary fractions."""
    rounded = float(f"{number:.15g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded


def _percent(number: float, column: Column) -> Tree:
    if column.kind == "share":
        return _tidy(number)
    if column.path and column.path[-1].endswith("_pct"):
        return _tidy(float(f"{number * 100:.12g}"))
    as_typed = f"{number * 100:.10g}"
    raise CellError(
        f"is a percentage, {as_typed}%, which a spreadsheet keeps as {number:.10g}",
        f"Set the cell's format to Number, and write {as_typed} if that is what is meant.",
    )


def _from_date(day: date, column: Column) -> Tree:
    if column.kind in ("day", "date", "text", "text or not"):
        return f"{day.day} {day:%B %Y}"
    if column.kind == "financial year":
        if day.day == 1 and (day.year + 1) % 100 == day.month:
            return financial_year(day.year)  # 2011/12 that the spreadsheet took for December 2011
        fix = "Set the cell's format to Text and write the years as 2026/27."
        raise CellError(f"was turned into a date, {day.day} {day:%B %Y}", fix)
    fix = "Set the cell's format to Text and type it again."
    raise CellError(f"was turned into a date, {day.day} {day:%B %Y}", fix)


def _from_number(cell: Cell, column: Column) -> Tree:
    value = cell.value
    assert isinstance(value, bool | int | float)
    if isinstance(value, bool):
        return value if column.kind == "yes or no" else str(value).lower()
    if column.kind in _NUMBERS:
        return _percent(value, column) if cell.percent else _tidy(float(value))
    if column.kind == "yes or no" and value in (0, 1):
        return bool(value)
    if cell.percent:
        return f"{value * 100:.10g}%"
    plain = _tidy(float(value))
    if column.kind == "date" and isinstance(plain, int) and 1000 <= plain <= 9999:
        return plain
    return str(plain)
