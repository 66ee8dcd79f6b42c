"""Guards against counting one gain twice. Each is a named check that stops a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from growthplan.system.channels import CHANNELS
from growthplan.system.inputs import Action
from growthplan.vocabulary import Fault


def check_money_feeds_one_path(actions: Sequence[Action]) -> list[Fault]:
    """One money line moves one driver of a mechanism, once."""
    return [
        Fault(
            f"'{one.id}' and '{other.id}' put the money of '{one.money_line}' into "
            f"{_mechanism(one)} twice",
            fix="Split the money between them, or leave one out.",
            code="double-count",
        )
        for one, other in _sharing_money(actions)
        if _mechanism(one) == _mechanism(other)
    ]


def check_transport_is_not_capital(actions: Sequence[Action]) -> list[Fault]:
    """A transport scheme acts through the cost of travel, and is no productive capital."""
    return [
        Fault(
            f"'{one.id}' and '{other.id}' count the money of '{one.money_line}' as transport and "
            "as capital",
            fix="A transport scheme acts on density only: leave the capital out.",
            code="double-count",
        )
        for one, other in _sharing_money(actions)
        if {one.channel, other.channel} == {"transport", "capital"}
    ]


def check_sites_hold_jobs_once(actions: Sequence[Action]) -> list[Fault]:
    """Reliefs of two schemes on one site hold its jobs once."""
    with_jobs = [action for action in actions if action.channel == "jobs"]
    return [
        Fault(
            f"'{one.id}' and '{other.id}' both hold jobs on {', '.join(shared)}",
            fix="Count the jobs of the union of the sites, in one of the two.",
            code="double-count",
        )
        for one, other in combinations(with_jobs, 2)
        if (shared := sorted(set(one.sites) & set(other.sites)))
    ]


def check_leverage_counts_once(actions: Sequence[Action]) -> list[Fault]:
    """Private money that public money brings is in the flow, or in additionality; not in both."""
    return [
        Fault(
            f"'{action.id}' gives both the private money that it brings and what of it is "
            "additional",
            fix="Give one of leverage, additionality and deadweight.",
            code="double-count",
        )
        for action in actions
        if action.leverage is not None and _says_additional(action)
    ]


def check_additionality_is_said_once(actions: Sequence[Action]) -> list[Fault]:
    """Additionality and deadweight are one number, said in two ways."""
    return [
        Fault(
            f"'{action.id}' gives both additionality and deadweight",
            fix="Give one: the other is what it leaves of 1.",
            code="double-count",
        )
        for action in actions
        if action.additionality is not None and action.deadweight is not None
    ]


def check_continuing_is_not_plan(actions: Sequence[Action]) -> list[Fault]:
    """What only goes on as before is in the baseline's trend already."""
    return [
        Fault(
            f"'{action.id}' only continues what is going on, which the baseline contains",
            fix="Give the money that is new, or leave the action out.",
            code="double-count",
        )
        for action in actions
        if action.continuing
    ]


def check_one_multiplier(local_multiplier: bool, supply_chain: bool) -> list[Fault]:
    """Jobs that jobs bring are counted by the local multiplier or by supply chains."""
    if not (local_multiplier and supply_chain):
        return []
    message = "Jobs that other jobs bring are counted by a local multiplier and by supply chains"
    return [Fault(message, fix="Use one of the two.", code="double-count")]


GUARDS: tuple[Callable[[Sequence[Action]], list[Fault]], ...] = (
    check_money_feeds_one_path,
    check_transport_is_not_capital,
    check_sites_hold_jobs_once,
    check_leverage_counts_once,
    check_additionality_is_said_once,
    check_continuing_is_not_plan,
)
"""Those that need the actions only. The rest holds by construction: land values and users' time
savings enter no equation; skills have one gain, with its spill-over inside; adoption and jobs are
over the baseline's; imputed rent answers to homes alone."""


def double_counts(actions: Sequence[Action]) -> list[Fault]:
    """Every double count among the actions."""
    return [fault for guard in GUARDS for fault in guard(actions)]


def _mechanism(action: Action) -> str:
    return CHANNELS[action.channel].switch if action.channel in CHANNELS else action.channel


def _sharing_money(actions: Sequence[Action]) -> list[tuple[Action, Action]]:
    return [
        (one, other)
        for one, other in combinations(actions, 2)
        if one.money_line and one.money_line == other.money_line
    ]


def _says_additional(action: Action) -> bool:
    return action.additionality is not None or action.deadweight is not None
