"""Which assumptions an answer rests on: those of the equations that the plan sets in motion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from growthplan.system import net_zero
from growthplan.system.answers.ground import DEFLATOR, FADE, SURPRISE
from growthplan.system.base_year import ASSUMED
from growthplan.system.baseline.comparator import GROWTH
from growthplan.system.channels import CHANNELS
from growthplan.system.equations import EQUATIONS
from growthplan.system.inputs import Action
from growthplan.vocabulary import Assumption

BASELINE = (GROWTH, SURPRISE, FADE, *ASSUMED, net_zero.TREND)
"""What no plan rests on, beside the statistics."""
_ALWAYS = (
    "delivery",
    "displacement",
    "saturation",
    "investment_response",
    "labour_market",
    "migration_housing",
    "complementarity",
    "density",
)
"""Equations that answer to any gain, whichever driver it comes by."""


def resting_on(actions: Sequence[Action], assumptions: Mapping[str, Assumption]) -> tuple[str, ...]:
    """Ids of the assumptions that the plan's effect rests on, in alphabetical order.

    Those of every equation that its actions set in motion, and those that the plan names itself.
    """
    if not actions:
        return ()
    moved = {*_ALWAYS, *(CHANNELS[action.channel].switch for action in actions)}
    moved |= {"incentives"} if any(action.channel == "jobs" for action in actions) else set()
    named = {name for one in EQUATIONS if one.id in moved for name in one.assumptions}
    for action in actions:
        own = action.displacement
        given = (action.unit_cost, action.deadweight, action.additionality, action.leverage)
        named |= {
            name
            for name in (*given, own.local, own.regional, own.national)
            if isinstance(name, str)
        }
    known = (_holder(name, assumptions) for name in {*named, DEFLATOR})
    return tuple(sorted({name for name in known if name}))


def baseline_rests_on(assumptions: Mapping[str, Assumption]) -> tuple[str, ...]:
    """Ids of the assumptions that no plan rests on."""
    return tuple(sorted(name for name in BASELINE if name in assumptions))


def _holder(name: str, assumptions: Mapping[str, Assumption]) -> str:
    """The assumption that holds a number: `system.ceilings` for `system.ceilings.skills`."""
    if name in assumptions:
        return name
    parent = name.rpartition(".")[0]
    return parent if parent in assumptions else ""
