"""Whether an industry's jobs bunch together more than workplaces would by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from growthplan.vocabulary import GrowthplanError

Floats = npt.NDArray[np.float64]
Verdict = Literal["concentrated", "not concentrated", "cannot tell"]

SMALL_WORKPLACE, LARGE_WORKPLACE = 10, 250
"""Jobs in a workplace, either end of what an industry's usual one may be."""
DRAWS = 499
P_LIMIT = 0.05
CONCENTRATION_RULE = (
    "An industry is concentrated when its jobs are spread less like all jobs than the same jobs in "
    f"workplaces of {LARGE_WORKPLACE} thrown at random over the zones, in proportion to all jobs, "
    f"would be in 95% of {DRAWS} throws; not concentrated when that cannot be said even with "
    f"workplaces of {SMALL_WORKPLACE}; in between it depends on the size of its workplaces, which "
    "is not in hand. The index is Ellison and Glaeser's (1997), at either size."
)


@dataclass(frozen=True, slots=True)
class Concentration:
    """One industry over the zones of a place."""

    jobs: float
    raw: float
    """`sum of (share of industry - share of all jobs)^2 / (1 - sum of share of all jobs^2)`."""
    gamma_small: float
    """Ellison and Glaeser's index if every workplace has 10 jobs."""
    gamma_large: float
    """The same with 250 jobs; not a number when the industry has fewer than 500 jobs."""
    p_small: float
    """Share of throws with workplaces of 10 jobs that come out at least as uneven."""
    p_large: float
    verdict: Verdict


def raw_concentration(industry: Floats, everything: Floats) -> Floats:
    """Unevenness of industries, [..., zone], against all jobs, [zone]; 0 when spread alike.

    >>> raw_concentration(np.array([10.0, 0]), np.array([50.0, 50]))
    array(1.)
    """
    share = everything / everything.sum()
    own = industry / industry.sum(axis=-1, keepdims=True)
    return np.asarray(((own - share) ** 2).sum(axis=-1) / (1 - (share**2).sum()))


def ellison_glaeser(raw: float, herfindahl: float) -> float:
    """Index of Ellison and Glaeser (1997): 0 for workplaces thrown at random, 1 all in one zone.

    `raw` as `raw_concentration` gives it, `herfindahl` the sum of squared shares of the industry's
    workplaces; not a number with a single workplace.
    """
    return (raw - herfindahl) / (1 - herfindahl) if herfindahl < 1 else float("nan")


def concentration(
    industry: npt.ArrayLike, everything: npt.ArrayLike, seed: int, draws: int = DRAWS
) -> Concentration:
    """Test one industry's jobs by zone against all jobs by zone.

    Raises GrowthplanError when there is one zone, an industry without jobs, or jobs of an
    industry where there are none at all.
    """
    own = np.asarray(industry, dtype=np.float64)
    every = np.asarray(everything, dtype=np.float64)
    if own.shape != every.shape or own.size < 2:
        raise GrowthplanError("Concentration needs jobs in at least two zones.")
    if not own.sum() > 0:
        raise GrowthplanError("An industry without jobs has no concentration.")
    if (own > every + 1e-6).any():
        raise GrowthplanError("An industry has more jobs in a zone than all industries together.")
    if np.count_nonzero(every) < 2:
        raise GrowthplanError("All jobs lie in one zone, so nothing can be more concentrated.")
    raw = float(raw_concentration(own, every))
    rng = np.random.default_rng(seed)
    (gamma_small, p_small), (gamma_large, p_large) = (
        _thrown(raw, own.sum(), every, size, draws, rng)
        for size in (SMALL_WORKPLACE, LARGE_WORKPLACE)
    )
    verdict: Verdict = "cannot tell"
    if p_small > P_LIMIT:
        verdict = "not concentrated"
    elif p_large <= P_LIMIT:
        verdict = "concentrated"
    return Concentration(float(own.sum()), raw, gamma_small, gamma_large, p_small, p_large, verdict)


def _thrown(
    raw: float, jobs: float, every: Floats, size: int, draws: int, rng: np.random.Generator
) -> tuple[float, float]:
    """The index, and how often chance is as uneven, with workplaces of one size."""
    workplaces = max(round(jobs / size), 1)
    throws = rng.multinomial(workplaces, every / every.sum(), size=draws)
    chance = raw_concentration(throws.astype(np.float64), every)
    p_value = (1 + int((chance >= raw).sum())) / (draws + 1)
    return ellison_glaeser(raw, 1 / workplaces), p_value
