"""What every picture shares: two layouts, one palette, and a Vega-Lite frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Layer = dict[str, Any]

PLACE = "#1d70b8"
"""The place: the one strong colour."""
COMPARATOR = "#15181c"
"""What the place is compared with."""
OTHER = "#8a9199"
"""Everything else that is drawn: still 3:1 against the ground."""
HELPS = "#082c50"
"""A contribution above zero."""
HOLDS_BACK = "#d4700a"
"""A contribution below zero: told from `HELPS` by lightness, so in greyscale too."""
INK = "#33383f"
QUIET = "#5b626b"
GRID = "#e3e6ea"
GROUND = "#ffffff"
BANDS: tuple[tuple[int, str], ...] = ((90, "#dbe8f5"), (80, "#b9d3ec"), (50, "#8bb6de"))
"""Ranges in per cent with their shade: one hue, the likeliest darkest; widest first."""

FONT = "Arial, Helvetica, sans-serif"
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


@dataclass(frozen=True, slots=True)
class Layout:
    """One frame in pixels: the whole picture, the font, and margins around the plot."""

    name: Literal["wide", "narrow"]
    width: int
    height: int
    font: int
    left: int
    right: int
    top: int
    bottom: int

    @property
    def plot_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def plot_height(self) -> int:
        return self.height - self.top - self.bottom

    @property
    def wide(self) -> bool:
        return self.name == "wide"

    def changed(self, **margins: int) -> Layout:
        """The same frame with other margins or another height."""
        return replace(self, **margins)  # type: ignore[arg-type]


WIDE = Layout("wide", 800, 450, 15, left=52, right=176, top=18, bottom=36)
"""16:9, for a column of a page and for print."""
NARROW = Layout("narrow", 320, 380, 14, left=40, right=106, top=16, bottom=32)
"""For a phone: taller, fewer ticks, labels on more lines."""


def frame(layout: Layout, layers: Sequence[Layer]) -> dict[str, Any]:
    """A layered specification that fills the layout exactly; nothing is resized afterwards."""
    return {
        "$schema": _SCHEMA,
        "width": layout.plot_width,
        "height": layout.plot_height,
        "padding": {
            "left": layout.left,
            "right": layout.right,
            "top": layout.top,
            "bottom": layout.bottom,
        },
        "autosize": {"type": "none"},
        "background": GROUND,
        "config": config(layout),
        "layer": list(layers),
    }


def config(layout: Layout) -> dict[str, Any]:
    """Fonts and lines: axes quiet, data loud. Roles are left to the page that shows the picture."""
    return {
        "aria": False,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": layout.font - 1,
            "labelColor": QUIET,
            "domain": False,
            "ticks": False,
            "labelPadding": 7,
            "grid": False,
            "gridColor": GRID,
            "title": None,
            "labelLimit": 400,
            "labelOverlap": "greedy",
        },
        "axisX": {"labelFlush": False},
        "text": {"fontSize": layout.font, "color": INK, "lineBreak": "\n"},
    }


def across(
    field: str, domain: Sequence[float], ticks: Sequence[float] | None = None, **axis: object
) -> dict[str, Any]:
    """A quantitative channel on a fixed domain; without ticks it has no axis.

    Layers share their axes, so every layer of a picture has to ask for the same one.
    """
    shown: dict[str, Any] | None = None
    if ticks is not None:
        shown = {"values": list(ticks), "title": None, **axis}
    scale = {"domain": list(domain), "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": shown}


def label(
    text: str,
    x: Mapping[str, Any],
    y: Mapping[str, Any],
    *,
    colour: str = INK,
    align: str = "left",
    dx: int = 0,
    dy: int = 0,
    bold: bool = False,
    size: int | None = None,
) -> Layer:
    """Words at one point. `x` and `y` are `{"value": pixels}` or `{"datum": …}` channels."""
    mark: dict[str, Any] = {
        "type": "text",
        "text": text,
        "color": colour,
        "align": align,
        "baseline": "middle",
        "dx": dx,
        "dy": dy,
        "fontWeight": 700 if bold else 400,
    }
    if size:
        mark["fontSize"] = size
    lines = text.count("\n")
    if lines:
        mark["lineHeight"] = round((size or 14) * 1.2)
        mark["dy"] = dy - round(lines * mark["lineHeight"] / 2)
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"x": dict(x), "y": dict(y)}}


def halo(words: Layer) -> Layer:
    """The same words as an edge of ground, to lie under them where they may cross a line."""
    edge = {"stroke": GROUND, "strokeWidth": 5, "strokeJoin": "round"}
    return {**words, "mark": {**words["mark"], **edge}}


def pixel(value: float) -> dict[str, float]:
    """A channel at a fixed place of the plot."""
    return {"value": round(value, 1)}
