"""From a programme to the model's actions in one economy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.sectors import SectorDefinition
from growthplan.system.base_year.sectors import MODEL_SECTORS
from growthplan.system.inputs import Action, Economy
from growthplan.system.parameters import Parameters
from growthplan.system.programme.outlay import NotModelled, Outlay, Prices, Programme
from growthplan.system.programme.spending import (
    before,
    by_calendar_year,
    first_year_without,
    lag_shares,
    years_drawn,
)
from growthplan.system.streams import triangular, uniforms
from growthplan.vocabulary import Fault, GrowthplanError
from growthplan.vocabulary.industry import SECTIONS

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Acting:
    """A programme in the kernel's form."""

    actions: tuple[Action, ...]
    outlays: tuple[Outlay, ...]
    """Those that the actions stand for, in the same order."""
    not_modelled: tuple[NotModelled, ...]
    notes: tuple[str, ...]

    @property
    def money(self) -> float:
        """£ million at the prices of the base year, in the years of the projection."""
        pairs = zip(self.actions, self.outlays, strict=True)
        return float(sum(a.spend.sum() for a, outlay in pairs if not outlay.sized))

    def own_sizes(self, parameters: Parameters, seed: int) -> Parameters:
        """The draws with sizes that a plan gives a range for drawn from that range.

        Each action's delivery success is multiplied by its size over its centre.
        """
        own = dict(parameters.own)
        for action, outlay in zip(self.actions, self.outlays, strict=True):
            if outlay.spread is not None and action.id in own:
                low, high = outlay.spread
                u = uniforms(seed, f"size/{action.id}", parameters.draws)[:, 0]
                own[action.id] = own[action.id] * triangular(u, low, 1.0, high)
        return Parameters(parameters.draws, parameters.values, own)


def acting(
    programme: Programme,
    economy: Economy,
    years: Sequence[int],
    prices: Prices,
    definitions: Mapping[str, SectorDefinition],
) -> Acting:
    """Every outlay as an action with real money by calendar year.

    Raises GrowthplanError for every authority that an outlay names and the economy has not.
    """
    _check_places(programme, economy)
    actions, outlays, left_out = [], [], list(programme.not_modelled)
    notes = list(programme.notes)
    for outlay in programme.outlays:
        spend = by_calendar_year(outlay.amounts, years, None if outlay.sized else prices)
        spent = before(outlay.amounts, economy.base_year)
        if not spend.any():
            left_out.append(_in_the_data(outlay, economy.base_year, years[-1], spent))
            continue
        if outlay.channel == "emissions" and not economy.emission_sources:
            reason = "Emissions of the place are not in hand."
            left_out.append(_without(outlay, "no path", reason))
            continue
        if spent > 0 and not outlay.sized:
            notes.append(
                f"{outlay.title}: £{spent:,.1f}m was spent by {economy.base_year} and is in the "
                "data already."
            )
        actions.append(_action(outlay, spend, economy, years, definitions))
        outlays.append(outlay)
    return Acting(tuple(actions), tuple(outlays), tuple(left_out), tuple(dict.fromkeys(notes)))


def _action(
    outlay: Outlay,
    spend: Floats,
    economy: Economy,
    years: Sequence[int],
    definitions: Mapping[str, SectorDefinition],
) -> Action:
    relief = outlay.channel == "jobs"
    sunset = first_year_without(outlay.sunset) if outlay.sunset is not None else None
    return Action(
        id=outlay.id,
        channel=outlay.channel,
        spend=spend * outlay.kept,
        places=place_shares(outlay.places, economy),
        sectors=sector_shares(outlay.sectors, economy, definitions),
        intervention=outlay.intervention,
        group=outlay.theme,
        unit_cost=outlay.unit_cost,
        deadweight=outlay.deadweight,
        displacement=outlay.displacement,
        lag=lag_shares(outlay.lag_years, outlay.build_up_years),
        sunset=sunset,
        years_each=years_drawn(spend, years, sunset) if relief and not outlay.sized else 1.0,
        source=economy.emission_sources[0] if outlay.channel == "emissions" else "",
        money_line=outlay.id,
        sites=outlay.sites if relief else (),
    )


def place_shares(given: Mapping[str, float | None], economy: Economy) -> Floats:
    """Shares of an action by authority [p]: as given, else by people of those named, or of all."""
    shares = np.array([given.get(code) or 0.0 for code in economy.places])
    if not shares.any():
        named = np.array([not given or code in given for code in economy.places])
        shares = economy.population * named
    return np.asarray(shares / shares.sum())


def sector_shares(
    named: Sequence[str], economy: Economy, definitions: Mapping[str, SectorDefinition]
) -> Floats | None:
    """Shares of an action by sector of the model [s]; None when it is for all alike.

    Each definition counts the same; within it a sector of the model has the hours that are worked
    in it times the share of its divisions that the definition touches. An estimate.
    """
    hours = economy.hours.sum(axis=0)
    total = np.zeros(len(economy.sectors))
    for name in named:
        if name not in definitions:
            continue
        touched = {*definitions[name].touched_divisions}
        weight = hours * np.array([_covered(sector.sections, touched) for sector in MODEL_SECTORS])
        if weight.sum() > 0:
            total += weight / weight.sum()
    return total / total.sum() if total.sum() > 0 else None


def _covered(sections: str, touched: set[int]) -> float:
    """Share of the divisions of some SIC sections that are touched."""
    divisions = [d for s in sections for d in range(SECTIONS[s][0], SECTIONS[s][1] + 1)]
    return sum(d in touched for d in divisions) / len(divisions)


def _check_places(programme: Programme, economy: Economy) -> None:
    faults = [
        Fault(
            f"the action '{outlay.intervention}' is in {code}, which is no authority of the "
            f"projection; they are {', '.join(economy.places)}",
            fix="Name authorities of the plan's area.",
            code="place",
        )
        for outlay in programme.outlays
        for code in outlay.places
        if code not in economy.places
    ]
    if faults:
        raise GrowthplanError(list(dict.fromkeys(faults)))


def _in_the_data(outlay: Outlay, base_year: int, last: int, spent: float) -> NotModelled:
    reason = (
        f"All of it was spent by {base_year}, so that what it did is in the data."
        if spent > 0
        else f"Its money comes after {last}, when the projection ends."
    )
    return _without(outlay, "in the data" if spent > 0 else "no money", reason)


def _without(outlay: Outlay, code: str, reason: str) -> NotModelled:
    return NotModelled(
        outlay.intervention,
        outlay.title,
        outlay.theme,
        code,
        reason,
        outlay.driver,
        outlay.total or None,
    )
