"""Targets that came, went or were revised: one difference each, with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from growthplan.plan.differences.change import Change, Kind
from growthplan.plan.differences.values import quoted
from growthplan.plan.differences.wholes import whole
from growthplan.plan.outcome import EarlierTarget, Outcome, Target

_LEVEL = frozenset({"value", "unit", "year"})


def same_level(one: Target, other: Target) -> bool:
    """Whether two targets ask for the same level by the same year, however worded."""
    return all(getattr(one, name) == getattr(other, name) for name in _LEVEL)


def target_groups(changes: Iterable[Change]) -> list[tuple[Change, ...]]:
    """The changes of each outcome's target, with the earlier target that was kept for it.

    A target whose words or source alone changed was not revised, and makes no group.
    """
    by_outcome: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.path[0] == "outcomes" and change.within:
            by_outcome[change.path[1]].append(change)
    groups = []
    for found in by_outcome.values():
        own = [c for c in found if c.path[2] == "target"]
        if any(c.path[-1] == "target" or c.field in _LEVEL for c in own):
            old = _outcome(own[0], "old").target
            groups.append((*own, *(c for c in found if old and _keeps(c, old))))
    return groups


def _keeps(change: Change, old: Target) -> bool:
    new = change.new
    return (
        isinstance(new, EarlierTarget)
        and change.old is None
        and same_level(new, old)
        and new.statement == old.statement
        and new.source == old.source
    )


def _outcome(change: Change, side: str) -> Outcome:
    found = getattr(change.within[0], side)
    assert isinstance(found, Outcome)
    return found


def target_sentence(group: tuple[Change, ...]) -> tuple[Kind, str]:
    """What became of a target: added, revised with both levels, or removed."""
    old, new = (_outcome(group[0], side) for side in ("old", "new"))
    about = f"Target for {uncapitalised(new.title)}"
    kept = next((c.new for c in group if isinstance(c.new, EarlierTarget)), None)
    reason = f" (reason: {kept.reason.rstrip('.')})" if kept else ""
    if old.target is None and new.target is not None:
        return "added", f"{about} added: {whole(new.target)}{reason}"
    assert old.target is not None
    if new.target is None:
        return "removed", f"{about} is not published any more, was {whole(old.target)}{reason}"
    said = f" in the words {quoted(new.target.statement)}"
    words = said if new.target.statement != old.target.statement else ""
    return "revised", (
        f"{about} revised from {whole(old.target)} to {whole(new.target)}{words}{reason}"
    )


def uncapitalised(title: str) -> str:
    """A title within a sentence; acronyms stay.

    >>> uncapitalised("Jobs"), uncapitalised("GVA per hour")
    ('jobs', 'GVA per hour')
    """
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
