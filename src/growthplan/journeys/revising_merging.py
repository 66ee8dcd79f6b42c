"""Two people's changes to one thing, put side by side field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from growthplan.plan.editing.forms import Shape, Tree, shown

Side = Literal["theirs", "yours"]


@dataclass(frozen=True)
class Clash:
    """One field in three versions, in words."""

    name: str
    label: str
    was: str
    theirs: str
    yours: str
    taken: Side | None
    """The side that alone changed it; None when both did, so that somebody has to choose."""


def clashes(shapes: Iterable[Shape], was: Tree, theirs: Tree, yours: Tree) -> tuple[Clash, ...]:
    """Every field in which the file's version or one's own is not what the form was opened on."""
    labels = {shape.name: shape.label for shape in shapes}
    first, second, third = (_fields(one) for one in (was, theirs, yours))
    found = []
    for name in dict.fromkeys((*first, *second, *third)):
        one, other, own = first.get(name), second.get(name), third.get(name)
        if one == other == own:
            continue
        taken: Side | None = (
            "theirs" if own in (one, other) else "yours" if other == one else None
        )  # fmt: skip
        found.append(Clash(name, labels.get(name, name), in_words(one), in_words(other),
                           in_words(own), taken))  # fmt: skip
    return tuple(found)


def merged(
    was: Tree, theirs: Tree, yours: Tree, chosen: Mapping[str, Side]
) -> dict[str, Tree] | None:
    """The thing with each field of the chosen side, in the order of the file's version.

    None while a field that both changed has no side.
    """
    first, second, third = (_fields(one) for one in (was, theirs, yours))
    result: dict[str, Tree] = {}
    for name in dict.fromkeys((*second, *third)):
        one, other, own = first.get(name), second.get(name), third.get(name)
        side = chosen.get(name) or (
            "theirs" if own in (one, other) else "yours" if other == one else None
        )  # fmt: skip
        if side is None:
            return None
        held = second if side == "theirs" else third
        if name in held:
            result[name] = held[name]
    return result


def in_words(value: Tree) -> str:
    """A value on a few lines: lists and groups indented as the files have them.

    >>> in_words(None), in_words([1, "a"]), in_words({"id": "x", "n": [2]})
    ('', '1\\na', 'id: x\\nn:\\n  2')
    """
    return "\n".join(_lines(value))


def _lines(value: Tree) -> list[str]:
    if isinstance(value, dict):
        return [line for name, held in value.items() for line in _named(name, held)]
    if isinstance(value, list):
        return [line for item in value for line in _lines(item)]
    return [shown(value)] if value is not None else []


def _named(name: str, held: Tree) -> list[str]:
    if isinstance(held, dict | list):
        return [f"{name}:", *(f"  {line}" for line in _lines(held))]
    return [f"{name}: {shown(held)}"]


def _fields(tree: Tree) -> Mapping[str, Tree]:
    return tree if isinstance(tree, dict) else {}
