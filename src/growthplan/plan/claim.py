"""Public statements: announced, gross, and never an effect."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from growthplan.plan.fields import Entry, Id, Number, PlaceCode, Text, Unit, Url, When, refusal

ClaimKind = Literal["gap_pct", "worth_bn", "gva_bn", "gva_growth_bn", "lift_pct", "jobs", "other"]
KIND_UNITS: dict[str, tuple[str, ...]] = {
    "gap_pct": ("%",),
    "lift_pct": ("%",),
    "worth_bn": ("£bn",),
    "gva_bn": ("£bn",),
    "gva_growth_bn": ("£bn",),
    "jobs": ("jobs",),
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
    """What it is about: `gap_pct` the productivity gap, `worth_bn` what closing the gap is worth,
    `gva_bn` the size of the economy, `gva_growth_bn` growth of it, `lift_pct` a rise in
    productivity, `jobs` a number of jobs, `other` anything that we have no figure for."""
    value: Number | None = None
    """Its number in `unit`, below zero for a gap below; left out when none was given."""
    unit: Unit | None = None
    """Unit of `value`."""
    place: PlaceCode | None = None
    """Whom it is about; the plan's place when left out."""
    comparator: PlaceCode | None = None
    """Whom it compares with, if anyone."""
    figure: Text | None = None
    """Id of the figure of ours that it should equal, e.g. `gva_per_hour_gap_pct/E47000004/2022`;
    left out when we have none."""

    @model_validator(mode="after")
    def _unit_suits_the_kind(self) -> Claim:
        if (self.value is None) != (self.unit is None):
            raise refusal("unit", 'should have both "value" and "unit", or neither')
        allowed = KIND_UNITS.get(self.kind)
        if allowed and self.unit is not None and self.unit not in allowed:
            raise refusal(
                "unit",
                f"'{self.unit}' does not suit a claim of the kind '{self.kind}'",
                f"Write '{allowed[0]}'.",
                at=("unit",),
            )
        return self
