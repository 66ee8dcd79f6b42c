"""Who gains, what AI does, and where emissions end: outcomes of every run."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.system.answers.ground import Ground
from growthplan.system.answers.parts import Diffusion, NetZero, WhoGains
from growthplan.system.answers.runs import NO_PLAN, PLAN
from growthplan.system.pathways import jobs_by_residence

Floats = npt.NDArray[np.float64]
Kept = Mapping[str, Floats]
Range = tuple[float, float, float]

NEARLY_NOUGHT = 0.1
"""Share of today's emissions at or below which net zero is taken to be in reach: what is left is
for removals, which no statistic of places counts."""
FEWEST_GAINS = 0.5
"""Share of draws with a gain below which there is no gain to be shared out."""
_MILLION = 1e6


def middle(values: npt.ArrayLike) -> Range:
    """Median and 90% range."""
    low, mid, high = np.quantile(np.asarray(values), [0.05, 0.5, 0.95])
    return float(mid), float(low), float(high)


def who_gains(kept: Kept, ground: Ground) -> WhoGains:
    """Jobs and earnings in the last year by where their holders live.

    Earnings are jobs times median pay, and change with jobs and with wages. Neighbourhoods within
    an authority are taken to gain alike, which hides differences inside it.
    """
    commuting = ground.economy.commuting
    plan, none = (kept[f"{future}/jobs/places"][:, -1] for future in (PLAN, NO_PLAN))
    gained = jobs_by_residence(plan - none, commuting)
    names = [*ground.base.names, "Outside the place"]
    codes = [*ground.base.places, ""]
    jobs = _table(codes, names, gained)
    if ground.pay is None:
        empty = jobs.clear()
        return WhoGains(jobs, empty, None, None)
    wages = jobs_by_residence(none * np.expm1(kept["plan/wages/places"]), commuting)
    inside = slice(0, len(ground.base.places))
    earned = (gained + wages)[:, inside] * ground.pay / _MILLION
    return WhoGains(
        jobs,
        _table(codes[:-1], names[:-1], earned),
        _to_the_deprived(earned, ground.deprived),
        _living_there(ground),
    )


def _to_the_deprived(earned: Floats, deprived: Floats | None) -> Range | None:
    """Over the draws in which earnings rise; None when they do in fewer than FEWEST_GAINS."""
    total = earned.sum(axis=1)
    gains = total > 0
    if deprived is None or gains.mean() < FEWEST_GAINS:
        return None
    return middle((earned[gains] @ deprived) / total[gains])


def _living_there(ground: Ground) -> float | None:
    if ground.deprived is None:
        return None
    people = ground.base.population
    return float(ground.deprived @ people / people.sum())


def _table(codes: Sequence[str], names: Sequence[str], values: Floats) -> pl.DataFrame:
    low, mid, high = np.quantile(values, [0.05, 0.5, 0.95], axis=0)
    return pl.DataFrame(
        {
            "place": list(codes),
            "name": list(names),
            "median": mid,
            "mean": values.mean(axis=0),
            "low": low,
            "high": high,
        }
    )


def diffusion(kept: Kept, ground: Ground) -> Diffusion | None:
    """Adoption of digital tools and AI beyond what comes anyway, and the work that it moves."""
    if "plan/adoption" not in kept:
        return None
    return Diffusion(
        middle(100.0 * kept["plan/adoption"]),
        middle(100.0 * np.expm1(kept["plan/mechanism/digital_adoption"])),
        middle(kept["plan/displaced"]),
        middle(kept["plan/reemployed"]),
        bool(np.ptp(ground.economy.exposure) > 0),
    )


def net_zero(
    kept: Kept, years: Sequence[int], said: Sequence[str], now: float | None
) -> NetZero | None:
    """Emissions in the year that the plan names for net zero, else in the last.

    `said` are titles of the plan's principles and targets; `now` kt in the base year.
    """
    if f"{NO_PLAN}/emissions" not in kept or now is None:
        return None
    target, year = net_zero_target(said, years)
    t = list(years).index(year)
    none, plan = (kept[f"{future}/emissions"][:, t] for future in (NO_PLAN, PLAN))
    return NetZero(
        year,
        now,
        middle(none),
        middle(plan),
        middle(100.0 * (none - plan) / none),
        float(np.mean(plan <= NEARLY_NOUGHT * now)),
        target,
    )


def net_zero_target(said: Sequence[str], years: Sequence[int]) -> tuple[str, int]:
    """The first statement about net zero and its year, if that is among the years projected.

    >>> net_zero_target(["AI for good", "Net Zero by 2035"], range(2023, 2041))
    ('Net Zero by 2035', 2035)
    >>> net_zero_target([], range(2023, 2036))
    ('', 2035)
    """
    for statement in said:
        if re.search(r"net[ -]?zero", statement, re.IGNORECASE):
            year = re.search(r"\b(20\d\d)\b", statement)
            known = year is not None and int(year[1]) in years
            return statement, int(year[1]) if year is not None and known else years[-1]
    return "", years[-1]
