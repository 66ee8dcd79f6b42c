"""Workings of an appraisal: the means over draws from which every flow can be made again.

A present value is a sum of flows times factors, so the mean of its draws is the value of the mean
flow. Where draws multiply (an effect and the share of it that comes from elsewhere), the mean of
the product is the product of the means times how the two go together, which is kept by year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from growthplan.appraisal.carbon import carbon_benefit
from growthplan.appraisal.case import Case, Setting
from growthplan.appraisal.effects import Effect, Modelled
from growthplan.appraisal.welfare import (
    WORK_GAIN,
    Chance,
    carbon_flows,
    carbon_series,
    elsewhere,
)
from growthplan.system.innovation import LEVERAGE
from growthplan.system.streams import triangular

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class ModelMeans:
    """What the model finds of an action, mean over draws.

    Flows [t] are £ million a year at the prices of the model's base year, over all years of the
    appraisal, counted or not. `*_together` [t] are the mean of a product over the product of the
    means; 1 where there is nothing.
    """

    gross: Floats
    """Change of GVA here as if all were additional."""
    productivity: Floats
    """Change of GVA here from higher productivity, net additional."""
    work: Floats
    """Change of GVA here from more work, net additional."""
    output_elsewhere: float
    """Share of productivity taken from the rest of the country."""
    work_elsewhere: float
    """Share of work taken from the rest of the country."""
    work_gain: float
    """Share of the output of more work that is a gain."""
    output_together: Floats
    """Productivity with the share of it from elsewhere."""
    work_together: Floats
    """Work with the share of it from elsewhere."""
    gain_together: Floats
    """Work with the share that is a gain."""
    gained_together: Floats
    """Work that is a gain with the share of it from elsewhere."""
    emissions: Floats | None
    """kt of CO2 equivalent; None when nothing changes."""
    carbon_drawn: Floats
    """Drawn value of carbon over the central one, weighted by the emissions of each draw."""
    research: Floats
    """Public research that brings private research with it."""
    leverage: float
    """Private research for each £1 of it."""
    jobs_net: float
    """Jobs here in the year of the local ledger."""
    jobs_together: float
    """Those jobs with the share of them from elsewhere."""


@dataclass(frozen=True)
class Workings:
    """Means of one action's draws."""

    overrun: float
    """Optimism bias, as a share of the costs that it raises."""
    place_in_range: float
    """Where the mean draw of the bias lies in its range: -1 its low end, 0 the middle, 1 the high
    end."""
    factors: Mapping[str, float]
    """Drawn over given amount, by id of the plan's benefits."""
    model: ModelMeans | None
    """None when nothing of it is modelled."""


def workings_of(
    case: Case, found: Modelled | None, jobs_year: int | None, setting: Setting, chance: Chance
) -> Workings:
    """The means behind one action's flows; `jobs_year` is that of its local ledger."""
    bias = case.optimism
    mean = float(bias.drawn(chance.uniform(f"overrun/{case.id}")).mean())
    reach = max(bias.share - bias.lower, 0.0)
    factors = {
        one.id: float(
            triangular(chance.uniform(f"benefit/{one.id}"), one.low, 1.0, one.high).mean()
        )
        for one in case.benefits
        if not one.local
    }
    model = None if found is None else _model(case, found, jobs_year, setting, chance)
    return Workings(mean, (mean - bias.share) / reach if reach else 0.0, factors, model)


def _model(
    case: Case, found: Modelled, jobs_year: int | None, setting: Setting, chance: Chance
) -> ModelMeans:
    effect = found.effect
    start = setting.years[0] - effect.years[0]
    cut = slice(start, start + len(setting.years))
    output, work = elsewhere(case, chance)
    gain = chance.number(WORK_GAIN)
    better, more = effect.productivity[:, cut], effect.work[:, cut]
    gained = more * gain[:, None]
    spend = sum((a.spend for a in found.actions if a.channel == "knowledge"), np.zeros(1))
    research = spend[cut] if np.any(spend) else np.zeros(len(setting.years))
    emissions, drawn = _carbon(case, effect, cut, setting, chance)
    t = None if jobs_year is None else jobs_year - effect.years[0]
    jobs = np.zeros(chance.draws) if t is None else effect.jobs[:, t]
    return ModelMeans(
        found.gross.gva[:, cut].mean(axis=0),
        better.mean(axis=0),
        more.mean(axis=0),
        float(output.mean()),
        float(work.mean()),
        float(gain.mean()),
        _together(better, output),
        _together(more, work),
        _together(more, gain),
        _together(gained, work),
        emissions,
        drawn,
        research,
        float(chance.number(LEVERAGE).mean()) if research.any() else 0.0,
        float(jobs.mean()),
        float(_together(jobs[:, None], work)[0]),
    )


def _together(flows: Floats, share: Floats) -> Floats:
    """Mean of flows [d, t] times a share [d], over the product of their means, [t]."""
    product = flows.mean(axis=0) * share.mean()
    mean = (flows * share[:, None]).mean(axis=0)
    return np.asarray(np.divide(mean, product, out=np.ones_like(mean), where=product != 0))


def _carbon(
    case: Case, effect: Effect, cut: slice, setting: Setting, chance: Chance
) -> tuple[Floats | None, Floats]:
    """Change of emissions [t], and the drawn value of carbon over the central one [t]."""
    ones = np.ones(len(setting.years))
    if effect.emissions is None or not effect.emissions.any():
        return None, ones
    tonnes = effect.emissions[:, cut].mean(axis=0)
    central = carbon_benefit(tonnes, carbon_series(setting))
    every_year = replace(case, counted=ones)
    mean = carbon_flows(effect, every_year, setting, chance).mean(axis=0)
    return tonnes, np.divide(mean, central, out=ones, where=central != 0)
