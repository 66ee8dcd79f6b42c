"""What the plan acts on: sectors, powers, money, opportunities and investment."""

from __future__ import annotations

from growthplan.plan.guidance.answer import Reply, Where, counted, entries
from growthplan.plan.layout import Plan

FEWEST, MOST = 4, 10
"""How many specific opportunities the guidance asks for."""
_INACTIVE = ("paused", "cancelled")


def sector_strengths(plan: Plan) -> Reply:
    """Every sector says what the place is known for and where the Industrial Strategy has it."""
    where = (entries("sectors.yaml", "sectors", plan.sectors),)
    if not plan.sectors:
        return Reply("missing", "The plan names no sectors.", where)
    growth = [s for s in plan.sectors if s.role == "growth sector"] or list(plan.sectors)
    unlinked = [sector.title for sector in growth if not sector.industrial_strategy]
    unsaid = [sector.title for sector in growth if not sector.strengths]
    lacks = [f"no link to the Industrial Strategy for {'; '.join(unlinked)}"] if unlinked else []
    lacks += [f"no strength stated for {'; '.join(unsaid)}"] if unsaid else []
    told = f"{counted(len(growth), 'growth sector')}"
    if lacks:
        return Reply("partly", f"{told}, but {' and '.join(lacks)}.", where)
    told += ", each with its strengths and its place in the Industrial Strategy."
    return Reply("met", told, where)


def powers_and_funding(plan: Plan) -> Reply:
    """Levers, the settlement, and actions that say which of both they use."""
    lines = plan.settlement.lines if plan.settlement else ()
    live = [a for a in plan.interventions if a.status not in _INACTIVE]
    using = [a for a in live if a.costs and a.levers]
    where = (
        entries("levers.yaml", "levers", plan.levers),
        entries("funding.yaml", "settlement.lines", lines),
        entries("interventions.yaml", "interventions", using),
    )
    if not live:
        return Reply("missing", "The plan has no actions.", where)
    told = f"{len(using)} of {counted(len(live), 'action')} name both the money and the levers"
    told += f" that they use; {counted(len(plan.levers), 'lever')}, "
    told += f"{counted(len(lines), 'line')} of the settlement."
    whole = plan.levers and lines and len(using) == len(live)
    some = plan.levers or lines or using
    return Reply("met" if whole else "partly" if some else "missing", told, where)


def specific_opportunities(plan: Plan) -> Reply:
    """From four to ten, as opportunities of the plan or else as entries of the pipeline."""
    where = (
        entries("sectors.yaml", "opportunities", plan.opportunities),
        entries("pipeline.yaml", "pipeline", plan.pipeline),
    )
    named, offered = len(plan.opportunities), len(plan.pipeline)
    told = (
        f"The plan names {counted(named, 'opportunity', 'opportunities')} and offers "
        f"{counted(offered, 'investment')}."
    )
    if FEWEST <= named <= MOST or FEWEST <= offered <= MOST:
        return Reply("met", told, where)
    return Reply("partly" if named or offered else "missing", told, where)


def investment_pipeline(plan: Plan) -> Reply:
    """Entries that say what is asked, how much it is and what comes back."""
    where: tuple[Where, ...] = (entries("pipeline.yaml", "pipeline", plan.pipeline),)
    if not plan.pipeline:
        return Reply("missing", "The plan has no investment pipeline.", where)
    whole = [i for i in plan.pipeline if i.ask and i.amount is not None and i.returns]
    told = (
        f"{len(whole)} of {counted(len(plan.pipeline), 'entry', 'entries')} say what is asked, "
        "how much it is and what an investor gets back."
    )
    return Reply("met" if len(whole) == len(plan.pipeline) else "partly", told, where)
