"""Maps of areas by class, of sites, and of neighbourhood centres."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from growthplan.report.maps.classes import Classes, classes, legend_of
from growthplan.report.maps.outlines import Area, Outlines
from growthplan.report.maps.paper import Paper, names, paper_for, scale_bar
from growthplan.report.maps.projection import UNITED_KINGDOM
from growthplan.report.sheet import Dot, Key, MapDrawing, Mark, Shape, Sheet
from growthplan.report.table import Column

AUTHORITIES = "local_authority"
MOST_STOPS = 40
"""Areas beyond which each is no longer a stop for the keyboard: the table serves better."""
MOST_NAMES = 14
"""Areas beyond which names are left off the map."""
_MARGIN = 0.04


def choropleth(
    drawn: Outlines,
    values: Mapping[str, float | None],
    column: Column,
    *,
    place: str | None = None,
    alt: str,
    targets: Mapping[str, str] | None = None,
    most_classes: int = 5,
    scale: Classes | None = None,
    coarser: float = 1.0,
) -> MapDrawing | None:
    """Local authorities shaded by class: those in `values`, in a window that holds them.

    `values` maps codes to values in the column's unit, None where no figure is published (drawn
    hatched). `place` is an area whose border is drawn heavier. `targets` gives the page of an
    area. Every area is a stop for the keyboard when there are at most `MOST_STOPS`. `coarser`
    leaves out points that matter less, for one of several maps on a page: how many times the area
    that a point must hold open is larger than usual. None when no boundary is held for any of the
    areas or none has a figure.
    """
    layer = drawn.layers[AUTHORITIES]
    areas = [layer[code] for code in values if code in layer]
    if not areas or all(values[area.code] is None for area in areas):
        return None
    breaks = scale or classes(list(values.values()), column, most_classes)
    paper = paper_for(drawn.box(areas).widened(_MARGIN))
    thin = drawn.simplified(coarser * paper.square_km)
    shapes = tuple(
        Shape(
            area.name,
            shown(values[area.code], column),
            paper.path(thin, [area]),
            breaks.of(values[area.code]),
            (targets or {}).get(area.code, ""),
        )
        for area in sorted(areas, key=lambda a: a.name)
    )
    border = thin.area(place) if place else None
    sheet = Sheet(
        paper.width,
        paper.height,
        around=_around(thin, paper, areas),
        shapes=shapes,
        outline=paper.path(thin, [border]) if border else "",
        labels=names(thin, areas, paper) if len(areas) <= MOST_NAMES else (),
        scale=scale_bar(paper),
    )
    missing = any(shape.fill is None for shape in shapes)
    return MapDrawing(
        sheet,
        breaks.shades,
        column.title,
        legend_of(breaks, missing),
        alt,
        reachable=len(areas) <= MOST_STOPS,
    )


def shown(value: float | None, column: Column) -> str:
    """A value with its unit, as a reader of one area sees it.

    >>> shown(12.34, Column("gap", "Gap", "%")), shown(None, Column("gap", "Gap", "%"))
    ('12.3%', 'no figure')
    """
    if value is None:
        return "no figure"
    text, unit = column.write(value), column.unit
    if unit.startswith("£"):
        return f"£{text}{unit[1:]}" if not text.startswith("−") else f"−£{text[1:]}{unit[1:]}"
    return f"{text}{unit}" if unit.startswith("%") else f"{text} {unit}".strip()


def _around(thin: Outlines, paper: Paper, areas: Sequence[Area]) -> str:
    """Neighbours that reach into the window, as ground."""
    own = {area.code for area in areas}
    near = [
        area
        for area in thin.layers[AUTHORITIES].values()
        if area.code not in own and thin.box([area]).meets(paper.box)
    ]
    return paper.path(thin, near)


@dataclass(frozen=True, slots=True)
class Spot:
    """One point to draw: longitude and latitude in degrees, a size and a class value."""

    name: str
    longitude: float
    latitude: float
    shown: str
    value: float | None = None
    size: float = 1.0
    """What the dot's area stands for, for example jobs; at least 0."""
    mark: Mark = "circle"
    target: str = ""


def point_map(
    drawn: Outlines,
    spots: Sequence[Spot],
    areas: Sequence[str],
    column: Column | None = None,
    *,
    place: str | None = None,
    alt: str,
    largest: float = 13.0,
    smallest: float = 3.0,
    sizes: str = "",
    marks: Sequence[Key] = (),
    coarser: float = 1.0,
) -> MapDrawing | None:
    """Points over the outlines of some authorities: sites, or centres of neighbourhoods.

    A dot's area is in proportion to its size (`largest` is the radius in pixels of the biggest,
    none below `smallest`); with a `column` its shade is the class of its value. Larger dots are
    drawn first, so that none is hidden. `sizes` is the legend's line on what size means;
    `coarser` as for `choropleth`. None when no boundary is held for the areas.
    """
    layer = drawn.layers[AUTHORITIES]
    own = [layer[code] for code in areas if code in layer]
    if not own:
        return None
    paper = paper_for(drawn.box(own).widened(_MARGIN))
    thin = drawn.simplified(coarser * paper.square_km)
    breaks = classes([s.value for s in spots], column) if column and _any(spots) else None
    most = max((s.size for s in spots), default=1.0) or 1.0
    dots = tuple(
        _dot(spot, paper, breaks, max(smallest, largest * (spot.size / most) ** 0.5))
        for spot in sorted(spots, key=lambda s: (-s.size, s.name))
    )
    border = thin.area(place) if place else None
    ground = tuple(Shape(a.name, "", paper.path(thin, [a]), None) for a in own)
    sheet = Sheet(
        paper.width,
        paper.height,
        around=_around(thin, paper, own),
        shapes=(),
        outline="".join(shape.path for shape in ground)
        + (paper.path(thin, [border]) if border else ""),
        dots=dots,
        labels=names(thin, own, paper, _to_keep_clear(dots)) if len(own) <= MOST_NAMES else (),
        scale=scale_bar(paper),
    )
    keys = legend_of(breaks, missing=False) if breaks else ()
    keys = (*keys, *marks, *((Key(sizes, mark="circle", radius=6),) if sizes else ()))
    return MapDrawing(
        sheet,
        breaks.shades if breaks else (),
        column.title if column else "",
        keys,
        alt,
        reachable=len(spots) <= MOST_STOPS,
    )


def _to_keep_clear(dots: Sequence[Dot]) -> tuple[tuple[float, float], ...]:
    """Where names must not lie; of hundreds of dots none can be spared."""
    return tuple((dot.x, dot.y) for dot in dots) if len(dots) <= MOST_STOPS else ()


def _any(spots: Sequence[Spot]) -> bool:
    return any(s.value is not None for s in spots)


def _dot(spot: Spot, paper: Paper, breaks: Classes | None, radius: float) -> Dot:
    where = UNITED_KINGDOM.project(np.array([[spot.longitude, spot.latitude]]))
    x, y = (round(float(v), 1) for v in paper.pixels(where)[0])
    fill = breaks.of(spot.value) if breaks else None
    return Dot(spot.name, spot.shown, x, y, round(radius, 1), fill, spot.mark, spot.target)
