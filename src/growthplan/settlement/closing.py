"""Closing a financial year: what is unspent goes into the next by rule, the rest goes back."""

from __future__ import annotations

from collections.abc import Iterable

from growthplan.plan import financial_year
from growthplan.settlement.account import UNSPENT, Account, Box
from growthplan.settlement.entry import Entry, Movement, Signed
from growthplan.settlement.ledger import Ledger
from growthplan.settlement.pence import pounds
from growthplan.settlement.switching import BETWEEN_YEARS, limit_of
from growthplan.vocabulary import Fault, GrowthplanError


def carry(ledger: Ledger, year: int, signed: Signed) -> Entry:
    """Close a financial year, named by the calendar year in which it starts.

    What is unspent goes into the same stage of the next year, up to the limit of the rule on
    moving money between years: what is committed first, then what is planned, then what is left.
    What may not be carried goes back to the settlement. Raises GrowthplanError when the year is
    closed, an earlier one is open, consent is missing, or committed money would be lost.
    """
    faults = [*_order_faults(ledger, year), *_consent_faults(ledger, year, signed)]
    if faults:
        raise GrowthplanError(faults)
    movements: list[Movement] = []
    lost: list[Fault] = []
    accounts = sorted({box.account for box in ledger.balances if box.account.year == year})
    for account in accounts:
        carried, back = _split(ledger, account)
        movements += carried + back
        lost += [_lost(m) for m in back if m.out_of.stage == "committed"]
    if lost:
        raise GrowthplanError(lost)
    if not movements:
        raise GrowthplanError(
            Fault(f"{financial_year(year)} has nothing unspent to carry", code="ledger-entry")
        )
    return ledger.post("carry", tuple(movements), signed, year)


def _split(ledger: Ledger, account: Account) -> tuple[list[Movement], list[Movement]]:
    """Movements into the next year, and back to the settlement."""
    following = account._replace(year=account.year + 1)
    room = _room(ledger, account) if following in ledger.awarded else 0
    boxes = sorted(
        (UNSPENT.index(box.stage), box)
        for box, amount in ledger.balances.items()
        if box.account == account and box.stage in UNSPENT and amount
    )
    carried, back = [], []
    for _, box in boxes:
        amount = ledger.held(box)
        over = min(amount, room)
        room -= over
        if over:
            carried.append(Movement(box, box._replace(account=following), over))
        if amount > over:
            back.append(Movement(box, Box("returned", account), amount - over))
    return carried, back


def _room(ledger: Ledger, account: Account) -> int:
    limit = limit_of(ledger.terms, ledger.awarded, account, BETWEEN_YEARS)
    return max(limit - ledger.switched_out.get((account, BETWEEN_YEARS), 0), 0)


def _order_faults(ledger: Ledger, year: int) -> Iterable[Fault]:
    years = ledger.terms.years
    if year not in years:
        first, last = financial_year(years[0]), financial_year(years[-1])
        yield Fault(f"the settlement has no money in {financial_year(year)}",
                    fix=f"It runs from {first} to {last}.", code="ledger-year")  # fmt: skip
    elif year in ledger.closed:
        yield Fault(f"{financial_year(year)} is closed already", code="ledger-closed")
    earlier = [one for one in years if one < year and one not in ledger.closed]
    if year in years and earlier:
        yield Fault(f"{financial_year(earlier[0])} is still open",
                    fix="Close the years in order.", code="ledger-closed")  # fmt: skip


def _consent_faults(ledger: Ledger, year: int, signed: Signed) -> Iterable[Fault]:
    rule = ledger.terms.rules.get(BETWEEN_YEARS)
    last = ledger.terms.years[-1] if ledger.terms.years else year
    if rule and rule.allowed and rule.approval and year < last and not signed.approval.strip():
        yield Fault(
            f"carrying money over needs consent: {rule.approval}",
            fix='Give --approval "..." with the letter or decision that gives it.',
            code="ledger-approval",
        )


def _lost(movement: Movement) -> Fault:
    box = movement.out_of
    return Fault(
        f"{pounds(movement.pence)} committed to '{box.action}' in {box.account.in_words} cannot be "
        "carried over and would be lost",
        fix="Spend it, release it, or switch other money first.",
        code="ledger-carry",
    )
