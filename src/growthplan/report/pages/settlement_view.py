"""What the pages of money share: the settlement, the portfolio, and how their figures are named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from growthplan.accounts import figure_id
from growthplan.plan import Intervention, Plan
from growthplan.report.model import Note, Page
from growthplan.report.pages.files import downloads
from growthplan.report.pages.plan_view import MONEY
from growthplan.report.prose import FigureRef, RichText, Span, Words, rich
from growthplan.settlement import Standing
from growthplan.settlement.allocated import Allocated
from growthplan.settlement.portfolio import Measure
from growthplan.vocabulary import Figure, Source

SETTLEMENT, PORTFOLIO, WHY, TRADE_OFFS = (
    "settlement", "portfolio", "why-funded", "trade-offs",
)  # fmt: skip
STAGES = ("spent", "committed", "profiled", "left")
STAGE_WORDS = {
    "available": "Available", "spent": "Spent", "committed": "Committed", "profiled": "Planned",
    "left": "Left", "asked": "Asked for by actions",
}  # fmt: skip


@dataclass(frozen=True)
class Settled:
    """Where a plan's settlement stands and the portfolio chosen inside it, each with its figures;
    or why there is none."""

    standing: Standing | None = None
    allocated: Allocated | None = None
    figures: tuple[Figure, ...] = ()
    sources: tuple[Source, ...] = ()
    refused: str = ""
    """Why no portfolio is chosen, in sentences."""


@dataclass(frozen=True)
class MoneyView:
    """The money of a plan as its pages read it."""

    found: Settled
    plan: Plan

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return {one.id: one for one in self.found.figures}

    @cached_property
    def actions(self) -> dict[str, Intervention]:
        return {one.id: one for one in self.plan.interventions}

    def figure(self, measure: str, period: str, *parts: str) -> Figure:
        """A figure of the plan's place. Raises KeyError when there is none."""
        return self.figures[figure_id(measure, self.plan.place, period, *parts)]

    def of_portfolio(self, measure: str, *parts: str) -> Figure:
        """A figure of the portfolio in its last year."""
        return self.figure(measure, str(self.allocated.until), *parts)

    def maybe(self, measure: str, *parts: str) -> Figure | None:
        """The same, or None."""
        id_ = figure_id(measure, self.plan.place, str(self.allocated.until), *parts)
        return self.figures.get(id_)

    @property
    def allocated(self) -> Allocated:
        """The portfolio; only pages that have one ask for it."""
        assert self.found.allocated is not None
        return self.found.allocated

    @property
    def aim(self) -> Measure:
        """What the portfolio is chosen for."""
        portfolio = self.allocated.portfolio
        return portfolio.measures[portfolio.aim.outcome]

    @property
    def source(self) -> str:
        """What stands under pictures and tables of the portfolio."""
        made = self.allocated
        return (
            f"Chosen by growthplan from the plan’s own files with its model, {made.draws:,} draws, "
            f"seed {made.seed}"
        )

    @property
    def illustrative(self) -> bool:
        """Whether money by function and year is not as published."""
        settlement = self.plan.settlement
        lines = settlement.lines if settlement else ()
        return any(line.basis == "illustrative" for line in lines)

    def links(self, ids: Iterable[str]) -> dict[str, str]:
        """Where titles of actions lead."""
        return {self.actions[one].title: f"action-{one}.html" for one in ids if one in self.actions}

    def page(self, slug: str, name: str, title: str, **parts: Any) -> Page:
        """A page beside the others of money."""
        return Page(slug, name, title, under=MONEY, beside=True, downloads=downloads(), **parts)

    def empty(self, slug: str, name: str, title: str, why: str) -> Page:
        """A page with nothing on it yet: what would stand there, and how it comes."""
        return self.page(
            slug, name, title,
            lede=(
                rich("A portfolio is chosen from what each action costs and what the model says it "
                     "brings."),
                rich("Where either is missing, nothing is chosen, which is not the same as "
                     "nothing being worth choosing."),
                rich("So give actions costs by financial year on lines of the settlement, and "
                     "build again."),
            ),
            sections=(), lead=(Note("no data", rich("{w}", w=why)),),
        )  # fmt: skip


def quoting(sentence: str, figures: Iterable[Figure | None]) -> RichText:
    """A sentence whose numbers are references to the figures that print them.

    A figure whose number does not stand in the sentence is passed over.
    """
    spans: list[Span] = [Words(sentence)]
    for figure in figures:
        if figure is None:
            continue
        spans = [one for span in spans for one in _split(span, figure)]
    return tuple(spans)


def _split(span: Span, figure: Figure) -> list[Span]:
    if not isinstance(span, Words) or figure.display not in span.text:
        return [span]
    before, _, after = span.text.partition(figure.display)
    if before[-1:].isdigit() or after[:1].isdigit():
        return [span]
    found: list[Span] = [Words(before)] if before else []
    found.append(FigureRef(figure.id))
    return [*found, Words(after)] if after else found


def capital(text: str) -> str:
    """A title at the start of a line.

    >>> capital("jobs in 2035")
    'Jobs in 2035'
    """
    return text[:1].upper() + text[1:]
