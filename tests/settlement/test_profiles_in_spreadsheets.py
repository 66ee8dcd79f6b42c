"""Pence survive a spreadsheet, and an edited profile is what the ledger then holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_case import ACTIONS, SIGNED, account, opened

from growthplan.plan.editing.tables import Cell
from growthplan.settlement import Box, check_statement_balances, statement
from growthplan.settlement.profiles import changes_of, mark_of, reprofile
from growthplan.settlement.profiles.amounts import AmountError, pence_in
from growthplan.vocabulary import GrowthplanError

PENCE = st.integers(0, 10**14)
YEARS = (2026, 2027, 2028)
BOXES = [
    Box("profiled", account(function, year, kind), action)
    for function in ("skills", "transport")
    for year in YEARS
    for kind in ("capital", "revenue")
    for action in ACTIONS
]
WANTED = st.dictionaries(st.sampled_from(BOXES), st.integers(1, 333_333_333), max_size=20)


@given(PENCE)
def test_a_number_of_pounds_is_the_pence_that_it_was(pence: int) -> None:
    assert pence_in(Cell(pence / 100)) == pence
    whole, rest = divmod(pence, 100)
    assert pence_in(Cell(f"{whole}.{rest:02d}")) == pence
    assert pence_in(Cell(f"£{whole:,}.{rest:02d}")) == pence


@pytest.mark.parametrize(
    "value", ["1.2.3", "1,23", "ten", "12p", "1e5", -0.01, 0.001, 1e13, float("nan"), True]
)
def test_what_is_no_amount_of_pence_is_refused(value: str | float) -> None:
    with pytest.raises(AmountError):
        pence_in(Cell(value))


@settings(max_examples=60, deadline=None)
@given(WANTED, WANTED)
def test_the_ledger_then_holds_what_was_wanted(first: dict[Box, int], then: dict[Box, int]) -> None:
    ledger = opened()
    for wanted in (first, then):
        if not changes_of(ledger, wanted):
            with pytest.raises(GrowthplanError, match="nothing changed"):
                reprofile(ledger, wanted, SIGNED)
            continue
        before = mark_of(ledger)
        told = changes_of(ledger, wanted)
        ledger = ledger.with_entry(reprofile(ledger, wanted, SIGNED))
        assert {b: ledger.held(b) for b in BOXES if ledger.held(b)} == wanted
        for change in told:
            assert ledger.held(Box("left", change.box.account)) == change.left
        assert not check_statement_balances(statement(ledger))
        assert not changes_of(ledger, wanted)
        assert mark_of(ledger) != before


def test_what_cannot_stand_is_refused_whole() -> None:
    ledger = opened()
    wanted = {BOXES[0]: 1, BOXES[1]: 1_000_000_000}
    with pytest.raises(GrowthplanError, match="too little"):
        reprofile(ledger, wanted, SIGNED)
