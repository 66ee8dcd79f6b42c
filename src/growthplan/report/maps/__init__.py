"""Maps as data: projected, simplified once with borders shared, classed, and laid out."""

from growthplan.report.maps.classes import MOST_CLASSES, Classes, classes
from growthplan.report.maps.drawing import (
    MOST_NAMES,
    MOST_STOPS,
    Spot,
    choropleth,
    point_map,
    shown,
)
from growthplan.report.maps.outlines import Area, Box, Outlines, outlines
from growthplan.report.maps.projection import UNITED_KINGDOM, Albers
from growthplan.report.maps.simplifying import effective_areas, simplified
from growthplan.report.sheet import Dot, Key, Label, MapDrawing, ScaleBar, Shape, Sheet

__all__ = [
    "MOST_CLASSES",
    "MOST_NAMES",
    "MOST_STOPS",
    "UNITED_KINGDOM",
    "Albers",
    "Area",
    "Box",
    "Classes",
    "Dot",
    "Key",
    "Label",
    "MapDrawing",
    "Outlines",
    "ScaleBar",
    "Shape",
    "Sheet",
    "Spot",
    "choropleth",
    "classes",
    "effective_areas",
    "outlines",
    "point_map",
    "shown",
    "simplified",
]
