"""A productivity gap split into industry mix, productivity within industries, and both at once."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.vocabulary import GrowthplanError

Array = npt.NDArray[np.float64]

METHOD = (
    "With s the share of jobs and y the productivity of an industry, the gap is the sum of mix "
    "(s − s*)(y* − Y*), within s*(y − y*) and interaction (s − s*)(y − y*), where * is the "
    "comparator and Y* its average. The two-way split gives half the interaction to each. Pounds "
    "become log points by one factor for all parts, 100 ÷ the logarithmic mean of the two "
    "productivities, so that the parts sum exactly to 100 × ln(place ÷ comparator)."
)


@dataclass(frozen=True)
class MixSplit:
    """The parts of a gap by industry; arrays [industry], in £ per job."""

    mix: Array
    within: Array
    interaction: Array
    mix_two_way: Array
    within_two_way: Array
    shares: Array
    comparator_shares: Array
    productivity: Array
    comparator_productivity: Array
    place: float
    """Productivity of the place over these industries, £ per job."""
    comparator: float

    @property
    def gap(self) -> float:
        """Place less comparator, £ per job: the sum of mix, within and interaction."""
        return self.place - self.comparator

    @property
    def factor(self) -> float:
        """Log points for each pound of the gap."""
        return 100 / log_mean(self.place, self.comparator)


def log_mean(a: float, b: float) -> float:
    """The logarithmic mean (a − b) ÷ ln(a ÷ b); a itself when the two are equal.

    >>> round(log_mean(2.0, 1.0), 4)
    1.4427

    Raises GrowthplanError unless both are above zero.
    """
    if a <= 0 or b <= 0:
        raise GrowthplanError("A logarithmic mean needs two numbers above zero.")
    if abs(a / b - 1) < 1e-8:
        return (a + b) / 2
    return (a - b) / math.log(a / b)


def split_mix(jobs: Array, gva: Array, comparator_jobs: Array, comparator_gva: Array) -> MixSplit:
    """Mix, within and interaction of the gap in GVA per job. Method: `METHOD`.

    Arrays [industry], jobs and £. An industry that one side lacks altogether (no jobs and no
    GVA) takes the other side's productivity, so that its absence is all mix.

    Raises GrowthplanError when a side has no jobs or no GVA in total, a negative count of jobs,
    or GVA in an industry without jobs (merge it with another first).
    """
    sides = [np.asarray(a, dtype=np.float64) for a in (jobs, gva, comparator_jobs, comparator_gva)]
    own_jobs, own_gva, other_jobs, other_gva = sides
    for side, size, made in (("place", own_jobs, own_gva), ("comparator", other_jobs, other_gva)):
        if (size < 0).any() or size.sum() <= 0 or made.sum() <= 0:
            raise GrowthplanError(
                f"The {side} needs jobs and GVA above zero in total, and no negative jobs."
            )
        if (made[size == 0] != 0).any():
            raise GrowthplanError(
                f"The {side} has GVA in an industry without jobs: its productivity does not exist."
            )
    share, other_share = own_jobs / own_jobs.sum(), other_jobs / other_jobs.sum()
    own, other = _productivity(own_gva, own_jobs), _productivity(other_gva, other_jobs)
    own, other = np.where(np.isnan(own), other, own), np.where(np.isnan(other), own, other)
    own, other = np.nan_to_num(own), np.nan_to_num(other)
    whole, other_whole = own_gva.sum() / own_jobs.sum(), other_gva.sum() / other_jobs.sum()
    more, better = share - other_share, own - other
    return MixSplit(
        mix=more * (other - other_whole),
        within=other_share * better,
        interaction=more * better,
        mix_two_way=more * ((own + other) / 2 - (whole + other_whole) / 2),
        within_two_way=(share + other_share) / 2 * better,
        shares=share,
        comparator_shares=other_share,
        productivity=own,
        comparator_productivity=other,
        place=float(whole),
        comparator=float(other_whole),
    )


def _productivity(gva: Array, jobs: Array) -> Array:
    """GVA ÷ jobs; not a number where there are no jobs."""
    return np.divide(gva, jobs, out=np.full_like(gva, np.nan), where=jobs > 0)
