"""Named checks of what the model is given: every fault is found before anything stops."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from growthplan.system.channels import CHANNELS
from growthplan.system.domains import check_domains
from growthplan.system.guards import double_counts
from growthplan.system.inputs import DENSITY_GROUPS, Action, BaselinePaths, Economy
from growthplan.system.parameters import Parameters
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

Floats = npt.NDArray[np.float64]

_CLOSE = 1e-6
_AMOUNTS = {
    "jobs": "filled jobs",
    "workforce": "workforce",
    "population": "population",
    "dwellings": "homes",
    "knowledge_stock": "stock of research and development",
}


def checked(
    economy: Economy, actions: Sequence[Action], parameters: Parameters, baseline: BaselinePaths
) -> None:
    """Raise GrowthplanError with every fault of a model's inputs at once; nothing when sound."""
    faults = [
        *check_economy(economy),
        *check_baseline(economy, baseline),
        *check_parameters(parameters, baseline),
        *(fault for action in actions for fault in check_action(action, economy, baseline)),
        *check_distinct(actions),
        *double_counts(actions),
    ]
    if faults:
        raise GrowthplanError(faults)


def check_economy(economy: Economy) -> list[Fault]:
    """Shapes agree, and every authority has hours, output, people and places to be."""
    places, sectors = len(economy.places), len(economy.sectors)
    shapes: dict[str, tuple[int, ...]] = {
        "hours": (places, sectors),
        "productivity": (places, sectors),
        "density_group": (sectors,),
        "exposure": (sectors,),
        "cost": (places, places),
        "commuting": (places, places + 1),
        "imputed_rent": (places,),
        **dict.fromkeys(_AMOUNTS, (places,)),
    }
    faults = [
        Fault(f"The economy's {name} should have the shape {shape}, not {found}")
        for name, shape in shapes.items()
        if (found := np.shape(getattr(economy, name))) != shape
    ]
    return faults or [*_check_amounts(economy), *_check_cells(economy), *_check_links(economy)]


def _check_amounts(economy: Economy) -> list[Fault]:
    return [
        Fault(f"{economy.places[p]} has no {words} in {economy.base_year}", fix="Give a number.")
        for name, words in _AMOUNTS.items()
        for p in np.flatnonzero(~(getattr(economy, name) > 0))
    ]


def _check_cells(economy: Economy) -> list[Fault]:
    hours = economy.hours
    faults = [
        Fault(
            f"{economy.places[p]} has no hours worked in {economy.base_year}",
            fix="Leave the authority out, or give its hours.",
        )
        for p in np.flatnonzero(~(hours.sum(axis=1) > 0))
    ]
    with np.errstate(invalid="ignore"):
        bad = ~(hours >= 0) | ((hours > 0) & ~(economy.productivity > 0))
    bad |= ~np.isfinite(economy.productivity)
    return faults + [
        Fault(f"{economy.sectors[s]} in {economy.places[p]} has hours without output, or neither")
        for p, s in np.argwhere(bad)
    ]


def _check_links(economy: Economy) -> list[Fault]:
    faults = []
    if not np.all(economy.cost > 0):
        faults.append(
            Fault("Costs of travel should all be above 0", fix="Give each place its own, too.")
        )
    if not np.allclose(economy.commuting.sum(axis=1), 1.0, atol=_CLOSE):
        faults.append(Fault("Shares of commuting should add up to 1 in each row"))
    outside = economy.density_group
    if np.any((outside < 0) | (outside >= len(DENSITY_GROUPS))):
        faults.append(Fault(f"Density groups are numbered 0 to {len(DENSITY_GROUPS) - 1}"))
    if economy.emissions is not None and economy.emissions.shape != (
        len(economy.places),
        len(economy.emission_sources),
    ):
        faults.append(Fault("Emissions should be given by authority and source"))
    return faults


def check_baseline(economy: Economy, baseline: BaselinePaths) -> list[Fault]:
    """Years run on from the base year, and the paths are numbers of the right shape."""
    years = baseline.years
    if not years or years[0] != economy.base_year:
        first = f"in {years[0]}" if years else "nowhere"
        return [Fault(f"The baseline starts {first}, and the data end in {economy.base_year}")]
    if list(years) != list(range(years[0], years[0] + len(years))):
        return [Fault("The baseline's years should follow one another")]
    draws = len(baseline.comparator)
    shapes = {
        "comparator": (draws, len(years)),
        "relative": (draws, len(years), len(economy.places)),
    }
    by_place = (len(years), len(economy.places))
    shapes_of_paths = {
        "hours": (*by_place, len(economy.sectors)),
        "sector_relative": (*by_place, len(economy.sectors)),
        "population": by_place,
        "dwellings": by_place,
        "hours_per_job": by_place,
    }
    given = {name: shape for name, shape in shapes_of_paths.items() if _given(baseline, name)}
    faults = [
        Fault(f"The baseline's {name} should be numbers of the shape {shape}")
        for name, shape in (shapes | given).items()
        if np.shape(found := getattr(baseline, name)) != shape or not np.isfinite(found).all()
    ]
    return faults or [
        Fault(f"The baseline's {name} should be above 0 in every authority and year")
        for name in given
        if not _above_zero(getattr(baseline, name))
    ]


def _given(baseline: BaselinePaths, name: str) -> bool:
    return getattr(baseline, name) is not None


def _above_zero(path: Floats) -> bool:
    """Of sectors, that none is below 0 and that they add up to something."""
    total = path if path.ndim == 2 else path.sum(axis=2)
    return bool((path >= 0).all() and (total > 0).all())


def check_parameters(parameters: Parameters, baseline: BaselinePaths) -> list[Fault]:
    """There are draws, as many as the baseline's, and every one is a number."""
    if len(parameters) == 0:
        return [Fault("There are no draws", fix="Ask for at least 1.")]
    faults = [
        Fault(f"The assumption '{name}' has draws that are not numbers")
        for name, values in parameters.values.items()
        if not np.isfinite(values).all()
    ]
    faults += check_domains(parameters)
    if len(baseline.comparator) != len(parameters):
        faults.append(
            Fault(
                f"The baseline has {len(baseline.comparator)} draws and the assumptions "
                f"{len(parameters)}",
                fix="Draw both for the same numbers of draws.",
            )
        )
    return faults


def check_action(action: Action, economy: Economy, baseline: BaselinePaths) -> list[Fault]:
    """An action's channel, money, shares and years make sense."""
    name = f"Action '{action.id}'"
    if action.channel not in CHANNELS:
        hint = did_you_mean(action.channel, CHANNELS)
        return [Fault(f"{name} acts on '{action.channel}', which is no channel", fix=hint)]
    wrong = []
    if np.shape(action.spend) != (len(baseline.years),):
        wrong.append(f"should give money for each of {len(baseline.years)} years")
    elif not np.isfinite(action.spend).all() or action.spend[0] != 0:
        wrong.append(f"should spend nothing in {baseline.years[0]}, which the baseline contains")
    if np.shape(action.places) != (len(economy.places),) or not _shares(action.places):
        wrong.append("should share its money over the authorities, adding up to 1")
    if action.sectors is not None and (
        np.shape(action.sectors) != (len(economy.sectors),) or not _shares(action.sectors)
    ):
        wrong.append("should share its money over the sectors, adding up to 1")
    if not action.lag or not _shares(np.array(action.lag)):
        wrong.append("has a lag whose shares do not add up to 1")
    if not action.years_each > 0:
        wrong.append("should say for how many years each job draws relief")
    if action.channel == "emissions" and action.source not in economy.emission_sources:
        known = ", ".join(economy.emission_sources) or "none"
        wrong.append(f"cuts emissions from '{action.source}'; the sources are: {known}")
    if action.channel == "user_cost" and action.unit_cost is None:
        wrong.append("should give the yearly cost of £1 of capital as its unit cost")
    return [Fault(f"{name} {what}") for what in wrong]


def check_distinct(actions: Sequence[Action]) -> list[Fault]:
    """No two actions have one id."""
    ids = [action.id for action in actions]
    return [
        Fault(f"There are {ids.count(one)} actions called '{one}'")
        for one in sorted(set(ids))
        if ids.count(one) > 1
    ]


def _shares(shares: Floats) -> bool:
    return bool((shares >= 0).all() and abs(shares.sum() - 1.0) < _CLOSE)
