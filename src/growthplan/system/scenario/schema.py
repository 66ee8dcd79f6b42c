"""A scenario: a small file that changes a plan, or the world round it, step by step."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from growthplan.plan.amounts import FinancialYear, Share
from growthplan.plan.fields import (
    Day,
    Entry,
    Id,
    Name,
    Number,
    Text,
    Whole,
    Year,
    at_least_one,
    refusal,
)

Ids = Annotated[tuple[Id, ...], AfterValidator(at_least_one)]


class Chosen(Entry):
    """Which actions a change is for; all of them when neither is given."""

    actions: tuple[Id, ...] = ()
    """Ids of actions."""
    themes: tuple[Id, ...] = ()
    """Ids of themes, for every action of theirs."""


class Delay(Chosen):
    """Actions start later; their money keeps its amounts in cash."""

    years: Annotated[Number, Field(gt=0, le=20)]
    """By how many years; half a year moves half of each year's money into the next."""


class Scale(Chosen):
    """Actions have more or less money."""

    factor: Annotated[Number, Field(ge=0, le=100)]
    """What every amount is multiplied by: 0.5 is half the money."""


class Move(Entry):
    """Money of actions is spent in another year; each keeps its total in cash."""

    actions: Ids
    """Ids of actions."""
    out_of: FinancialYear
    """Financial year that the money leaves."""
    into: FinancialYear
    """Financial year in which it is spent instead."""
    share: Share = 1.0
    """Share of that year's money that moves: 1 is all of it."""

    @model_validator(mode="after")
    def _goes_somewhere(self) -> Move:
        if self.out_of == self.into:
            raise refusal("choice", "moves money into the year that it leaves", at=("into",))
        return self


class Switch(Entry):
    """Money of the settlement changes its line or year; it buys nothing by itself, but says what
    can be paid."""

    out_of: Id
    """Id of the line of the settlement that it leaves."""
    year: FinancialYear
    """Financial year that it leaves."""
    into: Id
    """Id of the line of the settlement that gets it."""
    into_year: FinancialYear
    """Financial year that gets it."""
    amount: Annotated[Number, Field(gt=0, le=100_000)]
    """£ million."""


class Extend(Entry):
    """A relief lasts longer, and is paid for at its last full year's rate."""

    actions: tuple[Id, ...] = ()
    """Ids of actions that rest on a relief."""
    zones: tuple[Id, ...] = ()
    """Ids of zones, for every relief of theirs."""
    sites: tuple[Id, ...] = ()
    """Ids of sites, for every relief on them."""
    until: Day
    """New last day."""

    @model_validator(mode="after")
    def _names_something(self) -> Extend:
        if not (self.actions or self.zones or self.sites):
            raise refusal("choice", "names no relief", 'Give "actions", "zones" or "sites".')
        return self


class Recession(Entry):
    """The whole country's output falls, and comes back evenly."""

    year: Year
    """Calendar year of the fall."""
    depth_pct: Annotated[Number, Field(gt=0, le=30)]
    """By how much output falls, in %."""
    recovery_years: Annotated[Whole, Field(ge=1, le=20)]
    """Years until it is back where it would have been."""
    through_hours: Share = 0.5
    """Share of the fall that is fewer hours and jobs; the rest is less made in an hour."""


class Growth(Entry):
    """Productivity in England grows faster or slower, and the place with it."""

    change: Annotated[Number, Field(ge=-5, le=5)]
    """Percentage points a year."""


class DeflatorPath(Entry):
    """Prices rise faster or slower after the last year known."""

    growth_pct: Annotated[Number, Field(ge=-5, le=20)]
    """% a year."""


class Change(Entry):
    """One step of a scenario; exactly one of its fields."""

    delay: Delay | None = None
    """Actions start later."""
    scale: Scale | None = None
    """Actions have more or less money."""
    move: Move | None = None
    """Money of actions is spent in another year."""
    switch: Switch | None = None
    """Money of the settlement changes its line or year."""
    without: Ids | None = None
    """Ids of actions that are left out."""
    only: Ids | None = None
    """Ids of the actions that are left; all others are left out."""
    lever_off: Ids | None = None
    """Ids of levers that are not held: every action that needs one is left out."""
    extend: Extend | None = None
    """A relief lasts longer."""
    recession: Recession | None = None
    """The whole country's output falls for some years."""
    england_growth: Growth | None = None
    """Productivity in England grows faster or slower."""
    deflator: DeflatorPath | None = None
    """Prices rise faster or slower."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Change:
        given = [name for name, value in self if value is not None]
        if len(given) != 1:
            message = f"says {len(given)} things at once" if given else "says nothing"
            names = ", ".join(type(self).model_fields)
            raise refusal("choice", message, f"Give one of {names} in each step.")
        return self

    @property
    def kind(self) -> str:
        """The field that is given."""
        return next(name for name, value in self if value is not None)


class Scenario(Entry):
    """A named change of a plan or of the world round it."""

    id: Id
    """Short name that figures refer to; the file is named after it."""
    title: Name
    """What readers see."""
    summary: Text
    """What it supposes, in a sentence or two."""
    changes: Annotated[tuple[Change, ...], AfterValidator(at_least_one)]
    """Steps, applied in order."""
