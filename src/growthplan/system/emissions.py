"""Emissions with and without the plan, from what the years left behind."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from growthplan.system import net_zero
from growthplan.system.drawn import Drawn
from growthplan.system.inputs import Economy

Floats = npt.NDArray[np.float64]


def emissions(
    drawn: Drawn,
    output: Floats,
    hours: Floats,
    homes: Floats | None,
    saved: Mapping[str, Floats],
) -> Floats | None:
    """kt of CO2 equivalent by authority, [t, p, d]; None when the place's are not known.

    `output` and `hours` are changes from the baseline less 1, `homes` log, `saved` kt a year by
    source, all [t, p, d].
    """
    economy = drawn.prepared.economy
    if economy.emissions is None:
        return None
    trend = drawn.parameters[net_zero.TREND]
    people = _people(drawn)
    years = np.arange(len(people))
    activity = {
        "output": 1.0 + output,
        "travel": 1.0 + hours,
        "homes": np.ones(1) if homes is None else np.exp(homes),
        "none": np.ones(1),
    }
    # One source at a time only where something is saved; the others by what they grow with.
    fall = np.exp(years[:, None, None] * trend) * people[:, :, None]
    total = np.zeros_like(output)
    for kind, now in _unsaved(economy, saved).items():
        total += now[:, None] * activity[kind]
    total *= fall
    for source, cut in saved.items():
        column = economy.emission_sources.index(source)
        without = economy.emissions[:, column][:, None] * fall
        ratio = activity[economy.emission_activity[column]]
        total += net_zero.remaining(without, ratio, cut, drawn.prepared.switches.linear)
    return total


def _people(drawn: Drawn) -> Floats:
    """Baseline population over the base year's, [t, p]."""
    baseline = drawn.prepared.baseline
    if baseline.population is None:
        return np.ones((len(baseline.years), len(drawn.prepared.economy.places)))
    return np.asarray(baseline.population / baseline.population[0])


def _unsaved(economy: Economy, saved: Mapping[str, Floats]) -> dict[str, Floats]:
    """Emissions now [p] by what they grow with, of sources from which nothing is saved."""
    assert economy.emissions is not None
    found: dict[str, Floats] = {}
    sources = zip(economy.emission_sources, economy.emission_activity, strict=True)
    for column, (source, kind) in enumerate(sources):
        if source not in saved:
            found[kind] = found.get(kind, 0.0) + economy.emissions[:, column]
    return found
