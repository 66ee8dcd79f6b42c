"""With whom the plan works: government, neighbours, other strategies, partners."""

from __future__ import annotations

from collections.abc import Callable

from growthplan.plan.alignment import StrategyKind
from growthplan.plan.guidance.answer import Reply, counted, entries
from growthplan.plan.layout import Plan

_SETTLED = ("agreed", "in delivery", "done")


def shared_priorities(plan: Plan) -> Reply:
    """Priorities with government that are agreed."""
    live = [priority for priority in plan.priorities if priority.state != "dropped"]
    where = (entries("alignment.yaml", "priorities", live),)
    if not live:
        return Reply("missing", "The plan names no priority shared with government.", where)
    agreed = [priority for priority in live if priority.state in _SETTLED]
    told = f"{len(agreed)} of {counted(len(live), 'priority', 'priorities')} are agreed."
    return Reply("met" if len(agreed) == len(live) else "partly", told, where)


def alignment_with(kind: StrategyKind, what: str) -> Callable[[Plan], Reply]:
    """The check that a strategy of this kind is linked to actions or sites of the plan."""

    def answer(plan: Plan) -> Reply:
        found = [strategy for strategy in plan.strategies if strategy.kind == kind]
        where = (entries("alignment.yaml", "strategies", found),)
        if not found:
            return Reply("missing", f"The plan does not say how it fits with {what}.", where)
        links = [link for strategy in found for link in strategy.links]
        tied = [link for link in links if link.interventions or link.sites]
        dated = [link for link in tied if link.by]
        told = f"{counted(len(links), 'link')}, {len(tied)} of them tied to actions or sites"
        told += f" and {len(dated)} of those with a date."
        return Reply("met" if dated else "partly", told, where)

    return answer


def authorities_and_partners(plan: Plan) -> Reply:
    """Actions that name who takes part."""
    named = [action for action in plan.interventions if action.partners]
    where = (entries("interventions.yaml", "interventions", named),)
    if not named:
        return Reply("missing", "No action names a partner.", where)
    told = f"{len(named)} of {counted(len(plan.interventions), 'action')} name their partners."
    return Reply("met" if len(named) == len(plan.interventions) else "partly", told, where)
