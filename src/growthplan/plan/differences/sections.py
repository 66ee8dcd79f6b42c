"""Under which heading a difference stands."""

from __future__ import annotations

from typing import get_args

from growthplan.plan.differences.change import Section

SECTIONS: tuple[Section, ...] = get_args(Section)
"""The headings in the order in which they are read."""
_BY_LIST: dict[str, Section] = {
    "outcomes": "Targets",
    "predecessors": "Targets",
    "settlement": "Money",
    "other_money": "Money",
    "interventions": "Actions",
    "sites": "Sites and zones",
    "zones": "Sites and zones",
    "levers": "Levers and devolution",
    "devolution": "Levers and devolution",
    "sectors": "Sectors",
    "opportunities": "Sectors",
    "indicators": "Indicators",
    "strategies": "Alignment and priorities",
    "priorities": "Alignment and priorities",
    "pipeline": "Investment pipeline",
    "decisions": "Decisions",
    "claims": "Public statements",
    "sources": "Sources",
}


def section_of(path: tuple[str, ...]) -> Section:
    """The heading for a path of the plan; what an action costs stands under Money.

    >>> section_of(("interventions", "bootcamps", "cost", "amount")), section_of(("title",))
    ('Money', 'Mission, themes and principles')
    """
    if path[0] == "interventions" and path[2:3] in (("cost",), ("costs",)):
        return "Money"
    return _BY_LIST.get(path[0], "Mission, themes and principles")
