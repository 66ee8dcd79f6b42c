"""Levers: powers that the plan needs, who holds them, and how they came to be held."""

from __future__ import annotations

from typing import Literal

from growthplan.plan.fields import Entry, Id, Name, Text, When

Tier = Literal["national", "regional", "local", "partner"]
Devolution = Literal["held", "agreed", "asked for", "not devolved"]


class Lever(Entry):
    """A power, and who holds it."""

    id: Id
    """Short name that actions refer to; never changes."""
    title: Name
    """What readers see."""
    power: Text
    """What whoever holds it may do."""
    tier: Tier
    """Who holds it today: `national`, `regional`, `local` or `partner`."""
    holder: Name
    """The body that holds it today."""
    basis: Text | None = None
    """The law, order or programme that it rests on."""
    devolution: Devolution
    """`held` by the place, `agreed` but not yet in force, `asked for`, or `not devolved`."""
    since: When | None = None
    """When the place came to hold it."""
    expected: When | None = None
    """When it is due, for a lever that is agreed."""
    waits_on: Name | None = None
    """Who must act before the place holds it."""
    ask: Text | None = None
    """What is asked for, and from whom."""
    source: Id
    """Id of the source that says so."""


class DevolutionEvent(Entry):
    """A step on the way by which powers and money came to the place."""

    id: Id
    """Short name; never changes."""
    date: When
    """When it happened: a day, month or year."""
    title: Name
    """What happened."""
    what: Text | None = None
    """What changed by it."""
    levers: tuple[Id, ...] = ()
    """Ids of the levers that came with it."""
    source: Id
    """Id of the source that records it."""


class LeversFile(Entry):
    """The file `levers.yaml`: powers, who holds them, and the journey by which they came."""

    levers: tuple[Lever, ...] = ()
    """Powers that the plan uses or needs."""
    devolution: tuple[DevolutionEvent, ...] = ()
    """The devolution journey, oldest first."""
