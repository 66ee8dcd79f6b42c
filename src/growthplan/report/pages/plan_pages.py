"""All pages of a plan, with their figures and the tables that only the files have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from growthplan.plan import Plan, check_guidance
from growthplan.report.maps import Outlines
from growthplan.report.model import Page
from growthplan.report.pages.plan_action import action_page
from growthplan.report.pages.plan_actions import actions_page
from growthplan.report.pages.plan_alignment import alignment_page, priorities_page
from growthplan.report.pages.plan_changes import Since, changes_page
from growthplan.report.pages.plan_decisions import decisions_page
from growthplan.report.pages.plan_figures import plan_figures
from growthplan.report.pages.plan_files import plan_tables
from growthplan.report.pages.plan_guidance import guidance_page
from growthplan.report.pages.plan_indicators import indicators_page
from growthplan.report.pages.plan_levers import levers_page
from growthplan.report.pages.plan_maps import SiteMaps
from growthplan.report.pages.plan_money import money_page
from growthplan.report.pages.plan_overview import overview_of_plan
from growthplan.report.pages.plan_pipeline import pipeline_page
from growthplan.report.pages.plan_sectors import growth_sectors_page
from growthplan.report.pages.plan_sites import plan_sites_page
from growthplan.report.pages.plan_themes import themes_page
from growthplan.report.pages.plan_view import PlanView
from growthplan.report.table import Table
from growthplan.vocabulary import Assumption, Figure, Gazetteer


@dataclass(frozen=True)
class Beside:
    """What the pages of a plan need beside the plan."""

    assumptions: Mapping[str, Assumption] = field(default_factory=dict)
    since: Since | None = None
    """What changed since the newest release; None when there is none."""
    run: str | None = None
    """Id of the run that makes the pages."""


def plan_pages(
    plan: Plan,
    gazetteer: Gazetteer,
    boundaries: Outlines | None,
    beside: Beside,
    definitions: Mapping[str, str],
) -> tuple[tuple[Page, ...], tuple[Figure, ...], tuple[Table, ...]]:
    """The pages of a plan, its figures, and tables for the files alone.

    `definitions` are the titles of definitions of sectors by id.

    Every kind of page is there whatever the plan holds; one without entries says what would stand
    on it and how it comes.
    """
    view = PlanView(
        plan,
        _name(gazetteer, plan.place),
        lambda code: _name(gazetteer, code),
        tuple(place.code for place in gazetteer.local_authorities_of(plan.place)),
        beside.assumptions,
        boundaries,
    )
    answers, maps = check_guidance(plan), SiteMaps(view)
    numbers = plan_figures(view, answers, beside.run)
    pages = (
        overview_of_plan(view, numbers),
        actions_page(view, numbers),
        themes_page(view, numbers),
        growth_sectors_page(view, numbers, dict(definitions)),
        plan_sites_page(view, numbers, maps),
        levers_page(view, numbers),
        money_page(view, numbers),
        indicators_page(view, numbers),
        alignment_page(view, numbers),
        priorities_page(view, numbers),
        pipeline_page(view, numbers),
        guidance_page(view, numbers, answers),
        changes_page(view, beside.since),
        decisions_page(view, numbers),
        *(action_page(view, maps, action) for action in plan.interventions),
    )
    return pages, tuple(numbers.values()), plan_tables(view)


def _name(gazetteer: Gazetteer, code: str) -> str:
    return gazetteer[code].name if code in gazetteer else code
