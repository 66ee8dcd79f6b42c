"""The portfolio as an answer: what is chosen, when, why, and what else could be."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.settlement.portfolio.aims import Aim
from growthplan.settlement.portfolio.choices import Choices

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Measure:
    """An outcome in words."""

    id: str
    title: str
    """`GVA in 2035`."""
    unit: str
    """`£m a year`, `jobs`, `kt`."""
    decimals: int = 1

    def shown(self, value: float) -> str:
        """A value with its unit and at most three digits that tell something, as ranges are wide.

        >>> gva, jobs = Measure("gva", "GVA", "£m a year"), Measure("jobs", "Jobs", "jobs", 0)
        >>> gva.shown(124.31), gva.shown(9.24), jobs.shown(1128)
        ('£124m a year', '£9.2m a year', '1,130 jobs')
        """
        size = abs(value)
        places = (
            self.decimals if size < 100 else min(self.decimals, 2 - math.floor(math.log10(size)))
        )
        rounded = round(value, places) + 0.0
        sign = "−" if rounded < 0 else ""
        digits = f"{abs(rounded):,.{max(places, 0)}f}"
        if self.unit.startswith("£m"):
            return f"{sign}£{digits}m{self.unit[2:]}"
        return f"{sign}{digits}{'' if self.unit == '%' else ' '}{self.unit}"


@dataclass(frozen=True)
class Amount:
    """Shows an amount of the aim: a chance in points, anything else in its measure."""

    chance: bool
    measure: Measure

    def __call__(self, value: float) -> str:
        if self.chance:
            return f"{100 * value:.1f} points of chance"
        small = value > 0 and round(value, self.measure.decimals) == 0
        least = 10.0**-self.measure.decimals
        return f"less than {self.measure.shown(least)}" if small else self.measure.shown(value)


@dataclass(frozen=True)
class Moved:
    """Money switched between two pots to make room, £ million."""

    words: str
    amount: float
    out_of: int = -1
    into: int = -1
    """Positions of the pots."""


@dataclass(frozen=True)
class Verdict:
    """Why a project is funded, or why not."""

    project: str
    title: str
    theme: str
    chosen: bool
    scale: int
    start: int
    """Calendar year in which its first financial year starts; of its own start when not chosen."""
    money: float
    """£ million of all its years, as chosen, or as it would be."""
    alone: float | None
    """What it brings alone, expected, in the aim's outcome; None when nothing is known of it."""
    loss: float | None
    """What the aim would lose were it decided the other way; None when it cannot be."""
    tie: bool
    """Whether the other way is as good, as far as can be told."""
    instead: tuple[str, ...]
    """Projects that would change with it."""
    sentence: str
    share: float | None = None
    """Share of draws in which it is chosen, were that draw the truth."""


@dataclass(frozen=True)
class Price:
    """What more of a pot, or a wider limit, is worth."""

    rule: str
    words: str
    at_the_margin: float | None
    """Of £1 million more, were projects divisible; None where it has no meaning."""
    whole: float
    """Of £1 million more, with projects as they are."""
    sentence: str


@dataclass(frozen=True)
class Point:
    """A portfolio on the frontier between two outcomes."""

    values: Mapping[str, float]
    """Expected, by outcome."""
    projects: tuple[str, ...]
    gap: float


@dataclass(frozen=True)
class Override:
    """What was asked for, and what it costs."""

    project: str
    asked: str
    """`required`, `forbidden` or `committed`."""
    cost: float
    sentence: str


@dataclass(frozen=True)
class Portfolio:
    """What was chosen, with everything that is said of it."""

    choices: Choices
    aim: Aim
    measures: Mapping[str, Measure]
    chosen: Floats
    """[o], 1 for options that are chosen."""
    value: float
    bound: float
    """No choice can serve the aim better than this."""
    gap: float
    stopped: bool
    """Whether a time limit ended the search, so that another machine might get further."""
    outcomes: Mapping[str, tuple[float, float, float]]
    """Mean, and 90% range over draws, by outcome."""
    moved: tuple[Moved, ...]
    verdicts: tuple[Verdict, ...]
    prices: tuple[Price, ...]
    frontier: Mapping[tuple[str, str], tuple[Point, ...]]
    overrides: tuple[Override, ...]
    sentences: tuple[str, ...]

    @property
    def spent(self) -> Floats:
        """£ million by pot, [a]."""
        return np.asarray(self.chosen @ self.choices.money)
