"""Shadow prices in words: what another £1 million of each pot is worth."""

from __future__ import annotations

import numpy as np

from growthplan.settlement.portfolio.aims import best, worth
from growthplan.settlement.portfolio.answer import Measure, Price
from growthplan.settlement.portfolio.finding import Search
from growthplan.settlement.portfolio.program import Program, money_rule
from growthplan.settlement.portfolio.solving import Solved, maximise

MOST = 12
"""Pots and limits that are priced, the dearest first."""
EMISSIONS = "emissions"
"""The rule that is counted in kt, not in £ million."""
NOUGHT = 1e-7


def prices(search: Search, found: Solved, measure: Measure) -> tuple[Price, ...]:
    """What £1 million more of each pot, switching limit and capacity that binds is worth.

    At the margin it is the dual of the choice with fractions allowed (for the expected aim); with
    whole projects the choice is made again with £1 million more. Empty when nothing binds.
    """
    program = search.program
    margins = _margins(search, program)
    names = {money_rule(pot.id): pot.words for pot in search.choices.pots}
    names |= {one.rule: f"room under the rule “{one.words}”" for one in search.choices.limits}
    names |= {
        one.id: f"room under the rule “{one.words}”"
        for one in search.choices.rules
        if one.sense == "at most"
    }
    ranked = sorted(
        (rule for rule in names if margins is None or abs(margins.get(rule, 0.0)) > NOUGHT),
        key=lambda rule: (-(margins or {}).get(rule, 0.0), rule),
    )
    made = []
    for rule in ranked[:MOST]:
        more = best(search.choices, program.with_more(rule, 1.0), search.aim, search.effort)
        gain = max(more.value - found.value, 0.0) if more.found else 0.0
        margin = None if margins is None else margins.get(rule, 0.0)
        if gain > NOUGHT or margin:
            made.append(Price(rule, names[rule], margin, gain,
                              _said(_unit(rule, names[rule]), margin, gain, measure)))  # fmt: skip
    return tuple(made)


def _margins(search: Search, program: Program) -> dict[str, float] | None:
    """Duals by rule of the choice with fractions; None for an aim that has none."""
    if search.aim.criterion != "expected":
        return None
    found = maximise(program.relaxed(), worth(search.choices, search.aim.outcome))
    if not found.found:
        return {}
    totals: dict[str, float] = {}
    for row, dual in zip(program.rows, np.abs(found.duals).tolist(), strict=True):
        totals[row.rule] = totals.get(row.rule, 0.0) + dual
    return totals


def _unit(rule: str, words: str) -> str:
    """One unit more of a rule: money, or emissions."""
    return f"{'1 kt' if rule == EMISSIONS else '£1m'} of {words}"


def _said(words: str, margin: float | None, gain: float, measure: Measure) -> str:
    whole = f"worth {measure.shown(gain)}" if gain > NOUGHT else "not enough for another project"
    if margin is None:
        return f"Another {words} is {whole}."
    return (
        f"Another {words} is worth {measure.shown(margin)} at the margin; with projects whole as "
        f"they are, it alone is {whole}."
    )
