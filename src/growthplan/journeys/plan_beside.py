"""What the pages of a plan need beside the plan: its assumptions, and what changed since when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from growthplan.journeys import released
from growthplan.journeys.as_at import plan_of
from growthplan.plan import Plan
from growthplan.plan.differences import compare
from growthplan.plan.versions import latest
from growthplan.report.pages import Beside, Since
from growthplan.store import read_assumptions
from growthplan.vocabulary import Gazetteer

ASSUMPTIONS = "assumptions"
"""The folder of a plan that holds assumptions of its own."""


def plan_beside(
    path: Path | None, plan: Plan | None, gazetteer: Gazetteer, as_at: date | None = None
) -> Beside | None:
    """The assumptions that a plan rests on, and how it differs from its newest release, or from
    that of the day `as_at`; None without a plan.

    Raises GrowthplanError when an assumption or a release cannot be read.
    """
    if plan is None or path is None:
        return None
    if released.is_release(path):
        return Beside(assumptions=read_assumptions())
    folder = path.parent if path.is_file() else path
    assumptions = read_assumptions(folder / ASSUMPTIONS)
    newest = latest((one.release for one in released.releases_of(folder)), as_at)
    if newest is None:
        return Beside(assumptions=assumptions)
    before = plan_of(newest, gazetteer)
    since = Since(newest.label, newest.day, compare(before, plan, gazetteer))
    return Beside(assumptions=assumptions, since=since)
