"""Two plans compared: every difference once, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from growthplan.plan.differences.change import Change, Difference, Kind, as_json
from growthplan.plan.differences.changes import changes
from growthplan.plan.differences.money import money_groups, money_sentence
from growthplan.plan.differences.naming import Names
from growthplan.plan.differences.renames import without_renames
from growthplan.plan.differences.sections import SECTIONS, section_of
from growthplan.plan.differences.sentences import Speaker
from growthplan.plan.differences.targets import target_groups, target_sentence
from growthplan.plan.differences.words import THINGS
from growthplan.plan.layout import Plan
from growthplan.vocabulary import Gazetteer


def compare(old: Plan, new: Plan, gazetteer: Gazetteer | None = None) -> tuple[Difference, ...]:
    """What is different in `new`, by section and in the plan's order.

    Lists in another order are the same, an entry under another id is renamed, money that left one
    year or line for another was moved, and a target that was replaced was revised. Every value
    that is not the same stands in exactly one difference. Places are called by their names when
    the gazetteer is given.
    """
    if old == new:
        return ()
    before, renames = without_renames(old, new)
    speaker = Speaker(Names(before, gazetteer), Names(new, gazetteer))
    found = (*renames, *changes(before, new))
    differences = [_difference(*told, speaker) for told in _told(found, speaker)]
    return tuple(sorted(differences, key=lambda one: SECTIONS.index(one.section)))


def _told(
    found: tuple[Change, ...], speaker: Speaker
) -> Iterator[tuple[Kind, str, tuple[Change, ...]]]:
    """Each group of changes, where its first one stands, as its kind and its sentence."""
    groups: dict[int, tuple[Kind, str, tuple[Change, ...]]] = {}
    for group in target_groups(found):
        groups[id(group[0])] = (*target_sentence(group), group)
    for group in money_groups(found):
        groups[id(group[0])] = ("moved", money_sentence(group, speaker), group)
    grouped = {id(change) for _, _, group in groups.values() for change in group}
    for change in found:
        if id(change) in groups:
            yield groups[id(change)]
        elif id(change) not in grouped:
            yield _kind(change), speaker.sentence(change), (change,)


def _kind(change: Change) -> Kind:
    if change.field == "id" and not change.item:
        return "renamed"
    if change.old is None:
        return "added"
    return "removed" if change.new is None else "changed"


def _difference(
    kind: Kind, sentence: str, group: tuple[Change, ...], speaker: Speaker
) -> Difference:
    first, path = group[0], _shared(group)
    depth = _depth(first.path)
    entry, names = _entry(first, depth, speaker)
    return Difference(
        kind=kind,
        section=section_of(first.path),
        thing=THINGS.get(type(entry).__name__, "entry") if entry else "plan",
        id=first.path[depth - 1] if depth > 1 else "",
        title=names.label(entry) if entry else names.plan,
        field="/".join(path[depth:]),
        meaning=_meaning(first),
        old=_side(group, "old"),
        new=_side(group, "new"),
        sentence=sentence,
        where="/".join(path),
        changes=group,
    )


def _depth(path: tuple[str, ...]) -> int:
    """How many steps of a path lead to the entry that a reader would name."""
    if path[0] == "settlement":
        return 3 if len(path) > 2 else 1
    listed = str(Plan.model_fields[path[0]].annotation).startswith("tuple")
    return 2 if listed or path[0] == "sources" else 0


def _entry(change: Change, depth: int, speaker: Speaker) -> tuple[BaseModel | None, Names]:
    """The entry that a change is about, and the names of the side on which it stands."""
    if depth == 0:
        return None, speaker.new
    steps = (depth + 1) // 2
    if len(change.within) >= steps or change.field == "id":
        return change.within[:steps][-1].new, speaker.new
    if change.new is None:
        return change.old, speaker.old
    return change.new, speaker.new


def _shared(group: tuple[Change, ...]) -> tuple[str, ...]:
    """The path that all changes of a group have in common."""
    path = group[0].path
    for change in group[1:]:
        length = 0
        for one, other in zip(path, change.path, strict=False):
            if one != other:
                break
            length += 1
        path = path[:length]
    return path


def _side(group: tuple[Change, ...], side: str) -> object:
    if len(group) == 1:
        return as_json(getattr(group[0], side))
    return {"/".join(change.path): as_json(getattr(change, side)) for change in group}


def _meaning(change: Change) -> str:
    field = change.holder.model_fields.get(change.field)
    return " ".join((field.description or "").split()) if field else ""
