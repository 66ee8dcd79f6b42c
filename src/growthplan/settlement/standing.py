"""Where a settlement stands: by its ledger when there is one, else as the plan's lines say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from growthplan.plan import Plan
from growthplan.settlement.account import Account
from growthplan.settlement.entry import Entry, Signed
from growthplan.settlement.ledger import Ledger, open_ledger
from growthplan.settlement.posting import as_planned, opening, wanted_of
from growthplan.settlement.statement import Statement, check_statement_balances, statement
from growthplan.settlement.terms import Terms, terms_of
from growthplan.vocabulary import GrowthplanError

_FROM_THE_PLAN = "As the plan says; nothing of it is posted"


@dataclass(frozen=True)
class Standing:
    """A statement with what the plan's actions ask of each account."""

    terms: Terms
    statement: Statement
    asked: Mapping[Account, int]
    """Pence that the actions of the plan ask for, by account."""
    posted: int
    """Entries of the ledger; 0 when there is none and the plan's lines stand for it."""
    short: tuple[str, ...] = ()
    """Why the plan's costs cannot be laid into its lines, when they cannot: in sentences."""

    @property
    def has_ledger(self) -> bool:
        """Whether anything was posted."""
        return self.posted > 0


def standing(plan: Plan, entries: tuple[Entry, ...]) -> Standing:
    """Where the settlement of a plan stands after some entries of its ledger.

    Without entries the lines of the plan are opened and its costs laid in, for the page only; where
    they ask for more than there is, only what was awarded is laid and `short` says why. Raises
    GrowthplanError when the plan has no settlement, or the entries do not balance.
    """
    terms = terms_of(plan)
    ledger = open_ledger(terms, entries)
    short: tuple[str, ...] = ()
    if not entries:
        ledger, short = _as_the_plan_says(ledger, plan)
    made = statement(ledger)
    faults = check_statement_balances(made)
    if faults:
        raise GrowthplanError(faults)
    return Standing(terms, made, _asked(terms, plan), len(entries), short)


def _as_the_plan_says(ledger: Ledger, plan: Plan) -> tuple[Ledger, tuple[str, ...]]:
    signed = Signed(date(ledger.terms.years[0], 4, 1), "The plan", _FROM_THE_PLAN)
    opened = ledger.with_entry(opening(ledger, signed))
    if not any(wanted_of(ledger.terms, plan).values()):
        return opened, ()
    try:
        return opened.with_entry(as_planned(opened, plan, signed)), ()
    except GrowthplanError as refused:
        return opened, tuple(str(fault.message) for fault in refused.faults)


def _asked(terms: Terms, plan: Plan) -> dict[Account, int]:
    found: dict[Account, int] = {}
    for box, amount in wanted_of(terms, plan).items():
        found[box.account] = found.get(box.account, 0) + amount
    return found
