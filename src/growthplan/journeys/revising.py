"""Changing one thing of a plan: read as typed, checked as the command checks, told in words.

`opened` fills a form from the files, `revise` says what the form would change and what is wrong
with it. Nothing is written here; `revising_saving` does that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from growthplan.journeys import planning, released
from growthplan.journeys.checking import known_outside
from growthplan.journeys.returns_declared import setup_faults
from growthplan.journeys.revising_decision import Decided, decision_change
from growthplan.journeys.revising_merging import Clash, clashes, in_words
from growthplan.journeys.revising_telling import Place, Told, told
from growthplan.journeys.revising_things import Held, Thing, held_in
from growthplan.plan import Plan, read_plan
from growthplan.plan.differences import compare
from growthplan.plan.editing import Change, rewrite
from growthplan.plan.editing.forms import Filled, Sort, Tree, Typed, typed
from growthplan.plan.editing.forms import Path as Within
from growthplan.plan.versions import lost_targets
from growthplan.store import Store
from growthplan.vocabulary import Fault, GrowthplanError

NEW_ID = "~id"
"""The field of a form that names a new thing which has its id outside itself."""


@dataclass(frozen=True)
class Edit:
    """What somebody wants of one thing: the form as typed, and what it was opened on."""

    sort: Sort
    id: str
    """Empty for a new thing."""
    was: Tree
    """The thing when the form was opened; None for a new one."""
    form: Filled
    removes: bool = False
    decided: Decided | None = None

    @property
    def is_new(self) -> bool:
        return self.was is None

    @property
    def typed(self) -> Typed:
        """The thing as the form says it."""
        return typed(self.sort.shapes, self.form, self.was)


@dataclass(frozen=True)
class Revised:
    """What an edit would change; nothing is written yet."""

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    id: str
    faults: tuple[Told, ...] = ()
    clash: tuple[Clash, ...] = ()
    """Fields of which others wrote another version since the form was opened."""
    gone: bool = False
    """Whether the thing was removed since the form was opened."""
    theirs: Tree = None
    """The thing as it is on disk."""
    differences: tuple[tuple[str, str], ...] = ()
    """Each difference in words under the heading that it stands under."""
    old: Plan | None = field(default=None, repr=False)
    new: Plan | None = field(default=None, repr=False)

    @property
    def changes(self) -> bool:
        """Whether any file would say something else."""
        return dict(self.before) != dict(self.after)

    @property
    def stops(self) -> bool:
        """Whether something has to be put right before it can be saved."""
        return any(one.stops for one in self.faults)


def holding(folder: Path) -> Held:
    """What the files of a plan say now. Raises GrowthplanError when there is no such folder, and
    for a release, which never changes."""
    if released.is_release(folder):
        message, fix = "a release never changes.", "Serve the plan's folder."
        raise GrowthplanError(Fault(message, str(folder), fix=fix, code="plan-file"))
    return held_in(planning.plan_files(folder))


def revise(folder: Path, edit: Edit, store: Path | None = None) -> Revised:
    """What an edit would change, with every fault.

    Faults that the plan had before and that lie elsewhere are not told. Raises GrowthplanError as
    `holding` does, and when the file that holds the thing can't be read.
    """
    folder = folder.parent if folder.is_file() else folder
    held = holding(folder)
    made = edit.typed
    thing = held.thing(edit.sort, edit.id) if edit.id else None
    id_ = edit.id or _new_id(edit, made)
    nothing = Revised(held.files, held.files, id_)
    if not edit.is_new:
        if thing is None and held.faults:
            raise GrowthplanError(held.faults)
        if thing is None:
            return replace(nothing, gone=True)
        if thing.tree != edit.was:
            rows = clashes(edit.sort.shapes, edit.was, thing.tree, made.tree)
            return replace(nothing, clash=rows, theirs=thing.tree)
    changes, places, faults = _changes(folder, held, edit, made, thing, id_)
    if faults:
        return replace(nothing, faults=tuple(faults))
    found = _checked(folder, held, changes, places, thing, made, id_, store)
    if found.new is None and edit.decided is not None:
        # A decision that is not whole yet does not change what the edit itself would change.
        alone = revise(folder, replace(edit, decided=None), store)
        return replace(found, differences=alone.differences)
    return found


def _new_id(edit: Edit, made: Typed) -> str:
    if edit.sort.is_single:
        return edit.sort.name
    if edit.sort.form == "named":
        return edit.form.text(NEW_ID).strip()
    return str(made.tree.get("id", "")).strip()


def _changes(
    folder: Path, held: Held, edit: Edit, made: Typed, thing: Thing | None, id_: str
) -> tuple[list[Change], list[Place], list[Told]]:
    """The changes of the files, where in them the form's fields stand, and what forbids it."""
    changes: list[Change] = []
    places: list[Place] = []
    if thing is not None and edit.removes:
        changes.append(thing.removed)
    elif thing is not None:
        changes += thing.changed(made.tree)
        places.append(Place(thing.file, thing.path, made))
    else:
        faults = _not_addable(held, edit, id_)
        if faults:
            return [], [], faults
        change = held.added(edit.sort, str(folder), id_, dict(made.tree))
        changes.append(change)
        places.append(Place(change.file, _path_of(held, change, edit.sort, id_), made))
    if edit.decided is not None:
        concerned = (id_,) if edit.sort.name == "interventions" and not edit.removes else ()
        change, place = decision_change(held, str(folder), edit.decided, concerned)
        changes.append(change)
        places.append(place)
    return changes, places, []


def _not_addable(held: Held, edit: Edit, id_: str) -> list[Told]:
    name = NEW_ID if edit.sort.form == "named" else "id"
    if not id_:
        return [Told(name, "It needs an id: a short name in small letters, such as new-station.")]
    if not all(c.isascii() and (c.isalnum() or c == "-") for c in id_):
        return [Told(name, "An id has small letters, digits and single hyphens only.")]
    if held.thing(edit.sort, id_) is not None:
        return [Told(name, f"The plan has one with the id '{id_}' already. Choose another.")]
    return []


def _path_of(held: Held, change: Change, sort: Sort, id_: str) -> Within:
    """Where in its file a thing that is added will stand."""
    tree = held.trees.get(change.file)
    listed = tree.get(sort.name) if isinstance(tree, dict) else None
    if change.path == () and change.file.endswith(f"/{id_}.yaml") and sort.form == "listed":
        return ()
    if sort.form == "group":
        return (sort.name,)
    if sort.form == "named":
        return (sort.name, id_)
    return (sort.name, len(listed) if isinstance(listed, list) else 0)


def _checked(
    folder: Path, held: Held, changes: list[Change], places: list[Place], thing: Thing | None,
    made: Typed, id_: str, store: Path | None,
) -> Revised:  # fmt: skip
    try:
        after = rewrite(held.files, changes)
    except GrowthplanError as refused:
        unsafe = tuple(Told("", str(fault)) for fault in refused.faults)
        return Revised(held.files, held.files, id_, unsafe)
    outside, _ = known_outside(folder)
    with Store(store) as stored:
        known = {**outside, "statistics": set(stored.indicators)}
        gazetteer = stored.gazetteer
        old, old_faults = read_plan(held.files, gazetteer, **known)
        new, new_faults = read_plan(after, gazetteer, **known)
    # Who returns on the plan, and what for, stands in files beside it, as the command checks too.
    old_faults += setup_faults(folder, old) if old else []
    new_faults += setup_faults(folder, new) if new else []
    faults = told(after, places, old_faults, new_faults)
    said: tuple[tuple[str, str], ...]
    if old is not None and new is not None:
        faults += _lost(old, new)
        said = tuple((one.section, one.sentence) for one in compare(old, new, gazetteer))
    else:
        said = _plainly(thing, made)
    return Revised(held.files, after, id_, tuple(faults), differences=said, old=old, new=new)


def _plainly(thing: Thing | None, made: Typed) -> tuple[tuple[str, str], ...]:
    """The fields that differ, for a plan that can't be compared because it has faults."""
    old = thing.tree if thing is not None and isinstance(thing.tree, dict) else {}
    found = []
    for name in dict.fromkeys((*old, *made.tree)):
        one, other = (in_words(tree.get(name)).replace("\n", "; ") for tree in (old, made.tree))
        if one != other:
            found.append(("Fields", f"{name}: “{one or 'nothing'}” becomes “{other or 'nothing'}”"))
    return tuple(found)


def _lost(old: Plan, new: Plan) -> list[Told]:
    """Targets are never overwritten without a word."""
    return [
        Told(
            "",
            f"The target “{one.target.statement}” would be overwritten. Keep it under “Earlier "
            "targets”, with the day and the reason.",
            stops=False,
        )
        for one in lost_targets(old, new)
    ]
