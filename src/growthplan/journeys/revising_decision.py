"""A decision entered together with the change that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from growthplan.journeys.revising_telling import Place
from growthplan.journeys.revising_things import Held
from growthplan.plan.editing import AddEntry, Change
from growthplan.plan.editing.forms import SORTS, Path, Tree, Typed

BEFORE = "decision."
"""What stands before the names of a decision's fields in a form."""
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Decided:
    """What was decided, why, by which role, when, and on which run's figures."""

    decision: str
    reason: str = ""
    role: str = ""
    date: str = ""
    run: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered: a day or a run alone is no decision."""
        return not (self.decision or self.reason or self.role)


def decision_change(
    held: Held, folder: str, decided: Decided, concerned: Sequence[str]
) -> tuple[Change, Place]:
    """The change that enters a decision, and where its fields will stand."""
    sort = SORTS["decisions"]
    known = {thing.id for thing in held.things(sort)}
    tree: dict[str, Tree] = {"id": _fresh(decided.decision, known)}
    for name in ("date", "decision", "reason", "role", "run"):
        text = str(getattr(decided, name)).strip()
        if text:
            tree[name] = text
    if concerned:
        tree["interventions"] = list(concerned)
    change = held.added(sort, folder, str(tree["id"]), tree)
    position = len(known) if isinstance(change, AddEntry) else 0
    path: Path = ("decisions", position)
    names: dict[Path, str] = {(name,): name for name in ("date", "decision", "reason", "role",
                                                         "run")}  # fmt: skip
    return change, Place(change.file, path, Typed(tree, names), BEFORE)


def _fresh(text: str, known: set[str]) -> str:
    """A short name from the first words of a decision, which no other has."""
    words = "-".join(_WORD.findall(text.casefold())[:6])[:48].strip("-") or "decision"
    number = 1
    name = words
    while name in known:
        number += 1
        name = f"{words}-{number}"
    return name
