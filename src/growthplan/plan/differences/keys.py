"""By which field the entries of a list are told apart, so that their order does not matter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

_KEYS: dict[str, tuple[str, ...]] = {
    "Asset": ("title",),
    "Beneficiaries": ("group",),
    "Capacity": ("what", "phase"),
    "Cost": ("line", "kind"),
    "EarlierTarget": ("replaced",),
    "Effect": ("driver", "mechanism"),
    "Link": ("shared",),
    "Partner": ("name",),
    "PastTarget": ("statement",),
    "PlaceShare": ("place",),
    "PrincipleTest": ("principle",),
}
"""For entries without an id: the fields that say which one it is."""
IN_ORDER = frozenset({("Site", "outline")})
"""Lists whose order is their meaning: compared as one value."""


def key_of(item: Any) -> str:
    """What an item of a list is told apart by: its id, what it is about, or the item itself."""
    if not isinstance(item, BaseModel):
        return str(item)
    own = getattr(item, "id", None)
    if isinstance(own, str):
        return own
    fields = _KEYS.get(type(item).__name__, ())
    values = [getattr(item, name) for name in fields]
    return ", ".join(str(value) for value in values if value is not None)


def paired(old: Iterable[Any], new: Iterable[Any]) -> list[tuple[str, Any, Any]]:
    """Items of two lists side by side, in the new order and then those that went, each under its
    key; None stands for an item that the other list lacks.

    Of several items with one key the equal ones are paired first, the others in their order, and
    from the second on the key carries a number.

    >>> paired(["a", "b"], ["c", "b"])
    [('c', None, 'c'), ('b', 'b', 'b'), ('a', 'a', None)]
    """
    before, after = _grouped(old), _grouped(new)
    pairs: list[tuple[str, Any, Any]] = []
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key, []), after.get(key, [])
        for number, (one, other) in enumerate(_of_one_key(was, now)):
            pairs.append((f"{key} #{number + 1}" if number else key, one, other))
    return pairs


def _of_one_key(was: list[Any], now: list[Any]) -> list[tuple[Any, Any]]:
    if len(was) == len(now) == 1:
        return [(was[0], now[0])]
    sides: list[tuple[Any, Any]] = []
    left: list[Any] = []
    was = list(was)
    for item in now:
        if item in was:
            was.remove(item)
            sides.append((item, item))
        else:
            left.append(item)
    most = max(len(was), len(left))
    was += [None] * (most - len(was))
    left += [None] * (most - len(left))
    return [*sides, *zip(was, left, strict=True)]


def _grouped(items: Iterable[Any]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for item in items:
        groups.setdefault(key_of(item), []).append(item)
    return groups
