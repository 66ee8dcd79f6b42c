"""Models for tests of the filter, and the same answers by brute force."""

from __future__ import annotations

import numpy as np

from growthplan.monitoring.filter import Start, Steps


def trend_steps(years: int, variance: np.ndarray, level: float, slope: float) -> Steps:
    """A local linear trend observed once a year."""
    move = np.tile(np.array([[1.0, 1.0], [0.0, 1.0]]), (years, 1, 1))
    noise = np.tile(np.diag([level, slope]), (years, 1, 1))
    return Steps(move, noise, np.tile([1.0, 0.0], (years, 1)), variance)


def level_steps(years: int, variance: float, level: float) -> Steps:
    """A local level observed once a year."""
    one = np.ones((years, 1, 1))
    return Steps(one, level * one, np.ones((years, 1)), np.full((1, years), variance))


def unknown(width: int) -> Start:
    """Nothing is known before the first observation."""
    return Start(np.zeros((1, width)), np.zeros((1, width, width)), np.eye(width)[None])


def by_least_squares(
    y: np.ndarray, steps: Steps, variance: np.ndarray
) -> tuple[np.ndarray, np.ndarray, float]:
    """Mean and covariance of every state given all of one series, and the log-likelihood, by
    generalised least squares on the whole covariance matrix: no recursion over observations."""
    count, width = steps.design.shape
    moved = np.zeros((count, width, width))
    moved[0] = np.eye(width)
    cov = np.zeros((count, count, width, width))
    for s in range(1, count):
        move = steps.transition[s]
        moved[s] = move @ moved[s - 1]
        for u in range(s):
            cov[s, u] = move @ cov[s - 1, u]
            cov[u, s] = cov[s, u].T
        cov[s, s] = move @ cov[s - 1, s - 1] @ move.T + steps.noise[s]
    ok = ~np.isnan(y)
    x = np.einsum("sm,smk->sk", steps.design, moved)[ok]
    whole = np.einsum("sm,sumk,uk->su", steps.design, cov, steps.design) + np.diag(variance)
    inverse = np.linalg.inv(whole[np.ix_(ok, ok)])
    gram = x.T @ inverse @ x
    first = np.linalg.solve(gram, x.T @ inverse @ y[ok])
    left = y[ok] - x @ first
    with_state = np.einsum("sumk,uk->sum", cov, steps.design)[:, ok]
    mean = moved @ first + np.einsum("sum,uv,v->sm", with_state, inverse, left)
    rest = moved - np.einsum("sum,uv,vk->smk", with_state, inverse, x)
    spread = np.array(
        [
            cov[s, s] - with_state[s].T @ inverse @ with_state[s]
            + rest[s] @ np.linalg.inv(gram) @ rest[s].T
            for s in range(count)
        ]
    )  # fmt: skip
    determinants = -np.linalg.slogdet(inverse)[1] + np.linalg.slogdet(gram)[1]
    likelihood = -0.5 * (ok.sum() * np.log(2 * np.pi) + determinants + left @ inverse @ left)
    return mean, spread, float(likelihood)
