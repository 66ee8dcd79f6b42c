"""Entries that have another id and are otherwise the same."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from growthplan.plan.differences.change import Change, Within
from growthplan.plan.differences.changes import changes
from growthplan.plan.differences.references import REFERRED_TO, entries, with_ids
from growthplan.plan.layout import Plan

Renames = dict[str, dict[str, str]]
"""Old and new id of each renamed entry, by the list that it stands in."""


def without_renames(old: Plan, new: Plan) -> tuple[Plan, tuple[Change, ...]]:
    """The old plan with the new ids, wherever they are referred to, and the renames themselves.

    An entry was renamed when it is gone, another is there in its list, and nothing but the id is
    different. What refers to it follows, so that a rename is one change and not one for each
    place that mentions it.
    """
    renamed: Renames = {}
    while found := _more(old, new, renamed):
        for name, ids in found.items():
            renamed.setdefault(name, {}).update(ids)
    if not renamed:
        return old, ()
    told = [
        Change(
            (*path, now, "id"), was, now, type(entry), "id", within=(Within(name, entry, entry),)
        )
        for name, ids in renamed.items()
        for path, now, entry in entries(new, name)
        for was, other in ids.items()
        if now == other
    ]
    made: Plan = with_ids(old, renamed)
    return made, tuple(told)


def _more(old: Plan, new: Plan, renamed: Renames) -> Renames:
    """Renames that are not known yet; each that is found may let more be seen."""
    found: Renames = {}
    for name in REFERRED_TO:
        before = {id_: (path, entry) for path, id_, entry in entries(old, name)}
        after = {id_: (path, entry) for path, id_, entry in entries(new, name)}
        known = renamed.get(name, {})
        gone = {id_: at for id_, at in before.items() if id_ not in after and id_ not in known}
        come = {id_: at for id_, at in after.items()
                if id_ not in before and id_ not in known.values()}  # fmt: skip
        for was, (path, entry) in gone.items():
            for now, (other_path, other) in come.items():
                ids = {**renamed, name: {**known, was: now}}
                if _path(path, ids) == other_path and _same(entry, other, ids, name):
                    found.setdefault(name, {})[was] = now
                    del come[now]
                    break
    return found


def _path(path: tuple[str, ...], renamed: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """The path of a list in an entry that may itself have been renamed."""
    if len(path) < 3:
        return path
    return (path[0], renamed.get(path[0], {}).get(path[1], path[1]), *path[2:])


def _same(
    entry: BaseModel, other: BaseModel, renamed: Mapping[str, Mapping[str, str]], name: str
) -> bool:
    if type(entry) is not type(other) or getattr(entry, "title", "") != getattr(other, "title", ""):
        return False
    return not changes(with_ids(entry, renamed, name), other)
