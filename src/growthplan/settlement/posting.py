"""What can be posted: each function says it in the user's words and gives the entry."""

from __future__ import annotations

from collections.abc import Mapping

from growthplan.plan import Plan, financial_year, first_year
from growthplan.settlement.account import Account, Box, Stage
from growthplan.settlement.entry import Entry, Movement, Signed
from growthplan.settlement.ledger import Ledger
from growthplan.settlement.pence import pence, pounds
from growthplan.settlement.switching import switch_faults
from growthplan.settlement.terms import Terms
from growthplan.vocabulary import Fault, GrowthplanError

Amounts = Mapping[Account, int]
"""Pence by account."""
GOING = ("committed", "in delivery", "complete")
"""States in which an action's money is committed."""
INACTIVE = ("paused", "cancelled")


def opening(ledger: Ledger, signed: Signed) -> Entry:
    """The first entry: what the settlement awards, by account, as the plan's lines say.

    Raises GrowthplanError when the ledger is open already.
    """
    if ledger.entries:
        raise GrowthplanError(Fault("the ledger is open already", code="ledger-open"))
    return ledger.post("award", _awards(ledger.terms.awards), signed)


def award(ledger: Ledger, amounts: Amounts, signed: Signed) -> Entry:
    """Further money of the settlement. Raises GrowthplanError for accounts it has not."""
    _refuse(_known(ledger, amounts), signed)
    return ledger.post("award", _awards(amounts), signed)


def _awards(amounts: Amounts) -> tuple[Movement, ...]:
    return tuple(
        Movement(Box("awarded", account), Box("left", account), amount)
        for account, amount in sorted(amounts.items())
        if amount
    )


def profile(
    ledger: Ledger, action: str, amounts: Amounts, signed: Signed, total: int | None = None
) -> Entry:
    """Plan money for an action by year.

    Raises GrowthplanError when the years do not add up to `total` (pence), the action or an
    account is not known, or there is too little left.
    """
    _refuse(_known(ledger, amounts, action) + _sums(amounts, total), signed)
    return ledger.post("profile", _moves("left", "profiled", action, amounts), signed)


def commit(
    ledger: Ledger, action: str, amounts: Amounts, signed: Signed, total: int | None = None
) -> Entry:
    """Promise money to an action: first what is planned for it, then what is left.

    Raises GrowthplanError as `profile` does.
    """
    _refuse(_known(ledger, amounts, action) + _sums(amounts, total), signed)
    movements = []
    for account, amount in amounts.items():
        planned = min(ledger.held(Box("profiled", account, action)), amount)
        parts = {Box("profiled", account, action): planned, Box("left", account): amount - planned}
        movements += [
            Movement(box, Box("committed", account, action), part)
            for box, part in parts.items()
            if part or amount <= 0
        ]
    return ledger.post("commit", tuple(movements), signed)


def spend(ledger: Ledger, action: str, amounts: Amounts, signed: Signed) -> Entry:
    """Pay what is committed to an action. Raises GrowthplanError when more than that is paid."""
    _refuse(_known(ledger, amounts, action), signed)
    movements = tuple(
        Movement(Box("committed", account, action), Box("spent", account, action), amount)
        for account, amount in amounts.items()
    )
    return ledger.post("spend", movements, signed)


def release(
    ledger: Ledger, action: str, amounts: Amounts, signed: Signed, stage: Stage = "profiled"
) -> Entry:
    """Free money that was planned for an action, or with `committed` promised to it."""
    _refuse(_known(ledger, amounts, action), signed)
    movements = tuple(
        Movement(Box(stage, account, action), Box("left", account), amount)
        for account, amount in amounts.items()
    )
    return ledger.post("release", movements, signed)


def switch(ledger: Ledger, out_of: Account, into: Account, amount: int, signed: Signed) -> Entry:
    """Move free money to another function, year or kind, under the settlement's rules.

    Raises GrowthplanError for every rule that forbids it, limit that it passes, consent that is
    missing, and when there is too little left.
    """
    _refuse(_known(ledger, {out_of: amount, into: amount}), signed)
    if out_of == into:
        raise GrowthplanError(Fault(f"both accounts are {out_of.in_words}", code="ledger-account"))
    movements = (Movement(Box("left", out_of), Box("left", into), amount),)
    broken = switch_faults(
        ledger.terms, ledger.awarded, ledger.switched_out, movements, signed.approval
    )
    _refuse(list(broken), signed)
    return ledger.post("switch", movements, signed)


def undo(ledger: Ledger, number: int, signed: Signed) -> Entry:
    """Take back an entry by its opposite; the first stays in the ledger.

    Raises GrowthplanError when there is no such entry, it was undone already, or its money has
    moved on.
    """
    if not 1 <= number <= len(ledger.entries):
        fix = f"They run from 1 to {len(ledger.entries)}."
        raise GrowthplanError(Fault(f"there is no entry {number}", fix=fix, code="ledger-number"))
    before = ledger.entries[number - 1]
    if before.kind == "undo" or number in ledger.undone:
        done = "undoes another" if before.kind == "undo" else "was undone already"
        raise GrowthplanError(Fault(f"entry {number} {done}", code="ledger-number"))
    back = tuple(Movement(m.into, m.out_of, m.pence) for m in reversed(before.movements))
    return ledger.post("undo", back, signed, number)


def as_planned(ledger: Ledger, plan: Plan, signed: Signed) -> Entry:
    """Bring what is planned and promised to each action in line with the plan's costs.

    Money of actions that are committed, in delivery or complete is promised; of the others that
    go ahead it is planned. What is spent stays. Raises GrowthplanError when nothing differs, or
    the accounts have too little.
    """
    change = target_change(ledger, wanted_of(ledger.terms, plan))
    freed = [
        Movement(box, Box("left", box.account), -by) for box, by in sorted(change.items()) if by < 0
    ]
    taken = [
        Movement(Box("left", box.account), box, by) for box, by in sorted(change.items()) if by > 0
    ]
    if not freed and not taken:
        raise GrowthplanError(
            Fault("the ledger says what the plan says already", code="ledger-entry")
        )
    return ledger.post("profile", (*freed, *taken), signed)


def target_change(ledger: Ledger, wanted: Mapping[Box, int]) -> dict[Box, int]:
    """By how many pence each box that is planned or promised must change to hold what is wanted,
    less what was spent of it. Closed years stay as they are."""
    change: dict[Box, int] = {}
    for box in {*wanted, *(b for b in ledger.balances if b.stage in ("profiled", "committed"))}:
        if box.account.year in ledger.closed:
            continue
        spent = ledger.held(Box("spent", box.account, box.action))
        first = box.stage == "committed" or Box("committed", box.account, box.action) not in wanted
        target = max(wanted.get(box, 0) - (spent if first else 0), 0)
        change[box] = target - ledger.held(box)
    return change


def wanted_of(terms: Terms, plan: Plan) -> dict[Box, int]:
    """Pence that actions which go ahead ask for, as the plan's costs say: by account and action,
    promised or planned by their state. Other money than the settlement's is left out."""
    found: dict[Box, int] = {}
    for action in plan.interventions:
        if action.status in INACTIVE:
            continue
        stage: Stage = "committed" if action.status in GOING else "profiled"
        for cost in action.costs:
            if cost.line not in terms.lines:
                continue
            function, _ = terms.lines[cost.line]
            for year, amount in cost.amounts.items():
                box = Box(stage, Account(function, first_year(year), cost.kind), action.id)
                found[box] = found.get(box, 0) + pence(amount)
    return found


def _moves(out_of: Stage, into: Stage, action: str, amounts: Amounts) -> tuple[Movement, ...]:
    return tuple(
        Movement(Box(out_of, account), Box(into, account, action), amount)
        for account, amount in amounts.items()
    )


def _known(ledger: Ledger, amounts: Amounts, action: str | None = None) -> list[Fault]:
    faults = [fault for account in amounts for fault in ledger.terms.account_faults(account)]
    if action is not None:
        faults += ledger.terms.action_faults(action)
    faults += [
        Fault(
            f"an amount of {account.in_words} is {pounds(amount)}",
            fix="Give an amount above nought; to take money back, release it.",
            code="ledger-amount",
        )
        for account, amount in amounts.items()
        if amount <= 0
    ]
    return list(dict.fromkeys(faults))


def _sums(amounts: Amounts, total: int | None) -> list[Fault]:
    added = sum(amounts.values())
    if total is None or added == total:
        return []
    years = ", ".join(financial_year(year) for year in sorted({a.year for a in amounts}))
    return [
        Fault(
            f"the profile over {years} adds up to {pounds(added)}, not to {pounds(total)}",
            fix=f"Correct it by {pounds(abs(total - added))}.",
            code="ledger-profile",
        )
    ]


def _refuse(faults: list[Fault], signed: Signed) -> None:
    found = [*faults, *signed.faults()]
    if found:
        raise GrowthplanError(found)
