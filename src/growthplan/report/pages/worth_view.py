"""What the pages of an appraisal share: its actions, its words, and where each is told of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from growthplan.accounts import place_in_words
from growthplan.appraisal import Appraisal, Appraised, Discounting, Range, Switching
from growthplan.plan import Intervention, Plan
from growthplan.report.charts import Side
from growthplan.report.model import Block, Download, Page
from growthplan.report.pages.files import downloads
from growthplan.report.pages.plan_sources import sources_blocks
from growthplan.report.pages.plan_view import PlanView
from growthplan.report.prose import Link
from growthplan.vocabulary import Assumption, Figure

HEAD, TOGETHER, PRINCIPLES, CASE, METHOD = (
    "worth", "worth-together", "worth-principles", "worth-case", "worth-method",
)  # fmt: skip
NAME = "Worth it"
ANSWERS = {
    "pays": "yes",
    "does not pay": "no",
    "cannot tell": "cannot tell",
    "not by what is valued": "chief gain not valued",
    "not valued": "nothing valued",
}
"""Does it pay? An action whose chief gain is not valued cannot be said not to."""
FURTHEST = 5.0
"""Changes beyond this many times a line are no test of anything."""


def slug_of(action: str) -> str:
    """The page of an action's appraisal.

    >>> slug_of("buses")
    'worth-of-buses'
    """
    return f"worth-of-{action}"


def assumption_anchor(name: str) -> str:
    """What links call an assumption on the page that says how it is done."""
    return "assumption-" + name.replace(".", "-").replace("_", "-")


@dataclass(frozen=True)
class WorthView:
    """An appraisal as its pages read it."""

    found: Appraised
    plan: Plan
    discounting: Discounting

    @property
    def place(self) -> str:
        return place_in_words(self.found.place.name)

    @property
    def source(self) -> str:
        """What stands under every picture and table."""
        return (
            f"Appraised by growthplan, {self.found.draws:,} draws, seed {self.found.seed}; "
            f"{self.found.price_year} prices, discounted to {self.found.decision_year}"
        )

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return {one.id: one for one in self.found.figures}

    def count(self, verdict: str) -> Figure:
        """How many actions have a verdict."""
        code, after = self.found.place.code, self.after
        return self.figures[f"actions_by_worth/{code}/{verdict.replace(' ', '-')}{after}"]

    @property
    def after(self) -> str:
        """What ids of figures end in under a scenario."""
        return f"/{self.found.scenario}" if self.found.scenario else ""

    def figure(self, measure: str, name: str) -> Figure | None:
        """A figure of an action or of all together; None where there is none."""
        return self.figures.get(f"{measure}/{name}{self.after}")

    @cached_property
    def actions(self) -> dict[str, Intervention]:
        return {one.id: one for one in self.plan.interventions}

    @cached_property
    def of_plan(self) -> PlanView:
        """The plan with titles of its entries, for words and sources."""
        return PlanView(self.plan, self.place, str, assumptions=self.found.assumptions)

    @cached_property
    def themes(self) -> Mapping[str, str]:
        return {one.id: one.title for one in self.plan.themes}

    @cached_property
    def valued(self) -> tuple[Appraisal, ...]:
        """Those with a benefit that is valued, the most worth first."""
        known = [one for one in self.found.actions if one.is_valued]
        return tuple(sorted(known, key=lambda one: (-one.npsv.mean, one.id)))

    @cached_property
    def unvalued(self) -> tuple[Appraisal, ...]:
        """Those of which nothing is valued, the most costly first."""
        rest = [one for one in self.found.actions if not one.is_valued]
        return tuple(sorted(rest, key=lambda one: (-one.public.mean, one.id)))

    def assumption(self, name: str) -> Assumption | None:
        return self.found.assumptions.get(name)

    def grounds(self, *sources: str | None) -> tuple[Block, ...]:
        """Sources of the plan that a page rests on."""
        return sources_blocks(self.of_plan, sources)

    def page(self, slug: str, name: str, title: str, **parts: Any) -> Page:
        """A page beside the others of the appraisal."""
        return Page(
            slug, name, title, under=HEAD, beside=True, downloads=worth_downloads(), **parts
        )


def worth_downloads() -> tuple[Download, ...]:
    """The appraisal that recomputes, before the whole report as files."""
    return (Download("Appraisal with live formulas", "../appraisal.xlsx", "XLSX"), *downloads())


def link(one: Appraisal) -> Link:
    """The title of an action, leading to its appraisal."""
    return Link(one.title, f"{slug_of(one.id)}.html")


def links(actions: tuple[Appraisal, ...]) -> dict[str, str]:
    """Where rows of a table lead, by the title that stands first in them."""
    return {one.title: f"{slug_of(one.id)}.html" for one in actions}


def side_of(value: Range) -> Side:
    """On which side of zero a value lies in 95 draws of 100."""
    if not value.is_sure:
        return "open"
    return "above" if value.low > 0 else "below"


def has_assumed_cost(one: Appraisal) -> bool:
    """Whether some of its money by year is illustrative, not published."""
    return any(line.side == "cost" and line.assumed and line.kind in ("capital", "revenue")
               for line in one.lines)  # fmt: skip


def telling(moves: tuple[Switching, ...]) -> tuple[Switching, ...]:
    """Switching values that test something: there is one, and it is not absurdly far."""
    return tuple(
        one for one in moves
        if one.value and one.change is not None and abs(one.change) <= FURTHEST
    )  # fmt: skip


def each_pound(value: float) -> str:
    """Benefits for each pound of public money, as a picture has room for.

    >>> each_pound(8.27), each_pound(-0.04), each_pound(-1.2)
    ('8.3', '0.0', '−1.2')
    """
    text = f"{abs(value):.1f}"
    return f"−{text}" if value < 0 and float(text) else text
