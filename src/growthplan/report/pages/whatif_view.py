"""What the parts of a what-if's page share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from growthplan.accounts import place_in_words
from growthplan.plan import Plan
from growthplan.report.charts import Fan
from growthplan.report.pages.projection_view import BANDS, GAP, Row
from growthplan.settlement.affording import Affording
from growthplan.system.answers import ASKED, Chance, Side, WhatIf
from growthplan.vocabulary import Figure


@dataclass(frozen=True)
class Asked:
    """A what-if as its page reads it."""

    found: WhatIf
    figures: Mapping[str, Figure]
    plan: Plan
    affording: Affording | None = None

    @property
    def place(self) -> str:
        return place_in_words(self.found.place.name)

    @property
    def comparator(self) -> str:
        return place_in_words(self.found.comparator.name)

    @property
    def until(self) -> int:
        return self.found.until

    @property
    def changes(self) -> bool:
        """Whether anything is changed at all."""
        return bool(self.found.steps)

    @property
    def source(self) -> str:
        """What stands under every picture and table."""
        return f"Projected by growthplan, {self.found.draws:,} draws, seed {self.found.seed}"

    @cached_property
    def titles(self) -> dict[str, str]:
        """Titles of the plan's actions by id."""
        return {one.id: one.title for one in self.plan.interventions}

    @cached_property
    def lines(self) -> dict[str, str]:
        """Titles of the settlement's lines and of other money by id."""
        lines = self.plan.settlement.lines if self.plan.settlement else ()
        return {one.id: one.title for one in lines} | {
            one.id: one.title for one in self.plan.other_money
        }

    def figure(self, measure: str, of: str, apart: str = "") -> Figure:
        """A figure of the last year: `of` is the asked future or the plan; `apart` is
        `over-no-plan` or `difference` or nothing."""
        ends = f"/{apart}" if apart else ""
        return self.figures[f"{measure}/{self.found.place.code}/{self.until}/{of}{ends}"]

    def chance(self, target: str, of: str) -> Figure | None:
        """The figure of a chance in the last year."""
        code = self.found.place.code
        return self.figures.get(f"target_probability/{code}/{self.until}/{target}/{of}")

    def row(self, side: Side, measure: str, scenario: str, place: str | None = None) -> Row:
        """The last year of a path."""
        return side.row(measure, scenario, place or self.found.place.code, self.until)

    def fan(self, side: Side, measure: str, scenario: str = "plan") -> Fan:
        """A path with its ranges."""
        rows = (
            side.paths.filter(measure=measure, scenario=scenario, place=self.found.place.code)
            .sort("year")
            .to_dicts()
        )
        return Fan(
            tuple((row["year"], row["median"]) for row in rows),
            {
                band: tuple((r["year"], r[f"low_{band}"], r[f"high_{band}"]) for r in rows)
                for band in BANDS
            },
        )

    def chances(self, side: Side) -> list[Chance]:
        """Chances of this future that are worth a row: targets, and shares of the gap by the
        last year."""
        return [
            one
            for one in side.chances
            if one.scenario == "plan" and (one.published or one.year == self.until)
        ]


__all__ = ["ASKED", "GAP", "Asked"]
