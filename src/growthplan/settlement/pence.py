"""Money in whole pence: the ledger never adds fractions of a penny."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

MILLION = 100_000_000
"""Pence in £1 million."""


def pence(million: float | Decimal) -> int:
    """£ million in pence, to the nearest penny.

    Read through the digits that the number prints, so that 0.1 is ten million pence exactly.

    >>> pence(0.1), pence(78)
    (10000000, 7800000000)
    """
    return int((Decimal(str(million)) * MILLION).to_integral_value(ROUND_HALF_UP))


def million(amount: int) -> float:
    """Pence in £ million.

    >>> million(7_800_000_000)
    78.0
    """
    return amount / MILLION


def pounds(amount: int) -> str:
    """Pence as pounds, to the penny.

    >>> pounds(-123456789)
    '−£1,234,567.89'
    """
    sign = "−" if amount < 0 else ""
    whole, rest = divmod(abs(amount), 100)
    return f"{sign}£{whole:,}.{rest:02d}"


def millions(amount: int) -> str:
    """Pence in £ million, with as many decimals as the pence need and at least two.

    >>> millions(7_800_000_000), millions(-123456789)
    ('78.00', '−1.23456789')
    """
    digits = f"{abs(Decimal(amount)) / MILLION:,.8f}".rstrip("0")
    whole, rest = digits.split(".")
    return f"{'−' if amount < 0 else ''}{whole}.{rest.ljust(2, '0')}"
