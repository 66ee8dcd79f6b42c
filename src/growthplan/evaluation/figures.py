"""Figures of an evaluation: the effect as readers see it."""

from __future__ import annotations

from growthplan.evaluation.estimate import Estimate
from growthplan.evaluation.methods import METHODS
from growthplan.vocabulary import MINUS, UNITS, Figure, Input, Lineage, display

UNNAMED = "units of the outcome"
"""The unit where nobody says what the outcome is measured in."""


def shown(value: float, unit: str) -> str:
    """A value at a precision that suits its unit, or its own size when the unit has no rule.

    >>> shown(-15.6038, "packs"), shown(-1234.5, "£ per head")
    ('−15.6', '−£1,234')
    """
    if unit in UNITS:
        return display(value, unit)
    decimals = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f"{value:,.{decimals}f}".replace("-", MINUS)


def effect_figure(
    evaluation: str,
    found: Estimate,
    place: str,
    period: str,
    unit: str,
    inputs: tuple[Input, ...] = (),
    measured: str = "the outcome",
) -> Figure:
    """The effect as `effect/EVALUATION/ESTIMATOR`."""
    return Figure(
        id=f"effect/{evaluation}/{found.estimator}",
        value=found.effect,
        display=shown(found.effect, unit),
        unit=unit,
        low=found.low,
        high=found.high,
        place=place,
        period=period,
        sentence=sentence(found, unit, measured, period),
        lineage=Lineage(
            formula="mean after treatment of the treated less what it would have been without",
            inputs=inputs,
            functions=(f"growthplan.evaluation.estimate(…, '{found.estimator}')",),
            assumptions=tuple(f"{d.name}: {d.verdict}. {d.sentence}" for d in found.diagnostics),
        ),
        caveats=(
            f"The range holds the truth in {found.level:.0%} of repetitions. {found.inference}",
            f"Maryland scale {found.grade.level} of 5. {found.grade.reason}",
            *found.notes,
        ),
    )


def sentence(found: Estimate, unit: str, measured: str, period: str) -> str:
    """What was found, and whether it can be told from nothing."""
    title = METHODS[found.estimator].title
    word = "" if unit in UNITS or unit == UNNAMED else f" {unit}"
    size = f"{measured} at {shown(found.effect, unit)}{word}"
    ends = (
        f" (between {shown(found.low, unit)} and {shown(found.high, unit)}, {found.level:.0%})"
        if found.low is not None and found.high is not None
        else ""
    )
    if found.told is None:
        return f"{title} puts the change in {size}{ends}; how sure that is cannot be said."
    p = f"p = {found.p_value:.3f}"
    if found.told:
        verdict = f"; chance alone would seldom give as much ({p})"
    else:
        verdict = f", which cannot be told apart from no change ({p})"
    return f"{title} puts the change in {size}{ends} over {period}{verdict}."
