"""Forms that a city region's no-plan path may take: one is used, all are published."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from growthplan.accounts import Basis, relative, smoothing_weights
from growthplan.system.baseline.autoregression import (
    RANDOM_WALK,
    Autoregression,
    fit_autoregression,
    surprises,
)
from growthplan.system.baseline.panel import RelativePanel, relative_panel
from growthplan.system.baseline.revision import AGES, revision_model
from growthplan.system.baseline.spread import pooled_spread
from growthplan.system.baseline.variance import shrink_variances
from growthplan.vocabulary import ENGLAND, Fault, GrowthplanError, Statistics, did_you_mean

Array = NDArray[np.float64]

FormName = Literal["pooled", "regions alone", "random walk", "unsmoothed"]
FORMS: tuple[FormName, ...] = get_args(FormName)
USED: FormName = "pooled"
"""The form with the best back-test: see the record published beside it."""

TITLES: Mapping[FormName, str] = MappingProxyType(
    {
        "pooled": "carries on as UK authorities have, as surely as city regions have",
        "regions alone": "carries on as city regions alone have",
        "random walk": "stays where it is, moving as far as city regions have moved",
        "unsmoothed": "carries on as unsmoothed figures of UK areas have",
    }
)
LONGEST = 60
"""Years ahead that a form may be asked for."""


@dataclass(frozen=True)
class RegionForm:
    """How one place's log productivity relative to England carries on."""

    name: FormName
    place: str
    equation: Autoregression
    sd: Array
    """[year ahead], SD of the surprise of each year."""
    degrees: float
    """Of the t distribution that comes from not knowing the SD."""
    history: Array
    """[5], the last five published years, oldest first."""
    revision: Array
    """[5, 5], covariance of what these will be revised by; zeros when not known."""
    last_year: int
    smoothing: tuple[float, ...] = ()
    """Weights that make smoothed figures of this form's; empty when it is of smoothed ones."""

    @property
    def title(self) -> str:
        return TITLES[self.name]


def region_form(
    statistics: Statistics, place: str, name: FormName = USED, *, years: int = LONGEST
) -> RegionForm:
    """Fit a form for a city region, from the newest edition in hand.

    Raises GrowthplanError when there is no such form, when the city region has no unbroken series,
    or when too few editions are in hand to know how it will be revised.
    """
    if name not in _FITTED:
        raise GrowthplanError(
            Fault(
                f"There is no form '{name}' of the baseline.",
                fix=did_you_mean(name, FORMS) or f"Forms: {', '.join(FORMS)}.",
                code="form",
            )
        )
    if not 0 < years <= LONGEST:
        raise GrowthplanError(f"A baseline goes 1 to {LONGEST} years ahead, not {years}.")
    return statistics.remembered(
        ("region form", place, name, years), lambda: _FITTED[name](statistics, place, years)
    )


def _pooled(statistics: Statistics, place: str, years: int) -> RegionForm:
    """Coefficients of all authorities, variance of city regions."""
    wider = relative_panel(statistics, "authorities")
    return _fitted(statistics, place, years, "pooled", fit_autoregression(wider.log))


def _regions_alone(statistics: Statistics, place: str, years: int) -> RegionForm:
    panel = relative_panel(statistics, "city regions")
    return _fitted(statistics, place, years, "regions alone", fit_autoregression(panel.log))


def _fitted(
    statistics: Statistics, place: str, years: int, name: FormName, equation: Autoregression
) -> RegionForm:
    panel = relative_panel(statistics, "city regions")
    history = panel.of([place])[0]
    variances = shrink_variances(surprises(panel.log, equation))
    sd = math.sqrt(variances.shrunk[panel.places.index(place)])
    revision = revision_model(statistics, "city regions").of(place)
    return RegionForm(
        name,
        place,
        equation,
        np.full(years, sd),
        variances.degrees,
        history[-AGES:],
        revision,
        panel.last_year,
    )


def _random_walk(statistics: Statistics, place: str, years: int) -> RegionForm:
    """Independent steps whose sum has the spread of city regions' changes over as many years."""
    form = _fitted(statistics, place, years, "random walk", RANDOM_WALK)
    spread = pooled_spread(relative_panel(statistics, "city regions").log, years)
    steps = np.diff(np.concatenate([[0.0], np.maximum.accumulate(spread) ** 2]))
    return replace(form, sd=np.sqrt(steps), degrees=math.inf)


def _unsmoothed(statistics: Statistics, place: str, years: int) -> RegionForm:
    """Fitted to figures before smoothing, and smoothed after it is drawn.

    Coefficients of ITL3 areas, variance of city regions; no revision, because too few editions of
    unsmoothed figures are in hand.
    """
    basis: Basis = "unsmoothed"
    areas = relative_panel(statistics, "ITL3 areas", basis=basis)
    regions = relative_panel(statistics, "city regions", basis=basis)
    weights = smoothing_weights(statistics)
    if weights is None:
        raise GrowthplanError("No edition prints smoothed and unsmoothed figures together.")
    equation = fit_autoregression(areas.log)
    variances = shrink_variances(surprises(regions.log, equation))
    row = regions.places.index(place) if place in regions.places else -1
    history = regions.of([place])[0] + _to_england(statistics, regions)
    sd = math.sqrt(variances.shrunk[row])
    total = math.fsum(weights.weights)
    return RegionForm(
        "unsmoothed",
        place,
        equation,
        np.full(years, sd),
        variances.degrees,
        history[-AGES:],
        np.zeros((AGES, AGES)),
        regions.last_year,
        tuple(weight / total for weight in weights.weights),
    )


def _to_england(statistics: Statistics, panel: RelativePanel) -> Array:
    """[year], log of the panel's comparator relative to England, 0 when it is England."""
    if panel.comparator == ENGLAND:
        return np.zeros(len(panel.years))
    rows = relative(statistics, "gva_per_hour", panel.comparator)
    index = dict(rows.select("year", "index").iter_rows())
    return np.array([math.log(index[year] / 100) for year in panel.years])


_FITTED: Mapping[FormName, Callable[[Statistics, str, int], RegionForm]] = MappingProxyType(
    {
        "pooled": _pooled,
        "regions alone": _regions_alone,
        "random walk": _random_walk,
        "unsmoothed": _unsmoothed,
    }
)
