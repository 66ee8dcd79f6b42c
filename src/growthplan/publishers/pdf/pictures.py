"""Charts and maps as SVG in the document's own type, each drawn once."""

from __future__ import annotations

import re

from growthplan.publishers.site.diagrams import diagram_svg
from growthplan.publishers.site.drawing import inline_svg
from growthplan.publishers.site.mapping import legend_swatch, map_svg
from growthplan.report import Chart, Diagram, Map
from growthplan.report.sheet import Key

FONT = "Liberation Sans"
"""As wide, letter for letter, as the type that charts are laid out in."""

_OPENING = re.compile(r"<svg\b[^>]*>")
_MAP_STYLE = """
path{stroke:#15181c;stroke-width:4px;stroke-linejoin:round}
.fine path{stroke-width:1.8px}
.around{fill:#f3f5f7;stroke:#8a9199;stroke-width:2.8px}
.outline{fill:none;stroke-width:8px}
.scale path{fill:none;stroke-width:1px}
text{fill:#15181c;stroke:#fff;stroke-linejoin:round;paint-order:stroke}
.scale text{text-anchor:end;font-size:14px;fill:#33383f;stroke-width:3px}
.name text{text-anchor:middle;dominant-baseline:central;font-size:16px;stroke-width:4px}
.name text{font-weight:700}
.dot{stroke:#15181c;stroke-width:1px}
.swatch{stroke:#15181c;stroke-width:1px}
.hatch{stroke:#6b737c;stroke-width:2px;fill:none}
"""
"""What the site's style sheet says of maps, in the units of their paths: quarters of a pixel."""
_SIZE = re.compile(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"')
WIDTH, HEIGHT = 152.0, 205.0
"""The most that a chart takes of a sheet, mm."""

_BESIDE = 1.4
"""Height over width of a picture beyond which it does not stand beside a map."""


def chart_svg(chart: Chart, layout: str) -> bytes:
    """One layout of a chart, `wide` or `narrow`."""
    spec = chart.drawing.wide if layout == "wide" else chart.drawing.narrow
    return _set(inline_svg(spec, id_=chart.id, title="", description=""))


def diagram_sheet_svg(block: Diagram) -> bytes:
    """The whole diagram as it is on a wide page."""
    return _set(str(diagram_svg(block, "wide")))


def chart_width(svg: bytes) -> float:
    """How wide a chart is set, mm, so that a tall one still fits the sheet.

    >>> chart_width(b'<svg viewBox="0 0 800 450">'), chart_width(b'<svg viewBox="0 0 100 410">')
    (152.0, 50.0)
    """
    return round(min(WIDTH, HEIGHT / _tallness(svg)), 1)


def is_tall(svg: bytes) -> bool:
    """Whether a picture is too tall to stand beside a map."""
    return _tallness(svg) > _BESIDE


def _tallness(svg: bytes) -> float:
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("a picture has to say its size")
    wide, high = (float(length) for length in found.groups())
    return high / wide


def map_sheet_svg(block: Map) -> bytes:
    """The map without its legend."""
    return _set(str(map_svg(block)), _MAP_STYLE)


def swatch_svg(key: Key, id_: str) -> bytes:
    """The shade, hatching or mark of one line of a legend."""
    return _set(str(legend_swatch(key, id_)), _MAP_STYLE)


def _set(svg: str, style: str = "") -> bytes:
    """The picture as a file of its own, with the type and the style that a page would give it."""
    opening = _OPENING.match(svg)
    if opening is None:
        raise ValueError("a picture has to begin with <svg>")
    tag = opening.group()
    if "xmlns=" not in tag:
        tag = tag.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    tag = tag.replace("<svg", f'<svg font-family="{FONT}"', 1)
    inside = f"<style>{style}</style>" if style else ""
    return (tag + inside + svg[opening.end() :]).encode()
