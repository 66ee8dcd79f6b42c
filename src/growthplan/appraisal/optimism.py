"""Optimism bias: costs raised by what such projects have gone over, less what is done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

Floats = npt.NDArray[np.float64]

UPPER, LOWER = "appraisal.optimism_upper", "appraisal.optimism_lower"


@dataclass(frozen=True)
class Optimism:
    """The adjustment of one kind of cost, as shares of it."""

    kind: str
    """Type of project, or several with their shares."""
    upper: float
    """Before anything is done about it."""
    lower: float
    """When risks have been managed well."""
    mitigation: float = 0.0
    """Share of the upper bound that has been managed away, 0 to 1."""

    @property
    def share(self) -> float:
        """What is added to the cost: upper x (1 - mitigation).

        >>> round(Optimism("non-standard-buildings", 0.51, 0.04, 0.92).share, 2)
        0.04
        """
        return self.upper * (1.0 - self.mitigation)

    def drawn(self, uniform: Floats) -> Floats:
        """Costs over estimate [d], less 1, from uniform numbers [d].

        Triangular around the share, from the lower bound to as far above, so that its mean is the
        share itself. Without a bias it is 0.
        """
        reach = max(self.share - self.lower, 0.0)
        if reach == 0.0:
            return np.full_like(uniform, self.share)
        low, span = self.share - reach, 2.0 * reach
        rising = low + span * np.sqrt(uniform / 2.0)
        falling = low + span * (1.0 - np.sqrt((1.0 - uniform) / 2.0))
        return np.where(uniform < 0.5, rising, falling)


NONE = Optimism("none", 0.0, 0.0)


def optimism(
    parts: Mapping[str, float],
    upper: Mapping[str, float],
    lower: Mapping[str, float],
    mitigation: float = 0.0,
) -> Optimism:
    """The adjustment of a project of one type, or of several in shares that sum to 1.

    The bounds of a combined project are those of its parts by their share of the cost. Source:
    Supplementary Green Book guidance on optimism bias.

    >>> both = {"non-standard-buildings": 0.3, "standard-buildings": 0.7}
    >>> bounds = {"non-standard-buildings": 0.51, "standard-buildings": 0.24}
    >>> round(optimism(both, bounds, bounds).upper, 3)
    0.321

    Raises GrowthplanError for a type without bounds, shares that do not sum to 1, and a mitigation
    outside 0 to 1.
    """
    faults = [
        Fault(
            f"'{name}' is no type of project with a published optimism bias.",
            fix=did_you_mean(name, upper) or f"Use one of {', '.join(upper)}.",
            code="optimism",
        )
        for name in parts
        if name not in upper or name not in lower
    ]
    if abs(sum(parts.values()) - 1.0) > 1e-6:
        total = sum(parts.values())
        faults.append(Fault(f"Shares by type of project add up to {total:g}, not 1."))
    if not 0.0 <= mitigation <= 1.0:
        faults.append(Fault(f"The mitigation is {mitigation:g}, not a share from 0 to 1."))
    if faults:
        raise GrowthplanError(faults)
    bounds = [sum(s * of[name] for name, s in parts.items()) for of in (upper, lower)]
    return Optimism(" and ".join(parts), bounds[0], bounds[1], mitigation)
