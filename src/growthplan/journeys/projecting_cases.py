"""The futures of a plan that are run: the plan as it stands, and each scenario of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from growthplan.journeys.projecting_asked import DEFAULT, Asked, last_year
from growthplan.journeys.projecting_ground import Laid, lay
from growthplan.journeys.sector_definitions import sector_definitions
from growthplan.plan import Plan
from growthplan.store import Store
from growthplan.system.answers import PLAN, STEADY, Case, National, Runs
from growthplan.system.programme import Prices, Programme, acting, read_programme
from growthplan.system.scenario import ReadScenario, compose
from growthplan.vocabulary import Assumption, Fault, GrowthplanError


def plan_runs(
    held: Store,
    plan: Plan,
    assumptions: Mapping[str, Assumption],
    asked: Asked = DEFAULT,
    as_at: date | None = None,
) -> Runs:
    """The plan as it stands under some assumptions, ready to run; raises as a projection does."""
    laid = lay(held, plan.place, assumptions, as_at)
    until = last_year(plan, asked, laid.ground.base.year)
    programme = read_programme(plan, assumptions)
    cases, _ = cases_of(plan, programme, (), laid, until)
    return Runs(laid.ground, cases, dict(assumptions), until, asked.seed, mechanisms=False)


def cases_of(
    plan: Plan,
    programme: Programme,
    scenarios: Sequence[Sequence[ReadScenario]],
    laid: Laid,
    until: int,
) -> tuple[tuple[Case, ...], tuple[str, ...]]:
    """The plan as it stands and each scenario of it, with notes; every fault at once."""
    prices = laid.ground.prices
    cases = [_case(PLAN, plan.title, programme, prices, laid, until)]
    notes: list[str] = []
    faults: list[Fault] = []
    for parts in scenarios:
        try:
            one = compose(parts, plan, programme, prices, until)
        except GrowthplanError as error:
            faults += error.faults
            continue
        made = _case(one.id, one.title, one.programme, one.prices, laid, until, one.national)
        cases.append(replace(made, summary=one.summary, steps=one.steps))
        notes += [f"{one.title}: {note}" for note in one.notes]
    if faults:
        raise GrowthplanError(faults)
    return tuple(cases), tuple(notes)


def _case(
    name: str,
    title: str,
    programme: Programme,
    prices: Prices,
    laid: Laid,
    until: int,
    national: National = STEADY,
) -> Case:
    ground = laid.ground
    years = range(ground.base.year, until + 1)
    definitions = {one.id: one for one in sector_definitions()}
    return Case(
        name, title, acting(programme, ground.economy, years, prices, definitions), national
    )
