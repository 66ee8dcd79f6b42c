"""Figures: every published number, with its range, its sentence and its lineage."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Input(_Frozen):
    """One published cell, or one other figure, that a figure was computed from."""

    label: str
    """What it is, in words: `GVA per hour worked, Liverpool City Region, 2022`."""
    value: float | None
    unit: str
    source: str | None = None
    """Release id, when it is a published cell."""
    file: str | None = None
    cell: str | None = None
    """`A3!U10`, or `line 120, column observation`."""
    figure: str | None = None
    """Figure id, when it is itself computed here."""


class Lineage(_Frozen):
    """How a figure came about."""

    formula: str
    """In the reader's words: `100 × (place ÷ comparator − 1)`."""
    inputs: tuple[Input, ...] = ()
    functions: tuple[str, ...] = ()
    """Public functions that computed it, dotted."""
    assumptions: tuple[str, ...] = ()
    """What had to be assumed, each a sentence or an assumption id."""
    run: str | None = None
    """Id of the run that made it."""


class Figure(_Frozen):
    """One published number."""

    id: str
    """`measure/place/period[/qualifier...]`, stable and readable."""
    value: float | str | None
    display: str
    """The value at the precision that it deserves: `−12.1%`."""
    unit: str
    low: float | None = None
    high: float | None = None
    """90% range unless a caveat says otherwise; empty when none is known."""
    place: str
    period: str
    scenario: str | None = None
    sentence: str
    lineage: Lineage
    caveats: tuple[str, ...] = ()
