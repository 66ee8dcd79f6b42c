"""Lines of an appraisal: each cost and benefit once, in one ledger, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from growthplan.appraisal.discounting import present_value
from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]

Ledger = Literal["welfare", "local"]
Side = Literal["cost", "benefit"]
Schedule = Literal["standard", "health"]


@dataclass(frozen=True)
class Range:
    """Mean over draws with a 90% range; means of parts add up to that of the whole."""

    mean: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        """Whether both ends have the same sign."""
        return self.low > 0 or self.high < 0


def in_range(draws: npt.ArrayLike) -> Range:
    """Mean and 90% range over draws [d]."""
    values = np.asarray(draws, dtype=np.float64)
    low, high = np.quantile(values, [0.05, 0.95])
    return Range(float(values.mean()), float(low), float(high))


@dataclass(frozen=True)
class Line:
    """One cost or benefit of an action, draw by draw."""

    id: str
    title: str
    ledger: Ledger
    side: Side
    who: str
    """Who pays or gains: `public`, `private`, `society`, `place`."""
    kind: str
    """`capital`, `revenue`, `optimism bias`, `upkeep`, or the kind of benefit."""
    flow: Floats
    """£ million a year at constant prices [t]: mean over draws, costs above 0."""
    draws: Floats
    """Present value [d], £ million."""
    schedule: Schedule
    rests_on: tuple[str, ...] = ()
    """Assumptions by id, and sources of the plan."""
    assumed: bool = False
    """Whether it rests on an illustrative amount or a chosen number."""
    gain: str = ""
    """What gain of welfare it values: two lines may not value the same."""

    @property
    def value(self) -> Range:
        """Present value, £ million; costs above 0."""
        return in_range(self.draws)

    @property
    def mean(self) -> float:
        return float(self.draws.mean())


@dataclass(frozen=True)
class Discounting:
    """Discount factors by schedule, [t]."""

    standard: Floats
    health: Floats

    def of(self, schedule: Schedule) -> Floats:
        return self.health if schedule == "health" else self.standard


@dataclass(frozen=True)
class LineMaker:
    """Makes lines from flows [d, t] or [t] with one set of factors and number of draws."""

    discounting: Discounting
    draws: int
    found: list[Line] = field(default_factory=list)

    def __call__(
        self,
        id_: str,
        title: str,
        flows: Floats,
        *,
        side: Side,
        who: str,
        kind: str,
        ledger: Ledger = "welfare",
        schedule: Schedule = "standard",
        rests_on: tuple[str, ...] = (),
        assumed: bool = False,
        gain: str = "",
    ) -> Line:
        values = present_value(flows, self.discounting.of(schedule))
        mean = flows if flows.ndim == 1 else flows.mean(axis=0)
        draws = np.broadcast_to(np.atleast_1d(values), (self.draws,))
        line = Line(id_, title, ledger, side, who, kind, mean, draws, schedule, rests_on, assumed,
                    gain)  # fmt: skip
        self.found.append(line)
        return line


def total(lines: Iterable[Line], draws: int) -> Floats:
    """Sum of present values [d]."""
    return sum((line.draws for line in lines), np.zeros(draws))


def welfare_costs(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.ledger == "welfare" and line.side == "cost"]


def welfare_benefits(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.ledger == "welfare" and line.side == "benefit"]


def check_gains_enter_once(lines: Iterable[Line]) -> None:
    """No two lines of welfare value the same gain, and no line stands in both ledgers.

    Raises GrowthplanError that names each pair.
    """
    seen: dict[str, Line] = {}
    faults = []
    ledgers: dict[str, str] = {}
    for line in lines:
        if ledgers.setdefault(line.id, line.ledger) != line.ledger:
            faults.append(
                Fault(f"'{line.title}' stands in both ledgers.", fix="Keep it in one.",
                      code="benefit-both-ledgers")
            )  # fmt: skip
        if line.ledger == "welfare" and line.gain:
            other = seen.setdefault(line.gain, line)
            if other is not line:
                faults.append(
                    Fault(
                        f"'{other.title}' and '{line.title}' value one gain ({line.gain}) twice.",
                        fix="Keep one of the two.",
                        code="benefit-twice",
                    )
                )
    if faults:
        raise GrowthplanError(faults)
