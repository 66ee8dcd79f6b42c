"""The government's guidance on Local Growth Plans, set beside what a plan says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from growthplan.plan.guidance import direction, substance
from growthplan.plan.guidance.answer import Answer, Reply, Verdict, Where
from growthplan.plan.guidance.joint_work import (
    alignment_with,
    authorities_and_partners,
    shared_priorities,
)
from growthplan.plan.guidance.requirements import (
    GUIDANCE,
    GUIDANCE_URL,
    REQUIREMENTS,
    Requirement,
)
from growthplan.plan.layout import Plan

__all__ = [
    "ANSWERS",
    "GUIDANCE",
    "GUIDANCE_URL",
    "REQUIREMENTS",
    "Answer",
    "Requirement",
    "Verdict",
    "Where",
    "check_guidance",
]

ANSWERS: Mapping[str, Callable[[Plan], Reply]] = {
    "ten-year-framework": direction.ten_year_framework,
    "owned-by-the-authority": direction.owned_by_the_authority,
    "economic-vision": direction.economic_vision,
    "economic-overview": direction.economic_overview,
    "productivity-and-growth": direction.productivity_and_growth,
    "sector-strengths": substance.sector_strengths,
    "industrial-strategy": alignment_with(
        "national industrial strategy", "the national Industrial Strategy"
    ),
    "powers-and-funding": substance.powers_and_funding,
    "shared-priorities": shared_priorities,
    "specific-opportunities": substance.specific_opportunities,
    "investment-pipeline": substance.investment_pipeline,
    "cross-regional-work": alignment_with("cross-boundary", "work beyond its boundary"),
    "spatial-development-strategy": alignment_with(
        "spatial development strategy", "the spatial development strategy"
    ),
    "local-transport-plan": alignment_with("local transport plan", "the local transport plan"),
    "local-skills-improvement-plan": alignment_with("skills", "the local skills improvement plan"),
    "authorities-and-partners": authorities_and_partners,
}
"""How each requirement is answered, by its id."""


def check_guidance(plan: Plan) -> tuple[Answer, ...]:
    """How the plan answers each requirement of the guidance, in their order.

    A verdict says whether the plan states what is asked, never whether it is good.
    """
    replies = ((asked, ANSWERS[asked.id](plan)) for asked in REQUIREMENTS)
    return tuple(Answer(asked, r.verdict, r.reason, r.where) for asked, r in replies)
