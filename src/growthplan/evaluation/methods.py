"""The estimators by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from growthplan.evaluation.augmented import augmented_synthetic_control
from growthplan.evaluation.did import difference_in_differences
from growthplan.evaluation.discontinuity import regression_discontinuity
from growthplan.evaluation.estimate import Estimate, Settings
from growthplan.evaluation.event_study import event_study
from growthplan.evaluation.group_time import group_time
from growthplan.evaluation.interrupted import interrupted_time_series
from growthplan.evaluation.matching import matching
from growthplan.evaluation.panel import Panel
from growthplan.evaluation.rings import spillover_rings
from growthplan.evaluation.synthetic_control import synthetic_control
from growthplan.evaluation.synthetic_did import synthetic_did
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean


@dataclass(frozen=True)
class Method:
    """An estimator, its title and the function that computes it."""

    title: str
    estimate: Callable[[Panel, Settings], Estimate]
    needs_donors: bool = True


METHODS: Mapping[str, Method] = {
    "did": Method("Difference in differences", difference_in_differences),
    "event-study": Method("Event study", event_study),
    "group-time": Method("Group-time effects (Callaway and Sant'Anna)", group_time),
    "synthetic-control": Method("Synthetic control", synthetic_control),
    "synthetic-did": Method("Synthetic difference in differences", synthetic_did),
    "augmented-synthetic-control": Method(
        "Augmented synthetic control (ridge)", augmented_synthetic_control
    ),
    "interrupted-time-series": Method(
        "Interrupted time series", interrupted_time_series, needs_donors=False
    ),
    "matching": Method("Matching on what was known before", matching),
    "regression-discontinuity": Method("Regression discontinuity", regression_discontinuity),
    "rings": Method("Spillover rings", spillover_rings),
}


def method(name: str) -> Method:
    """The estimator of a name; raises GrowthplanError with the nearest name when there is none."""
    if name not in METHODS:
        known = ", ".join(METHODS)
        fix = did_you_mean(name, METHODS) or f"Estimators: {known}."
        raise GrowthplanError(Fault(f"there is no estimator '{name}'", fix=fix, code="estimator"))
    return METHODS[name]


def estimate(panel: Panel, name: str, settings: Settings | None = None) -> Estimate:
    """The effect by an estimator's name."""
    return method(name).estimate(panel, settings or Settings())
