"""Where the plan acts: clusters, sites and zones."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from growthplan.plan.amounts import AmountOrNot
from growthplan.plan.fields import (
    Day,
    Entry,
    Id,
    Name,
    Number,
    PlaceCode,
    Text,
    When,
    at_least_one,
    refusal,
)

SiteKind = Literal["cluster", "campus", "site", "port", "centre", "station", "corridor"]
Programme = Literal[
    "Freeport", "Investment Zone", "Innovation Zone", "Industrial Strategy Zone",
    "Enterprise Zone", "other",
]  # fmt: skip
AssetKind = Literal["research", "skills", "infrastructure", "health", "business"]


class Point(Entry):
    """Where something stands on the map."""

    latitude: Annotated[Number, Field(ge=49, le=61)]
    """Degrees north (WGS84)."""
    longitude: Annotated[Number, Field(ge=-9, le=2.5)]
    """Degrees east; below zero west of Greenwich."""
    approximate: Text | None = None
    """Where the coordinates come from, when they are not the site's own."""


class Capacity(Entry):
    """What a site has or will have room for."""

    what: Name
    """What is counted: `floorspace`, `homes`, `land`."""
    value: Annotated[Number, Field(ge=0)]
    """How much, in `unit`."""
    unit: Name
    """Unit of `value`: `sq ft`, `ha`, `homes`."""
    phase: Name | None = None
    """The building or phase that it belongs to."""
    when: When | None = None
    """When it is or was ready, if that is public."""
    source: Id
    """Id of the source that states it."""


class Asset(Entry):
    """Something that a site has which others come for."""

    title: Name
    """What it is called."""
    kind: AssetKind
    """`research`, `skills`, `infrastructure`, `health` or `business`."""
    source: Id
    """Id of the source that names it."""


class Incentive(Entry):
    """A relief or other advantage that lasts for some years and then ends."""

    id: Id
    """Short name; never changes."""
    title: Name
    """What it is."""
    start: Day | None = None
    """Day from which it can be had, when that is public."""
    sunset: Day
    """Day after which it can no longer be had."""
    basis: Text | None = None
    """The law or programme that grants it."""
    source: Id
    """Id of the source that states the dates."""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Incentive:
        if self.start and self.sunset <= self.start:
            raise refusal(
                "order", "should be after the start", "Swap the two dates?", at=("sunset",)
            )
        return self


class Site(Entry):
    """A place on the ground where the plan acts: a cluster, campus, port, station or other site."""

    id: Id
    """Short name that other parts refer to; never changes."""
    title: Name
    """What readers see."""
    kind: SiteKind = "site"
    """What sort of place it is."""
    place: PlaceCode
    """The local authority in which it lies, by name or code."""
    also_in: tuple[PlaceCode, ...] = ()
    """Further authorities that it reaches into."""
    point: Point | None = None
    """Where it stands on the map."""
    outline: tuple[Point, ...] = ()
    """Its boundary as three corners or more, when that is public."""
    what: Text
    """What it is, in a sentence."""
    sectors: tuple[Id, ...] = ()
    """Ids of the growth sectors that it is for."""
    capacity: tuple[Capacity, ...] = ()
    """What it has or will have room for, by phase."""
    assets: tuple[Asset, ...] = ()
    """Research, skills and other assets that stand on it."""
    incentives: tuple[Incentive, ...] = ()
    """Advantages of this site alone, each with its end; those of a zone stand at the zone."""
    claims: tuple[Id, ...] = ()
    """Ids of what has been announced for it (claims.yaml): gross, and never an effect."""
    source: Id
    """Id of the source that names it."""

    @model_validator(mode="after")
    def _outline_has_corners(self) -> Site:
        if 0 < len(self.outline) < 3:
            message = f"should have three corners or more, not {len(self.outline)}"
            raise refusal("length", message, at=("outline",))
        return self


class Zone(Entry):
    """A programme that covers several sites, with its incentives."""

    id: Id
    """Short name that other parts refer to; never changes."""
    title: Name
    """What readers see."""
    programme: Programme
    """`Freeport`, `Investment Zone`, `Innovation Zone`, `Industrial Strategy Zone`, ..."""
    part_of: Id | None = None
    """Id of the zone that this one is coordinated under."""
    sites: Annotated[tuple[Id, ...], AfterValidator(at_least_one)]
    """Ids of the sites that it covers."""
    start: When | None = None
    """When it went live."""
    what: Text
    """What it offers, in a sentence."""
    sectors: tuple[Id, ...] = ()
    """Ids of the growth sectors that it is for."""
    incentives: tuple[Incentive, ...] = ()
    """Advantages on its sites, each with its end."""
    money: AmountOrNot = None
    """Public money announced for it, in £ million over its life, or `not published`."""
    claims: tuple[Id, ...] = ()
    """Ids of what has been announced for it (claims.yaml): gross, and never an effect."""
    source: Id
    """Id of the source that names it."""


class SitesFile(Entry):
    """The file `sites.yaml`, or a file for each in the folder `sites`."""

    sites: tuple[Site, ...] = ()
    """Clusters, campuses, ports and other sites."""


class ZonesFile(Entry):
    """The file `zones.yaml`, or a file for each in the folder `zones`."""

    zones: tuple[Zone, ...] = ()
    """Programmes that cover several sites."""
