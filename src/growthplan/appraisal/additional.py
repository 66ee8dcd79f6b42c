"""Additionality: from gross to what would not have happened anyway, here and in the country."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Share = npt.ArrayLike
"""A share from 0 to 1, or one for each draw."""


def net_additional(
    gross: npt.ArrayLike,
    *,
    deadweight: Share = 0.0,
    leakage: Share = 0.0,
    displacement: Share = 0.0,
    substitution: Share = 0.0,
    multiplier: npt.ArrayLike = 1.0,
) -> Floats:
    """Gross x (1 - deadweight) (1 - leakage) (1 - displacement) (1 - substitution) x multiplier.

    The same as intervention less reference case when the same shares hold in both. `multiplier`
    is 1 when nothing is spent again. Source: Homes and Communities Agency (2014), Additionality
    Guide, 4th edition: AI = GI (1 - L)(1 - Dp)(1 - S) M - GI* (1 - L*)(1 - Dp*)(1 - S*) M*.

    >>> round(float(net_additional(100, deadweight=0.2, leakage=0.1, displacement=0.25)), 1)
    54.0
    """
    kept = np.asarray(gross, dtype=np.float64)
    for share in (deadweight, leakage, displacement, substitution):
        kept = kept * (1.0 - np.asarray(share))
    return np.asarray(kept * np.asarray(multiplier))


def over_reference(intervention: npt.ArrayLike, reference: npt.ArrayLike) -> Floats:
    """Net additional effect where the reference case has been worked out by itself."""
    return np.asarray(np.asarray(intervention, dtype=np.float64) - np.asarray(reference))
