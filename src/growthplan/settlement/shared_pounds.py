"""Pots that hold some of the same pounds: what a portfolio takes from both, and whether the worst
case would still pay for it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from growthplan.settlement.allocated import Allocated

Taken = tuple[str, float, float, float]
"""Words of a pot, £ million that it holds, that is taken in any case, and that the choice takes."""
_PENNY = 0.005


def shared_pounds(made: Allocated) -> list[str]:
    """A sentence for each two pots of the plan that overlap and are both drawn on.

    How many pounds they share is seldom public. At worst the smaller is wholly part of the larger,
    and both together hold no more than the larger alone.
    """
    sides = _sides(made)
    return [
        said
        for one in made.plan.other_money
        for other in one.overlaps
        if other in sides and (said := _said(sides[one.id], sides[other]))
    ]


def _said(one: Taken, two: Taken) -> str:
    """Nothing where one of the two is not drawn on."""
    if min(one[3], two[3]) < _PENNY:
        return ""
    both = (
        f"£{one[3]:,.1f}m is taken from {one[0]} and £{two[3]:,.1f}m from {two[0]}, which hold "
        "some of the same pounds"
    )
    there = max(one[1], two[1]) - one[2] - two[2]
    short = one[3] + two[3] - there
    if short < _PENNY:
        return f"{both}: were the smaller wholly part of the larger, both would still be paid."
    return (
        f"{both}: were the smaller wholly part of the larger, £{short:,.1f}m would be counted "
        "twice. Find out how much they share before it is committed."
    )


def _sides(made: Allocated) -> Mapping[str, Taken]:
    """Other money and totals of the settlement, by id."""
    now = np.array([pot.amount for pot in made.portfolio.choices.pots])
    spent = np.asarray(made.portfolio.spent)
    found: dict[str, Taken] = {}
    for one in made.plan.other_money:
        place, _ = made.money.others[one.id]
        held, taken = float(now[place]), float(spent[place])
        found[one.id] = (f"'{one.title}'", one.amount, one.amount - held, taken)
    for total in made.plan.settlement.totals if made.plan.settlement else ():
        own = [n for account, n in made.money.accounts.items() if account.kind == total.kind]
        held, taken = float(now[own].sum()), float(spent[own].sum())
        words = f"the settlement's {total.kind}"
        found[total.id] = (words, total.amount, total.amount - held, taken)
    return found
