"""Public statements: announced, gross, and never an effect."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from growthplan.plan.fields import (
    Count,
    Entry,
    Id,
    Measure,
    Name,
    Number,
    PlaceCode,
    Text,
    Unit,
    Url,
    When,
    Whole,
    Year,
    refusal,
)

ClaimKind = Literal["gap_pct", "lift_pct", "worth_bn", "gva_bn", "added_bn", "jobs", "other"]
KIND_UNITS: dict[str, str] = {
    "gap_pct": "%",
    "lift_pct": "%",
    "worth_bn": "£bn",
    "gva_bn": "£bn",
    "added_bn": "£bn",
    "jobs": "jobs",
}
"""The unit in which a claim of each kind is written; `other` may have any."""


class Claim(Entry):
    """Something said in public about the place, as it was said."""

    id: Id
    """Short name; never changes."""
    statement: Text
    """What was said, in the words used or close to them."""
    source: Id
    """Id of the source (in `plan.yaml`) that printed it."""
    date: When
    """When it was said: a day, month or year."""
    url: Url | None = None
    """Where it can be read, if other than the source's own address."""
    kind: ClaimKind
    """What it is about: `gap_pct` productivity below or above a comparator, `lift_pct` the rise
    that closes the gap, `worth_bn` what closing it is worth, `gva_bn` the size of the economy,
    `added_bn` GVA added over some years, `jobs` a number of jobs, `other` what growthplan has no
    figure for."""
    value: Number | None = None
    """Its number in `unit`, below zero for a gap below; left out when none was given."""
    unit: Unit | None = None
    """Unit of `value`."""
    decimals: Annotated[Whole, Field(ge=0, le=3)] = 0
    """Decimals that were given: ours fits when it rounds to the same."""
    measure: Measure = "gva_per_hour"
    """What a gap, a lift or a worth is about; GVA per hour worked when left out."""
    place: PlaceCode | None = None
    """Whom it is about; the plan's place when left out."""
    comparator: PlaceCode | None = None
    """Whom it says it compares with, if it says so."""
    year: Year | None = None
    """Calendar year that it is about, if it says so."""
    base_bn: Number | None = None
    """Size of the economy, in £bn, that it rests on; needed for `worth_bn` and `added_bn`."""
    years: Count | None = None
    """Years over which the GVA is added; needed for `added_bn`."""
    cites_edition: Name | None = None
    """Edition of the statistics that it cites, e.g. `2024-06`, if it cites one."""
    figure: Name | None = None
    """Id of the figure of ours that it should equal, e.g. `gva_per_hour_gap_pct/E47000004/2022`;
    left out when there is none."""

    @model_validator(mode="after")
    def _unit_suits_the_kind(self) -> Claim:
        if (self.value is None) != (self.unit is None):
            raise refusal("unit", 'should have both "value" and "unit", or neither')
        needed = KIND_UNITS.get(self.kind)
        if needed and self.unit not in (needed, None):
            raise refusal(
                "unit",
                f"'{self.unit}' does not suit a claim of the kind '{self.kind}'",
                f"Write '{needed}'.",
                at=("unit",),
            )
        return self

    @model_validator(mode="after")
    def _says_what_it_rests_on(self) -> Claim:
        if self.kind in ("worth_bn", "added_bn") and not (self.base_bn or 0) > 0:
            raise refusal(
                "base",
                f"needs \"base_bn\" above zero for a claim of the kind '{self.kind}'",
                "Give the size of the economy, in £bn, that the claim rests on.",
                **({"at": ("base_bn",)} if self.base_bn is not None else {}),
            )
        if self.kind == "added_bn" and self.years is None:
            fix = "Give the number of years over which it is to be added."
            raise refusal("years", "needs \"years\" for a claim of the kind 'added_bn'", fix)
        return self


class ClaimsFile(Entry):
    """The file `claims.yaml`: what has been said in public, kept apart from what is measured."""

    claims: tuple[Claim, ...] = ()
    """Public statements, each with its source; never added to measured effects."""
