"""The rule's rates of error, by simulating futures with a series' own noise."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from growthplan.monitoring.alarm import Alarms
from growthplan.monitoring.filter import Array, run_filter
from growthplan.monitoring.signal_rule import OFF, ON, RULE, Rule, told
from growthplan.monitoring.trend_model import LEVEL, Fresh, Variances, lay_out
from growthplan.monitoring.trend_window import PLAIN, Window

FUTURES = 400
LONGEST = 12
"""Yearly figures that futures are followed for."""
CHANGE = 3.0
"""See `fresh_variance`."""
WORSE = 0.01
"""Share of its level by which an indicator that should only hold its level gets worse a year."""


@dataclass(frozen=True)
class Course:
    """What is simulated: `history` years with a steady `drift`, then the planned change of each
    year in `planned` (on the filter's scale), or in `short` that of a plan that falls short."""

    history: int
    drift: float
    planned: tuple[float, ...]
    short: tuple[float, ...]
    up: bool
    fresh: float = 0.0
    """Variance that the filter allows for a change of the trend when the plan begins."""


def course(history: int, drift: float, levels: tuple[float, ...], up: bool, step: float) -> Course:
    """The course along planned `levels` (filter's scale, from the start on).

    The plan that falls short makes half the planned change; where none is planned, it gets worse by
    `step` a year.
    """
    planned = np.diff(levels[: LONGEST + 1])
    if np.abs(planned).sum() > 1e-12:
        short = planned / 2
    else:
        short = np.full(len(planned), -step if up else step)
    fresh = fresh_variance(drift, float(planned.mean()), float(short.mean()), up)
    return Course(history, drift, tuple(planned), tuple(short), up, fresh)


def fresh_variance(drift: float, planned: float, short: float, up: bool) -> float:
    """Variance allowed for a change of the trend when the plan begins, from changes a year.

    Its root is `CHANGE` times the improvement that is meant, or what falling short would come to if
    that is more: enough that figures since then decide, not the trend before. Taken from
    simulations: with less, old trends raise false alarms; with more, nothing is gained.
    """
    meant = max((planned - drift) if up else (drift - planned), 0.0)
    return (CHANGE * max(meant, abs(planned - short))) ** 2


def alarms(
    variances: Variances,
    at: Course,
    window: Window = PLAIN,
    *,
    rule: Rule = RULE,
    futures: int = FUTURES,
    seed: int = 1,
) -> Alarms:
    """Rates of the rule over simulated futures of a series with these variances.

    Each future has a history with a steady drift, then the planned change a year or that of a plan
    that falls short; shocks to the level, yearly noise and revisions as the variances say; every
    year a new edition in which younger figures are revised. The filter then reads each edition as
    it would read a real one, and the rule speaks. A future that reaches the goal or misses it by
    its shocks counts as what it became, not as what was meant.
    """
    rng = np.random.default_rng(seed)
    readers = [_reader(variances, at, k, window) for k in range(1, len(at.planned) + 1)]
    reached, said_well = _futures(rng, variances, at, at.planned, readers, window, rule, futures)
    missed, said_ill = _futures(rng, variances, at, at.short, readers, window, rule, futures)
    good, bad = said_well[reached], said_ill[~missed]
    false = _share((good == OFF).cumsum(axis=1) > 0)
    found = _share(bad == OFF)
    comfort = _share((bad == ON).cumsum(axis=1) > 0)
    confirmed = _share(good == ON)
    least = max(min(len(good), len(bad)), 1)
    worst = max(p * (1 - p) for rate in (false, found, comfort, confirmed) for p in rate)
    error = (max(worst, 1 / (4 * futures)) / least) ** 0.5
    words = _sentence(false, found, comfort, at)
    return Alarms(false, found, comfort, confirmed, futures, error, words)


def _share(said: NDArray[np.bool_]) -> tuple[float, ...]:
    return tuple(float(x) for x in said.mean(axis=0)) if len(said) else (0.0,) * said.shape[1]


def _reader(variances: Variances, at: Course, k: int, window: Window) -> tuple[Array, float]:
    """What k figures say of the last year's level: weights on the figures, root variance.

    The filter is linear, so its answer to one unit in each year in turn gives the weights.
    """
    years, ahead = at.history + k, len(at.planned) - k
    laid = lay_out(variances, years, ahead, window, None, Fresh(at.history - 1, at.fresh))
    found = run_filter(laid.observations(np.eye(years)), laid.steps, laid.start)
    variance = float(found.after_known[0, -1, LEVEL, LEVEL])
    return found.after_mean[:, -1, LEVEL], variance**0.5


def _futures(
    rng: np.random.Generator,
    variances: Variances,
    at: Course,
    change: tuple[float, ...],
    readers: list[tuple[Array, float]],
    window: Window,
    rule: Rule,
    futures: int,
) -> tuple[NDArray[np.bool_], NDArray[np.int8]]:
    """Whether each future reaches the goal [future], and what the rule says [future, figure]."""
    count = len(change)
    years = at.history + count
    drift = np.concatenate([np.full(at.history, at.drift), change])
    level = (drift + variances.level**0.5 * rng.normal(size=(futures, years))).cumsum(axis=1)
    noise = variances.irregular**0.5 * rng.normal(size=(futures, years))
    errors = _revisions(rng, variances, futures, years, at.history)
    goal = level[:, at.history - 1] + sum(at.planned)
    sign = 1.0 if at.up else -1.0
    chances = np.empty((futures, count))
    for k, (weights, spread) in enumerate(readers, start=1):
        known = at.history + k
        yearly = (level + noise)[:, :known] + errors[k - 1][:, :known]
        mean = _published(yearly, window) @ weights
        chances[:, k - 1] = _normal(sign * (mean - goal) / max(spread, 1e-12))
    return np.asarray(sign * (level[:, -1] - goal) >= 0), told(chances, rule)


def _revisions(
    rng: np.random.Generator, variances: Variances, futures: int, years: int, history: int
) -> list[Array]:
    """Revision still to come to each year in each edition [future, year], one array an edition.

    What one new edition changes goes together in neighbouring years; what different editions change
    does not.
    """
    sd = np.array([*variances.revisions.sd, 0.0])
    step = np.sqrt(np.maximum(sd[:-1] ** 2 - sd[1:] ** 2, 0.0))
    together = variances.revisions.correlation
    ages = len(step)
    moves = {}
    for edition in range(history + 1, years + ages + 1):  # what each later edition changes
        fresh = rng.normal(size=(futures, ages))
        for age in range(1, ages):
            rest = (1 - together**2) ** 0.5 * fresh[:, age]
            fresh[:, age] = together * fresh[:, age - 1] + rest
        moves[edition] = fresh * step
    found = []
    for known in range(history + 1, years + 1):
        left = np.zeros((futures, years))
        for year in range(max(known - ages, 0), known):
            for age in range(known - 1 - year, ages):
                left[:, year] += moves[year + 1 + age][:, age]
        found.append(left)
    return found


def _published(yearly: Array, window: Window) -> Array:
    """Averages that an edition prints [future, year] of its yearly figures."""
    if window == PLAIN:
        return yearly
    early = max(len(w) for w in (window.middle,)) - 1 - window.reach
    padded = np.concatenate([np.repeat(yearly[:, :1], early, axis=1), yearly], axis=1)
    printed = np.empty(yearly.shape)
    for at, own, weights in window.rows(yearly.shape[1]):
        last = at + early + 1
        printed[:, own] = padded[:, last - len(weights) : last] @ np.array(weights)
    return printed


_GRID = np.linspace(-6, 6, 2401)
_NORMAL = np.array([NormalDist().cdf(float(x)) for x in _GRID])


def _normal(x: Array) -> Array:
    """The standard normal's distribution function, from a table fine enough for any chance."""
    return np.asarray(np.interp(x, _GRID, _NORMAL))


def _sentence(
    falsely: tuple[float, ...], rightly: tuple[float, ...], soothed: tuple[float, ...], at: Course
) -> str:
    halfway = (len(at.planned) + 1) // 2
    false, found, comfort = (rate[halfway - 1] for rate in (falsely, rightly, soothed))
    if np.allclose(np.array(at.planned) / 2, at.short) and any(at.planned):
        meant = "makes half the planned progress"
    else:
        meant = f"gets worse by {WORSE:.0%} a year"
    return (
        f"For noise like this series' own: after {halfway} yearly figures the rule has wrongly "
        f"said off track in {false:.0%} of simulated futures that reach the goal, says off track "
        f"in {found:.0%} of those in which it {meant} and misses, and has wrongly said on track in "
        f"{comfort:.0%} of those."
    )
