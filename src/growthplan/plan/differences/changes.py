"""Every value that is not the same in two plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from growthplan.plan.differences.change import Change, Within
from growthplan.plan.differences.keys import IN_ORDER, paired

_Path = tuple[str, ...]
_Around = tuple[Within, ...]


def changes(old: BaseModel, new: BaseModel) -> tuple[Change, ...]:
    """The changes that make `new` out of `old`, two entries of one kind, in the new order.

    The order of lists is no change, and neither is a field that is left out instead of empty.
    """
    return tuple(_in_fields(old, new, (), ()))


def _in_fields(old: BaseModel, new: BaseModel, path: _Path, around: _Around) -> Iterator[Change]:
    for name in type(new).model_fields:
        was, now = getattr(old, name), getattr(new, name)
        if was is not now and was != now:
            yield from _in_field(_Spot(type(new), name, (*path, name), around), was, now)


class _Spot:
    """A field at a place of the plan."""

    __slots__ = ("around", "field", "holder", "path")

    def __init__(self, holder: type[BaseModel], field: str, path: _Path, around: _Around) -> None:
        self.holder, self.field, self.path, self.around = holder, field, path, around

    def change(self, old: Any, new: Any, *key: str) -> Change:
        path = (*self.path, *key)
        return Change(path, old, new, self.holder, self.field, bool(key), self.around)

    def between(self, old: Any, new: Any, *key: str) -> Iterator[Change]:
        """Changes between two values of one kind, or the whole when it came or went."""
        if isinstance(old, BaseModel) and isinstance(new, BaseModel):
            within = (*self.around, Within(self.field, old, new))
            yield from _in_fields(old, new, (*self.path, *key), within)
        else:
            yield self.change(old, new, *key)


def _in_field(spot: _Spot, old: Any, new: Any) -> Iterator[Change]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        sides = [(str(key), old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old))]
    elif (spot.holder.__name__, spot.field) in IN_ORDER:
        yield spot.change(old or None, new or None)
        return
    elif isinstance(old, tuple) and isinstance(new, tuple):
        sides = _renamed(paired(old, new))
    else:
        yield from spot.between(old, new)
        return
    for key, was, now in sides:
        if was is not now and was != now:
            yield from spot.between(was, now, key)


def _renamed(sides: list[tuple[str, Any, Any]]) -> list[tuple[str, Any, Any]]:
    """An entry that went and one that came are one entry when only the id is different."""
    gone = [was for _, was, now in sides if now is None and hasattr(was, "id")]
    if not gone:
        return sides
    met: dict[str, Any] = {}
    for key, was, now in sides:
        if was is None and hasattr(now, "id"):
            same = next((one for one in gone if not _apart(one, now)), None)
            if same is not None:
                gone.remove(same)
                met[key] = same
    left = {id(one) for one in met.values()}
    return [(key, met.get(key, was), now) for key, was, now in sides if id(was) not in left]


def _apart(old: BaseModel, new: BaseModel) -> bool:
    return type(old) is not type(new) or any(
        getattr(old, name) != getattr(new, name) for name in type(new).model_fields if name != "id"
    )
