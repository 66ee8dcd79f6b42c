"""What every estimator gives back: the effect with its doubt, diagnostics and a grade."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from growthplan.evaluation.tails import (
    normal_p_value,
    normal_quantile,
    student_p_value,
    student_quantile,
)

Optimiser = Literal["exact", "published"]


@dataclass(frozen=True)
class Settings:
    """What may be chosen about an estimate."""

    level: float = 0.95
    """Share of repetitions in which an interval should hold the truth."""
    seed: int = 1
    draws: int = 999
    """Bootstrap draws, placebo samples or shuffles, where they are drawn at random."""
    covariates: tuple[str, ...] = ()
    optimiser: Optimiser | None = None
    """How weights are found: at the exact minimum, or by the steps of the published software. Left
    out, each estimator takes what its publication reports."""
    outcome_at: tuple[str, ...] = ()
    """Times whose outcome is a predictor of its own (synthetic control with predictors)."""
    treated_in_placebos: bool = True
    """Whether the treated unit is among the donors of placebo units."""
    compare_with: Literal["never", "not-yet"] = "never"
    """Group-time effects: units never treated, or those not treated yet as well."""
    anticipation: int = 0
    """Times before treatment in which it may act already (group-time effects)."""
    matches: int = 3
    """How many donors each treated unit is matched with."""
    running: str | None = None
    """Regression discontinuity: the covariate that decides who is treated."""
    cutoff: float = 0.0
    bandwidth: float | None = None
    distance: str | None = None
    """Spillover rings: the covariate that holds each unit's distance to the treated ones."""
    rings: tuple[float, ...] = ()
    """Outer edges of the rings, nearest first."""


@dataclass(frozen=True)
class Diagnostic:
    """One check of what an estimate assumes; `passed` is None when it cannot be told."""

    name: str
    passed: bool | None
    sentence: str

    @property
    def verdict(self) -> str:
        """`pass`, `fail` or `unknown`."""
        return {True: "pass", False: "fail", None: "unknown"}[self.passed]


@dataclass(frozen=True)
class Grade:
    """A grade on the Maryland scientific methods scale, 1 to 5, with its reason."""

    level: int
    reason: str


@dataclass(frozen=True)
class Estimate:
    """An estimated effect on the treated, in the outcome's unit, averaged over the times after."""

    estimator: str
    effect: float
    se: float | None
    low: float | None
    high: float | None
    p_value: float | None
    inference: str
    """How interval and p-value come about, in words."""
    level: float = 0.95
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    """`path` by time, `weights`, `placebos` and others, by estimator."""
    diagnostics: tuple[Diagnostic, ...] = ()
    grade: Grade = Grade(1, "not graded")
    notes: tuple[str, ...] = ()

    @property
    def told(self) -> bool | None:
        """Whether the effect can be told from none at this level; None when no p-value is known."""
        return None if self.p_value is None else self.p_value <= 1 - self.level + 1e-12


@dataclass(frozen=True)
class Doubt:
    """Standard error, interval and p-value."""

    se: float | None
    low: float | None
    high: float | None
    p_value: float | None


NO_DOUBT_KNOWN = Doubt(None, None, None, None)


def doubt(effect: float, se: float, level: float, degrees: float | None = None) -> Doubt:
    """From a standard error, by the normal distribution or Student's with some degrees of freedom.

    Nothing is known when the standard error is not a number.
    """
    if not math.isfinite(se):
        return NO_DOUBT_KNOWN
    share = (1 + level) / 2
    if degrees is None:
        width, p = normal_quantile(share) * se, normal_p_value(_ratio(effect, se))
    else:
        width = student_quantile(share, degrees) * se
        p = student_p_value(_ratio(effect, se), degrees)
    return Doubt(se, effect - width, effect + width, p)


def _ratio(effect: float, se: float) -> float:
    if se > 0:
        return effect / se
    return 0.0 if effect == 0 else math.inf
