"""One registered evaluation with its answer, and what a reader may want to see beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthplan.evaluation.estimate import Estimate, Settings
from growthplan.evaluation.figures import shown
from growthplan.evaluation.panel import Array, Panel
from growthplan.evaluation.power import Power
from growthplan.evaluation.registration import Registration
from growthplan.evaluation.synthetic_control import fit_every_unit, stacked
from growthplan.evaluation.verdict import Verdict
from growthplan.vocabulary import Figure, Input, Lineage


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
        >>> [round(float(end[0]), 6) for end in gaps.band(0.9)]
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


def power_figure(one: Answered, inputs: tuple[Input, ...] = ()) -> Figure:
    """The smallest effect that a registered design would usually show, as
    `smallest_effect_seen/EVALUATION/ESTIMATOR`."""
    asked, least = one.registration, one.power.smallest
    said = "none that was tried" if least is None else shown(least, one.unit)
    return Figure(
        id=f"smallest_effect_seen/{asked.id}/{asked.estimator}",
        value=least,
        display="none" if least is None else said,
        unit=one.unit,
        place=", ".join(one.panel.treated_names[:3]),
        period=f"{asked.from_year} to {asked.last_year}",
        sentence=f"{asked.title}: the smallest effect that this design would usually show: {said}.",
        lineage=Lineage(
            formula="the effect told from none in 80% of histories of places not treated",
            inputs=inputs or (one.figures[0].lineage.inputs if one.figures else ()),
            functions=(f"growthplan.evaluation.power_of(…, '{asked.estimator}')",),
            assumptions=(one.power.sentence,),
        ),
    )
