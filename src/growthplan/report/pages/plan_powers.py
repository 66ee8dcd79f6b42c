"""What the plan can do with the levers that the place holds, and what waits on whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from growthplan.plan import Intervention, Lever
from growthplan.report.pages.plan_view import PlanView

DONE = ("complete", "paused", "cancelled")
"""States in which an action needs no lever any more."""


@dataclass(frozen=True)
class Powers:
    """The actions still to be done, by whether the place holds every lever that they need."""

    ready: tuple[Intervention, ...]
    """Every lever that they need is held."""
    waiting: tuple[tuple[Intervention, tuple[Lever, ...]], ...]
    """Each with the levers that it needs and others hold."""
    unnamed: tuple[Intervention, ...]
    """They name no lever, so that nothing can be said."""

    def by_whom(self) -> Mapping[str, tuple[tuple[Lever, tuple[Intervention, ...]], ...]]:
        """Who must act, with each lever and the actions that wait for it; most actions first."""
        levers: dict[str, tuple[Lever, list[Intervention]]] = {}
        for action, missing in self.waiting:
            for lever in missing:
                levers.setdefault(lever.id, (lever, []))[1].append(action)
        found: dict[str, list[tuple[Lever, tuple[Intervention, ...]]]] = {}
        for lever, actions in sorted(levers.values(), key=lambda pair: -len(pair[1])):
            found.setdefault(waits_on(lever), []).append((lever, tuple(actions)))
        return {who: tuple(those) for who, those in found.items()}


def powers(view: PlanView) -> Powers:
    """The plan's actions that are not done, sorted by the levers that they need."""
    ready, waiting, unnamed = [], [], []
    for action in view.plan.interventions:
        if action.status in DONE:
            continue
        needed = [view.levers[id_] for id_ in action.levers if id_ in view.levers]
        missing = tuple(lever for lever in needed if lever.devolution != "held")
        if missing:
            waiting.append((action, missing))
        elif needed:
            ready.append(action)
        else:
            unnamed.append(action)
    return Powers(tuple(ready), tuple(waiting), tuple(unnamed))


def waits_on(lever: Lever) -> str:
    """Who must act before a lever can be used here."""
    return lever.waits_on or lever.holder
