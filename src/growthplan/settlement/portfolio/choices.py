"""What can be chosen: projects at scales and starts, the money that they take, what they bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]

Sense = Literal["at least", "at most"]


@dataclass(frozen=True)
class Project:
    """An action that may be chosen."""

    id: str
    title: str
    theme: str = ""
    requires: tuple[str, ...] = ()
    """Ids of projects without which it is not done."""
    excludes: tuple[str, ...] = ()
    """Ids of projects beside which it is not done."""
    committed: bool = False
    """Whether it goes ahead in any case, at its own scale and start."""
    unknown: str = ""
    """Why nothing is known of what it brings, when that is so."""


@dataclass(frozen=True)
class Pot:
    """Money that projects draw on: an account of the settlement, or other money."""

    id: str
    words: str
    """`skills revenue of 2026/27`."""
    amount: float
    """£ million."""
    beside: bool = False
    """Whether it is other money, which may hold pounds that another pot holds too, so that it is
    in no sum of what is there."""


@dataclass(frozen=True)
class Switch:
    """A way for money to leave one pot for another."""

    out_of: int
    into: int
    rule: str
    """Id of the limit that it counts towards; several switches may share one."""
    words: str


@dataclass(frozen=True)
class Limit:
    """The most that may leave a pot by some switches."""

    rule: str
    amount: float
    """£ million."""
    words: str


@dataclass(frozen=True)
class Rule:
    """A rule over the choice: a weighted count of options that must be at least, or at most."""

    id: str
    words: str
    weights: Floats
    """[o]."""
    sense: Sense
    bound: float


@dataclass(frozen=True)
class Choices:
    """o: options; a: pots; d: draws; k: pairs of projects.

    An option is a project at one scale with one start; at most one of a project's is chosen.
    """

    projects: tuple[Project, ...]
    owner: Integers
    """[o], position of the project."""
    scale: Integers
    """[o], how many times over."""
    start: Integers
    """[o], calendar year in which its first financial year starts."""
    money: Floats
    """[o, a], £ million."""
    values: Mapping[str, Floats]
    """By outcome [o, d]: what each option brings alone."""
    pots: tuple[Pot, ...]
    pairs: Integers = field(default_factory=lambda: np.zeros((0, 2), dtype=np.intp))
    """[k, 2], positions of two projects."""
    together: Mapping[str, Floats] = field(default_factory=dict)
    """By outcome [k, d]: what both bring beyond the sum of each alone."""
    switches: tuple[Switch, ...] = ()
    limits: tuple[Limit, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def draws(self) -> int:
        """How many draws the values have."""
        return int(next(iter(self.values.values())).shape[1])

    def position(self, project: str) -> int:
        """The position of a project by id."""
        return next(n for n, one in enumerate(self.projects) if one.id == project)

    def of(self, project: int) -> Integers:
        """Options of a project."""
        return np.flatnonzero(self.owner == project)

    def value(self, outcome: str, chosen: Floats) -> Floats:
        """What a choice [o] brings by draw, [d], interactions included."""
        funded = np.zeros(len(self.projects))
        np.add.at(funded, self.owner, chosen)
        found = chosen @ self.values[outcome]
        if len(self.pairs):
            both = funded[self.pairs[:, 0]] * funded[self.pairs[:, 1]]
            found = found + both @ self.together[outcome]
        return np.asarray(found)
