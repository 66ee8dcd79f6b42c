"""Figures of assumptions that learned, and how their numbers are written."""

from __future__ import annotations

from growthplan.evaluation import Normal
from growthplan.report.pages.evaluation_view import Taught
from growthplan.report.table import Column
from growthplan.vocabulary import Figure, Input, Lineage

_NINETY = 1.6448536269514722
_MOST_DIGITS = 6


def ends_of(one: Normal) -> tuple[float, float]:
    """Ends of the 90% range.

    >>> [round(end, 3) for end in ends_of(Normal(1.0, 2.0))]
    [-2.29, 4.29]
    """
    return one.mean - _NINETY * one.sd, one.mean + _NINETY * one.sd


def steps_of(one: Taught) -> list[tuple[str, Normal]]:
    """From what was known before to what is known after, each step with its name."""
    rows = [("Before (prior)", one.learned[0].prior)]
    for name, step in zip(one.evaluations, one.learned, strict=True):
        of = f": {name}" if len(one.learned) > 1 else ""
        rows += [(f"Evidence{of}", step.evidence), (f"As far as it carries over{of}", step.carried)]
    return [*rows, ("After (posterior)", one.learned[-1].posterior)]


def digits_of(one: Taught) -> int:
    """Decimals that the smallest spread of any step supports."""
    least = min(found.sd for _, found in steps_of(one))
    return next((n for n in range(_MOST_DIGITS) if 10**-n <= least), _MOST_DIGITS)


def number(value: float, digits: int) -> str:
    """A number with so many decimals and a true minus sign."""
    return Column("value", "Value", decimals=digits).write(value)


def learned_figures(one: Taught, run: str | None = None) -> tuple[Figure, ...]:
    """`prior/ASSUMPTION` and `posterior/ASSUMPTION`."""
    return (
        _figure(one, "prior", "before any finding", one.learned[0].prior, run),
        _figure(one, "posterior", "with what evaluations found", one.learned[-1].posterior, run),
    )


def _figure(one: Taught, kind: str, words: str, found: Normal, run: str | None) -> Figure:
    digits = digits_of(one)
    low, high = ends_of(found)
    shown = number(found.mean, digits)
    evidence = tuple(
        Input(label=f"Evidence of {name}, mean and standard deviation {step.evidence.sd:.2g}",
              value=step.evidence.mean, unit=one.assumption.unit, file="evaluations",
              cell=f"{name}.yaml")
        for name, step in zip(one.evaluations, one.learned, strict=True)
        if kind == "posterior"
    )  # fmt: skip
    before = Input(label=one.assumption.title, value=one.assumption.value,
                   unit=one.assumption.unit, file="assumptions",
                   cell=f"{one.assumption.id}.yaml")  # fmt: skip
    return Figure(
        id=f"{kind}/{one.assumption.id}",
        value=found.mean,
        display=shown,
        unit=one.assumption.unit,
        low=low,
        high=high,
        place="wherever the assumption is used",
        period="whenever it is used",
        sentence=f"{one.assumption.title}, {words}: {shown} {one.assumption.unit}.",
        lineage=Lineage(
            formula="precisions add; the mean is weighted by them"
            if kind == "posterior"
            else "mean and spread of the assumption’s distribution",
            inputs=(before, *evidence),
            functions=("growthplan.evaluation.learn",),
            assumptions=(f"{one.assumption.id}: {one.assumption.describe()}.",),
            run=run,
        ),
        caveats=(f"{one.assumption.grade}. {one.assumption.source}",),
    )
