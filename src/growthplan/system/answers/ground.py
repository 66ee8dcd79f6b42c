"""What a projection stands on: the place's economy, how it would go on, and prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.system.answers.residents import most_deprived_fifth, yearly_pay
from growthplan.system.base_year import (
    ASSUMED,
    BaseYear,
    Start,
    base_year,
    moving_base,
    starting_economy,
)
from growthplan.system.baseline import (
    AuthorityForms,
    BaselineDraws,
    ComparatorGrowth,
    Moving,
    RegionForm,
    RelativePanel,
    RevisionModel,
    authority_forms,
    baseline_draws,
    region_form,
    relative_panel,
    revision_model,
)
from growthplan.system.baseline.comparator import GROWTH
from growthplan.system.inputs import BaselinePaths, Economy
from growthplan.system.programme import Prices
from growthplan.vocabulary import UK, Assumption, Fault, GrowthplanError, Statistics

Floats = npt.NDArray[np.float64]

SURPRISE = "baseline.england_surprise"
DEFLATOR = "prices.deflator_growth"
FADE = "people.trend_fade"
PER_HOME = "people.per_home"
RESTS_ON = (*ASSUMED, GROWTH, SURPRISE, DEFLATOR, FADE)
"""The only assumptions that the ground is laid from."""
LONGEST = 30
"""Years after the data beyond which nothing is projected."""
FURTHEST = 60
"""Years after the data to which no plan is laid: what lasts is appraised over its whole life."""


@dataclass(frozen=True)
class National:
    """What a scenario changes for the whole country, and so for the place without its plan too."""

    growth_shift: float = 0.0
    """Logs a year on the growth of England's productivity."""
    productivity: tuple[tuple[int, float], ...] = ()
    """Log change of productivity by calendar year, England and the place alike."""
    hours: tuple[tuple[int, float], ...] = ()
    """Log change of hours and jobs in the place by calendar year."""


STEADY = National()


@dataclass(frozen=True)
class Ground:
    """A place's base year and baseline forms. Nothing here depends on draws, plan or seed."""

    base: BaseYear
    start: Start
    region: RegionForm
    authorities: AuthorityForms
    growth: ComparatorGrowth
    moving: Moving
    """Hours, their mix, people and homes without a plan, as far on as anything is projected."""
    prices: Prices
    regions: RelativePanel
    """City regions relative to England, for history and base rates."""
    members: RelativePanel
    """Authorities relative to England."""
    revisions: RevisionModel
    """How what is first printed of city regions is revised."""
    pay: Floats | None = None
    """[p], median pay of a job by where its holder lives, £ a year at the prices of the base year;
    None when it is not published for all."""
    deprived: Floats | None = None
    """[p], share of neighbourhoods that are in the most deprived fifth of England's."""

    @property
    def economy(self) -> Economy:
        return self.start.economy

    @cached_property
    def history(self) -> tuple[tuple[int, ...], Floats]:
        """Years and the published log productivity relative to England."""
        return self.regions.years, self.regions.of([self.base.place])[0]

    @property
    def published_gap(self) -> float:
        """Last published gap to England as a fraction, above 0 when behind."""
        return float(-np.expm1(self.history[1][-1]))

    def moved(self, until: int) -> Moving:
        """The same up to a year."""
        years = until - self.base.year + 1
        one = self.moving
        return replace(
            one,
            hours=one.hours[:years],
            sector_relative=one.sector_relative[:years],
            population=one.population[:years],
            dwellings=one.dwellings[:years],
        )

    def draws(self, until: int, seed: int, draws: range) -> BaselineDraws:
        """The no-plan paths of a run of draws."""
        return baseline_draws(
            self.region,
            self.authorities,
            self.moved(until).weights,
            self.base.england.productivity,
            self.growth,
            until=until,
            seed=seed,
            draws=draws,
        )

    def baseline(self, drawn: BaselineDraws, national: National = STEADY) -> BaselinePaths:
        """No plan in the kernel's form, under what a scenario changes for the country.

        What is published falls or grows with the country's, imputed rental with it, so that the
        gap stays as it was; homes and their rental stay, so that fewer hours hold more of it each.
        """
        years, moved = drawn.years, self.moved(drawn.years[-1])
        kept = np.exp([dict(national.hours).get(year, 0.0) for year in years])
        shift = national.growth_shift * np.arange(len(years))
        shift += np.array([dict(national.productivity).get(year, 0.0) for year in years])
        fewer = replace(moved, hours=moved.hours * kept[:, None, None])
        world = replace(drawn, comparator=drawn.comparator + shift)
        return world.for_model(self.base.rent_per_hour / kept[:, None], fewer)


def lay_ground(
    statistics: Statistics,
    workplaces: pl.DataFrame,
    place: str,
    assumptions: Mapping[str, Assumption],
    neighbourhoods: pl.DataFrame | None = None,
) -> Ground:
    """Everything that a projection of a place stands on.

    Raises GrowthplanError when the place is no city region that is published, an authority has no
    hours, jobs, people or sectors, or an assumption is missing.
    """
    values = _values(assumptions, RESTS_ON)
    base = base_year(statistics, place, workplaces=workplaces)
    start = starting_economy(base, statistics, workplaces, values)
    spread = assumptions[GROWTH].distribution.sd or 0.0
    growth = ComparatorGrowth(values[GROWTH], spread, values[SURPRISE])
    prices = Prices(base.year, _deflator(statistics) or {base.year: 1.0}, values[DEFLATOR])
    return Ground(
        base,
        start,
        region_form(statistics, base.place),
        authority_forms(statistics, base.place, base.places),
        growth,
        moving_base(
            base,
            statistics,
            until=base.year + FURTHEST,
            fade=values[FADE],
            per_home=values[PER_HOME],
        ),
        prices,
        relative_panel(statistics, "city regions"),
        relative_panel(statistics, "authorities"),
        revision_model(statistics, "city regions"),
        yearly_pay(statistics, base.places, prices),
        None if neighbourhoods is None else most_deprived_fifth(statistics, neighbourhoods, base),
    )


def _values(assumptions: Mapping[str, Assumption], names: tuple[str, ...]) -> dict[str, float]:
    found = {
        name: value
        for name in names
        if name in assumptions and (value := assumptions[name].value) is not None
    }
    faults = [
        Fault(f"A projection needs the assumption {name}, as one number.", code="assumption")
        for name in names
        if name not in found
    ]
    if faults:
        raise GrowthplanError(faults)
    return found


def _deflator(statistics: Statistics) -> dict[int, float]:
    """The GDP deflator of the UK by calendar year; empty when none had been published."""
    rows = statistics.latest("gdp_deflator", [UK]).filter(
        pl.col("value").is_not_null() & (pl.col("period").str.len_chars() == 4)
    )
    return {int(period): value for period, value in rows.select("period", "value").iter_rows()}
