"""Other strategies, shared priorities with government, and the investment pipeline."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from growthplan.plan.amounts import AmountOrNot, TextOrNot
from growthplan.plan.fields import Entry, Id, Name, Text, When, at_least_one

StrategyKind = Literal[
    "spatial development strategy", "local transport plan", "skills", "housing", "health",
    "net zero", "national industrial strategy", "cross-boundary", "other",
]  # fmt: skip
PriorityState = Literal["proposed", "in discussion", "agreed", "in delivery", "done", "dropped"]
Stage = Literal[
    "idea", "feasibility", "planning", "ready to invest", "under construction", "complete"
]


class Link(Entry):
    """One thing that two strategies share."""

    shared: Text
    """What both rest on: an evidence base, a site, a target, a scheme."""
    who: Name
    """Who acts: a body or a role."""
    by: TextOrNot
    """By when, or `not published`."""
    interventions: tuple[Id, ...] = ()
    """Ids of the actions concerned."""
    sites: tuple[Id, ...] = ()
    """Ids of the sites concerned."""
    source: Id
    """Id of the source that says so."""


class Strategy(Entry):
    """Another strategy that this plan has to fit."""

    id: Id
    """Short name; never changes."""
    title: Name
    """What it is called."""
    kind: StrategyKind
    """What sort of strategy it is."""
    owner: Name
    """The body that answers for it."""
    state: Name
    """How far it is, such as `emerging` or `adopted`."""
    links: Annotated[tuple[Link, ...], AfterValidator(at_least_one)]
    """What is shared, who acts and by when."""
    source: Id
    """Id of the source that names it."""


class Priority(Entry):
    """A priority shared with government."""

    id: Id
    """Short name; never changes."""
    title: Name
    """What it is."""
    with_whom: Name
    """The department or body that shares it."""
    state: PriorityState
    """`proposed`, `in discussion`, `agreed`, `in delivery`, `done` or `dropped`."""
    what: Text | None = None
    """What each side does."""
    by: When | None = None
    """By when, if that is public."""
    interventions: tuple[Id, ...] = ()
    """Ids of the actions that serve it."""
    source: Id
    """Id of the source that says so."""


class Investment(Entry):
    """What an investor would read: an entry of the investment pipeline."""

    id: Id
    """Short name; never changes."""
    title: Name
    """What it is called."""
    what: Text
    """What is offered."""
    site: Id | None = None
    """Id of the site where it is."""
    sectors: tuple[Id, ...] = ()
    """Ids of the growth sectors that it is in."""
    ask: TextOrNot
    """What is asked of an investor, or `not published`."""
    amount: AmountOrNot
    """Size in £ million, or `not published`."""
    stage: Stage
    """`idea`, `feasibility`, `planning`, `ready to invest`, `under construction` or `complete`."""
    returns: TextOrNot
    """What an investor gets back, or `not published`."""
    interventions: tuple[Id, ...] = ()
    """Ids of the actions that it belongs to."""
    source: Id
    """Id of the source that names it."""


class AlignmentFile(Entry):
    """The file `alignment.yaml`: other strategies, and priorities shared with government."""

    strategies: tuple[Strategy, ...] = ()
    """Other strategies that this plan has to fit."""
    priorities: tuple[Priority, ...] = ()
    """Priorities shared with government, and how far each is."""


class PipelineFile(Entry):
    """The file `pipeline.yaml`: what an investor would read."""

    pipeline: tuple[Investment, ...] = ()
    """Investments that are sought."""
