"""A chosen portfolio on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from growthplan.cli.terminal import table
from growthplan.journeys.allocating import AllocatedPlan
from growthplan.plan import financial_year
from growthplan.settlement.portfolio import Portfolio, Verdict

_PRICES = 6


def print_allocated(console: Console, made: AllocatedPlan) -> None:
    """The finding, what is chosen, what is not and why, money, trade-offs, and notes."""
    portfolio = made.portfolio
    for sentence in portfolio.sentences:
        _say(console, sentence)
    chosen = [one for one in portfolio.verdicts if one.chosen]
    _projects(console, "Chosen", chosen, portfolio)
    _projects(console, "Left out", [v for v in portfolio.verdicts if not v.chosen], portfolio)
    _reasons(console, portfolio.verdicts)
    if portfolio.moved:
        _heading(console, "Money switched to make room")
        for one in portfolio.moved:
            _say(console, f"- £{one.amount:,.2f}m {one.words}")
    if portfolio.prices:
        _heading(console, "What more money is worth")
        for price in portfolio.prices[:_PRICES]:
            _say(console, f"- {price.sentence}")
    _frontier(console, portfolio)
    costly = [one for one in portfolio.overrides if one.cost > 0 or one.asked != "committed"]
    if costly:
        _heading(console, "What was decided beforehand")
        for override in costly:
            _say(console, f"- {override.sentence}")
    _heading(console, "Notes")
    for note in made.notes:
        _say(console, f"- {note}")
    for name, _, reason in made.allocated.not_offered:
        _say(console, f"- '{name}' could not be chosen. {reason}")
    _say(console, "\nNext: growthplan ledger show, or the same command with --require or --forbid.")


def _projects(
    console: Console, title: str, verdicts: Sequence[Verdict], portfolio: Portfolio
) -> None:
    measure = portfolio.measures[portfolio.aim.outcome]
    rows = [
        [
            _named(one),
            financial_year(one.start),
            f"{one.money:,.1f}",
            "not known" if one.alone is None else measure.shown(one.alone),
            "" if one.share is None else f"{100 * one.share:.0f}%",
        ]
        for one in verdicts
    ]
    columns = [("Action", "left"), ("Starts", "left"), ("£m", "right"), ("Alone", "right"),
               ("In draws", "right")]  # fmt: skip
    _heading(console, f"{title}: {len(rows)}")
    if rows:
        console.print(table(columns, rows))


def _named(one: Verdict) -> str:
    times = f" x{one.scale}" if one.scale > 1 else ""
    return f"{one.project}{times}{' (tie)' if one.tie else ''}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reasons(console: Console, verdicts: Sequence[Verdict]) -> None:
    _heading(console, "Why, and why not")
    for one in sorted(verdicts, key=lambda v: v.chosen):
        _say(console, f"- {one.project}: {one.sentence}")


def _frontier(console: Console, portfolio: Portfolio) -> None:
    for (one, two), points in portfolio.frontier.items():
        if len(points) < 2:
            continue
        first, last = portfolio.measures[one], portfolio.measures[two]
        _heading(console, f"Between {first.title} and {last.title}")
        rows = [
            [first.shown(p.values[one]), last.shown(p.values[two]), str(len(p.projects))]
            for p in points
        ]
        named = [_capital(first.title), _capital(last.title), "Actions"]
        columns = [(name, "right") for name in named]
        console.print(table(columns, rows))


def _heading(console: Console, text: str) -> None:
    console.print(f"\n{text}", style="bold", highlight=False, markup=False, soft_wrap=True)


def _say(console: Console, text: str) -> None:
    console.print(text, highlight=False, markup=False)
