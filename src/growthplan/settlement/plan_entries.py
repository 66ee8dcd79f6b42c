"""The plan's entries that money comes from: lines of the settlement, and costs of actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from growthplan.plan import FundingLine, Intervention, Plan, financial_year, first_year
from growthplan.settlement.account import Account
from growthplan.settlement.posting import GOING, INACTIVE
from growthplan.settlement.terms import Terms
from growthplan.vocabulary import Input

MONEY, ACTIONS = "funding.yaml", "interventions"
"""Where lines and costs stand, as figures of the plan name it."""


def award_inputs(plan: Plan, account: Account) -> tuple[Input, ...]:
    """The settlement's lines that give an account its money, £ million."""
    year = financial_year(account.year)
    return tuple(
        Input(label=f"{line.title}, {year}", value=line.amounts[year], unit="£m", file=MONEY,
              cell=f"settlement/lines/{line.id}, {year}")
        for line in _lines(plan)
        if (line.function, line.kind) == (account.function, account.kind) and year in line.amounts
    )  # fmt: skip


def line_inputs(plan: Plan) -> tuple[Input, ...]:
    """Every line of the settlement over its years, £ million."""
    return tuple(
        Input(label=line.title, value=round(sum(line.amounts.values()), 6), unit="£m", file=MONEY,
              cell=f"settlement/lines/{line.id}")
        for line in _lines(plan)
    )  # fmt: skip


def cost_inputs(
    plan: Plan, terms: Terms, account: Account, stage: str = "asked"
) -> tuple[Input, ...]:
    """The costs of actions that draw on an account, £ million: all (`asked`), or those whose money
    is `committed` or `profiled` by the state of the action. That there are none is said too."""
    found = tuple(
        Input(label=action.title, value=amount, unit="£m", file=ACTIONS,
              cell=f"{action.id}, costs on {line}, {financial_year(account.year)}")
        for action in plan.interventions
        if _counts(action, stage)
        for line, amount in _drawn(action, terms, account)
    )  # fmt: skip
    words = f"No action draws on {account.in_words}"
    return found or (Input(label=words, value=0, unit="£m", file=ACTIONS, cell=f"no {account}"),)


def action_inputs(actions: Iterable[Intervention], entry: str = "") -> tuple[Input, ...]:
    """Actions by their entries, or by a part of these: `effects`."""
    found = tuple(
        Input(label=one.title, value=None, unit="", file=ACTIONS,
              cell=f"{one.id}, {entry}" if entry else one.id)
        for one in actions
    )  # fmt: skip
    return found or (
        Input(label="No action", value=0, unit="count", file=ACTIONS, cell="no entry"),
    )


def _lines(plan: Plan) -> tuple[FundingLine, ...]:
    return plan.settlement.lines if plan.settlement else ()


def _counts(action: Intervention, stage: str) -> bool:
    if action.status in INACTIVE:
        return False
    return stage == "asked" or (stage == "committed") == (action.status in GOING)


def _drawn(action: Intervention, terms: Terms, account: Account) -> Iterator[tuple[str, float]]:
    """Lines that an action's costs draw on within an account, with £ million."""
    for cost in action.costs:
        if cost.line not in terms.lines or cost.kind != account.kind:
            continue
        for year, amount in cost.amounts.items():
            if (terms.lines[cost.line][0], first_year(year)) == account[:2]:
                yield cost.line, amount
