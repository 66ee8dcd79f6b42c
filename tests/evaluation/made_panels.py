"""Panels whose truth is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from growthplan.evaluation import Panel, made_panel


def block(
    seed: int,
    units: int = 60,
    treated: int = 20,
    times: int = 12,
    start: int = 7,
    effect: float = 0.0,
    persistence: float = 0.6,
) -> Panel:
    """Unit and time effects, errors that persist, and an effect from `start` on."""
    rng = np.random.default_rng(seed)
    errors = np.zeros((units, times))
    errors[:, 0] = rng.normal(size=units) / np.sqrt(1 - persistence**2)
    for t in range(1, times):
        errors[:, t] = persistence * errors[:, t - 1] + rng.normal(size=units)
    y = 3 * rng.normal(size=(units, 1)) + rng.normal(size=(1, times)) + errors
    y[:treated, start:] += effect
    return made_panel(y, range(treated), start)


def factor(
    seed: int, units: int = 40, times: int = 24, start: int = 16, effect: float = 0.0
) -> Panel:
    """The first unit treated; a common factor loads more on some units than on others."""
    rng = np.random.default_rng(seed)
    loads = rng.uniform(0.5, 1.5, size=(units, 2))
    loads[0] = loads[1:4].mean(axis=0)
    factors = rng.normal(size=(2, times)).cumsum(axis=1) + 5
    y = loads @ factors + 0.3 * rng.normal(size=(units, times))
    y[0, start:] += effect
    return made_panel(y, [0], start)


def drawn(seed: int, effect: float = 0.0) -> Panel:
    """The same with the treated unit drawn from all, as tests by rank take for granted."""
    outcome = factor(seed).outcome[np.random.default_rng(seed).permutation(40)]
    outcome[0, 16:] += effect
    return made_panel(outcome, [0], 16)


def staggered(seed: int, units: int = 200, times: int = 8) -> tuple[Panel, float]:
    """Groups treated from the fourth and sixth time, with effects that grow; and the mean effect
    over groups and times since, weighted by units."""
    rng = np.random.default_rng(seed)
    first = rng.choice([3, 5, times], size=units, p=[0.25, 0.25, 0.5])
    clock = np.arange(times)
    since = clock[None, :] - first[:, None]
    grows = np.where(first == 3, 1.0, 0.5)[:, None]
    effect = np.where(since >= 0, grows * (1 + since), 0.0)
    y = rng.normal(size=(units, 1)) + 0.3 * clock + effect + 0.5 * rng.normal(size=(units, times))
    panel = Panel(
        tuple(str(k) for k in range(units)), tuple(str(t) for t in clock), y, first.astype(np.int64)
    )
    return panel, float(effect[since >= 0].mean())


def one_series(
    seed: int, times: int = 60, start: int = 40, effect: float = 0.0, persistence: float = 0.4
) -> Panel:
    """One treated unit on a line with errors that persist, and nobody to compare with."""
    rng = np.random.default_rng(seed)
    errors = np.zeros(times)
    errors[0] = rng.normal() / np.sqrt(1 - persistence**2)
    for t in range(1, times):
        errors[t] = persistence * errors[t - 1] + rng.normal()
    y = 1 + 0.1 * np.arange(times) + errors
    y[start:] += effect
    return made_panel(y[None], [0], start)


def ringed(seed: int, effect: float = 0.0) -> Panel:
    """Treated units with rings about them in which nothing happens."""
    panel = block(seed, units=120, treated=20, effect=effect)
    away = np.concatenate([np.zeros(20), np.repeat([5.0, 15.0, 60.0, 80.0], 25)])
    columns = {"km": np.repeat(away[:, None], len(panel.times), axis=1)}
    return replace(panel, covariates=columns)
