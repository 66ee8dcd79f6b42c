"""What the pages of an appraisal share: its actions in order, its source, how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from growthplan.appraisal import Appraisal, Appraised
from growthplan.plan import Intervention, Plan
from growthplan.report.model import Page
from growthplan.report.pages.files import downloads
from growthplan.vocabulary import Figure

HEAD = "worth"
NAME = "Worth it"


@dataclass(frozen=True)
class WorthView:
    """An appraisal as its pages read it."""

    found: Appraised
    plan: Plan

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

    @cached_property
    def actions(self) -> dict[str, Intervention]:
        return {one.id: one for one in self.plan.interventions}

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

    def page(self, slug: str, name: str, title: str, **parts: Any) -> Page:
        """A page beside the others of the appraisal."""
        return Page(slug, name, title, under=HEAD, beside=True, downloads=downloads(), **parts)
