"""All pages of a projection, in the order of their second row of navigation."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.plan import Plan
from growthplan.report.model import Note, Page
from growthplan.report.pages.projection import projection_page
from growthplan.report.pages.projection_assumptions import assumptions_page
from growthplan.report.pages.projection_figures import projection_figures
from growthplan.report.pages.projection_gains import gains_page
from growthplan.report.pages.projection_hangs import hangs_page
from growthplan.report.pages.projection_parts import parts_page
from growthplan.report.pages.projection_places import places_page
from growthplan.report.pages.projection_record import record_page
from growthplan.report.pages.projection_scenarios import scenarios_page
from growthplan.report.pages.projection_system import system_page
from growthplan.report.pages.projection_targets import targets_page
from growthplan.report.pages.projection_view import HEAD, Outlook
from growthplan.report.prose import rich
from growthplan.system.answers import Findings, Projection
from growthplan.vocabulary import Figure, Source


@dataclass(frozen=True)
class Ahead:
    """A plan's projection with the releases that it was read from, or why there is none."""

    projection: Projection | None = None
    sources: tuple[Source, ...] = ()
    refused: str = ""
    """Why nothing is projected, in sentences."""
    findings: Findings | None = None
    """What accepted findings changed in it; None when none is accepted."""


def projection_pages(
    ahead: Ahead, plan: Plan | None = None
) -> tuple[tuple[Page, ...], tuple[Figure, ...]]:
    """The pages, and every figure that they or an explanation may quote."""
    if ahead.projection is None:
        return (_refused(ahead.refused),), ()
    of = Outlook(ahead.projection, plan, ahead.findings)
    pages = (
        projection_page(of),
        targets_page(of),
        places_page(of),
        system_page(of),
        parts_page(of),
        record_page(of),
        hangs_page(of),
        assumptions_page(of),
        scenarios_page(of),
        gains_page(of),
    )
    learned = ahead.findings.figures if ahead.findings else ()
    return pages, (*projection_figures(of, ahead.sources), *learned)


def _refused(why: str) -> Page:
    return Page(
        HEAD,
        "Projection",
        "Nothing is projected for this place",
        (
            rich("The model projects the area of a combined authority, by its local authorities."),
            rich(
                "Where it was not fitted, or figures are missing, it says so instead of filling in."
            ),
            rich("So what stands on the other pages is what is known."),
        ),
        (),
        lead=(Note("no data", rich("{w}", w=why)),),
    )
