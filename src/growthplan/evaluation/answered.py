"""One registered evaluation with its answer, and what a reader may want to see beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthplan.evaluation.estimate import Estimate, Settings
from growthplan.evaluation.panel import Array, Panel
from growthplan.evaluation.power import Power
from growthplan.evaluation.registration import Registration
from growthplan.evaluation.synthetic_control import fit_every_unit, stacked
from growthplan.evaluation.verdict import Verdict
from growthplan.vocabulary import Figure


@dataclass(frozen=True)
class Answered:
    """One registered evaluation with its answer.

    `estimates` has the deciding estimator first; `standing` says when it was registered and what
    has changed since.
    """

    registration: Registration
    panel: Panel
    unit: str
    power: Power
    estimates: tuple[Estimate, ...]
    verdict: Verdict
    standing: tuple[str, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Gaps:
    """How far the treated and the untreated stray from their own synthetic controls.

    `own` [time] and `placebos` [donor, time], each less its mean before treatment, as synthetic
    difference in differences compares changes and not levels.
    """

    own: Array
    placebos: Array

    def band(self, share: float) -> tuple[Array, Array]:
        """Ends [time] between which that share of the placebos lies.

        >>> gaps = Gaps(np.zeros(1), np.arange(101.0)[:, None])
        >>> [float(end[0]) for end in gaps.band(0.9)]
        [5.0, 95.0]
        """
        rest = 50 * (1 - share)
        low, high = np.percentile(self.placebos, [rest, 100 - rest], axis=0)
        return np.asarray(low), np.asarray(high)


def gaps_of(panel: Panel) -> Gaps:
    """Gaps of the treated and of every donor, each treated as though it had been the one.

    Raises GrowthplanError when treatment starts at different times.
    """
    start = panel.start
    gaps = fit_every_unit(stacked(panel), start, Settings()).gaps
    level = gaps - gaps[:, :start].mean(axis=1, keepdims=True)
    return Gaps(level[-1], level[:-1])
