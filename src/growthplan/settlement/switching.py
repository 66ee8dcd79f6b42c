"""Switching: which rules a move between accounts falls under, and how far it may go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from growthplan.plan import financial_year
from growthplan.settlement.account import Account
from growthplan.settlement.entry import Entry, Movement
from growthplan.settlement.pence import pounds
from growthplan.settlement.terms import Terms
from growthplan.vocabulary import Fault

BETWEEN_YEARS = "between years"
UNLIMITED = 2**62
"""Pence; what is there sets the limit then."""


def rules_for(out_of: Account, into: Account) -> tuple[str, ...]:
    """The kinds of move that a switch makes: each needs its rule.

    >>> rules_for(Account("skills", 2026, "revenue"), Account("transport", 2027, "revenue"))
    ('between functions', 'between years')
    """
    found = []
    if out_of.function != into.function:
        found.append("between functions")
    if out_of.year != into.year:
        found.append(BETWEEN_YEARS)
    if out_of.kind != into.kind:
        found.append(f"{out_of.kind} to {into.kind}")
    return tuple(found)


def switched_out(entries: Iterable[Entry]) -> dict[tuple[Account, str], int]:
    """Pence that have left each account under each rule, less what was undone."""
    found: dict[tuple[Account, str], int] = {}
    for entry in entries:
        if entry.kind not in ("switch", "carry", "undo"):
            continue
        for out_of, into, amount in entry.movements:
            one, two, sign = out_of.account, into.account, 1
            if entry.kind == "undo":
                one, two, sign = two, one, -1
            for rule in rules_for(one, two):
                found[one, rule] = found.get((one, rule), 0) + sign * amount
    return found


def limit_of(terms: Terms, awarded: Mapping[Account, int], account: Account, rule: str) -> int:
    """The most pence that may leave an account under a rule; nought when it is not allowed."""
    known = terms.rules.get(rule)
    if known is None or not known.allowed:
        return 0
    if known.limit_pct is None:
        return UNLIMITED
    return int(awarded.get(account, 0) * round(known.limit_pct * 10_000) // 1_000_000)


def switch_faults(
    terms: Terms,
    awarded: Mapping[Account, int],
    already: Mapping[tuple[Account, str], int],
    movements: Iterable[Movement],
    approval: str,
) -> Iterable[Fault]:
    """Every rule that a switch breaks. `already` is what has left each account before."""
    leaving: dict[tuple[Account, str], int] = {}
    for out_of, into, amount in movements:
        for rule in rules_for(out_of.account, into.account):
            key = (out_of.account, rule)
            leaving[key] = leaving.get(key, 0) + amount
    for (account, rule), amount in leaving.items():
        yield from _rule_faults(terms, rule, account, approval)
        limit = limit_of(terms, awarded, account, rule)
        before = already.get((account, rule), 0)
        if terms.rules.get(rule) and terms.rules[rule].allowed and before + amount > limit:
            yield Fault(
                f"{pounds(before + amount)} would leave {account.in_words} {rule}; the rule allows "
                f"{pounds(limit)}",
                fix=f"Move at most {pounds(max(limit - before, 0))}.",
                code="ledger-limit",
            )


def _rule_faults(terms: Terms, rule: str, account: Account, approval: str) -> Iterable[Fault]:
    known = terms.rules.get(rule)
    year = financial_year(account.year)
    if known is None:
        yield Fault(
            f"the plan has no rule for moving money {rule} ({year}), so it may not be moved",
            fix='Add it to "switching" in funding.yaml if the settlement allows it.',
            code="ledger-rule",
        )
    elif not known.allowed:
        yield Fault(f"the rule '{known.id}' does not allow money to move {rule}",
                    code="ledger-rule")  # fmt: skip
    elif known.approval and not approval.strip():
        yield Fault(
            f"moving money {rule} needs consent: {known.approval}",
            fix='Give --approval "..." with the letter or decision that gives it.',
            code="ledger-approval",
        )
