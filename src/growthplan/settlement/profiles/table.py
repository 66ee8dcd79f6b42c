"""What is planned and committed, laid out as finance reads it: years across, one row a purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from growthplan.plan import Plan
from growthplan.settlement.account import Account, Box, Kind, Stage
from growthplan.settlement.ledger import Ledger
from growthplan.settlement.profiles.stamp import mark_of

PROFILES, ACCOUNTS, STAMP = "Profiles", "Accounts", "Ledger"
"""Names of the sheets, and of the CSV files in small letters."""
HEADINGS = ("Action", "Title", "Function", "Kind", "Stage", "Must add up to", "Total")
"""Headings before the financial years."""
STAMP_FIELDS = ("Plan", "Place", "Entries", "Mark")
STAGES_IN_WORDS: Mapping[str, Stage] = {"planned": "profiled", "committed": "committed"}
"""Stages that may be moved between years, as they are written in the sheet."""

Purpose = tuple[str, str, Kind, Stage]
"""Action, function, kind, stage: one row."""


@dataclass(frozen=True)
class ProfileRow:
    """Money of one action in one function, kind and stage, in pence by financial year."""

    action: str
    title: str
    function: str
    kind: Kind
    stage: str
    """`planned` or `committed`."""
    pence: Mapping[int, int]
    """By the calendar year in which each financial year starts."""

    @property
    def total(self) -> int:
        return sum(self.pence.values())


@dataclass(frozen=True)
class ProfileTable:
    """The rows, their years, and the ledger that they were taken from."""

    rows: tuple[ProfileRow, ...]
    years: tuple[int, ...]
    closed: frozenset[int]
    """Years that are closed: nothing in them can change."""
    stamp: Mapping[str, str]
    """STAMP_FIELDS with what they said when the table was made."""


def profile_table(ledger: Ledger, plan: Plan) -> ProfileTable:
    """Every purpose with money, and an empty row for each that the plan's costs name."""
    titles = {one.id: one.title for one in plan.interventions}
    order = {name: n for n, name in enumerate(titles)}
    purposes = sorted(
        {*held_by_purpose(ledger), *_named(ledger, plan)},
        key=lambda one: (order.get(one[0], len(order)), one[1:3], one[3] != "committed"),
    )
    held = held_by_purpose(ledger)
    words = {stage: word for word, stage in STAGES_IN_WORDS.items()}
    rows = tuple(
        ProfileRow(
            action, titles.get(action, action), function, kind, words[stage],
            held.get((action, function, kind, stage), {}),
        )
        for action, function, kind, stage in purposes
    )  # fmt: skip
    stamp = dict(
        zip(
            STAMP_FIELDS,
            (plan.title, plan.place, str(len(ledger.entries)), mark_of(ledger)),
            strict=True,
        )
    )
    return ProfileTable(rows, years_of(ledger), ledger.closed, stamp)


def years_of(ledger: Ledger) -> tuple[int, ...]:
    """Financial years in which the settlement has money."""
    return tuple(ledger.terms.years)


def held_by_purpose(ledger: Ledger) -> dict[Purpose, dict[int, int]]:
    """Pence planned and committed by purpose and year; nothing that is nought."""
    found: dict[Purpose, dict[int, int]] = {}
    for box, amount in ledger.balances.items():
        if box.stage in STAGES_IN_WORDS.values() and amount:
            account = box.account
            purpose = (box.action, account.function, account.kind, box.stage)
            found.setdefault(purpose, {})[account.year] = amount
    return found


def box_of(purpose: Purpose, year: int) -> Box:
    """The ledger's box of a purpose in a year."""
    action, function, kind, stage = purpose
    return Box(stage, Account(function, year, kind), action)


def _named(ledger: Ledger, plan: Plan) -> set[Purpose]:
    """Purposes that costs of the plan name, to be filled in when nothing is planned yet."""
    return {
        (action.id, ledger.terms.lines[cost.line][0], cost.kind, "profiled")
        for action in plan.interventions
        for cost in action.costs
        if cost.line in ledger.terms.lines and action.status not in ("paused", "cancelled")
    }
