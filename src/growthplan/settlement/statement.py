"""The statement: what each account had, where it went and what is left, to the penny."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import groupby
from typing import Any

from growthplan.plan import financial_year
from growthplan.settlement.account import Account
from growthplan.settlement.ledger import Ledger
from growthplan.settlement.pence import pounds
from growthplan.vocabulary import Fault


@dataclass(frozen=True, slots=True)
class Row:
    """One account, or the sum of some, in pence."""

    awarded: int = 0
    switched_in: int = 0
    switched_out: int = 0
    carried_in: int = 0
    carried_out: int = 0
    returned: int = 0
    spent: int = 0
    committed: int = 0
    profiled: int = 0
    left: int = 0

    @property
    def available(self) -> int:
        """What the account has to spend: awarded, with what came in, less what went out."""
        came = self.awarded + self.switched_in + self.carried_in
        return came - self.switched_out - self.carried_out - self.returned

    @property
    def placed(self) -> int:
        """What is spent, committed, planned or left."""
        return self.spent + self.committed + self.profiled + self.left

    def plus(self, other: Row) -> Row:
        """The sum of two."""
        names = (field.name for field in fields(Row))
        return Row(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True)
class Statement:
    """Every account with its row."""

    title: str
    rows: tuple[tuple[Account, Row], ...]
    entries: int
    closed: tuple[int, ...]

    @property
    def total(self) -> Row:
        """All accounts together."""
        return added(row for _, row in self.rows)

    def by_kind_and_year(self) -> list[tuple[str, int, Row]]:
        """Sums over functions."""
        ordered = sorted(self.rows, key=lambda pair: (pair[0].kind, pair[0].year))
        return [
            (kind, year, added(row for _, row in some))
            for (kind, year), some in groupby(ordered, lambda p: (p[0].kind, p[0].year))
        ]

    def table(self) -> list[dict[str, Any]]:
        """Rows of whole pence by account, for files."""
        return [
            {
                "function": account.function,
                "year": financial_year(account.year),
                "kind": account.kind,
                "available_pence": row.available,
                **{f"{name}_pence": amount for name, amount in asdict(row).items()},
            }
            for account, row in self.rows
        ]


def added(rows: Iterable[Row]) -> Row:
    """The sum of rows."""
    total = Row()
    for row in rows:
        total = total.plus(row)
    return total


def statement(ledger: Ledger) -> Statement:
    """The statement of a ledger."""
    found: dict[Account, dict[str, int]] = {account: {} for account in ledger.awarded}
    for box, amount in ledger.balances.items():
        signed = -amount if box.stage == "awarded" else amount
        _add(found, box.account, box.stage, signed)
    for entry in ledger.entries:
        for out_of, into, amount in entry.movements:
            if out_of.account == into.account:
                continue
            how, back = ("carried" if entry.kind == "carry" else "switched"), entry.kind == "undo"
            if back and entry.about and ledger.entries[entry.about - 1].kind == "carry":
                how = "carried"
            one, two = (into, out_of) if back else (out_of, into)
            _add(found, one.account, f"{how}_out", -amount if back else amount)
            _add(found, two.account, f"{how}_in", -amount if back else amount)
    rows = tuple((account, Row(**found[account])) for account in sorted(found))
    return Statement(ledger.terms.title, rows, len(ledger.entries), tuple(sorted(ledger.closed)))


def _add(found: dict[Account, dict[str, int]], account: Account, name: str, amount: int) -> None:
    row = found.setdefault(account, {})
    row[name] = row.get(name, 0) + amount


def check_statement_balances(made: Statement) -> Sequence[Fault]:
    """Every account's money is spent, committed, planned or left, to the penny; what is switched
    and carried out comes in elsewhere."""
    faults = [
        Fault(
            f"{account.in_words} has {pounds(row.available)}, but {pounds(row.placed)} is placed",
            code="ledger-balance",
        )
        for account, row in made.rows
        if row.available != row.placed
    ]
    total = made.total
    for how in ("switched", "carried"):
        out, into = getattr(total, f"{how}_out"), getattr(total, f"{how}_in")
        if out != into:
            faults.append(
                Fault(f"{pounds(out)} was {how} out and {pounds(into)} in", code="ledger-balance")
            )
    return faults
