"""Parts of a report that not every place or plan has, each as its pages, figures and releases.

To add a part: a field of `Parts`, and a line of `chapters`, in the order of the navigation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from growthplan.plan import Plan
from growthplan.report.model import Definitions, Page, Section
from growthplan.report.pages.evaluation_pages import evidence_pages
from growthplan.report.pages.evaluation_view import Evaluations
from growthplan.report.pages.progress_pages import progress_pages
from growthplan.report.pages.progress_view import Progress
from growthplan.report.pages.projection_pages import Ahead, projection_pages
from growthplan.report.pages.settlement_pages import money_pages
from growthplan.report.pages.settlement_view import Settled
from growthplan.report.pages.worth_pages import Appraisals, worth_pages
from growthplan.report.prose import Link, rich
from growthplan.report.table import Table
from growthplan.vocabulary import Figure, Source


@dataclass(frozen=True)
class Parts:
    """What a build worked out beyond the measurement and the plan; None where it did not."""

    ahead: Ahead | None = None
    """The projection."""
    appraisals: Appraisals | None = None
    """What the plan's actions cost and are worth."""
    settled: Settled | None = None
    """Where the settlement stands, and the portfolio chosen inside it."""
    progress: Progress | None = None
    """What is watched, and how delivery stands."""
    evaluations: Evaluations | None = None
    """What was evaluated, what it taught, and what could be seen of the plan."""


@dataclass(frozen=True)
class Chapter:
    """Pages of one part, in the order of its second row of navigation."""

    pages: tuple[Page, ...]
    figures: tuple[Figure, ...] = ()
    """Every figure that they or an explanation may quote."""
    sources: tuple[Source, ...] = ()
    """Releases that it was worked out from."""
    tables: tuple[Table, ...] = ()
    """Tables for the files that no page shows."""


def chapters(parts: Parts, plan: Plan | None, money: Page | None = None) -> tuple[Chapter, ...]:
    """The chapters of those parts that are there, in the order of the navigation; `money` is the
    plan's own page of its money, which heads that chapter."""
    return tuple(_chapters(parts, plan, money))


def _chapters(parts: Parts, plan: Plan | None, money: Page | None) -> Iterator[Chapter]:
    if parts.ahead is not None:
        yield Chapter(*projection_pages(parts.ahead, plan), parts.ahead.sources)
    if parts.appraisals is not None:
        pages, figures, tables = worth_pages(parts.appraisals, plan)
        yield Chapter(pages, figures, parts.appraisals.sources, tables)
    if money is not None and plan is not None:
        sources = parts.settled.sources if parts.settled else ()
        yield Chapter(*money_pages(money, parts.settled, plan), sources)
    if parts.progress is not None:
        yield Chapter(*progress_pages(parts.progress, plan), parts.progress.sources)
    if parts.evaluations is not None and plan is not None:
        pages, figures, tables = evidence_pages(parts.evaluations, plan)
        yield Chapter(pages, figures, parts.evaluations.sources, tables)


def with_chapters(page: Page, found: Iterable[Chapter]) -> Page:
    """The page with a section that leads to every chapter, each with what its first page finds."""
    heads = [one.pages[0] for one in found if one.pages]
    if not heads:
        return page
    entries = tuple((one.name, rich("{l}.", l=Link(one.title, one.file))) for one in heads)
    section = Section("chapters", "What follows from it", (Definitions(entries),))
    return replace(page, sections=(*page.sections, section))
