"""Additionality: from gross to what would not have happened anyway, here and in the country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.system import Action
from growthplan.system.channels import CHANNELS

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


@dataclass(frozen=True)
class TakenOff:
    """A share that stands between what an action brings gross and what is additional."""

    what: str
    given: str | float
    """Id of an assumption, or the plan's own number."""


def taken_off(actions: Sequence[Action]) -> tuple[TakenOff, ...]:
    """What the model takes off the gains of an action's parts, each once.

    An action that states what private money it brings counts whole: it has said so already.
    """
    return tuple(dict.fromkeys(one for action in actions for one in _taken_off(action)))


def _taken_off(action: Action) -> Iterator[TakenOff]:
    rule, anyway = CHANNELS[action.channel], "Would have come anyway"
    own = "Share that would not have come anyway"
    if action.leverage is not None:
        yield TakenOff("Private money that it brings for each £1", action.leverage)
    elif action.deadweight is not None:
        yield TakenOff(anyway, action.deadweight)
    elif action.additionality is not None:
        yield TakenOff(own, action.additionality)
    elif rule.deadweight is not None:
        yield TakenOff(anyway, rule.deadweight)
    elif rule.additionality is not None:
        yield TakenOff(own, rule.additionality)
    if rule.displaces:
        for where, share in (
            ("in the same authority", action.displacement.local),
            ("in the place", action.displacement.regional),
        ):
            if share:
                yield TakenOff(f"Taken from elsewhere {where}", share)
