"""Mix: jobs tilt to the sectors acted on, and totals follow because output is a sum."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

MOST_CONCENTRATED = 3.0
"""A gain aimed at some sectors gives none of them more than this multiple of the authority's mean
gain; the rest spreads. A log effect poured into one small sector would otherwise compound."""

EQUATION = Equation(
    id="reallocation",
    title="Mix of sectors",
    text="hours[s] = share[s] (exp(n) - 1) + J (aimed[s] - share[s]);  "
    "GVA = sum_s GVA0[s] (1 + hours[s] / share[s]) exp(v[s])",
    symbols={
        "hours": "change of a sector's hours, as a share of the authority's",
        "share": "the sector's share of the authority's baseline hours",
        "J": "jobs held by reliefs aimed at sectors, share of the authority's jobs",
        "aimed": "share of the relief that goes to the sector",
        "v": "log productivity of the sector over its baseline",
    },
    assumptions=(),
    source="Accounting: productivity is output over hours, so the mix shows in totals without an "
    "equation of its own.",
)


def tilt(aimed: Floats, hours_share: Floats) -> Floats:
    """Change of sectors' hours [p, s] for each share of the authority's jobs held; sums to 0.

    `aimed` [s] share of the money, `hours_share` [p, s]. Sectors with no hours here get none;
    where none of those aimed at has any, the mix does not move.
    """
    here = np.where(hours_share > 0, aimed, 0.0)
    total = here.sum(axis=1, keepdims=True)
    spread = np.where(total > 0, here / np.where(total > 0, total, 1.0), hours_share)
    return np.asarray(spread - hours_share)


def concentration(aimed: Floats, output_share: Floats) -> Floats:
    """How much of the authority's mean gain each sector gets [..., p, s]; output-weighted mean 1.

    `aimed` [s] or [..., p, s] weight of the money, `output_share` [..., p, s].
    """
    here = np.where(output_share > 0, aimed, 0.0)
    total = here.sum(axis=-1, keepdims=True)
    even = np.where(total > 0, total, 1.0)
    ratio = here / even / np.where(output_share > 0, output_share, 1.0)
    capped = np.minimum(ratio, MOST_CONCENTRATED)
    spread = 1.0 - (output_share * capped).sum(axis=-1, keepdims=True)
    return np.asarray(np.where(total > 0, capped + spread, 1.0))
