"""Cells of an edited profile as pence, or what is wrong with them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from growthplan.plan.editing.tables import Cell

MOST = Decimal(10) ** 12
"""Pounds beyond which a cell is taken for a slip."""
_DIGITS = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?")
_TYPE = "Type the amount in pounds and pence, such as 1250000.00."


class AmountError(ValueError):
    """What is wrong with a cell, and what to do about it."""

    def __init__(self, message: str, fix: str = _TYPE) -> None:
        super().__init__(message)
        self.message, self.fix = message, fix


def pence_in(cell: Cell) -> int:
    """The pence that a cell of pounds says; an empty cell is nought.

    >>> pence_in(Cell(1250000.5)), pence_in(Cell("1,250,000.50")), pence_in(Cell())
    (125000050, 125000050, 0)

    Raises AmountError for text, dates, percentages, formulas, errors, amounts below nought, and
    those that are finer than a penny.
    """
    if cell.error:
        raise AmountError(f"shows the error {cell.value}")
    if cell.formula:
        raise AmountError("has a formula, which is not read", "Paste its value instead.")
    if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
        return 0
    if isinstance(cell.value, bool | date):
        raise AmountError(f"has '{cell.value}', which is no amount")
    if cell.percent:
        raise AmountError("is a percentage")
    return _whole_pence(_number(cell.value))


def _number(value: str | float) -> Decimal:
    words = str(value).strip().removeprefix("£").replace("−", "-")
    if isinstance(value, str) and not _DIGITS.fullmatch(words):
        raise AmountError(f"has '{value.strip()[:40]}', which is no amount")
    number = Decimal(words.replace(",", ""))
    if not number.is_finite() or abs(number) > MOST:
        raise AmountError(f"has {value}, more than any settlement")
    return number


def _whole_pence(number: Decimal) -> int:
    if number < 0:
        raise AmountError(f"is below nought ({number})", "Lower the amount of the row instead.")
    exact = number * 100
    nearest = exact.to_integral_value()
    # A spreadsheet keeps sums as binary fractions: a tail far below a penny is theirs.
    if abs(exact - nearest) > Decimal("0.0001"):
        raise AmountError(f"is finer than a penny ({number})", "Round it to two decimals.")
    return int(nearest)
