"""A system as a diagram: columns of things with their size, and how much flows between them."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.report.table import Table


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in a column, with its size as written."""

    id: str
    text: str
    shown: str
    column: int
    """Counted from 0, from what is put in to what comes out."""
    target: str
    """Where it is told of."""
    said: str = ""
    """Its size with its range, for a reader who hears it."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What goes from one thing to another."""

    start: str
    end: str
    share: float
    """How thick it is drawn, 0 to 1 of the thickest between the same two columns."""


@dataclass(frozen=True)
class Diagram:
    """A system drawn from left to right, each thing a stop for the keyboard.

    Raises ValueError when two things share an id or a flow leads to none that is there.
    """

    id: str
    title: str
    """The finding."""
    subtitle: str
    columns: tuple[str, ...]
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    alt: str
    """The finding in words, for a reader who does not see the picture."""
    source: str
    data: Table
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        known = [node.id for node in self.nodes]
        if len(set(known)) < len(known):
            raise ValueError(f"diagram '{self.id}' repeats a thing")
        stray = {name for f in self.flows for name in (f.start, f.end)} - set(known)
        if stray:
            raise ValueError(f"diagram '{self.id}' joins things that it lacks: {sorted(stray)}")
