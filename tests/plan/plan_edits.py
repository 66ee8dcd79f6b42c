"""Edits of a plan in memory, with what each should be told as."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

Step = str | int


@dataclass(frozen=True)
class Spot:
    """A field of an entry, by field names and positions."""

    path: tuple[Step, ...]
    holder: BaseModel
    field: str
    value: Any


def spots(value: Any, path: tuple[Step, ...] = ()) -> Iterator[Spot]:
    """Every field of every entry."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            held = getattr(value, name)
            yield Spot((*path, name), value, name, held)
            yield from spots(held, (*path, name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from spots(item, (*path, number))


def with_value(value: Any, path: tuple[Step, ...], new: Any) -> Any:
    """The same with another value at a path; nothing is validated."""
    if not path:
        return new
    step, *rest = path
    if isinstance(step, int):
        items = list(value)
        items[step] = with_value(items[step], tuple(rest), new)
        return tuple(items)
    return value.model_copy(update={step: with_value(getattr(value, step), tuple(rest), new)})


def shuffled(value: Any, order: random.Random) -> Any:
    """The same with every list in another order, but for outlines, whose order is their shape."""
    if isinstance(value, BaseModel):
        return value.model_copy(
            update={
                name: shuffled(getattr(value, name), order)
                for name in type(value).model_fields
                if name != "outline"
            }
        )
    if isinstance(value, tuple):
        items = [shuffled(item, order) for item in value]
        order.shuffle(items)
        return tuple(items)
    if isinstance(value, dict):
        names = list(value)
        order.shuffle(names)
        return {name: value[name] for name in names}
    return value
