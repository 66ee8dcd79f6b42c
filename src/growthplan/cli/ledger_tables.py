"""Tables and options that the ledger's commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Annotated, Any

from cyclopts import Parameter
from rich.console import Console

from growthplan.cli.terminal import print_json, table
from growthplan.journeys.ledgering import Kept
from growthplan.journeys.result import as_json
from growthplan.plan import financial_year
from growthplan.settlement import Entry, Row, Signed, millions, pence, pounds
from growthplan.vocabulary import Fault, GrowthplanError

RoleOption = Annotated[
    str, Parameter(name="--role", help="The role that posts it; never a person's name.")
]
ReasonOption = Annotated[str, Parameter(name="--reason", help="Why it is posted.")]
DayOption = Annotated[
    date | None, Parameter(name="--day", help="Day of the entry, YYYY-MM-DD. Default: today.")
]
ApprovalOption = Annotated[
    str, Parameter(name="--approval", help="The consent that it rests on, where a rule asks.")
]
Column = tuple[str, Callable[[Row], int]]
COLUMNS: tuple[Column, ...] = (
    ("Available", lambda row: row.available),
    ("Spent", lambda row: row.spent),
    ("Committed", lambda row: row.committed),
    ("Planned", lambda row: row.profiled),
    ("Left", lambda row: row.left),
)


def signed_on(day: date | None, role: str, reason: str, approval: str = "") -> Signed:
    """Who posts, when and why."""
    return Signed(day or date.today(), role, reason, approval)


def pence_of(text: str) -> int:
    """£ million as typed, in pence: `1.5`, `£1.5m`, `1,200`.

    Raises GrowthplanError when it is no amount above nought, or is finer than a penny.
    """
    digits = text.strip().removeprefix("£").removesuffix("m").replace(",", "")
    try:
        amount = Decimal(digits)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount <= 0 or amount > 10**7:
        raise _no_amount(text)
    if amount * 10**8 != (amount * 10**8).to_integral_value():
        raise GrowthplanError(
            Fault(f"'{text}' is finer than a penny", fix="Give at most 8 decimals of £ million.")
        )
    return pence(amount)


def _no_amount(text: str) -> GrowthplanError:
    return GrowthplanError(
        Fault(
            f"'{text}' is no amount above nought",
            fix="Give £ million, such as 1.5 for £1,500,000.",
            code="ledger-amount",
        )
    )


def kept_json(kept: Kept, entries: tuple[Entry, ...]) -> dict[str, Any]:
    """A ledger in the one JSON shape."""
    return as_json(
        tables={
            "accounts": kept.statement.table(),
            "entries": entry_rows(entries),
        },
        notes=kept.notes,
        run=kept.run,
    )


def entry_rows(entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    """A row a movement, with what its entry says."""
    return [
        {
            "number": e.number,
            "day": e.day.isoformat(),
            "kind": e.kind,
            "role": e.role,
            "reason": e.reason,
            "approval": e.approval,
            "about": e.about,
            "out_of": str(m.out_of),
            "into": str(m.into),
            "pence": m.pence,
        }
        for e in entries
        for m in e.movements
    ]


def print_posted(kept: Kept, console: Console, json: bool) -> None:
    """What was posted, and where the ledger stands now."""
    if json:
        print_json(kept_json(kept, kept.posted))
        return
    for entry in kept.posted:
        moved = pounds(sum(movement.pence for movement in entry.movements))
        console.print(
            f"Entry {entry.number} ({entry.kind}): {moved} in {len(entry.movements)} movements. "
            f"{entry.reason}",
            highlight=False,
            markup=False,
        )
    print_ledger(kept, console)


def print_ledger(kept: Kept, console: Console) -> None:
    """A headline, sums by kind and year, each account, and the notes."""
    total = kept.statement.total
    console.print(
        f"{kept.statement.title}: £{millions(total.left)}m of £{millions(total.available)}m is "
        "left.",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    print_accounts(kept, console, COLUMNS)
    print_notes(kept, console)


def print_accounts(kept: Kept, console: Console, columns: Sequence[Column]) -> None:
    """Sums by kind and year, and a table for each function."""
    sums = [(f"{kind} {financial_year(year)}", row)
            for kind, year, row in kept.statement.by_kind_and_year()]  # fmt: skip
    _print_rows(console, "All functions", [*sums, ("total", kept.statement.total)], columns)
    names = kept.ledger.terms.functions
    for function, some in groupby(kept.statement.rows, lambda pair: pair[0].function):
        rows = [(f"{a.kind} {financial_year(a.year)}", row) for a, row in some]
        _print_rows(console, f"{names.get(function, function)} ({function})", rows, columns)


def print_notes(kept: Kept, console: Console) -> None:
    """Notes, one a line."""
    for note in kept.notes:
        console.print(f"- {note}", highlight=False, markup=False, soft_wrap=True)


def _print_rows(
    console: Console, title: str, rows: Sequence[tuple[str, Row]], columns: Sequence[Column]
) -> None:
    headings = [("£ million", "left"), *((name, "right") for name, _ in columns)]
    cells = [[name, *(millions(amount(row)) for _, amount in columns)] for name, row in rows]
    console.print(f"\n{title}", style="bold", highlight=False, markup=False, soft_wrap=True)
    console.print(table(headings, cells))
