"""All pages of an appraisal, in the order of their second row of navigation."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.appraisal import Appraised, Discounting
from growthplan.plan import Plan
from growthplan.report.model import Note, Page
from growthplan.report.pages.worth_portfolio import portfolio_page
from growthplan.report.pages.worth_view import HEAD, NAME, WorthView
from growthplan.report.prose import rich
from growthplan.vocabulary import Figure, Source


@dataclass(frozen=True)
class Appraisals:
    """A plan's appraisal with the releases that it was read from, or why there is none."""

    found: Appraised | None = None
    discounting: Discounting | None = None
    sources: tuple[Source, ...] = ()
    refused: str = ""
    """Why nothing is appraised, in sentences."""


def worth_pages(
    appraisals: Appraisals, plan: Plan | None = None
) -> tuple[tuple[Page, ...], tuple[Figure, ...]]:
    """The pages, and every figure that they or an explanation may quote."""
    if appraisals.found is None or appraisals.discounting is None or plan is None:
        return (_refused(appraisals.refused),), ()
    view = WorthView(appraisals.found, plan, appraisals.discounting)
    return (portfolio_page(view),), view.found.figures


def _refused(why: str) -> Page:
    return Page(
        HEAD,
        NAME,
        "Nothing is appraised for this place",
        (
            rich("What actions bring is taken from the model, which has not been run here."),
            rich("Where it cannot be run, worth is unknown, which is not the same as none."),
            rich("So the pages of the plan say what each action costs, and no more."),
        ),
        (),
        lead=(Note("no data", rich("{w}", w=why)),),
    )
