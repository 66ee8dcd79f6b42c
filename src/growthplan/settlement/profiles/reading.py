"""Reading an edited table of profiles back, with every fault at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from growthplan.plan import financial_year
from growthplan.plan.editing.tables import At, Cell, Grid, Workbook
from growthplan.settlement.account import Account, Box, Kind, Stage
from growthplan.settlement.ledger import Ledger
from growthplan.settlement.pence import pounds
from growthplan.settlement.profiles.amounts import AmountError, pence_in
from growthplan.settlement.profiles.stale import form_faults, stale_faults, table_in
from growthplan.settlement.profiles.table import (
    STAGES_IN_WORDS,
    Purpose,
    box_of,
    held_by_purpose,
    years_of,
)
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

_WORDS = ("Action", "Function", "Kind", "Stage")


@dataclass
class _Read:
    """Amounts read so far, with the cell of each, and every fault."""

    book: Workbook
    name: str
    wanted: dict[Box, int] = field(default_factory=dict)
    cells: dict[Box, At] = field(default_factory=dict)
    rows: dict[Purpose, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: int, column: int, message: str, fix: str, code: str) -> None:
        self.faults.append(self.book.fault(At(self.name, row, column), message, fix, code=code))


def read_profiles(book: Workbook, ledger: Ledger) -> dict[Box, int]:
    """Pence that each box should hold, as the edited table says.

    Raises GrowthplanError with every fault, each at its cell: a workbook of another moment or
    plan; hidden sheets and merged cells; formulas, text, amounts below nought or finer than a
    penny; actions, functions, kinds and years that the settlement does not know; rows missing or
    twice; commitments whose years no longer add up; closed years; money that is not there.
    """
    faults = form_faults(book)
    if not faults:
        faults = stale_faults(book, ledger)
    if faults:
        raise GrowthplanError(faults)
    name, head, columns = table_in(book)
    grid = book.grids[name]
    read = _Read(book, name)
    years = _years(read, grid, head, ledger)
    for row in range(head + 1, len(grid.rows)):
        _row(read, grid, row, columns, years, ledger)
    _missing(read, head, ledger)
    _commitments(read, columns["Total"], ledger)
    _closed(read, ledger)
    _overdrawn(read, ledger)
    if read.faults:
        raise GrowthplanError(read.faults)
    return {box: amount for box, amount in read.wanted.items() if amount}


def _years(read: _Read, grid: Grid, head: int, ledger: Ledger) -> dict[int, int]:
    """Financial year by column. Those outside the settlement are refused where they have money."""
    known = {financial_year(year): year for year in years_of(ledger)}
    found: dict[int, int] = {}
    for column, cell in enumerate(grid.rows[head]):
        words = str(cell.value or "").strip().replace("-", "/")
        if words in known:
            if known[words] in found.values():
                read.fault(head, column, f"{words} stands twice", "Keep one column.", "year")
            found[column] = known[words]
        elif words[:4].isdigit() and any(
            grid.cell(row, column).value not in (None, 0, "") for row in range(head + 1,
                                                                              len(grid.rows))
        ):  # fmt: skip
            span = f"{', '.join(known)}"
            read.fault(head, column, f"the settlement has no money in {words}",
                       f"Its years are {span}.", "year")  # fmt: skip
    for words, year in known.items():
        if year not in found.values():
            read.fault(head, 0, f"there is no column for {words}",
                       "Put it back: leaving it out takes no money away.", "year")  # fmt: skip
    return found


def _row(
    read: _Read,
    grid: Grid,
    row: int,
    columns: Mapping[str, int],
    years: Mapping[int, int],
    ledger: Ledger,
) -> None:
    cells = {name: grid.cell(row, columns[name]) for name in _WORDS}
    amounts = {year: grid.cell(row, column) for column, year in years.items()}
    if not any(_filled(cell) for cell in (*cells.values(), *amounts.values())):
        return
    purpose = _purpose(read, row, columns, cells, ledger)
    if purpose is None:
        return
    if purpose in read.rows:
        read.fault(row, columns["Action"], f"'{purpose[0]}' stands twice for the same function, "
                   f"kind and stage, first in row {read.rows[purpose] + 1}",
                   "Add the two together in one row.", "twice")  # fmt: skip
        return
    read.rows[purpose] = row
    places = {year: column for column, year in years.items()}
    for year, cell in amounts.items():
        _amount(read, row, places[year], purpose, year, cell, ledger)


def _filled(cell: Cell) -> bool:
    return cell.formula or cell.error or str(cell.value or "").strip() not in ("", "0", "0.0")


def _purpose(
    read: _Read, row: int, columns: Mapping[str, int], cells: Mapping[str, Cell], ledger: Ledger
) -> Purpose | None:
    """Whose money a row is; None when it is not known, which is then a fault."""
    before = len(read.faults)
    functions = sorted({account.function for account in ledger.terms.awards})
    choices = {"Action": ledger.terms.actions, "Function": functions,
               "Kind": ("capital", "revenue"), "Stage": tuple(STAGES_IN_WORDS)}  # fmt: skip
    words = {}
    for name, cell in cells.items():
        words[name] = str(cell.value or "").strip()
        if cell.formula:
            read.fault(row, columns[name], "has a formula, which is not read",
                       "Paste its value instead.", "formula")  # fmt: skip
        elif words[name] not in choices[name]:
            known = did_you_mean(words[name], choices[name])
            fix = known or f"Write one of {', '.join(list(choices[name])[:8])}."
            what = f"'{words[name]}' is no {name.casefold()}" if words[name] else (
                f"there is no {name.casefold()}"
            )  # fmt: skip
            where = " of the plan" if name == "Action" else " of the settlement"
            read.fault(row, columns[name], what + where, fix, name.casefold())
    if len(read.faults) > before:
        return None
    kind: Kind = "capital" if words["Kind"] == "capital" else "revenue"
    stage: Stage = STAGES_IN_WORDS[words["Stage"]]
    return words["Action"], words["Function"], kind, stage


def _amount(
    read: _Read, row: int, column: int, purpose: Purpose, year: int, cell: Cell, ledger: Ledger
) -> None:
    box = box_of(purpose, year)
    read.cells[box] = At(read.name, row, column)
    try:
        amount = pence_in(cell)
    except AmountError as error:
        read.fault(row, column, f"the amount {error.message}", error.fix, "amount")
        amount = ledger.held(box)  # so that sums are not faulted for the same slip again
    read.wanted[box] = amount
    if amount and box.account not in ledger.awarded:
        read.fault(row, column, f"the settlement has no {box.account.in_words}",
                   "Move the amount to an account that has money.", "account")  # fmt: skip
        read.wanted[box] = 0


def _missing(read: _Read, head: int, ledger: Ledger) -> None:
    """Rows that had money and are gone."""
    for purpose, amounts in held_by_purpose(ledger).items():
        if purpose not in read.rows and not read.faults:
            action, function, kind, stage = purpose
            word = next(word for word, own in STAGES_IN_WORDS.items() if own == stage)
            read.fault(head, 0, f"the row of '{action}', {function} {kind} {word}, with "
                       f"{pounds(sum(amounts.values()))} is gone",
                       "Put it back; to free its money, write 0 in its years.",
                       "missing")  # fmt: skip


def _commitments(read: _Read, column: int, ledger: Ledger) -> None:
    """A commitment may move between years; what is promised stays promised."""
    held = held_by_purpose(ledger)
    for purpose, row in read.rows.items():
        if purpose[3] != "committed":
            continue
        promised = sum(held.get(purpose, {}).values())
        added = sum(read.wanted.get(box_of(purpose, year), 0) for year in years_of(ledger))
        if added != promised:
            less = "less" if added < promised else "more"
            read.fault(
                row, column,
                f"the years add up to {pounds(added)}, {pounds(abs(added - promised))} {less} than "
                f"the {pounds(promised)} committed to '{purpose[0]}'",
                "Correct the years; a commitment is made by `ledger post commit` and undone by "
                "`ledger post release --committed`.", "commitment",
            )  # fmt: skip


def _closed(read: _Read, ledger: Ledger) -> None:
    for box, amount in read.wanted.items():
        if box.account.year in ledger.closed and amount != ledger.held(box):
            at = read.cells[box]
            read.fault(at.row, at.column or 0,
                       f"{financial_year(box.account.year)} is closed; it has "
                       f"{pounds(ledger.held(box))}", "Put that back.", "closed")  # fmt: skip


def _overdrawn(read: _Read, ledger: Ledger) -> None:
    """Money that is not there, at the cells that ask for more than before."""
    for account in dict.fromkeys(box.account for box in read.wanted):
        short = -_left(read.wanted, account, ledger)
        if short <= 0:
            continue
        raised = [b for b, amount in read.wanted.items()
                  if b.account == account and amount > ledger.held(b)]  # fmt: skip
        where = ", ".join(str(read.cells[box]).rpartition("!")[2] for box in raised)
        at = read.cells[raised[0]]
        read.fault(
            at.row, at.column or 0,
            f"{account.in_words} would be {pounds(short)} short; asked for more in {where}",
            "Lower one of its amounts, or switch money in first.", "overdrawn",
        )  # fmt: skip


def _left(wanted: Mapping[Box, int], account: Account, ledger: Ledger) -> int:
    taken = sum(a - ledger.held(b) for b, a in wanted.items() if b.account == account)
    return ledger.held(Box("left", account)) - taken
