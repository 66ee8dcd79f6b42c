"""What to bear in mind of a portfolio, and how its sum compares with the model run whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from growthplan.plan import Plan
from growthplan.settlement import terms_of
from growthplan.settlement.allocated import Allocated
from growthplan.settlement.offers import going_on
from growthplan.settlement.portfolio import Measure
from growthplan.settlement.shared_pounds import shared_pounds
from growthplan.settlement.worths import LINKED, Model, run_whole


def notes_of(plan: Plan, made: Allocated, unknown: Mapping[str, str]) -> Sequence[str]:
    """What a reader of a portfolio has to bear in mind. `unknown` says, by action, why nothing is
    known of what it brings."""
    terms = terms_of(plan)
    taken = sum(sum(c.amounts.values()) for a in going_on(plan) for c in a.costs)
    said = [
        f"The model knows nothing of what {len(unknown)} of "
        f"{len(made.portfolio.verdicts)} actions bring: they count as nothing here, which is not "
        "the same as bringing nothing.",
        f"£{taken:,.0f}m that only continues past spending is taken before anything is chosen.",
    ]
    if terms.illustrative:
        said.append(
            f"The money by function and year is illustrative on {len(terms.illustrative)} of "
            f"{len(terms.lines)} lines, not published."
        )
    said += _unsecured(plan, made)
    said += shared_pounds(made)
    if plan.choice is None:
        said.append(
            "The plan gives no least shares, delivery capacity or limit on emissions, so none "
            "holds the choice back."
        )
    return said


def _unsecured(plan: Plan, made: Allocated) -> list[str]:
    """Other money that the portfolio draws on and that the plan says is not secured."""
    pots = made.portfolio.choices.pots
    spent = {pot.id: float(x) for pot, x in zip(pots, made.portfolio.spent, strict=True)}
    return [
        f"£{spent[one.id]:,.0f}m of '{one.title}' is counted as there; the plan says of it: "
        f"{one.from_whom}."
        for one in plan.other_money
        if spent.get(one.id) and "not secured" in one.from_whom.casefold()
    ]


def checked_whole(model: Model, made: Allocated, known: Mapping[str, Measure]) -> Sequence[str]:
    """The sum with pairs against the model run on the whole portfolio at once."""
    outcome = made.portfolio.aim.outcome
    if outcome not in LINKED:
        return [
            f"Actions' {known[outcome].title} are added up: how they change each other's is not "
            "modelled."
        ]
    whole = run_whole(model, made.chosen, outcome)
    summed = made.portfolio.choices.value(outcome, made.portfolio.chosen)
    measure = known[outcome]
    apart = float(np.mean(summed - whole))
    return [
        f"Run whole, the portfolio brings {measure.shown(float(whole.mean()))}; the sum with pairs "
        f"says {measure.shown(float(summed.mean()))}, {measure.shown(abs(apart))} "
        f"{'more' if apart >= 0 else 'less'}: that is what three or more actions do together."
    ]
