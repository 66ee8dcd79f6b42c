"""Vega-Lite specifications to compact inline SVG, the same bytes each time."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from functools import lru_cache
from types import ModuleType
from typing import Any

from growthplan.publishers.extras import charts_engine
from growthplan.report import Spec

_SVG = "http://www.w3.org/2000/svg"
_NOISE = ("class", "role", "aria-hidden", "aria-roledescription", "pointer-events", "font-family")
_EMPTY = ("", "M0,0h0v0h0Z")
_NUMBERS = ("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height")
_LONG = re.compile(r"-?\d+\.\d{2,}")

ElementTree.register_namespace("", _SVG)


def inline_svg(spec: Spec, *, id_: str, title: str, description: str) -> str:
    """The picture as an `<svg role="img">` named by a title and a description.

    `id_` makes the ids of the two unique on the page. Text takes the page's own font. Raises
    GrowthplanError when the `charts` extra is not installed.
    """
    root = ElementTree.fromstring(_drawn(charts_engine(), json.dumps(spec)))
    width, height = root.attrib["width"], root.attrib["height"]
    root.attrib.clear()
    root.set("viewBox", f"0 0 {width} {height}")
    _tidy(root)
    root.set("role", "img")
    root.set("aria-labelledby", f"{id_}-t {id_}-d")
    root.set("focusable", "false")
    for position, (tag, text) in enumerate((("title", title), ("desc", description))):
        named = ElementTree.Element(f"{{{_SVG}}}{tag}", {"id": f"{id_}-{tag[0]}"})
        named.text = text
        root.insert(position, named)
    return ElementTree.tostring(root, encoding="unicode")


@lru_cache(maxsize=512)
def _drawn(engine: ModuleType, spec: str) -> str:
    """The engine's SVG, kept so that the PDF does not draw again what the pages have drawn."""
    drawn: str = engine.vegalite_to_svg(spec, vl_version="6.1")
    return drawn


def _tidy(element: ElementTree.Element[str]) -> None:
    """Drop what a page has no use for: roles, empty shapes, hidden paths, long decimals."""
    for child in list(element):
        _tidy(child)
        if _useless(child):
            element.remove(child)
        elif _wrapper(child):
            place = list(element).index(child)
            element.remove(child)
            for step, grandchild in enumerate(list(child)):
                element.insert(place + step, grandchild)
    for name in _NOISE:
        element.attrib.pop(name, None)
    for name in _NUMBERS:
        if name in element.attrib:
            element.attrib[name] = _LONG.sub(_shorter, element.attrib[name])
    if element.get("opacity") == "1":
        del element.attrib["opacity"]
    if element.get("transform") == "translate(0,0)":
        del element.attrib["transform"]


def _useless(element: ElementTree.Element[str]) -> bool:
    tag = element.tag.removeprefix(f"{{{_SVG}}}")
    if tag == "path":
        return element.get("d", "") in _EMPTY or (
            "background" in element.get("class", "") or element.get("display") == "none"
        )
    if element.get("opacity") == "0":
        return True
    return tag == "g" and len(element) == 0


def _wrapper(element: ElementTree.Element[str]) -> bool:
    """A group that says nothing."""
    return element.tag == f"{{{_SVG}}}g" and not element.attrib


def _shorter(found: re.Match[str]) -> str:
    return f"{float(found.group()):.1f}".removesuffix(".0")


def picture(chart: Any, layout: str) -> str:
    """One layout of a report's chart, `wide` or `narrow`."""
    return inline_svg(
        getattr(chart.drawing, layout),
        id_=f"{chart.id}-{layout}",
        title=chart.title,
        description=chart.drawing.alt,
    )
