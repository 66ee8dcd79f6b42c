"""Raking: the table nearest to a first guess that adds up to every published margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.vocabulary import Fault, GrowthplanError

Array = NDArray[np.float64]

TOLERANCE = 1e-10
"""Relative, of every total."""
PASSES = 200
STEPS = 200


@dataclass(frozen=True)
class Margin:
    """Totals that groups of cells must add up to."""

    name: str
    """`GVA by authority`: said when it cannot hold."""
    group: NDArray[np.intp]
    """Of each cell, from 0; -1 for a cell that the margin leaves alone. The table's shape."""
    totals: Array
    """[group]."""
    labels: tuple[str, ...]
    """[group], as a reader knows them."""

    def sums(self, table: Array) -> Array:
        """What each group adds up to: [group]."""
        held = self.group >= 0
        sums = np.bincount(self.group[held], weights=table[held], minlength=len(self.totals))
        return sums.astype(np.float64)

    def off(self, table: Array) -> Array:
        """Relative distance of each group from its total: [group]."""
        scale = np.where(self.totals > 0, self.totals, 1.0)
        return np.abs(self.sums(table) - self.totals) / scale


def rake(
    seed: Array,
    margins: Sequence[Margin],
    *,
    tolerance: float = TOLERANCE,
    passes: int = PASSES,
) -> Array:
    """Scale `seed` group by group, margin by margin, until every margin holds.

    Cells of 0 stay 0. The result is the table with the margins that is nearest to the seed in
    relative entropy (iterative proportional fitting: Deming and Stephan, 1940; Ireland and
    Kullback, 1968).

    >>> rows = Margin("rows", np.array([[0, 0], [1, 1]]), np.array([3.0, 7.0]), ("a", "b"))
    >>> columns = Margin("columns", np.array([[0, 1], [0, 1]]), np.array([4.0, 6.0]), ("x", "y"))
    >>> rake(np.ones((2, 2)), [rows, columns]).round(12).tolist()
    [[1.2, 1.8], [2.8, 4.2]]

    Raises GrowthplanError that names every margin at fault: a total below 0, a total above 0 whose
    cells are all 0, or margins that still disagree after `passes`.
    """
    _check(seed, margins)
    table = np.array(seed, dtype=np.float64)
    for _ in range(passes):
        for margin in margins:
            sums = margin.sums(table)
            factor = np.where(sums > 0, margin.totals / np.where(sums > 0, sums, 1.0), 1.0)
            held = margin.group >= 0
            table[held] *= factor[margin.group[held]]
        if all(float(margin.off(table).max()) <= tolerance for margin in margins):
            return table
    raise GrowthplanError(_left(table, margins, tolerance, passes))


def tilted(hours: Array, productivity: Array, mean: float) -> Array:
    """Hours [p], their sum kept, moved so that mean productivity is the published one.

    Each authority's hours are multiplied by `exp(k × productivity)`: of all hours with that total
    and mean, these are nearest to the first in relative entropy. k is found by halving.

    >>> found = tilted(np.array([1.0, 1.0]), np.array([30.0, 40.0]), 36.0)
    >>> round(float(found @ [30.0, 40.0] / found.sum()), 9), float(found.sum().round(9))
    (36.0, 2.0)

    Raises GrowthplanError when the mean is outside the authorities' productivity.
    """
    low, high = float(productivity.min()), float(productivity.max())
    if low == high == mean:
        return hours
    if not low < mean < high:
        raise GrowthplanError(
            Fault(
                f"The city region's productivity, £{mean:.2f} an hour, is not between its "
                f"authorities' lowest, £{low:.2f}, and highest, £{high:.2f}.",
                fix="Take all of them from one edition and on one basis.",
                code="raking",
            )
        )
    scaled = (productivity - mean) / (high - low)
    below, above = -1e3, 1e3
    for _ in range(STEPS):
        k = 0.5 * (below + above)
        below, above = (below, k) if _moment(hours, scaled, k) > 0 else (k, above)
    weight = hours * np.exp(k * scaled - (k * scaled).max())
    return np.asarray(weight * (hours.sum() / weight.sum()))


def _moment(hours: Array, scaled: Array, k: float) -> float:
    weight = hours * np.exp(k * scaled - (k * scaled).max())
    return float(weight @ scaled)


def _check(seed: Array, margins: Sequence[Margin]) -> None:
    faults = []
    if not np.isfinite(seed).all() or (seed < 0).any():
        faults.append(Fault("The first guess has cells below 0 or missing.", code="raking"))
    for margin in margins:
        bad = ~np.isfinite(margin.totals) | (margin.totals < 0)
        empty = (margin.totals > 0) & ~(margin.sums(np.nan_to_num(seed)) > 0)
        for i in np.flatnonzero(bad | empty):
            why = "is below 0 or missing" if bad[i] else "has no cell above 0 to be spread over"
            faults.append(Fault(f"{margin.name}: the total of {margin.labels[i]} {why}."))
    if faults:
        raise GrowthplanError(faults)


def _left(table: Array, margins: Sequence[Margin], tolerance: float, passes: int) -> list[Fault]:
    faults = []
    for margin in margins:
        off = margin.off(table)
        worst = int(np.argmax(off))
        if off[worst] > tolerance:
            faults.append(
                Fault(
                    f"{margin.name} does not agree with the other margins: {margin.labels[worst]} "
                    f"is {100 * off[worst]:.3g}% from its total after {passes} passes.",
                    fix="Margins should have one sum; take them from one edition.",
                    code="raking",
                )
            )
    return faults
