"""Which item of an old list is which item of a new one, and which of them moved."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Sequence

from growthplan.plan.document import Tree

_ENOUGH = 0.5
"""Share of fields in common from which an entry under another id is the old one, renamed."""


def matched(old: Sequence[Tree], new: Sequence[Tree]) -> list[int | None]:
    """For each new item the position of the old one that it continues, or None.

    Items with an id continue the one with that id. Of the rest, equal items belong together,
    then the most alike, then whatever stands at the same place.

    >>> matched([{"id": "a"}, {"id": "b"}], [{"id": "b"}, {"id": "c"}, {"id": "a"}])
    [1, None, 0]
    """
    found: list[int | None] = [None] * len(new)
    for key in (_identity, _whole):
        _pair(old, new, found, key)
    free = [n for n in range(len(old)) if n not in set(found)]
    for position, item in enumerate(new):
        if found[position] is None and free:
            best = max(free, key=lambda n: (_alike(old[n], item), n == position, -n))
            if _alike(old[best], item) > 0:
                found[position] = best
                free.remove(best)
    return found


def _pair(old: Sequence[Tree], new: Sequence[Tree], found: list[int | None], key: object) -> None:
    assert callable(key)
    taken = set(found)
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for number, item in enumerate(old):
        name = key(item)
        if number not in taken and name is not None:
            waiting[name].append(number)
    for position, item in enumerate(new):
        name = key(item)
        if found[position] is None and name is not None and waiting.get(name):
            found[position] = waiting[name].popleft()


def _identity(item: Tree) -> str | None:
    name = item.get("id") if isinstance(item, dict) else None
    return name if isinstance(name, str) else None


def _whole(item: Tree) -> str | None:
    return json.dumps(item, sort_keys=True)


def _alike(old: Tree, new: Tree) -> float:
    """How far one item continues another: 0 when it does not."""
    if isinstance(old, dict) and isinstance(new, dict):
        shared = sum(old[name] == new[name] for name in old.keys() & new.keys())
        share = shared / max(len(old), len(new), 1)
        renamed = _identity(old) != _identity(new)
        return share if not renamed or share >= _ENOUGH else 0.0
    if isinstance(old, dict | list) or isinstance(new, dict | list):
        return 0.0
    return 0.1


def staying(places: Sequence[int]) -> set[int]:
    """Of old positions in their new order, as many as can stay where they are.

    >>> sorted(staying([1, 2, 0, 3]))
    [1, 2, 3]
    """
    tails: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        before.append(last[at - 1] if at else None)
        tails[at : at + 1] = [place]
        last[at : at + 1] = [index]
    kept: set[int] = set()
    index_or_none = last[-1] if last else None
    while index_or_none is not None:
        kept.add(places[index_or_none])
        index_or_none = before[index_or_none]
    return kept
