"""The no-plan paths of a city region and its authorities, draw by draw."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from growthplan.system.baseline.authority_forms import AuthorityForms, levelled
from growthplan.system.baseline.autoregression import STATE
from growthplan.system.baseline.comparator import ComparatorGrowth, comparator_paths
from growthplan.system.baseline.drawing import carried, revised_start, surprises_of
from growthplan.system.baseline.forms import RegionForm
from growthplan.system.inputs import BaselinePaths
from growthplan.vocabulary import Fault, GrowthplanError

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Moving:
    """How hours, their mix, people and homes move with no plan, from the base year on."""

    hours: Array
    """[t, p, s], millions a year."""
    sector_relative: Array
    """[t, p, s], productivity relative to the authority's; hours-weighted mean 1."""
    population: Array
    """[t, p]."""
    dwellings: Array
    """[t, p]."""
    estimates: tuple[str, ...]
    """What is estimated, a sentence each."""

    @property
    def weights(self) -> Array:
        """[t, p], hours of authorities, for `baseline_draws`."""
        return np.asarray(self.hours.sum(axis=2))


@dataclass(frozen=True)
class BaselineDraws:
    """No plan. d: draws; t: years from the last year of data on; p: authorities."""

    place: str
    places: tuple[str, ...]
    years: tuple[int, ...]
    draws: range
    seed: int
    form: RegionForm
    comparator: Array
    """[d, t], log of England's productivity, £ an hour at the prices of the base year."""
    region: Array
    """[d, t], log of the city region's productivity relative to England. In the first year it is
    the drawn truth, not the published figure."""
    relative: Array
    """[d, t, p], the same of each authority. Hours-weighted, they make the city region exactly."""
    weights: Array
    """[t, p], shares of hours that they are weighted by."""

    def for_model(
        self, rent_per_hour: Array | None = None, moving: Moving | None = None
    ) -> BaselinePaths:
        """What the model's kernel takes: the comparator and the authorities.

        Published productivity has imputed rental in it, which takes no hours and which mechanisms
        never move. With `rent_per_hour`, [p] or [t, p], £ of it for each hour worked, authorities
        are given without it: their hours times what is left, and their rent, make published GVA.
        `moving` says how hours, their mix and people move; without it they stay.

        Raises GrowthplanError when rent is all of an authority's productivity or more.
        """
        relative = self.relative
        if rent_per_hour is not None:
            comparator = self.comparator[:, :, None]
            market = np.exp(comparator + relative) - rent_per_hour
            if not (market > 0).all():
                raise GrowthplanError("Imputed rental is below an authority's whole productivity.")
            relative = np.log(market) - comparator
        if moving is None:
            return BaselinePaths(self.years, self.comparator, relative)
        return BaselinePaths(
            self.years,
            self.comparator,
            relative,
            hours=moving.hours,
            sector_relative=moving.sector_relative,
            population=moving.population,
            dwellings=moving.dwellings,
        )

    def gap(self, year: int) -> Array:
        """[d], the city region's gap to England as a fraction, below 0 when it is behind.

        Raises GrowthplanError when the year is outside the paths.
        """
        if year not in self.years:
            raise GrowthplanError(
                f"{year} is outside the projection, {self.years[0]} to {self.years[-1]}."
            )
        return np.expm1(self.region[:, self.years.index(year)])


def baseline_draws(
    form: RegionForm,
    authorities: AuthorityForms,
    weights: Array,
    england: float,
    growth: ComparatorGrowth,
    *,
    until: int,
    seed: int,
    draws: range,
) -> BaselineDraws:
    """Draw the no-plan paths from the last year of data to `until`.

    `weights` are shares of hours by authority, [p], or [t, p] when they move. `england` is £ an
    hour in the last year of data. Each draw depends only on the seed and its own number, so that
    blocks of draws give the same bytes as all at once.

    Raises GrowthplanError, naming every fault, when the years, weights or draws do not fit.
    """
    ahead = until - form.last_year
    shares = _checked(form, authorities, weights, ahead, draws)
    region = region_paths(form, ahead, seed=seed, draws=draws)
    deviation = deviation_paths(authorities, shares, ahead, seed=seed, draws=draws)
    return BaselineDraws(
        form.place,
        authorities.places,
        tuple(range(form.last_year, until + 1)),
        draws,
        seed,
        form,
        comparator_paths(england, growth, ahead, seed=seed, draws=draws),
        region,
        region[:, :, None] + deviation,
        shares,
    )


def region_paths(form: RegionForm, ahead: int, *, seed: int, draws: range) -> Array:
    """Log relative productivity of the city region [d, 1 + ahead], the last year of data first."""
    start = revised_start(form.place, form.history, form.revision, seed=seed, draws=draws)
    reach = len(form.smoothing) // 2
    surprise = surprises_of(
        form.place, form.sd[: ahead + reach], form.degrees, seed=seed, draws=draws
    )
    path = carried(start, surprise, form.equation)
    first = form.history.shape[0] - 1
    if not reach:
        return np.ascontiguousarray(path[:, first:])
    smoothed = np.zeros((len(draws), ahead + 1))
    for lag, weight in enumerate(form.smoothing, start=-reach):
        smoothed += weight * path[:, first + lag : first + lag + ahead + 1]
    return smoothed


def deviation_paths(
    forms: AuthorityForms, weights: Array, ahead: int, *, seed: int, draws: range
) -> Array:
    """Authorities' deviations from the city region [d, 1 + ahead, p], levelled every year.

    The hours-weighted sum of a year's surprises is taken off before they enter, so that what
    authorities share is drawn once, by the city region.
    """
    each = {"seed": seed, "draws": draws}
    path = np.stack(
        [
            revised_start(code, forms.history[i], forms.revision[i], **each)  # type: ignore[arg-type]
            for i, code in enumerate(forms.places)
        ],
        axis=-1,
    )
    surprise = np.stack(
        [
            surprises_of(code, np.full(ahead, forms.sd[i]), forms.degrees, **each)  # type: ignore[arg-type]
            for i, code in enumerate(forms.places)
        ],
        axis=-1,
    )
    known = path.shape[1]
    for t in range(known):
        path[:, t] = levelled(path[:, t], weights[0])
    path = np.concatenate([path, surprise], axis=1)
    for t in range(known, known + ahead):
        share = weights[t - known + 1]
        own = surprise[:, t - known] - np.sum(
            share * surprise[:, t - known], axis=-1, keepdims=True
        )
        state = np.moveaxis(path[:, t - STATE : t], 1, -1)
        path[:, t] = levelled(forms.equation.next(state) + own, share)
    return np.ascontiguousarray(path[:, known - 1 :])


def with_form(drawn: BaselineDraws, form: RegionForm) -> BaselineDraws:
    """The same draws under another form: authorities keep their deviations."""
    ahead = len(drawn.years) - 1
    region = region_paths(form, ahead, seed=drawn.seed, draws=drawn.draws)
    moved = drawn.relative + (region - drawn.region)[:, :, None]
    return replace(drawn, form=form, region=region, relative=moved)


def _checked(
    form: RegionForm, authorities: AuthorityForms, weights: Array, ahead: int, draws: range
) -> Array:
    """The weights by year, [t, p], summing to 1."""
    faults = []
    reach = len(form.smoothing) // 2
    if not 1 <= ahead <= len(form.sd) - reach:
        faults.append(
            Fault(
                f"The projection starts in {form.last_year}, the last year of data, and goes at "
                f"most {len(form.sd) - reach} years on.",
                fix=f"End it in {form.last_year + 1} or later.",
                code="horizon",
            )
        )
    if len(draws) == 0 or draws.step != 1 or draws.start < 0:
        faults.append(Fault("There should be at least one draw.", code="draws"))
    if form.last_year != authorities.last_year:
        faults.append(
            Fault(
                f"The city region's last year of data is {form.last_year}, its authorities' "
                f"{authorities.last_year}.",
                fix="Take both from one edition.",
                code="edition",
            )
        )
    by_year = np.atleast_2d(np.asarray(weights, dtype=np.float64))
    fits = by_year.shape[-1] == len(authorities.places) and by_year.shape[0] in (1, ahead + 1)
    if not fits or not np.isfinite(by_year).all() or not (by_year > 0).all():
        faults.append(
            Fault(
                "Each authority needs hours above 0 in every year to be weighted by.",
                fix="Leave out places without hours, or choose a year that has them.",
                code="hours",
            )
        )
    if faults:
        raise GrowthplanError(faults)
    shares = by_year / by_year.sum(axis=1, keepdims=True)
    return np.ascontiguousarray(np.broadcast_to(shares, (ahead + 1, by_year.shape[1])))
