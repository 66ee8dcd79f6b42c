"""The integrated settlement: its ledger, its rules, and the portfolio chosen inside it."""

from growthplan.settlement.account import Account, Box, Stage, read_account
from growthplan.settlement.balances import balances, check_nothing_is_spent_twice
from growthplan.settlement.closing import carry
from growthplan.settlement.entry import Entry, Movement, Signed
from growthplan.settlement.journal import FIRST_SEAL, Journal, line_of, read_journal
from growthplan.settlement.ledger import Ledger, open_ledger
from growthplan.settlement.pence import million, millions, pence, pounds
from growthplan.settlement.posting import (
    as_planned,
    award,
    commit,
    opening,
    profile,
    release,
    spend,
    switch,
    undo,
)
from growthplan.settlement.standing import Standing, standing
from growthplan.settlement.standing_figures import span_of, standing_figures
from growthplan.settlement.statement import Row, Statement, check_statement_balances, statement
from growthplan.settlement.terms import Terms, terms_of, without_consent

__all__ = [
    "FIRST_SEAL",
    "Account",
    "Box",
    "Entry",
    "Journal",
    "Ledger",
    "Movement",
    "Row",
    "Signed",
    "Stage",
    "Standing",
    "Statement",
    "Terms",
    "as_planned",
    "award",
    "balances",
    "carry",
    "check_nothing_is_spent_twice",
    "check_statement_balances",
    "commit",
    "line_of",
    "million",
    "millions",
    "open_ledger",
    "opening",
    "pence",
    "pounds",
    "profile",
    "read_account",
    "read_journal",
    "release",
    "span_of",
    "spend",
    "standing",
    "standing_figures",
    "statement",
    "switch",
    "terms_of",
    "undo",
    "without_consent",
]
