"""The plan as one picture: from the mission to what is done, where, with which powers, and back."""

from __future__ import annotations

from collections.abc import Iterable

from growthplan.plan import DRIVERS, Intervention, PlanIndicator
from growthplan.report.board import Band, Board, Chip, Group
from growthplan.report.pages.plan_sources import SOURCE
from growthplan.report.pages.plan_view import (
    DRIVER_NAMES,
    PLAN,
    PlanView,
    anchor,
    counted,
    target,
)

TIERS = {"national": "National", "regional": "Regional", "local": "Local", "partner": "Partners"}
"""Who holds a lever, the furthest away first."""


def system_board(view: PlanView) -> Board:
    """Every principle, outcome, theme, action, driver, sector, site and lever, joined up."""
    plan = view.plan
    bands = (
        Band("Mission", (Group("", (_mission(view),)),)),
        Band("Headline outcomes", (_plain("", view, "outcome", plan.outcomes),)),
        Band("Principles", (_plain("", view, "principle", plan.principles),),
             "" if plan.principles else "The plan names no principles yet."),
        Band("Themes and objectives", tuple(_themes(view)),
             "" if plan.themes else "The plan names no themes yet."),
        Band("Actions", tuple(_actions(view)),
             "" if plan.interventions else "The plan names no actions yet."),
        Band("Drivers acted on", (_drivers(view),),
             "" if plan.interventions else "Drivers follow from the actions."),
        Band("Sectors", (_plain("", view, "sector", plan.sectors),),
             "" if plan.sectors else "The plan names no sectors yet."),
        Band("Clusters, sites and zones", tuple(_sites(view)),
             "" if plan.sites else "The plan names no sites yet."),
        Band("Levers, by who holds them", tuple(_levers(view)),
             "" if plan.levers else "The plan names no levers yet."),
        Band("Indicators", tuple(_indicators(view)),
             "" if plan.indicators else "The plan names no indicators yet."),
    )  # fmt: skip
    many = sum(1 for _ in Board("all", "-", "-", bands, SOURCE).chips())
    return Board(
        "system",
        f"The whole plan on one page: {counted(many, 'part')}, and what each is joined to",
        "Point at a part, or reach it with the Tab key, to see what it is joined to; follow it to "
        "read more.",
        bands,
        SOURCE,
    )


def _mission(view: PlanView) -> Chip:
    joined = tuple(f"outcome-{outcome.id}" for outcome in view.plan.outcomes)
    joined += tuple(f"theme-{theme.id}" for theme in view.plan.themes)
    statement = view.plan.mission.statement.rstrip(".")
    return Chip("mission", statement, f"{PLAN}.html#mission", joined)


def chip(view: PlanView, kind: str, id_: str, joined: Iterable[str] = (), detail: str = "") -> Chip:
    """An entry of the plan as a chip that leads to where it is told of."""
    title = DRIVER_NAMES[id_] if kind == "driver" else view.title(kind, id_)
    return Chip(
        anchor(kind, id_), title, target(kind, id_), tuple(dict.fromkeys(joined)), detail,
        view.about(kind, id_),
    )  # fmt: skip


def _plain(title: str, view: PlanView, kind: str, entries: Iterable[object]) -> Group:
    ids = [one.id for one in entries]  # type: ignore[attr-defined]
    chips = (chip(view, kind, i) for i in ids)
    return Group(title, tuple(chips))


def _themes(view: PlanView) -> Iterable[Group]:
    themes = tuple(
        chip(view, "theme", theme.id, (anchor("objective", one.id) for one in theme.objectives))
        for theme in view.plan.themes
    )  # fmt: skip
    yield Group("", themes)
    for theme in view.plan.themes:
        yield _plain(f"Objectives of “{theme.title}”", view, "objective", theme.objectives)


def _actions(view: PlanView) -> Iterable[Group]:
    for theme in view.plan.themes:
        own = view.actions_with(lambda a, id_=theme.id: a.theme == id_)  # type: ignore[misc]
        yield Group(theme.title, tuple(action_chip(view, action) for action in own))


def action_chip(view: PlanView, action: Intervention) -> Chip:
    """An action, joined to all that it serves, acts on, is for, stands on and needs."""
    joined = [
        anchor("theme", action.theme),
        *([anchor("objective", action.objective)] if action.objective else []),
        *(anchor("outcome", one) for one in action.outcomes),
        *(anchor("principle", test.principle) for test in action.principles
          if test.verdict == "yes"),
        *(anchor("driver", one) for one in dict.fromkeys(e.driver for e in action.effects)),
        *(anchor("sector", one) for one in action.sectors),
        *(anchor("site", one) for one in action.sites),
        *(anchor("zone", one) for one in action.zones),
        *(anchor("lever", one) for one in action.levers),
        *(anchor("action", one) for one in action.depends_on),
        *(anchor("indicator", one.id) for one in view.indicators_of(action)),
    ]  # fmt: skip
    detail = action.status if action.status in ("cancelled", "paused", "complete") else ""
    return chip(view, "action", action.id, joined, detail)


def _drivers(view: PlanView) -> Group:
    used = {effect.driver for action in view.plan.interventions for effect in action.effects}
    chips = (chip(view, "driver", one) for one in DRIVERS if one in used)
    return Group("", tuple(chips))


def _sites(view: PlanView) -> Iterable[Group]:
    sites = tuple(
        chip(view, "site", site.id, (anchor("sector", one) for one in site.sectors))
        for site in view.plan.sites
    )  # fmt: skip
    zones = tuple(
        chip(view, "zone", zone.id, (anchor("site", one) for one in zone.sites))
        for zone in view.plan.zones
    )  # fmt: skip
    yield Group("Sites", sites)
    yield Group("Zones", zones)


def _levers(view: PlanView) -> Iterable[Group]:
    for tier, name in TIERS.items():
        yield Group(name, tuple(
            chip(view, "lever", lever.id,
                 detail=lever.devolution if lever.devolution in ("agreed", "asked for") else "")
            for lever in view.plan.levers if lever.tier == tier
        ))  # fmt: skip


def _indicators(view: PlanView) -> Iterable[Group]:
    names = {"outcome": "What changes", "output": "What is delivered", "input": "What goes in"}
    for kind, name in names.items():
        own = (one for one in view.plan.indicators if one.kind == kind)
        yield Group(name, tuple(indicator_chip(view, one) for one in own))


def indicator_chip(view: PlanView, one: PlanIndicator) -> Chip:
    """An indicator, joined to what it speaks for and leads to."""
    joined = [anchor("indicator", to) for to in one.leads_to]
    joined += [anchor("outcome", one.outcome)] if one.outcome else []
    return chip(view, "indicator", one.id, joined, "no source yet" if one.gap else "")
