"""What a comparison finds: plain changes, and the differences that a reader is told of."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

from growthplan.vocabulary import Period

Kind = Literal["added", "removed", "changed", "moved", "revised", "renamed"]
Section = Literal[
    "Targets", "Money", "Actions", "Sites and zones", "Levers and devolution", "Sectors",
    "Indicators", "Alignment and priorities", "Investment pipeline", "Decisions",
    "Public statements", "Mission, themes and principles", "Sources",
]  # fmt: skip
"""What people argue about, the most argued first."""


@dataclass(frozen=True, slots=True)
class Within:
    """An entry that a change lies in, as it was and as it is."""

    field: str
    """The list or field that holds it."""
    old: BaseModel
    new: BaseModel


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is not the same: None where there is none, or where it says `not published`.

    Whole entries that came or went are one change, not one for each of their fields.
    """

    path: tuple[str, ...]
    """Field names and keys from the top of the plan: `("sites", "port", "place")`."""
    old: Any
    new: Any
    holder: type[BaseModel] = dataclasses.field(repr=False)
    """The kind of entry whose field it is."""
    field: str = dataclasses.field(repr=False)
    """The field of `holder`; the last step of the path, or the one before an item's key."""
    item: bool = dataclasses.field(default=False, repr=False)
    """Whether it is an item of the field, which is a list or has names of its own."""
    within: tuple[Within, ...] = dataclasses.field(default=(), repr=False, compare=False)
    """The entries round it, outermost first."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that differs between two plans, in the reader's words."""

    kind: Kind
    section: Section
    thing: str
    """What kind of entry it is about: `action`, `site`; `plan` for the plan itself."""
    id: str
    """Id of that entry, as it is now; empty for the plan itself."""
    title: str
    """Its title, as it is now."""
    field: str
    """The field within the entry, steps joined by `/`; empty for a whole entry."""
    meaning: str
    """What the field means, in the words of the manual."""
    old: Any
    """What it was, as JSON; None when there was nothing or nothing was published."""
    new: Any
    """What it is, as JSON."""
    sentence: str
    where: str
    """Path in the plan: `sites/port/place`."""
    changes: tuple[Change, ...] = dataclasses.field(repr=False)
    """The plain changes that it stands for; each change belongs to exactly one difference."""


def as_json(value: Any) -> Any:
    """A value of a plan as JSON has it."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, Period):
        return value.code
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    return value
