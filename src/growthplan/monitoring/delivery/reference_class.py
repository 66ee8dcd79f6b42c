"""An action's own record beside the record of its kind, and what to expect from both.

A one-way random-effects model, by moments (Searle, Casella and McCulloch 1992, chapter 3): each
member of a class has a level of its own, spread round the class's mean, and its records scatter
round that level. A member's expected level is the class's mean moved towards its own, the more so
the more it has recorded and the more members differ.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FEWEST_MEMBERS, FEWEST_SPARE = 3, 3
"""Members, and records beyond one a member, below which a class says nothing."""
RANGE = 1.645
"""Standard errors on either side that hold 90% of a normal distribution."""


@dataclass(frozen=True)
class ReferenceClass:
    """What a class of like things has recorded so far."""

    mean: float
    between: float
    """Variance of members' levels."""
    within: float
    """Variance of one record round its member's level."""
    members: int
    records: int

    @property
    def mean_variance(self) -> float:
        """How unsure the class's own mean is, squared."""
        return self.between / self.members + self.within / self.records


@dataclass(frozen=True)
class Expected:
    """A member's level as expected: mean and variance, and how much its own record counts."""

    level: float
    variance: float
    own_weight: float
    """0 when it has recorded nothing, towards 1 the more its own record counts."""

    def of_records(self, records: int, within: float) -> tuple[float, float, float]:
        """Low, middle and high (90%) of the mean of so many records to come."""
        spread = RANGE * math.sqrt(self.variance + within / max(records, 1))
        return self.level - spread, self.level, self.level + spread


def reference_class(records: Mapping[str, Sequence[float]]) -> ReferenceClass | None:
    """The class of some members' records; None when they are too few to say anything.

    >>> made = reference_class({"a": [1.0, 1.0], "b": [0.0, 0.0], "c": [2.0, 2.0]})
    >>> made.mean, made.between, made.within
    (1.0, 1.0, 0.0)
    """
    groups = [list(values) for values in records.values() if values]
    members, total = len(groups), sum(len(group) for group in groups)
    if members < FEWEST_MEMBERS or total - members < FEWEST_SPARE:
        return None
    means = [sum(group) / len(group) for group in groups]
    within = sum((x - m) ** 2 for group, m in zip(groups, means, strict=True) for x in group)
    within /= total - members
    grand = sum(sum(group) for group in groups) / total
    among = sum(len(g) * (m - grand) ** 2 for g, m in zip(groups, means, strict=True))
    even = total - sum(len(group) ** 2 for group in groups) / total
    between = max((among - (members - 1) * within) / even, 0.0)
    weights = [1.0 / _or_tiny(between + within / len(group)) for group in groups]
    mean = sum(w * m for w, m in zip(weights, means, strict=True)) / sum(weights)
    return ReferenceClass(mean, between, within, members, total)


def expected(of: ReferenceClass, own: Sequence[float]) -> Expected:
    """What to expect of a member, from its class and its own record.

    >>> made = ReferenceClass(1.0, 1.0, 1.0, 10, 40)
    >>> expected(made, []).level, expected(made, [0.0]).level
    (1.0, 0.5)
    >>> round(expected(made, [0.0] * 9).own_weight, 6)
    0.9
    """
    noise = of.within / len(own) if own else math.inf
    weight = 0.0 if not own or of.between == 0.0 else of.between / (of.between + noise)
    mean = sum(own) / len(own) if own else of.mean
    level = of.mean + weight * (mean - of.mean)
    variance = of.between * (1.0 - weight) + (1.0 - weight) ** 2 * of.mean_variance
    return Expected(level, variance, weight)


def _or_tiny(variance: float) -> float:
    return max(variance, 1e-12)
