"""A map as data: shapes, dots and words on a sheet, and the legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

UNITS_PER_PIXEL = 4
"""Paths are written in whole quarters of a pixel: short to write, and borders still meet."""

Mark = Literal["circle", "square", "diamond"]


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: its outline as an SVG path, its value in words, and the class that shades it."""

    name: str
    shown: str
    """The value with its unit, or `no figure`."""
    path: str
    fill: int | None
    """The class, counted from the lowest; None is hatched, as there is no figure."""
    target: str = ""
    """Page that tells more about the area, if there is one."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One site or neighbourhood centre. `x`, `y` and `radius` in pixels."""

    name: str
    shown: str
    x: float
    y: float
    radius: float
    fill: int | None = None
    mark: Mark = "circle"
    target: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """Words centred on a point, in pixels."""

    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A length on the ground: pixels, and how it is written."""

    pixels: float
    words: str


@dataclass(frozen=True)
class Sheet:
    """Everything drawn, back to front: what lies around, areas, dots, names, scale."""

    width: int
    height: int
    around: str = ""
    """Neighbouring areas as one path: ground to find one's way by, not data."""
    shapes: tuple[Shape, ...] = ()
    outline: str = ""
    """A heavier border drawn over the areas."""
    dots: tuple[Dot, ...] = ()
    labels: tuple[Label, ...] = ()
    scale: ScaleBar | None = None


@dataclass(frozen=True)
class Key:
    """One line of the legend: a shade, a hatching, or a mark, and what it means."""

    words: str
    shade: str = ""
    hatched: bool = False
    mark: Mark | None = None
    radius: float = 0.0


@dataclass(frozen=True)
class MapDrawing:
    """A map with its legend and its words."""

    sheet: Sheet
    shades: tuple[str, ...]
    """Colour of each class."""
    legend_title: str
    legend: tuple[Key, ...]
    alt: str
    """The finding in words, for a reader who does not see the map."""
    reachable: bool
    """Whether each area is a stop for the keyboard; where there are too many, the table is."""
