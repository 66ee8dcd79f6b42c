"""What the templates of editing read: a form, what is wrong with it, and what may be chosen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from growthplan.journeys.revising import NEW_ID, Edit
from growthplan.journeys.revising_choices import Choices
from growthplan.journeys.revising_decision import BEFORE, Decided
from growthplan.journeys.revising_merging import Side
from growthplan.journeys.revising_telling import Told
from growthplan.plan.editing.forms import Filled, Shape, Sort, Tree
from growthplan.vocabulary import Fault, GrowthplanError
from growthplan.web.safety import Posted

WAS, REMOVES, DO, MERGE = "~was", "~removes", "do", "merge."
MOST_IN_A_SELECT = 40
_OWN = (WAS, REMOVES, DO)
_MOST_WAS = 1_000_000


@dataclass(frozen=True)
class FormView:
    """A form as its page shows it."""

    sort: Sort
    id: str
    form: Filled
    was: str
    """What the form was opened on, as JSON."""
    choices: Choices
    faults: tuple[Told, ...] = ()
    focus: str = ""
    """The field at which a reader goes on."""

    @property
    def is_new(self) -> bool:
        return self.was == "null"

    @property
    def has_name(self) -> bool:
        """Whether its id stands outside itself and is still to be given."""
        return self.is_new and self.sort.form == "named"

    def faults_of(self, name: str) -> tuple[str, ...]:
        """What is wrong with one field."""
        return tuple(one.text for one in self.faults if one.name == name)

    def is_wrong_within(self, name: str) -> bool:
        """Whether anything in a group or a row is wrong, or it is where a reader goes on."""
        inside = f"{name}."
        names = (*(one.name for one in self.faults), self.focus)
        return any(one == name or one.startswith(inside) for one in names)

    def is_filled(self, name: str) -> bool:
        """Whether anything was typed in a group."""
        inside = f"{name}."
        return any(n.startswith(inside) and any(t.strip() for t in texts)
                   for n, texts in self.form.texts.items())  # fmt: skip

    def options(self, shape: Shape) -> tuple[tuple[str, str], ...]:
        """What may stand in a field, with its title."""
        if shape.choices:
            return tuple((one, one) for one in shape.choices)
        return tuple(pair for kind in shape.refers for pair in self.choices.get(kind, ()))

    def is_select(self, shape: Shape) -> bool:
        """Whether a field is chosen from a short list."""
        return bool(shape.choices or shape.refers) and len(self.options(shape)) <= MOST_IN_A_SELECT

    def rows(self, shape: Shape, name: str) -> tuple[int, ...]:
        """Rows of a list; values by name have an empty one at the end to type in."""
        rows = self.form.rows(name)
        return (*rows, max(rows, default=-1) + 1) if shape.control == "named" else rows

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a field that takes several, and an empty one to type in."""
        given = self.form.all(name)
        return given if given and not given[-1].strip() else (*given, "")

    def row_title(self, shape: Shape, name: str) -> str:
        """What a row is known by: its own title, or the first thing that it says."""
        first = (self.form.text(f"{name}.{one.name}").strip() for one in
                 sorted(shape.inside, key=lambda s: s.name not in ("title", "name")))  # fmt: skip
        said = next((text for text in first if text), "")
        return said if len(said) <= 60 else f"{said[:59]}…"

    @property
    def lists(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Long lists of what may be chosen, each once for all fields that share it."""
        found = {}
        for shape in _every(self.sort.shapes):
            if shape.refers and not self.is_select(shape):
                found["-".join(shape.refers)] = self.options(shape)
        return found

    @property
    def unknown(self) -> tuple[str, ...]:
        """Fields of the file that the layout does not know."""
        was = json.loads(self.was)
        known = {shape.name for shape in self.sort.shapes}
        return tuple(name for name in was if name not in known) if isinstance(was, dict) else ()

    @property
    def elsewhere(self) -> tuple[Told, ...]:
        """Faults that lie outside the form."""
        return tuple(one for one in self.faults if not one.name)


def _every(shapes: Iterable[Shape]) -> Iterator[Shape]:
    for shape in shapes:
        yield shape
        yield from _every(shape.inside)


def edit_of(posted: Posted, sort: Sort, id_: str) -> Edit:
    """What a form that was sent wants; raises GrowthplanError when it is not one of these forms."""
    pairs = [(name, text) for name, text in posted.fields
             if name not in _OWN and not name.startswith((BEFORE, MERGE))]  # fmt: skip
    decided = Decided(
        **{name: posted.text(f"{BEFORE}{name}").strip() for name in
           ("decision", "reason", "role", "date", "run")}
    )  # fmt: skip
    return Edit(
        sort, id_, _was(posted.text(WAS)), Filled.of_pairs(pairs), posted.text(REMOVES) == "yes",
        None if decided.is_empty else decided,
    )  # fmt: skip


def chosen(posted: Posted) -> dict[str, Side]:
    """The side taken of each field that two people changed."""
    found: dict[str, Side] = {}
    for name, text in posted.fields:
        if name.startswith(MERGE) and text in ("theirs", "yours"):
            found[name.removeprefix(MERGE)] = "theirs" if text == "theirs" else "yours"
    return found


def _was(text: str) -> Tree:
    try:
        found: Any = json.loads(text) if len(text) <= _MOST_WAS else 0
    except (ValueError, RecursionError):
        found = 0
    if found is not None and not isinstance(found, dict):
        raise GrowthplanError(
            Fault("This form came without what it was opened on.",
                  fix="Open it again from the list.", code="edit-form")
        )  # fmt: skip
    return found


def as_json(tree: Tree) -> str:
    """A thing as a form carries it."""
    return json.dumps(tree, ensure_ascii=False)


__all__ = ["DO", "NEW_ID", "FormView", "as_json", "chosen", "edit_of"]
