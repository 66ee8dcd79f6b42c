"""Measures of worth: net present value, benefit-cost ratio, payback, switching values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.appraisal.discounting import present_value

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Worth:
    """Present values of any number of projects and draws, [...], £ million."""

    benefits: Floats
    """To society, before what private people and firms pay."""
    public: Floats
    """Net cost to the public sector."""
    private: Floats
    """What others pay."""

    @property
    def npsv(self) -> Floats:
        """Net present social value: benefits less every cost."""
        return np.asarray(self.benefits - self.public - self.private)

    @property
    def bcr(self) -> Floats:
        """Benefits net of private cost for each pound of public cost; NaN without public cost.

        Source: HM Treasury, Green Book (2022), chapter 6.
        """
        net = self.benefits - self.private
        return np.divide(net, self.public, out=np.full_like(net, np.nan), where=self.public > 0)


def worth(
    benefits: npt.ArrayLike, public: npt.ArrayLike, private: npt.ArrayLike, factors: Floats
) -> Worth:
    """Present values of flows [..., t], £ million at constant prices; factors [t].

    >>> one = worth([0.0, 120.0], [100.0, 0.0], [0.0, 0.0], np.array([1.0, 1.0]))
    >>> float(one.npsv), float(one.bcr)
    (20.0, 1.2)
    """
    values = (present_value(flows, factors) for flows in (benefits, public, private))
    return Worth(*np.broadcast_arrays(*values))


def residual_value(cost: float, life: int, counted: int) -> float:
    """What is left of an asset when counting ends, straight line: cost x (life - counted) / life.

    >>> residual_value(60.0, 60, 45)
    15.0
    """
    return cost * max(life - counted, 0) / life if life > 0 else 0.0


def payback_year(net: Floats, factors: Floats, years: Sequence[int]) -> int | None:
    """First year from which discounted benefits [t] less costs stay at or above 0 in sum.

    >>> payback_year(np.array([-10.0, 6.0, 6.0]), np.ones(3), range(2026, 2029))
    2028
    """
    sums = np.cumsum(net * factors)
    if not len(sums) or sums[-1] < 0 or not (sums < 0).any():
        return None
    return int(years[int(np.flatnonzero(sums < 0)[-1]) + 1])


@dataclass(frozen=True)
class Switching:
    """How far one line would have to change for the net present value to be 0."""

    line: str
    title: str
    value: float
    """Present value of the line, £ million; costs above 0."""
    change: float | None
    """As a share of the line: -0.4 is two fifths less; None when no change can do it."""

    @property
    def switched(self) -> float | None:
        """Present value of the line at which the whole is 0."""
        return None if self.change is None else self.value * (1.0 + self.change)


def switching(line: str, title: str, value: float, npsv: float, is_cost: bool) -> Switching:
    """The switching value of a line of present value `value`, costs above 0.

    A benefit may fall by NPSV / value, a cost rise by it, before nothing is left. A change below
    -1 would turn the line's sign, so that none can do it.

    >>> switching("jobs", "Jobs", 40.0, 10.0, is_cost=False).change
    -0.25
    """
    if value == 0:
        return Switching(line, title, value, None)
    change = (npsv if is_cost else -npsv) / value
    return Switching(line, title, value, change if change >= -1.0 else None)
