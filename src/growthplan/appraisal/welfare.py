"""Lines of one action: what it costs, and what the country gains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.appraisal.carbon import CARBON, carbon_benefit, carbon_values
from growthplan.appraisal.case import BenefitLine, Case, CostLine, Setting
from growthplan.appraisal.effects import Effect
from growthplan.appraisal.lines import Discounting, Line, LineMaker, Schedule
from growthplan.appraisal.measures import residual_value
from growthplan.appraisal.optimism import LOWER, UPPER
from growthplan.appraisal.pricing import repriced
from growthplan.system import Action, Parameters, net_zero
from growthplan.system.innovation import LEVERAGE
from growthplan.system.streams import triangular, uniforms
from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]

JOBS_ELSEWHERE = "appraisal.national_displacement_jobs"
OUTPUT_ELSEWHERE = "appraisal.national_displacement_productivity"
WORK_GAIN = "appraisal.labour_supply_welfare"
_ONE_GAIN = {
    "productivity": "productivity",
    "wider impacts": "productivity",
    "labour supply": "labour supply",
    "carbon": "carbon",
}
"""Kinds of benefit that the model values too: the plan's own value takes the model's place."""
MODELLED = ("productivity", "work", "carbon")
"""Ids of the lines that the model finds."""
_OF_HEALTH = ("health", "wellbeing")


@dataclass(frozen=True)
class Chance:
    """The draws: what is uncertain beyond the model's own numbers."""

    parameters: Parameters
    seed: int

    @property
    def draws(self) -> int:
        return len(self.parameters)

    def number(self, name: str) -> Floats:
        """A drawn assumption [d]. Raises GrowthplanError when it is not in hand."""
        if name not in self.parameters.values:
            raise GrowthplanError(
                Fault(f"An appraisal needs the assumption {name}.", code="assumption")
            )
        return self.parameters[name]

    def uniform(self, name: str) -> Floats:
        """Uniform numbers [d] of a name of their own."""
        return uniforms(self.seed, f"appraisal/{name}", self.parameters.draws)[:, 0]


def elsewhere(case: Case, chance: Chance) -> tuple[Floats, Floats]:
    """Shares taken from the rest of the country [d]: of productivity, and of work.

    The plan's own share of an action takes the place of the assumption for work.
    """
    output = np.clip(chance.number(OUTPUT_ELSEWHERE), 0.0, 1.0)
    work = np.clip(chance.number(JOBS_ELSEWHERE), 0.0, 1.0)
    own = case.action.additionality
    given = own.displacement_national if own else None
    if given is not None and given.value is not None:
        work = np.full(chance.draws, given.value)
    elif given is not None and given.assumption is not None:
        work = chance.number(given.assumption)
    return output, work


def to_society(effect: Effect, output: Floats, work: Floats, gain: Floats) -> tuple[Floats, Floats]:
    """What the country gains of a place's output [d, t]: from productivity, and from work.

    A gain in productivity counts less what is taken from elsewhere. Of the output of more work only
    the share `gain` counts, after what is taken from elsewhere: the rest pays for the effort.
    """
    return (
        effect.productivity * (1.0 - output)[:, None],
        effect.work * ((1.0 - work) * gain)[:, None],
    )


def on_years(values: Floats, of: tuple[int, ...], case: Case, setting: Setting) -> Floats:
    """Model values [d, t] in the appraisal's years, £ million at its prices, when counted."""
    start = setting.years[0] - of[0]
    real = values[:, start : start + len(setting.years)]
    return np.asarray(real * setting.prices.level(setting.price_year) * case.counted)


def lines_of(
    case: Case,
    effect: Effect | None,
    actions: tuple[Action, ...],
    setting: Setting,
    chance: Chance,
    discounting: Discounting,
) -> tuple[Line, ...]:
    """Every cost and benefit of an action to society, each once."""
    make = LineMaker(discounting, chance.draws)
    _costs(case, setting, chance, make)
    if effect is not None:
        _matched(actions, effect.years[0], setting, chance, make)
        _modelled(case, effect, setting, chance, make)
    for benefit in case.benefits:
        if not benefit.local:
            _valued(benefit, chance, make)
    return tuple(make.found)


def _costs(case: Case, setting: Setting, chance: Chance, make: LineMaker) -> None:
    over = case.optimism.drawn(chance.uniform(f"overrun/{case.id}"))
    for line in case.costs:
        _cost(make, line)
    raised = [line for line in case.costs if line.capital == case.on_capital]
    if case.upkeep is not None:
        _cost(make, case.upkeep, "upkeep")
        raised += [case.upkeep] if case.on_capital else []
    for public in (True, False):
        flow = sum((o.flow for o in raised if o.public == public), np.zeros(len(case.years)))
        if flow.any() and case.optimism.upper > 0:
            who = "public" if public else "private"
            make(
                f"optimism/{who}", "Optimism bias", over[:, None] * flow, side="cost", who=who,
                kind="optimism bias", rests_on=(UPPER, LOWER), assumed=case.optimism_assumed,
            )  # fmt: skip
    _residual(case, make)


def _cost(make: LineMaker, line: CostLine, kind: str | None = None) -> None:
    make(
        f"cost/{line.id}",
        line.title,
        line.flow,
        side="cost",
        who="public" if line.public else "private",
        kind=kind or ("capital" if line.capital else "revenue"),
        rests_on=(line.source,),
        assumed=line.illustrative,
    )


def _residual(case: Case, make: LineMaker) -> None:
    """What is left of what was built when the years end before its life does."""
    counted = int(case.counted.sum())
    capital = sum(float(line.flow.sum()) for line in case.costs if line.capital)
    own = case.action.appraisal
    left = residual_value(capital, case.life, counted)
    if left <= 0 or own is None or own.asset_life is None:
        return
    flow = np.zeros(len(case.years))
    flow[int(np.flatnonzero(case.counted)[-1])] = left
    make(
        "residual", f"What is left of the asset after {counted} of {case.life} years", flow,
        side="benefit", who="public", kind="residual value", gain="residual value",
    )  # fmt: skip


def _matched(
    actions: tuple[Action, ...],
    base_year: int,
    setting: Setting,
    chance: Chance,
    make: LineMaker,
) -> None:
    """Private research that public research brings: its gain is in the model, so its cost is."""
    spend = sum((a.spend for a in actions if a.channel == "knowledge"), np.zeros(1))
    if not np.any(spend):
        return
    before = setting.years[0] - base_year
    matched = chance.number(LEVERAGE)[:, None] * spend[None, before : before + len(setting.years)]
    flows = matched * setting.prices.level(setting.price_year)
    make(
        "matched-research", "Private research that it brings", flows, side="cost", who="private",
        kind="research", rests_on=(LEVERAGE,), assumed=True,
    )  # fmt: skip


def _modelled(
    case: Case, effect: Effect, setting: Setting, chance: Chance, make: LineMaker
) -> None:
    given = {_ONE_GAIN.get(benefit.kind) for benefit in case.benefits}
    output, work = elsewhere(case, chance)
    made, worked = to_society(effect, output, work, chance.number(WORK_GAIN))
    if "productivity" not in given:
        make(
            "productivity", "Output from higher productivity",
            on_years(made, effect.years, case, setting), side="benefit", who="society",
            kind="productivity", rests_on=(OUTPUT_ELSEWHERE,), assumed=True, gain="productivity",
        )  # fmt: skip
    if "labour supply" not in given:
        make(
            "work", "Gain from more work", on_years(worked, effect.years, case, setting),
            side="benefit", who="society", kind="labour supply",
            rests_on=(JOBS_ELSEWHERE, WORK_GAIN), assumed=True, gain="labour supply",
        )  # fmt: skip
    if effect.emissions is not None and effect.emissions.any() and "carbon" not in given:
        flows = carbon_flows(effect, case, setting, chance)
        make(
            "carbon", "Greenhouse gas emissions", flows, side="benefit", who="society",
            kind="carbon", rests_on=(CARBON, net_zero.UNIT_COST), assumed=True, gain="carbon",
        )  # fmt: skip


def carbon_series(setting: Setting) -> Floats:
    """£ for a tonne of CO2 equivalent in each year [t], central series, at the price year's prices.

    Raises GrowthplanError when the carbon values are not in hand.
    """
    values = setting.numbers(CARBON)
    series = carbon_values(values, setting.years)
    return repriced(series, setting.prices, int(values["price_year"]), setting.price_year)


def carbon_flows(effect: Effect, case: Case, setting: Setting, chance: Chance) -> Floats:
    """£ million a year [d, t] of what an action does to emissions, from the low to the high series.

    Raises GrowthplanError when the carbon values are not in hand.
    """
    series, span = carbon_series(setting), setting.numbers(CARBON)["spread"]
    draws = triangular(chance.uniform("carbon"), 1.0 - span, 1.0, 1.0 + span)
    assert effect.emissions is not None
    start = setting.years[0] - effect.years[0]
    tonnes = effect.emissions[:, start : start + len(setting.years)] * case.counted
    return np.asarray(carbon_benefit(tonnes, series) * draws[:, None])


def _valued(benefit: BenefitLine, chance: Chance, make: LineMaker) -> None:
    uniform = chance.uniform(f"benefit/{benefit.id}")
    factor = triangular(uniform, benefit.low, 1.0, benefit.high)
    schedule: Schedule = "health" if benefit.kind in _OF_HEALTH else "standard"
    make(
        f"benefit/{benefit.id}", benefit.title, factor[:, None] * benefit.flow, side="benefit",
        who="society", kind=benefit.kind, schedule=schedule, rests_on=(benefit.source,),
        assumed=benefit.illustrative, gain=_ONE_GAIN.get(benefit.kind, ""),
    )  # fmt: skip


def by_line(lines: tuple[Line, ...], side: str, who: str | None = None) -> Mapping[str, Line]:
    """Lines of welfare of one side by id, of one payer if named."""
    return {
        line.id: line
        for line in lines
        if line.ledger == "welfare" and line.side == side and who in (None, line.who)
    }
