"""All pages on progress, in the order of their second row of navigation."""

from __future__ import annotations

from collections.abc import Iterable

from growthplan.plan import Plan
from growthplan.report.model import Note, Page
from growthplan.report.pages.files import downloads
from growthplan.report.pages.progress_board import board_page
from growthplan.report.pages.progress_delivery import delivery_page
from growthplan.report.pages.progress_measures import measures_page
from growthplan.report.pages.progress_overview import progress_page
from growthplan.report.pages.progress_then import then_page
from growthplan.report.pages.progress_view import HEAD, NAME, Progress, ProgressView
from growthplan.report.prose import rich
from growthplan.vocabulary import Figure


def progress_pages(
    progress: Progress, plan: Plan | None = None
) -> tuple[tuple[Page, ...], tuple[Figure, ...]]:
    """The pages, and every figure that they or an explanation may quote."""
    if progress.monitoring is None or plan is None:
        return (_refused(progress.refused),), ()
    of = ProgressView(progress.monitoring, plan, progress)
    pages = (
        progress_page(of),
        measures_page(of),
        delivery_page(of),
        then_page(of),
        board_page(of),
    )
    returned = progress.delivered.figures if progress.delivered else ()
    return pages, _once((*of.found.figures, *of.counts.values(), *returned))


def _once(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Each figure once: two outcomes may watch one series."""
    return tuple({one.id: one for one in figures}.values())


def _refused(why: str) -> Page:
    return Page(
        HEAD,
        NAME,
        "Nothing of this plan is watched yet",
        (
            rich("Monitoring follows the plan’s outcomes and indicators in official statistics."),
            rich("Where none has a series, it says so instead of guessing."),
            rich("So the pages of the plan say what is meant, and no page says how it goes."),
        ),
        (),
        lead=(Note("no data", rich("{w}", w=why)),),
        downloads=downloads(),
    )
