"""Counts that pages make of a diagnosis, as figures like any other."""

from __future__ import annotations

from collections.abc import Sequence

from growthplan.accounts import figure_id
from growthplan.vocabulary import Figure, Input, Lineage


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
    over: Sequence[Figure] = (),
) -> Figure:
    """A count with its sentence; `formula` says what was counted, `over` the figures that were
    counted or passed over."""
    inputs = tuple(Input(label=f.sentence, value=None, unit="", figure=f.id) for f in over)
    run = over[0].lineage.run if over else None
    return Figure(
        id=figure_id(measure, place, period, comparator=comparator),
        value=value,
        display=str(value),
        unit="count",
        place=place,
        period=period,
        sentence=sentence,
        lineage=Lineage(formula=formula, inputs=inputs, functions=(function,), run=run),
    )
