"""What a cell of a return means: pounds, a number, a word; or why it can mean nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date

from growthplan.monitoring.returns.template import in_words
from growthplan.plan.editing.tables import Cell
from growthplan.vocabulary import did_you_mean

MOST_POUNDS = 10**11
"""£ that one cell may hold; more is a slip."""
MOST_COUNTED = 10**9
"""How many of anything one cell may hold."""
LONGEST = 32_767
"""Characters that a spreadsheet's cell can hold; a CSV file could have more."""
_MONEY = re.compile(r"£?\s*([-+]?)\s*£?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Signs that cannot be seen, those that turn text round among them."""


class CellFault(ValueError):  # noqa: N818  (said to the user, at a cell)
    """Why a cell cannot stand: what follows its address, and the fix."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message, self.fix = message, fix


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell; spaces are nothing."""
    return not cell.error and not cell.formula and words(cell) == ""


def words(cell: Cell) -> str:
    """A cell as words on one line or several, without hidden signs."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, date):
        return in_words(value)
    return _HIDDEN.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip()


def check_typed(cell: Cell) -> None:
    """Raises CellFault for a formula or a spreadsheet's error in place of a value, and for text
    that no cell can hold."""
    if isinstance(cell.value, str) and len(cell.value) > LONGEST:
        raise CellFault(
            f"has {len(cell.value):,} characters", "Shorten it, or send it as evidence."
        )
    if cell.error:
        raise CellFault(f"shows the error {cell.value}", "Type the value instead.")
    if cell.formula:
        shown = "" if cell.value is None else f", which last came to {words(cell)[:30]}"
        raise CellFault(
            f"holds a formula, not a value{shown}",
            "Copy the cell and paste it over itself as a value.",
        )


def pounds(cell: Cell) -> int:
    """An amount of £, not below zero, in pence. Raises CellFault."""
    amount = _amount(cell, "an amount in £", "Write digits, such as 125000 or 125,000.50.")
    if amount < 0:
        raise CellFault(
            f"is below zero ({words(cell)})",
            "Spending is never negative; to correct an earlier quarter, return that quarter again.",
        )
    if amount > MOST_POUNDS:
        raise CellFault(f"is £{amount:,.0f}, more than can be meant", "Give £, not pence.")
    pence = round(amount * 100)
    if abs(pence - amount * 100) > 1e-4:
        raise CellFault(f"is finer than a penny ({words(cell)})", "Give at most two decimals.")
    return pence


def number(cell: Cell, unit: str) -> float:
    """How many, not below zero; whole where the unit is one of things. Raises CellFault."""
    amount = _amount(cell, "a number", "Write digits, such as 120; the unit is given beside it.")
    if amount < 0:
        raise CellFault(
            f"is below zero ({words(cell)})",
            "To correct an earlier quarter, return that quarter again.",
        )
    if amount > MOST_COUNTED:
        raise CellFault(f"is {amount:g}, more than can be meant", "Check the number and its unit.")
    if unit in ("count", "people", "homes") and amount != int(amount):
        raise CellFault(f"is {amount:g}, but {unit} are whole", "Give a whole number.")
    return amount


def _amount(cell: Cell, what: str, fix: str) -> float:
    value = cell.value
    if isinstance(value, bool | date):
        raise CellFault(f"should be {what}, not {words(cell)}",
                        f"Set the cell's format to Number. {fix}")  # fmt: skip
    if cell.percent:
        raise CellFault(f"is a percentage, not {what}", f"Set the cell's format to Number. {fix}")
    if isinstance(value, int | float):
        if not math.isfinite(value):
            raise CellFault(f"should be {what}", fix)
        return float(value)
    found = _MONEY.fullmatch(words(cell).replace("−", "-"))
    if not found:
        raise CellFault(f"should be {what}, not '{words(cell)[:40]}'", fix)
    return float(f"{found[1]}{found[2].replace(',', '')}{found[3] or ''}")


def choice(cell: Cell, choices: Sequence[str]) -> str:
    """One of some words, whatever its capitals. Raises CellFault."""
    text = words(cell)
    for one in choices:
        if one.casefold() == text.casefold():
            return one
    short = [one for one in choices if text and one[0].casefold() == text.casefold()]
    if short:
        return short[0]
    fix = did_you_mean(text[:40], choices) or f"Write {', '.join(choices[:-1])} or {choices[-1]}."
    raise CellFault(f"can't be '{text[:40]}'", fix)
