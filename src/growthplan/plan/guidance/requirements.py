"""What the government's guidance asks of a Local Growth Plan, one entry for each thing asked."""

from __future__ import annotations

from dataclasses import dataclass

GUIDANCE = (
    "GOV.UK, Guidance for Mayoral Strategic Authorities on developing Local Growth Plans, "
    "11 June 2025"
)
GUIDANCE_URL = (
    "https://www.gov.uk/government/publications/local-growth-plans-england/"
    "guidance-for-mayoral-strategic-authorities-on-developing-local-growth-plans"
)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that the guidance asks, in our words."""

    id: str
    title: str
    """A few words: `Ten-year framework`."""
    asks: str
    """What is asked, in a sentence of our own."""
    citation: str
    """Where it is asked."""
    url: str = GUIDANCE_URL


def _asked(id_: str, title: str, asks: str, part: str = "") -> Requirement:
    return Requirement(id_, title, asks, f"{GUIDANCE}{part}")


_WHAT_IT_IS = ", section 1.1"
REQUIREMENTS: tuple[Requirement, ...] = (
    _asked(
        "ten-year-framework",
        "Ten-year framework",
        "The plan looks ten years ahead and sets the direction for growth over that time.",
        _WHAT_IT_IS,
    ),
    _asked(
        "owned-by-the-authority",
        "Owned by the authority",
        "A mayoral strategic authority makes the plan and owns it; government does not sign it "
        "off.",
        _WHAT_IT_IS,
    ),
    _asked(
        "economic-vision",
        "Economic vision",
        "The plan says what economy the region is aiming for.",
        _WHAT_IT_IS,
    ),
    _asked(
        "economic-overview",
        "Economic overview",
        "The plan shows where the regional economy stands, so that its aims rest on evidence.",
    ),
    _asked(
        "productivity-and-growth",
        "Productivity and growth",
        "The plan aims at higher productivity and growth, so that progress on both can be told.",
        _WHAT_IT_IS,
    ),
    _asked(
        "sector-strengths",
        "Sector strengths",
        "The plan names the region's sector strengths in the light of the Industrial Strategy.",
        _WHAT_IT_IS,
    ),
    _asked(
        "industrial-strategy",
        "Fit with the Industrial Strategy",
        "The plan shows how regional and national action on the growth sectors connect.",
    ),
    _asked(
        "powers-and-funding",
        "Devolved powers and funding",
        "The plan says on what the authority will use its devolved powers and its money.",
        _WHAT_IT_IS,
    ),
    _asked(
        "shared-priorities",
        "Priorities shared with government",
        "The plan names the few priorities on which region and government agree to work together.",
        _WHAT_IT_IS,
    ),
    _asked(
        "specific-opportunities",
        "Four to ten specific opportunities",
        "The plan picks out from four to ten specific opportunities.",
    ),
    _asked(
        "investment-pipeline",
        "Investment pipeline",
        "The plan has a pipeline in which an investor can see what is offered, where and how far "
        "it has come.",
    ),
    _asked(
        "cross-regional-work",
        "Work across the boundary",
        "The plan says where mayors work together beyond their own region.",
        _WHAT_IT_IS,
    ),
    _asked(
        "spatial-development-strategy",
        "Guides the spatial development strategy",
        "The spatial development strategy takes its direction from the plan.",
    ),
    _asked(
        "local-transport-plan",
        "Guides the local transport plan",
        "The local transport plan takes its direction from the plan.",
    ),
    _asked(
        "local-skills-improvement-plan",
        "Guides the local skills improvement plan",
        "The local skills improvement plan takes its direction from the plan.",
    ),
    _asked(
        "authorities-and-partners",
        "Constituent authorities and partners",
        "The plan gives direction to the work of constituent authorities and local partners.",
    ),
)
"""Everything asked, in the order in which a reader would ask it."""
