"""Which drivers move with productivity inside places, year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.drivers.constraints_models import ridge
from growthplan.drivers.constraints_ranks import drawn_coefficients, drawn_weights
from growthplan.drivers.constraints_validation import (
    Array,
    Folds,
    best_ridge_penalty,
    blocks,
    chance_of,
    ridge_skill,
)
from growthplan.drivers.panel_data import Panel, panel, within
from growthplan.vocabulary import MINUS

RISES = "rises with productivity"
FALLS = "falls as productivity rises"
UNTOLD = "cannot tell"

LEAST_WITHIN_SKILL = 0.01
MOST_CHANCE = 0.01
SHUFFLES = 99
DRAWS = 200


@dataclass(frozen=True)
class PanelAssociation:
    """Drivers against productivity inside places, after place and year effects."""

    table: pl.DataFrame
    """A row an indicator: driver, indicator, title, log_points (for one standard deviation of
    change inside places), low and high (90%), verdict."""
    fit: pl.DataFrame
    """One row: places, years, indicators, penalty, r2 (within), r2_regions (out of sample),
    chance."""
    notes: tuple[str, ...]


def panel_association(
    values: pl.DataFrame,
    outcome: pl.DataFrame,
    groups: Mapping[str, str] | None = None,
    seed: int = 0,
    *,
    names: Mapping[str, str] | None = None,
) -> PanelAssociation:
    """Ridge regression of log GVA per hour on drivers with place and year effects.

    `values` has columns place, region, year and one for each indicator, `outcome` place, year and
    value; see `panel` for which of them are used and the errors raised. Skill is out-of-sample R²
    of what is left after both effects, whole regions held out; the effects themselves are taken
    over all places. Chance shuffles whole histories between places, so that each keeps its own
    persistence. Ranges draw regions, and places inside them, again.
    """
    of, called = groups or {}, names or {}
    data = panel(values, outcome, called)
    change = within(data.x)
    spread = change.std(axis=(0, 1))
    x = np.divide(change, spread, out=np.zeros_like(change), where=spread > 0)
    y = within(data.y)
    fold = np.repeat(blocks(data.regions), len(data.years))
    flat = x.reshape(-1, x.shape[2])
    skills = ridge_skill(flat, _histories(y, seed), fold)
    beta, drawn, penalty = _fitted(data, flat, y.reshape(-1), fold, seed)
    chance = chance_of(skills)
    tells = bool(skills[0] >= LEAST_WITHIN_SKILL and chance <= MOST_CHANCE)
    low, high = np.percentile(drawn, (5.0, 95.0), axis=0)
    table = pl.DataFrame(
        {
            "driver": [of.get(name, name) for name in data.indicators],
            "indicator": list(data.indicators),
            "title": [called.get(name, name) for name in data.indicators],
            "log_points": beta,
            "low": low,
            "high": high,
            "verdict": [
                _verdict(tells, a, b) for a, b in zip(low.tolist(), high.tolist(), strict=True)
            ],
        }
    )
    rest = y.reshape(-1) - flat @ beta
    total = float((y * y).sum())
    fit = pl.DataFrame(
        {
            "places": [len(data.places)],
            "years": [len(data.years)],
            "indicators": [len(data.indicators)],
            "penalty": [penalty],
            "r2": [1 - float(rest @ rest) / total if total > 0 else 0.0],
            "r2_regions": [float(skills[0])],
            "chance": [chance],
        }
    )
    return PanelAssociation(table, fit, _notes(data, float(skills[0]), chance, tells))


def _histories(y: Array, seed: int) -> Array:
    """`y` [place, year] as one column, then with whole histories moved between places."""
    rng = np.random.default_rng(seed)
    moved = [y[rng.permutation(len(y))].reshape(-1) for _ in range(SHUFFLES)]
    return np.column_stack([y.reshape(-1), *moved])


def _fitted(data: Panel, x: Array, y: Array, fold: Folds, seed: int) -> tuple[Array, Array, float]:
    """Coefficients [indicator], those of each draw [draw, indicator], and the penalty."""
    penalty = best_ridge_penalty(x, y, fold)
    beta = ridge(x.T @ x / len(y), x.T @ y / len(y), penalty)
    weights = drawn_weights(blocks(data.regions), DRAWS, seed + 1)
    every_year = np.repeat(weights, len(data.years), axis=1)
    return beta, drawn_coefficients(x, y, every_year, penalty), penalty


def _verdict(tells: bool, low: float, high: float) -> str:
    if not tells or low <= 0 <= high:
        return UNTOLD
    return RISES if low > 0 else FALLS


def _notes(data: Panel, skill: float, chance: float, tells: bool) -> tuple[str, ...]:
    found = (
        "Some drivers move with productivity inside places; which comes first is not known."
        if tells
        else "Change inside places tells nothing of any driver here."
    )
    return (
        f"{found} Out-of-sample R² after place and year effects is "
        f"{MINUS if skill < 0 else ''}{abs(skill):.2f} with whole regions held "
        f"out; {100 * chance:.1f}% of shuffled histories do as well.",
        "Published local productivity is smoothed over years, which hides quick change.",
        *data.notes,
    )
