"""What sort of value a field of the plan's schema holds, read from its annotation."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from growthplan.plan import amounts, fields

Kind = Literal[
    "text", "name", "id", "url", "place", "measure", "unit", "assumption", "number", "year",
    "whole", "pounds", "share", "financial year", "date", "day", "yes or no", "choice",
    "pounds or not", "text or not", "group", "named groups", "named texts", "by financial year",
    "by calendar year",
]  # fmt: skip
_ALIASES: tuple[tuple[Any, Kind], ...] = (
    (amounts.AmountOrNot, "pounds or not"),
    (amounts.TextOrNot, "text or not"),
    (amounts.FinancialYear, "financial year"),
    (amounts.Pounds, "pounds"),
    (amounts.Share, "share"),
    (amounts.AssumptionId, "assumption"),
    (fields.Id, "id"),
    (fields.Url, "url"),
    (fields.PlaceCode, "place"),
    (fields.Measure, "measure"),
    (fields.Unit, "unit"),
    (fields.Name, "name"),
    (fields.Text, "text"),
    (fields.Year, "year"),
    (fields.Whole, "whole"),
    (fields.Number, "number"),
    (fields.When, "date"),
    (fields.Day, "day"),
)
"""Kinds of field by their alias, the narrower before the wider."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field holds."""

    kind: Kind
    many: bool = False
    """Whether it is a list of such values."""
    not_published: bool = False
    """Whether a group may say `not published` instead."""
    choices: tuple[str, ...] = ()
    model: type[BaseModel] | None = None
    """The schema of a group."""


@cache
def shapes(model: type[BaseModel]) -> dict[str, Shape]:
    """The shape of each field of a schema, in its order."""
    hints = get_type_hints(model, include_extras=True)
    return {name: _shape(hints[name]) for name in model.model_fields}


def _shape(hint: Any) -> Shape:
    if get_origin(hint) is Annotated:
        return _annotated(hint)
    if get_origin(hint) in (Union, types.UnionType):
        return _shape(next(arg for arg in get_args(hint) if arg is not type(None)))
    if get_origin(hint) is tuple:
        return replace(_shape(get_args(hint)[0]), many=True)
    if get_origin(hint) is Literal:
        return Shape("choice", choices=get_args(hint))
    if get_origin(hint) is Mapping:
        return _mapping(*get_args(hint))
    if hint is bool:
        return Shape("yes or no")
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return Shape("group", model=hint)
    raise TypeError(f"no column can hold {hint!r}")


def _annotated(hint: Any) -> Shape:
    base, *extras = get_args(hint)
    for alias, kind in _ALIASES:
        known, *marks = get_args(alias)
        if base == known and extras[: len(marks)] == marks:
            return Shape(kind)
    shape = _shape(base)
    return replace(shape, not_published=fields.PUBLISHED_OR_NOT[0] in extras)


def _mapping(key: Any, value: Any) -> Shape:
    named, held = _shape(key), _shape(value)
    if named.kind == "financial year":
        return Shape("by financial year")
    if named.kind == "year":
        return Shape("by calendar year")
    if held.kind == "group":
        return Shape("named groups", model=held.model)
    return Shape("named texts")


def fields_are_all_groups(model: type[BaseModel]) -> type[BaseModel] | None:
    """The one schema of all fields of a group, such as the rates of additionality."""
    held = {shape.model for shape in shapes(model).values() if shape.kind == "group"}
    alike = len(held) == 1 and all(s.kind == "group" and not s.many for s in shapes(model).values())
    return held.pop() if alike else None
