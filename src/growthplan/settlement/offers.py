"""What a plan offers for choice: each action at its scales and starts, with its money."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.plan import Intervention, Plan, financial_year, first_year
from growthplan.settlement.portfolio import Project
from growthplan.settlement.posting import GOING, INACTIVE
from growthplan.settlement.pots import Money

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Offer:
    """An action at one scale, begun some years later than planned."""

    action: Intervention
    scale: int
    delay: int
    money: Floats
    """[pot], £ million."""

    @property
    def start(self) -> int:
        """Calendar year in which its first financial year starts."""
        return first_year(self.action.delivery.start) + self.delay


def candidates(plan: Plan) -> tuple[Intervention, ...]:
    """Actions that may be chosen: they go ahead, are no past spending, and have money by year."""
    return tuple(
        action
        for action in plan.interventions
        if action.status not in INACTIVE and not action.baseline and _costs(action)
    )


def going_on(plan: Plan) -> tuple[Intervention, ...]:
    """Actions that only continue past spending: their money is taken in any case."""
    return tuple(a for a in plan.interventions if a.baseline and a.status not in INACTIVE)


def not_offered(plan: Plan) -> tuple[tuple[Intervention, str], ...]:
    """Actions that cannot be chosen, each with the reason."""
    chosen = {action.id for action in candidates(plan)}
    return tuple(
        (action, _reason(action)) for action in plan.interventions if action.id not in chosen
    )


def _reason(action: Intervention) -> str:
    if action.status in INACTIVE:
        return f"It is {action.status}."
    if action.baseline:
        return "It continues past spending, and its money is taken in any case."
    return "The plan gives it no money by year."


def _costs(action: Intervention) -> bool:
    return any(sum(cost.amounts.values()) > 0 for cost in action.costs)


def offers_of(plan: Plan, money: Money) -> tuple[tuple[Offer, ...], tuple[str, ...]]:
    """Every offer, an action's own scale and start first, and notes on starts that cannot be.

    An action that is committed is offered as it is only.
    """
    found: list[Offer] = []
    notes: list[str] = []
    for action in candidates(plan):
        fixed = action.status in GOING
        for delay in range(1 if fixed else _delays(action)):
            row = _money(action, delay, money)
            if row is None:
                year = financial_year(first_year(action.delivery.start) + delay)
                notes.append(f"'{action.id}' cannot start in {year}: a year of it has no money.")
                continue
            scales = range(1, 2 if fixed else action.scale_max + 1)
            found += [Offer(action, scale, delay, row * scale) for scale in scales]
    return tuple(found), tuple(notes)


def _delays(action: Intervention) -> int:
    if action.latest_start is None:
        return 1
    return first_year(action.latest_start) - first_year(action.delivery.start) + 1


def _money(action: Intervention, delay: int, money: Money) -> Floats | None:
    """£ million by pot, or None when a year falls where there is none. As planned, a year outside
    is money of before the settlement: the plan's own checks have seen to that."""
    row = np.zeros(len(money.pots))
    for cost in action.costs:
        for year, amount in cost.amounts.items():
            pot = money.pot_of(cost.line, cost.kind, first_year(year) + delay)
            if pot is not None:
                row[pot] += amount
            elif amount:
                return None
    return row


def projects_of(plan: Plan, unknown: dict[str, str]) -> tuple[Project, ...]:
    """The candidates as projects. `unknown` says why nothing is known of what one brings.

    An action that must come first and goes ahead in any case is no condition; one that is paused
    or cancelled keeps the other out.
    """
    offered = candidates(plan)
    ids = {action.id for action in offered}
    off = {action.id for action in plan.interventions if action.status in INACTIVE}
    return tuple(
        Project(
            action.id,
            action.title,
            action.theme,
            tuple(one for one in action.depends_on if one in ids | off),
            tuple(one for one in action.excludes if one in ids),
            action.status in GOING,
            unknown.get(action.id, ""),
        )
        for action in offered
    )
