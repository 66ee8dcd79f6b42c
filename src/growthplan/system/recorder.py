"""What is kept of a run: each year's state is copied out, and levels are made at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from growthplan.system import density, labour_market
from growthplan.system.drawn import Drawn
from growthplan.system.emissions import emissions
from growthplan.system.parameters import Parameters
from growthplan.system.pathways import Pathways, SectorDetail
from growthplan.system.prepared import Prepared
from growthplan.system.state import State
from growthplan.system.year import by_class

Floats = npt.NDArray[np.float64]


@dataclass
class Recorder:
    """Arrays are filled block by block as [t, p, d], and handed on as [d, t, p]."""

    prepared: Prepared
    parameters: Parameters
    contributions: bool
    sector_years: tuple[int, ...]
    kept: dict[str, Floats] = field(default_factory=dict)
    terms: dict[str, Floats] = field(default_factory=dict)
    saved: dict[str, Floats] = field(default_factory=dict)
    sector_gva: Floats | None = None
    sector_hours: Floats | None = None

    def begin(self, drawn: Drawn, start: int, stop: int) -> None:
        """A block of draws from `start` to `stop`."""
        self.drawn, self.start, self.stop = drawn, start, stop

    def record(self, t: int, state: State) -> None:
        """Copy out what one year leaves."""
        for name in ("output", "hours", "population"):
            self._keep(self.kept, name, t, getattr(state, name))
        self._keep(self.kept, "wages", t, self._wages(state))
        if state.driven.homes is not None:
            self._keep(self.kept, "homes", t, state.driven.homes)
        for source, cut in state.driven.saved.items():
            self._keep(self.saved, source, t, cut)
        if self.contributions:
            self._keep_terms(t, state)
        year = self.prepared.baseline.years[t]
        if year in self.sector_years:
            self._keep_sectors(self.sector_years.index(year), t, state)

    def _keep(self, where: dict[str, Floats], name: str, t: int, value: Floats) -> None:
        if name not in where:
            where[name] = self._room()
        where[name][t, :, self.start : self.stop] = value[..., 0]

    def _room(self) -> Floats:
        prepared = self.prepared
        years, places = len(prepared.baseline.years), len(prepared.economy.places)
        return np.zeros((years, places, len(self.parameters)))

    def _wages(self, state: State) -> Floats:
        psi, eta = (
            self.drawn.column(name) for name in (labour_market.SUPPLY, labour_market.DEMAND)
        )
        return labour_market.wage(state.demand, state.supply, psi, eta)

    def _keep_terms(self, t: int, state: State) -> None:
        """Mechanisms' means over sectors; density apart into transport's part and jobs' part."""
        for name, term in state.terms.items():
            self._keep(self.terms, name, t, term)
        if state.density is None:
            return
        whole = self._mean_density(state.density, t)
        fixed = np.zeros_like(state.hours)
        still = density.log_change(
            self.drawn.shares,
            self.drawn.decays,
            state.driven.cut,
            fixed,
            self.prepared.switches.linear,
        )
        transport = self._mean_density(density.effect(still, self.drawn.elasticities), t)
        self._keep(self.terms, "density_transport", t, transport)
        self._keep(self.terms, "density_jobs", t, whole - transport)

    def _mean_density(self, dense: Floats, t: int) -> Floats:
        share = self.prepared.class_share[t][:, :, None, None]
        return np.asarray(np.sum(share * dense[self.prepared.class_group], axis=0))

    def _keep_sectors(self, at: int, t: int, state: State) -> None:
        """Output and hours by sector, from their class's productivity and their own tilt."""
        prepared = self.prepared
        linear = prepared.switches.linear
        gain = by_class(state, self.drawn, t)[prepared.class_of, ..., 0]
        moved = np.broadcast_to(hours_change(state.hours[..., 0], linear), gain.shape).copy()
        for action, held in state.driven.jobs.items():
            if action in prepared.tilts:
                moved += prepared.tilts[action][t].T[:, :, None] * held[..., 0]
        ratio = 1.0 + gain + moved if linear else np.exp(gain) * (1.0 + moved)
        hours = prepared.hours[t][:, None] * prepared.hours_share[t]
        gva = self._levels(t) * prepared.output_share[t].T[:, :, None] * ratio
        self._sector_room()
        assert self.sector_gva is not None
        assert self.sector_hours is not None
        own = slice(self.start, self.stop)
        self.sector_gva[own, at] = np.moveaxis(gva, (2, 1, 0), (0, 1, 2))
        worked = hours.T[:, :, None] * (1.0 + moved)
        self.sector_hours[own, at] = np.moveaxis(worked, (2, 1, 0), (0, 1, 2))

    def _sector_room(self) -> None:
        if self.sector_gva is None:
            economy = self.prepared.economy
            shape = (
                len(self.parameters),
                len(self.sector_years),
                len(economy.places),
                len(economy.sectors),
            )
            self.sector_gva, self.sector_hours = np.zeros(shape), np.zeros(shape)

    def _levels(self, t: int) -> Floats:
        """Baseline output of the block in a year, £m, [p, d]."""
        baseline, own = self.prepared.baseline, slice(self.start, self.stop)
        level = np.exp(baseline.comparator[own, t, None] + baseline.relative[own, t])
        return np.asarray(level.T * self.prepared.hours[t][:, None])

    def pathways(self) -> Pathways:
        """Everything kept, as levels."""
        prepared, kept = self.prepared, self.kept
        baseline, linear = prepared.baseline, prepared.switches.linear
        output, change = kept["output"], kept["hours"]
        for part in _parts(len(self.parameters)):
            change[..., part] = hours_change(change[..., part], linear)
        gva = np.moveaxis(baseline.relative, 0, -1) + baseline.comparator.T[:, None]
        np.exp(gva, out=gva)
        gva *= prepared.hours[:, :, None]
        whole_effect = place_effect(gva, prepared.hours[:, :, None], output, change, 1, linear)
        gva *= 1.0 + output
        share = prepared.economy.comparator_share
        whole = Drawn(prepared, self.parameters, np.ones((0, 1, 1)))
        return Pathways(
            years=tuple(baseline.years),
            places=prepared.economy.places,
            draws=self.parameters.draws,
            linear=linear,
            gva=np.moveaxis(gva, -1, 0),
            output_change=np.moveaxis(output, -1, 0),
            hours_change=np.moveaxis(change, -1, 0),
            place_effect=whole_effect.T,
            comparator=np.exp(baseline.comparator + share * whole_effect.T),
            population_change=np.moveaxis(kept["population"], -1, 0),
            wages=np.moveaxis(kept["wages"], -1, 0),
            baseline_hours=prepared.hours,
            baseline_jobs=prepared.jobs,
            baseline_people=_people(prepared),
            imputed_rent=_rent(prepared, kept.get("homes"), len(self.parameters)),
            emissions=_by_draw(emissions(whole, output, change, kept.get("homes"), self.saved)),
            contributions=self._contributions(output, change) if self.contributions else None,
            sectors=self._sectors(),
        )

    def _contributions(self, output: Floats, change: Floats) -> dict[str, Floats]:
        """Terms and, as what they leave of the effect, the mix of sectors."""
        linear = self.prepared.switches.linear
        left = output - change if linear else np.log((1.0 + output) / (1.0 + change))
        for term in self.terms.values():
            left = left - term
        return {name: np.moveaxis(term, -1, 0) for name, term in self.terms.items()} | {
            "mix": np.moveaxis(left, -1, 0)
        }

    def _sectors(self) -> SectorDetail | None:
        if self.sector_gva is None or self.sector_hours is None:
            return None
        return SectorDetail(
            self.sector_years, self.prepared.economy.sectors, self.sector_gva, self.sector_hours
        )


def hours_change(log_hours: Floats, linear: bool) -> Floats:
    """Hours over the baseline's less 1, from their log."""
    return log_hours if linear else np.exp(log_hours) - 1.0


def _parts(draws: int) -> list[slice]:
    """Draws a few at a time, so that what is made on the way stays small."""
    return [slice(start, start + 4096) for start in range(0, draws, 4096)]


def _by_draw(found: Floats | None) -> Floats | None:
    return None if found is None else np.moveaxis(found, -1, 0)


def place_effect(
    gva: Floats, hours: Floats, output: Floats, change: Floats, places: int, linear: bool
) -> Floats:
    """Log productivity of the whole place over its baseline; exactly 0 without change.

    `gva` and `hours` are the baseline's, `output` and `change` the changes of output and of hours
    less 1; all broadcast together, and `places` is the axis of authorities, which is summed.
    """
    more = np.sum(gva * output, axis=places) / np.sum(gva, axis=places)
    worked = np.sum(hours * change, axis=places) / np.sum(hours, axis=places)
    return np.asarray(more - worked if linear else np.log((1.0 + more) / (1.0 + worked)))


def _people(prepared: Prepared) -> Floats:
    """Population of the baseline, [t, p]."""
    given = prepared.baseline.population
    shape = prepared.hours.shape
    return np.broadcast_to(prepared.economy.population, shape) if given is None else given


def _rent(prepared: Prepared, homes: Floats | None, draws: int) -> Floats:
    """Imputed rent [d, t, p], £m: it grows with homes, and with nothing else."""
    economy, given = prepared.economy, prepared.baseline.dwellings
    grown = np.ones_like(prepared.hours) if given is None else given / given[0]
    rent = economy.imputed_rent * grown
    if homes is None:
        return np.broadcast_to(rent, (draws, *rent.shape))
    return np.moveaxis(rent[:, :, None] * np.exp(homes), -1, 0)
