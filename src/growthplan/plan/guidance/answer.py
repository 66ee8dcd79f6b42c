"""How a plan answers what the guidance asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from growthplan.plan.guidance.requirements import Requirement

Verdict = Literal["met", "partly", "missing"]


@dataclass(frozen=True, slots=True)
class Where:
    """The part of a plan in which an answer stands."""

    file: str
    """File of the plan's folder, such as `sectors.yaml` (or the folder that holds its entries)."""
    field: str
    """Field of that file, such as `sectors`."""
    ids: tuple[str, ...] = ()
    """Ids of the entries, in the plan's order; none when the field is not a list."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A verdict with its reason, before it is set beside what was asked."""

    verdict: Verdict
    reason: str
    where: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, and how the plan answers it."""

    requirement: Requirement
    verdict: Verdict
    """`met`, `partly` or `missing`: what the plan says, not how good it is."""
    reason: str
    """Why, in a sentence."""
    where: tuple[Where, ...]
    """Where in the plan the answer stands, or should."""


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """Its short name."""


def entries(file: str, field: str, found: Iterable[Identified] = ()) -> Where:
    """The entries of a list of the plan."""
    return Where(file, field, tuple(entry.id for entry in found))


def counted(number: int, one: str, several: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "action"), counted(0, "action"), counted(3, "priority", "priorities")
    ('1 action', 'no actions', '3 priorities')
    """
    noun = one if number == 1 else several or f"{one}s"
    return f"{number or 'no'} {noun}"
