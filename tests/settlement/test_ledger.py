"""The ledger: it balances to the penny, and nothing is spent twice."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_case import ACTIONS, CONSENTED, SIGNED, account, opened, rule

from growthplan.settlement import (
    Box,
    Entry,
    Ledger,
    Movement,
    Signed,
    award,
    balances,
    carry,
    check_nothing_is_spent_twice,
    check_statement_balances,
    commit,
    line_of,
    open_ledger,
    opening,
    pence,
    profile,
    read_account,
    read_journal,
    release,
    spend,
    statement,
    switch,
    undo,
)
from growthplan.settlement.journal import FIRST_SEAL
from growthplan.vocabulary import GrowthplanError

MILLION = 100_000_000


def test_money_goes_from_left_to_planned_to_committed_to_spent() -> None:
    ledger = opened()
    amounts = {account(): 3 * MILLION, account(year=2027): 2 * MILLION}
    for posting in (profile, commit, spend):
        ledger = ledger.with_entry(posting(ledger, "bootcamps", amounts, SIGNED))
    row = dict(statement(ledger).rows)[account()]
    assert (row.spent, row.committed, row.profiled, row.left) == (3 * MILLION, 0, 0, 7 * MILLION)
    assert row.available == 10 * MILLION
    assert not check_statement_balances(statement(ledger))


def test_a_commitment_takes_what_was_planned_first() -> None:
    ledger = opened()
    ledger = ledger.with_entry(profile(ledger, "bootcamps", {account(): 3 * MILLION}, SIGNED))
    ledger = ledger.with_entry(commit(ledger, "bootcamps", {account(): 4 * MILLION}, SIGNED))
    row = dict(statement(ledger).rows)[account()]
    assert (row.committed, row.profiled, row.left) == (4 * MILLION, 0, 6 * MILLION)


def test_nothing_is_promised_twice() -> None:
    ledger = opened()
    ledger = ledger.with_entry(commit(ledger, "bootcamps", {account(): 8 * MILLION}, SIGNED))
    with pytest.raises(GrowthplanError, match=r"1,000,000\.00 too little"):
        commit(ledger, "buses", {account(): 3 * MILLION}, SIGNED)
    with pytest.raises(GrowthplanError, match="too little"):
        spend(ledger, "buses", {account(): 1}, SIGNED)


def test_a_profile_adds_up_to_its_total() -> None:
    with pytest.raises(GrowthplanError, match=r"adds up to £5,000,000.00, not to £6,000,000.00"):
        commit(
            opened(),
            "bootcamps",
            {account(): 3 * MILLION, account(year=2027): 2 * MILLION},
            SIGNED,
            total=6 * MILLION,
        )


def test_every_fault_of_a_posting_is_told_at_once() -> None:
    with pytest.raises(GrowthplanError) as raised:
        profile(
            opened(),
            "bootcmps",
            {account(): -5, account(year=2031): 1, account("skils"): 1},
            Signed(SIGNED.day, "Head of finance", " "),
        )
    text = str(raised.value)
    assert len(raised.value.faults) == 5
    for words in ("−£0.05", "2031/32", "'skills'", "'bootcamps'", "needs a reason"):
        assert words in text


def test_a_switch_keeps_to_its_limit_over_all_switches() -> None:
    ledger = opened()
    half = MILLION // 2
    for _ in range(2):
        ledger = ledger.with_entry(switch(ledger, account(), account("transport"), half, SIGNED))
    with pytest.raises(GrowthplanError, match=r"£1,000,000.01 would leave.*Move at most £0.00"):
        switch(ledger, account(), account("transport"), 1, SIGNED)
    # What is undone gives the room back
    ledger = ledger.with_entry(undo(ledger, 3, SIGNED))
    switch(ledger, account(), account("transport"), half, SIGNED)


def test_a_switch_needs_a_rule_for_each_thing_it_changes() -> None:
    capital = account("transport", 2027, "capital")
    with pytest.raises(GrowthplanError) as raised:
        switch(opened(rule("between functions", 10)), account(), capital, MILLION, SIGNED)
    assert "no rule for moving money between years" in str(raised.value)
    assert "no rule for moving money revenue to capital" in str(raised.value)


def test_a_switch_needs_the_consent_that_its_rule_asks_for() -> None:
    ledger = opened(rule("between functions", 10, "HM Treasury"))
    with pytest.raises(GrowthplanError, match="needs consent: HM Treasury"):
        switch(ledger, account(), account("transport"), MILLION, SIGNED)
    switch(ledger, account(), account("transport"), MILLION, CONSENTED)


def test_year_end_carries_commitments_first_and_hands_back_the_rest() -> None:
    ledger = opened(rule("between years", 30))
    ledger = ledger.with_entry(commit(ledger, "buses", {account(): 2 * MILLION}, SIGNED))
    ledger = ledger.with_entry(carry(ledger, 2026, CONSENTED))
    rows = dict(statement(ledger).rows)
    old, new = rows[account()], rows[account(year=2027)]
    assert (old.carried_out, old.returned, old.available) == (3 * MILLION, 7 * MILLION, 0)
    assert (new.carried_in, new.committed, new.left) == (3 * MILLION, 2 * MILLION, 11 * MILLION)
    assert not check_statement_balances(statement(ledger))
    with pytest.raises(GrowthplanError, match="2026/27 is closed"):
        commit(ledger, "buses", {account(): 1}, SIGNED)
    reopened = ledger.with_entry(undo(ledger, 3, SIGNED))
    assert dict(statement(reopened).rows)[account()].left == 8 * MILLION
    assert not reopened.closed


def test_committed_money_is_never_lost_at_year_end() -> None:
    ledger = opened(rule("between functions", 10))
    ledger = ledger.with_entry(commit(ledger, "buses", {account(): MILLION}, SIGNED))
    with pytest.raises(GrowthplanError, match="cannot be carried over and would be lost"):
        carry(ledger, 2026, CONSENTED)


def test_years_close_in_order_and_within_the_settlement() -> None:
    with pytest.raises(GrowthplanError, match="2026/27 is still open"):
        carry(opened(), 2027, CONSENTED)
    with pytest.raises(GrowthplanError, match=r"no money in 2035/36.*2026/27 to 2028/29"):
        carry(opened(), 2035, CONSENTED)


def test_an_opened_ledger_is_opened_once_and_an_undone_entry_is_undone_once() -> None:
    ledger = opened()
    with pytest.raises(GrowthplanError, match="open already"):
        opening(ledger, SIGNED)
    ledger = ledger.with_entry(profile(ledger, "homes", {account(): 5}, SIGNED))
    ledger = ledger.with_entry(undo(ledger, 2, SIGNED))
    for number in (2, 3, 9):
        with pytest.raises(GrowthplanError):
            undo(ledger, number, SIGNED)


def test_pence_are_exact() -> None:
    assert pence(0.1) + pence(0.2) == pence(0.3) == 30_000_000
    with pytest.raises(GrowthplanError, match="no account"):
        read_account("skills/2026-28/revenue")


functions = st.sampled_from(["skills", "transport"])
accounts = st.builds(
    account, functions, st.sampled_from([2026, 2027, 2028]), st.sampled_from(["capital", "revenue"])
)
amounts = st.integers(-10, 12 * MILLION)
steps = st.one_of(
    st.tuples(st.sampled_from([profile, commit, spend, release]), st.sampled_from(ACTIONS),
              st.dictionaries(accounts, amounts, min_size=1, max_size=3)),
    st.tuples(st.just(switch), accounts, accounts, amounts),
    st.tuples(st.just(award), st.dictionaries(accounts, amounts, min_size=1, max_size=2)),
    st.tuples(st.just(carry), st.sampled_from([2026, 2027, 2028])),
    st.tuples(st.just(undo), st.integers(1, 12)),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(steps, max_size=14))
def test_whatever_is_posted_balances_and_reads_back_the_same(wanted: list[tuple]) -> None:  # type: ignore[type-arg]
    ledger = opened()
    for what, *how in wanted:
        with contextlib.suppress(GrowthplanError):
            ledger = ledger.with_entry(what(ledger, *how, CONSENTED))
    assert not check_statement_balances(statement(ledger))
    assert not list(check_nothing_is_spent_twice(ledger.entries))
    assert sum(ledger.balances.values()) == 0
    assert all(amount >= 0 for box, amount in ledger.balances.items() if not box.outside)
    data, seal = b"", FIRST_SEAL
    for entry in ledger.entries:
        line, seal = line_of(entry, seal)
        data += line
    again = open_ledger(ledger.terms, read_journal(data).entries)
    assert again.entries == ledger.entries
    assert statement(again) == statement(ledger)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(
                st.sampled_from(["left", "committed", "spent"]),
                st.sampled_from(["left", "committed", "spent", "awarded"]),
                st.integers(1, 9),
            ),
            min_size=1,
            max_size=3,
        ),
        max_size=8,
    )
)
def test_each_entry_that_takes_more_than_there_is_is_found(
    given_moves: list[list[tuple[str, str, int]]],
) -> None:
    entries = [
        Entry(
            number,
            SIGNED.day,
            "spend",
            "role",
            "why",
            tuple(
                Movement(Box(two, account()), Box(one, account()), amount)  # type: ignore[arg-type]
                for one, two, amount in moves
            ),
        )
        for number, moves in enumerate(given_moves, 1)
    ]
    held: dict[Box, int] = {}
    below = set()
    for entry in entries:
        for out_of, into, amount in entry.movements:
            held[out_of] = held.get(out_of, 0) - amount
            held[into] = held.get(into, 0) + amount
        touched = {m.out_of for m in entry.movements}
        below |= {(entry.number, b) for b in touched if held[b] < 0 and not b.outside}
    assert balances(entries) == held
    assert len(list(check_nothing_is_spent_twice(entries))) == len(below)


def test_a_ledger_that_spends_twice_is_not_opened() -> None:
    ledger: Ledger = opened()
    paid = Movement(Box("left", account()), Box("spent", account(), "buses"), 2**40)
    bad = Entry(2, SIGNED.day, "spend", "r", "w", (paid,))
    with pytest.raises(GrowthplanError, match="a pound would be spent twice"):
        open_ledger(ledger.terms, (*ledger.entries, bad))
