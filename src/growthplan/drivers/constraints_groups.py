"""Drivers that cannot be told apart are one group: clustering of correlated indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.vocabulary import Fault, GrowthplanError

Array = NDArray[np.float64]

THRESHOLD = 0.8
"""Mean absolute correlation from which clusters of indicators are joined."""


@dataclass(frozen=True)
class DriverGroup:
    """One or more drivers whose indicators move together, and the indicators' columns."""

    id: str
    """Drivers' names in order, joined with `+`."""
    drivers: tuple[str, ...]
    columns: tuple[int, ...]
    because: tuple[tuple[str, str, float], ...]
    """Pairs of indicators of different drivers, with their correlation, that joined them."""


def clusters(correlation: Array, threshold: float = THRESHOLD) -> list[list[int]]:
    """Average-linkage clusters of indicators at 1 − |correlation|, cut at 1 − `threshold`.

    Sokal and Michener (1958). Ties go to the first pair, so that sorted names give one answer.

    >>> clusters(np.array([[1.0, 0.9, 0.0], [0.9, 1.0, 0.1], [0.0, 0.1, 1.0]]))
    [[0, 1], [2]]
    """
    found = [[k] for k in range(len(correlation))]
    alike = np.abs(correlation).astype(np.float64)
    np.fill_diagonal(alike, -1.0)
    while len(found) > 1:
        a, b = sorted(divmod(int(np.argmax(np.round(alike, 12))), len(found)))
        if alike[a, b] < threshold:
            break
        size_a, size_b = len(found[a]), len(found[b])
        joined = (size_a * alike[a] + size_b * alike[b]) / (size_a + size_b)
        alike[a], alike[:, a] = joined, joined
        alike[a, a] = -1.0
        alike = np.delete(np.delete(alike, b, axis=0), b, axis=1)
        found[a] = sorted(found[a] + found.pop(b))
    return sorted(found)


def driver_groups(
    indicators: Sequence[str],
    same: Mapping[str, str],
    correlation: Array,
    groups: Mapping[str, str],
    threshold: float = THRESHOLD,
) -> tuple[DriverGroup, ...]:
    """Drivers joined into one group where a cluster of indicators holds both.

    `groups` gives the driver of each indicator; `same` the indicators left out as repeats, whose
    drivers are joined with those of what they repeat. Raises GrowthplanError for an indicator
    without a driver.
    """
    every = [*indicators, *same]
    lost = sorted(set(every) - set(groups))
    if lost:
        raise GrowthplanError(
            [Fault(f"Indicator '{name}' belongs to no driver.", code="driver") for name in lost]
        )
    joins = [
        (indicators[i], indicators[j], float(correlation[i, j]))
        for cluster in clusters(correlation, threshold)
        for at, i in enumerate(cluster)
        for j in cluster[at + 1 :]
    ] + [(a, b, 1.0) for a, b in same.items()]
    across = [join for join in joins if groups[join[0]] != groups[join[1]]]
    return tuple(
        DriverGroup(
            "+".join(drivers),
            tuple(drivers),
            tuple(k for k, name in enumerate(indicators) if groups[name] in drivers),
            tuple(join for join in across if groups[join[0]] in drivers),
        )
        for drivers in _connected({groups[name] for name in every}, across, groups)
    )


def _connected(
    drivers: set[str], across: Sequence[tuple[str, str, float]], groups: Mapping[str, str]
) -> list[list[str]]:
    """Drivers by connected part, each part and all parts in order of name."""
    part = {driver: {driver} for driver in drivers}
    for a, b, _ in across:
        whole = part[groups[a]] | part[groups[b]]
        for driver in whole:
            part[driver] = whole
    return sorted(sorted(p) for p in {frozenset(p) for p in part.values()})
