"""Local linear trend of 400 places over 20 years, fitted, filtered and forecast: statsmodels.

    python -m benchmarks.filtering

Both get the same made series in one run, in turn. The peer goes place by place, as its interface
has it, without covariances of parameters, from its own start (not exactly diffuse), which is its
quickest; it is timed on every tenth place and scaled. What is compared is the exact diffuse
likelihood, worked out by the peer's own code at both sets of variances. One BLAS thread on both
sides. Nothing of ours is compiled, so there is no start to add.
"""

from __future__ import annotations

import os
import warnings
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from benchmarks.timing import alternated
from growthplan.monitoring import Fit, Start, Steps, fit_variances, run_filter

PLACES, YEARS, AHEAD, EVERY = 400, 20, 5, 10


def made(seed: int = 0) -> np.ndarray:
    """Trends whose irregular, level and slope variances differ from place to place."""
    rng = np.random.default_rng(seed)
    sd = np.sqrt(np.array([[1.0, 0.5, 0.05]]) * np.exp(rng.normal(size=(PLACES, 3))))
    shocks = rng.normal(size=(3, PLACES, YEARS)) * sd.T[:, :, None]
    slope = shocks[2].cumsum(axis=1)
    return np.asarray((slope + shocks[1]).cumsum(axis=1) + shocks[0])


def ours(y: np.ndarray) -> tuple[Fit, np.ndarray, np.ndarray]:
    """Variances, and mean and variance of the forecasts."""
    found = fit_variances(y)
    years = YEARS + AHEAD
    noise = np.zeros((len(y), years, 2, 2))
    noise[:, :, 0, 0], noise[:, :, 1, 1] = found.level[:, None], found.slope[:, None]
    move = np.tile(np.array([[1.0, 1.0], [0.0, 1.0]]), (years, 1, 1))
    variance = np.repeat(found.irregular[:, None], years, axis=1)
    steps = Steps(move, noise, np.tile([1.0, 0.0], (years, 1)), variance)
    start = Start(np.zeros((1, 2)), np.zeros((1, 2, 2)), np.eye(2)[None])
    ahead = np.pad(y, ((0, 0), (0, AHEAD)), constant_values=np.nan)
    done = run_filter(ahead, steps, start)
    means, spread = done.after_mean[:, YEARS:, 0], done.after_known[:, YEARS:, 0, 0]
    return found, means, spread + variance[:, YEARS:]


def theirs(y: np.ndarray) -> list[Any]:
    """The peer's fits, each with its forecast."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    fits = []
    for row in y:
        fit = UnobservedComponents(row, "lltrend").fit(disp=0, cov_type="none")
        fit.get_forecast(AHEAD).var_pred_mean.sum()
        fits.append(fit)
    return fits


def likelihoods(y: np.ndarray, found: Fit, fits: list[Any]) -> np.ndarray:
    """Ours less theirs, by the peer's exact diffuse filter."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    apart = []
    for i, fit in enumerate(fits):
        judge = UnobservedComponents(y[i * EVERY], "lltrend", use_exact_diffuse=True)
        mine = [a[i * EVERY] for a in (found.irregular, found.level, found.slope)]
        best = judge.fit(start_params=np.maximum(fit.params, 1e-8), disp=0, cov_type="none").llf
        apart.append(judge.loglike(mine) - max(judge.loglike(fit.params), best))
    return np.array(apart)


def main() -> None:
    """Print the medians, their ratio and how far the likelihoods are apart."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        y = made()
        taken = alternated({"ours": lambda: ours(y), "theirs": lambda: theirs(y[::EVERY])}, 3)
        mine, other = 1000 * taken["ours"], 1000 * EVERY * taken["theirs"]
        apart = likelihoods(y, ours(y)[0], theirs(y[::EVERY]))
    print(
        f"local linear trend, {PLACES} places x {YEARS} years, fitted and forecast: ours "
        f"{mine:.0f} ms, statsmodels {other:.0f} ms ({PLACES // EVERY} places, scaled), "
        f"{other / mine:.0f}x; log-likelihood ours less theirs {apart.min():.1e} to "
        f"{apart.max():.1e}"
    )


if __name__ == "__main__":
    main()
