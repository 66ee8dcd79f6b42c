"""Lines of each sheet of the ledger's workbook, in pounds and pence."""

from __future__ import annotations

from decimal import Decimal

from growthplan.plan import financial_year
from growthplan.settlement import Statement
from growthplan.settlement.profiles import HEADINGS, STAMP_FIELDS, ProfileRow, ProfileTable

ACCOUNT_HEADINGS = (
    "Function", "Kind", "Year", "Available", "Spent", "Committed", "Planned", "Left",
)  # fmt: skip
STAMP_HEADINGS = ("Field", "What it said when this was made")


def pounds_of(pence: int) -> Decimal:
    """Pence as pounds, exactly.

    >>> str(pounds_of(123456))
    '1234.56'
    """
    return Decimal(pence).scaleb(-2)


def must_add_up_to(row: ProfileRow) -> Decimal | str:
    """What the years of a row must add up to: a commitment stays what it is."""
    return pounds_of(row.total) if row.stage == "committed" else "free"


def profile_headings(table: ProfileTable) -> tuple[str, ...]:
    """Headings of the profiles, with the financial years."""
    return (*HEADINGS, *(financial_year(year) for year in table.years))


def profile_lines(table: ProfileTable) -> list[tuple[str | Decimal, ...]]:
    """One line a purpose, with its total as a value."""
    return [
        (row.action, row.title, row.function, row.kind, row.stage, must_add_up_to(row),
         pounds_of(row.total), *(pounds_of(row.pence.get(year, 0)) for year in table.years))
        for row in table.rows
    ]  # fmt: skip


def account_lines(made: Statement) -> list[tuple[str | Decimal, ...]]:
    """One line an account, as the ledger stands."""
    return [
        (account.function, account.kind, financial_year(account.year),
         *(pounds_of(amount) for amount in (row.available, row.spent, row.committed, row.profiled,
                                            row.left)))
        for account, row in made.rows
    ]  # fmt: skip


def stamp_lines(table: ProfileTable) -> list[tuple[str, str]]:
    """What the table was made of."""
    return [(name, table.stamp[name]) for name in STAMP_FIELDS]
