"""All pages of an appraisal, in the order of their second row of navigation."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.appraisal import Appraised, Discounting
from growthplan.plan import Plan
from growthplan.report.model import Note, Page
from growthplan.report.pages.worth_action import worth_of_action_page
from growthplan.report.pages.worth_case import case_page
from growthplan.report.pages.worth_files import worth_tables
from growthplan.report.pages.worth_method import method_of_worth_page
from growthplan.report.pages.worth_portfolio import portfolio_page
from growthplan.report.pages.worth_principles import principles_page
from growthplan.report.pages.worth_together import together_page
from growthplan.report.pages.worth_view import HEAD, NAME, WorthView
from growthplan.report.prose import rich
from growthplan.report.table import Table
from growthplan.vocabulary import Figure, Source


@dataclass(frozen=True)
class Appraisals:
    """A plan's appraisal with the releases that it was read from, or why there is none."""

    found: Appraised | None = None
    discounting: Discounting | None = None
    sources: tuple[Source, ...] = ()
    refused: str = ""
    """Why nothing is appraised, in sentences."""


def worth_view(appraisals: Appraisals | None, plan: Plan | None) -> WorthView | None:
    """The appraisal as pages read it; None where there is none."""
    if appraisals is None or plan is None:
        return None
    if appraisals.found is None or appraisals.discounting is None:
        return None
    return WorthView(appraisals.found, plan, appraisals.discounting)


def worth_pages(
    appraisals: Appraisals, plan: Plan | None = None
) -> tuple[tuple[Page, ...], tuple[Figure, ...], tuple[Table, ...]]:
    """The pages, every figure that they or an explanation may quote, and tables for the files."""
    view = worth_view(appraisals, plan)
    if view is None:
        return (_refused(appraisals.refused),), (), ()
    pages = (
        portfolio_page(view),
        together_page(view),
        principles_page(view),
        case_page(view),
        method_of_worth_page(view),
        *(worth_of_action_page(view, one) for one in view.found.actions),
    )
    return pages, view.found.figures, worth_tables(view)


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
