"""Counts that pages make of a diagnosis, as figures like any other."""

from __future__ import annotations

from growthplan.accounts import figure_id
from growthplan.vocabulary import Figure, Lineage


def count_figure(
    measure: str,
    place: str,
    period: str,
    value: int,
    sentence: str,
    formula: str,
    *,
    comparator: str,
    function: str,
) -> Figure:
    """A count with its sentence; `formula` says what was counted."""
    return Figure(
        id=figure_id(measure, place, period, comparator=comparator),
        value=value,
        display=str(value),
        unit="count",
        place=place,
        period=period,
        sentence=sentence,
        lineage=Lineage(formula=formula, functions=(function,)),
    )
