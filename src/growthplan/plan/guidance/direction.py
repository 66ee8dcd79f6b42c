"""Where the plan is going: time, ownership, vision, and where it starts from."""

from __future__ import annotations

from growthplan.plan.guidance.answer import Reply, Where, counted, entries
from growthplan.plan.layout import Plan
from growthplan.plan.schema import DEFAULT_YEARS

_AUTHORITIES = ("E47", "E61")
"""Codes of combined authorities, with combined county authorities, and of Greater London."""
_GREATER_LONDON = "E12000007"
_PRODUCTIVITY = ("gva_per_hour", "gva_per_job")
_GROWTH = ("gva", "jobs", "gva_per_head")


def ten_year_framework(plan: Plan) -> Reply:
    """Ten years or more is what is asked."""
    span = f"The plan runs for {counted(plan.horizon.years, 'year')}, {plan.horizon.start} to "
    where = (Where("plan.yaml", "horizon"),)
    enough = plan.horizon.years >= DEFAULT_YEARS
    return Reply("met" if enough else "partly", f"{span}{plan.horizon.end}.", where)


def owned_by_the_authority(plan: Plan) -> Reply:
    """A strategic authority's plan, once it is published."""
    where = (Where("plan.yaml", "place"), Where("plan.yaml", "launched"))
    if not plan.place.startswith(_AUTHORITIES) and plan.place != _GREATER_LONDON:
        return Reply("missing", f"{plan.place} is not a strategic authority.", where)
    if plan.launched is None:
        return Reply("partly", "It is a strategic authority's plan, not yet published.", where)
    day = f"{plan.launched.day} {plan.launched:%B %Y}"
    return Reply("met", f"The authority published it on {day}.", where)


def economic_vision(plan: Plan) -> Reply:
    """A mission, and the themes in which it is followed."""
    where = (Where("plan.yaml", "mission"), entries("plan.yaml", "themes", plan.themes))
    said = plan.mission.statement.rstrip(".")
    if not plan.themes:
        return Reply("partly", f"The mission is: {said}. No theme says how it is followed.", where)
    return Reply("met", f"The mission is: {said}; {counted(len(plan.themes), 'theme')}.", where)


def economic_overview(plan: Plan) -> Reply:
    """A stated starting point for every headline outcome; each has official figures at least."""
    stated = [outcome for outcome in plan.outcomes if outcome.baseline]
    measured = [indicator for indicator in plan.indicators if indicator.baseline]
    where = (
        entries("plan.yaml", "outcomes", stated or plan.outcomes),
        entries("indicators.yaml", "indicators", measured),
    )
    told = (
        f"{len(stated)} of {counted(len(plan.outcomes), 'headline outcome')} and "
        f"{counted(len(measured), 'indicator')} say where they start from."
    )
    if len(stated) == len(plan.outcomes):
        return Reply("met", told, where)
    told += " Official figures for each outcome stand in the evidence beside the plan."
    return Reply("partly", told, where)


def productivity_and_growth(plan: Plan) -> Reply:
    """Headline outcomes for productivity and for growth, with published targets."""
    productive = [o for o in plan.outcomes if o.measure.startswith(_PRODUCTIVITY)]
    growing = [o for o in plan.outcomes if o.measure in _GROWTH]
    where = (entries("plan.yaml", "outcomes", (*productive, *growing)),)
    if not (productive or growing):
        return Reply("missing", "No headline outcome is about productivity or growth.", where)
    if not (productive and growing):
        lacking = "growth" if productive else "productivity"
        return Reply("partly", f"No headline outcome is about {lacking}.", where)
    without = [o.title for o in (*productive, *growing) if not o.target]
    if without:
        return Reply("partly", f"No target is published for: {'; '.join(without)}.", where)
    return Reply("met", "Productivity and growth are headline outcomes with targets.", where)
