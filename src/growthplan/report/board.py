"""A system as a board: bands of things that lead to each other, each a link to where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing on the board."""

    id: str
    """Unique on the board."""
    text: str
    target: str
    """Where it is told of: `action-buses.html`, `levers.html#lever-buses`."""
    joined: tuple[str, ...] = ()
    """Ids of what it is joined to; naming a join on one side is enough."""
    detail: str = ""
    """A few words after the name, such as `asked for`."""
    about: str = ""
    """A word after the text for those who hear it, where the same text leads elsewhere too."""


@dataclass(frozen=True, slots=True)
class Group:
    """Chips under one heading within a band; the heading may be empty."""

    title: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """One level of the system, such as the themes."""

    title: str
    groups: tuple[Group, ...]
    note: str = ""
    """What an empty band says, or what a reader has to know of it."""


@dataclass(frozen=True)
class Board:
    """A picture of a system that is read as text too: bands from what is wanted to what it takes.

    Raises ValueError when two chips share an id or one is joined to none that is there.
    """

    id: str
    title: str
    """The finding."""
    subtitle: str
    bands: tuple[Band, ...]
    source: str

    def __post_init__(self) -> None:
        known = [chip.id for chip in self.chips()]
        if len(set(known)) < len(known):
            raise ValueError(f"board '{self.id}' repeats a chip")
        stray = {to for chip in self.chips() for to in chip.joined} - set(known)
        if stray:
            raise ValueError(f"board '{self.id}' joins chips that it lacks: {sorted(stray)}")

    def chips(self) -> Iterator[Chip]:
        """Every chip in reading order."""
        for band in self.bands:
            for group in band.groups:
                yield from group.chips

    def joins(self) -> dict[str, tuple[str, ...]]:
        """What each chip is joined to, told from both sides, in reading order."""
        order = [chip.id for chip in self.chips()]
        found: dict[str, set[str]] = {id_: set() for id_ in order}
        for chip in self.chips():
            for to in chip.joined:
                found[chip.id].add(to)
                found[to].add(chip.id)
        return {id_: tuple(one for one in order if one in found[id_]) for id_ in order}
