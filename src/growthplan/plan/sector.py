"""Growth sectors, and the opportunities where their strengths meet."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from growthplan.plan.fields import Entry, Id, Name, Text, at_least_one

Role = Literal["growth sector", "supporting sector", "opportunity"]


class GrowthSector(Entry):
    """A sector that the plan means to grow. Sectors overlap, so they are never added up."""

    id: Id
    """Short name that other parts refer to; never changes."""
    title: Name
    """What readers see."""
    role: Role = "growth sector"
    """`growth sector`, `supporting sector` or `opportunity`, as the plan calls it."""
    definition: Id | None = None
    """Id of the sector's definition by industry codes, such as `advanced-manufacturing`; left out
    when there is none that can be relied on."""
    industrial_strategy: tuple[Name, ...] = ()
    """Sectors of the UK Industrial Strategy that it falls under, by their published titles."""
    strengths: Text | None = None
    """What the place is known for in it, as published."""
    source: Id
    """Id of the source that names it."""


class Opportunity(Entry):
    """A convergence: where strengths of several sectors and capabilities meet."""

    id: Id
    """Short name that other parts refer to; never changes."""
    title: Name
    """What readers see."""
    sectors: Annotated[tuple[Id, ...], AfterValidator(at_least_one)]
    """Ids of the growth sectors that meet in it."""
    why: Text
    """Why they meet here: the strength, the enabling capability, the emerging demand."""
    capabilities: tuple[Name, ...] = ()
    """Enabling capabilities that it rests on, such as data science."""
    sites: tuple[Id, ...] = ()
    """Ids of the sites where it happens."""
    interventions: tuple[Id, ...] = ()
    """Ids of the actions that pursue it."""
    source: Id
    """Id of the source that names it."""


class SectorsFile(Entry):
    """The file `sectors.yaml`: what the plan means to grow."""

    sectors: tuple[GrowthSector, ...] = ()
    """Growth sectors, in the plan's order; definitions overlap and are never added up."""
    opportunities: tuple[Opportunity, ...] = ()
    """Where strengths of several sectors meet."""
