"""What the pages of evidence share: evaluations answered, what they taught, what could be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from growthplan.evaluation import (
    METHODS,
    Answered,
    Beforehand,
    Estimate,
    Gaps,
    Learned,
    Registered,
    shown,
)
from growthplan.plan import Intervention, Plan
from growthplan.report.model import Page
from growthplan.report.pages.files import downloads
from growthplan.system.answers import Findings
from growthplan.vocabulary import Assumption, Figure, Source

HEAD, FINDINGS, BEFORE = "evidence", "evidence-findings", "evidence-before"
NAME = "Evidence"
CANNOT = "the data cannot say"
LOG_POINTS = "A log point is very nearly one per cent."


@dataclass(frozen=True)
class Examined:
    """One registered evaluation with its answer, its entries in the register, and its pictures."""

    answered: Answered
    entries: tuple[Registered, ...] = ()
    """Oldest first; none when it is not registered."""
    changes: tuple[tuple[str, str, str], ...] = ()
    """What has changed since it was first registered: field, registered as, now."""
    gaps: Gaps | None = None
    event: Estimate | None = None
    """Year by year, for the picture only; None where it cannot be drawn."""
    rings: Estimate | None = None
    rings_why: str = ""
    """Why there are no rings."""
    sources: tuple[Source, ...] = ()
    power: Figure | None = None

    @property
    def slug(self) -> str:
        return f"{HEAD}-{self.answered.registration.id}"

    @property
    def deciding(self) -> Estimate | None:
        """The estimate that was registered to decide; None before there is any."""
        return self.answered.estimates[0] if self.answered.estimates else None

    @cached_property
    def effects(self) -> Mapping[str, Figure]:
        """Figures of the effect by estimator."""
        return {one.id.rpartition("/")[2]: one for one in self.answered.figures}

    @property
    def figure(self) -> Figure | None:
        """The effect by the deciding estimator."""
        found = self.deciding
        return None if found is None else self.effects[found.estimator]

    @property
    def state(self) -> str:
        """`answered`, `registered, not yet run` or `not registered`."""
        if not self.entries:
            return "not registered"
        return "answered" if self.deciding else "registered, not yet run"

    def title_of(self, estimator: str) -> str:
        return METHODS[estimator].title

    def written(self, value: float | None) -> str:
        return "not known" if value is None else shown(value, self.answered.unit)

    def source(self) -> str:
        """What stands under a picture or table."""
        editions = "; ".join(dict.fromkeys(one.title for one in self.sources))
        return f"{editions}; evaluated by growthplan"


@dataclass(frozen=True)
class Taught:
    """What evaluations taught about one assumption: as it was before, each step, and whether a
    person has accepted it."""

    assumption: Assumption
    evaluations: tuple[str, ...]
    learned: tuple[Learned, ...]
    standing: str
    changes: tuple[tuple[str, str, str], ...]
    """Field of its file, before any finding, and with what was found."""
    file: str


@dataclass(frozen=True)
class Evaluations:
    """All that a plan's evaluations say, or why they say nothing."""

    examined: tuple[Examined, ...] = ()
    taught: tuple[Taught, ...] = ()
    beforehand: tuple[Beforehand, ...] = ()
    """The whole plan first, then its actions."""
    used: frozenset[str] | None = None
    """Ids of assumptions that the projection uses; None when nothing is projected."""
    findings: Findings | None = None
    """What accepted findings changed in the projection."""
    figures: tuple[Figure, ...] = ()
    """Those of effects, of what designs could show, and of assumptions that learned."""
    sources: tuple[Source, ...] = ()
    refused: str = ""
    """Why there is no evaluation, in a sentence."""


@dataclass(frozen=True)
class EvidenceView:
    """Evaluations as their pages read them."""

    found: Evaluations
    plan: Plan

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return {one.id: one for one in self.found.figures}

    @cached_property
    def actions(self) -> dict[str, Intervention]:
        return {one.id: one for one in self.plan.interventions}

    @property
    def undesigned(self) -> tuple[Intervention, ...]:
        """Actions that go on, for which no estimate of their effect is planned."""
        return tuple(
            one
            for one in self.plan.interventions
            if one.status not in ("cancelled", "complete")
            and one.evaluation.design in ("not decided", "none possible", "theory based")
        )

    def page(self, slug: str, name: str, title: str, **parts: Any) -> Page:
        """A page beside the others of the evidence."""
        beside = bool(parts.pop("beside", True))
        return Page(slug, name, title, under=HEAD, beside=beside, downloads=downloads(), **parts)


def day(text: str) -> str:
    """A day as a reader writes it.

    >>> day("2026-11-04")
    '4 November 2026'
    """
    found = date.fromisoformat(text)
    return f"{found.day} {found:%B} {found.year}"
