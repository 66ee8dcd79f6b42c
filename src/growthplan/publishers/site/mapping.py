"""Maps to inline SVG: areas that the keyboard reaches, hatching, marks, names, a scale bar."""

from __future__ import annotations

from markupsafe import Markup, escape

from growthplan.report import Map
from growthplan.report.sheet import UNITS_PER_PIXEL, Dot, Key, Label, MapDrawing, Shape, Sheet

_SWATCH = 18


def map_svg(block: Map) -> Markup:
    """The whole map.

    Where areas are stops for the keyboard the picture is a group of links or named images, each
    saying its name and value; else it is one image, named by its finding, and the table beside it
    holds the values.
    """
    drawing, sheet = block.drawing, block.drawing.sheet
    role = "group" if drawing.reachable else "img"
    parts = [
        Markup(
            '<svg class="map{}" viewBox="0 0 {} {}" role="{}" aria-labelledby="{}-t" '
            'aria-describedby="{}-d">'
        ).format(
            "" if drawing.reachable else " fine",
            sheet.width,
            sheet.height,
            role,
            block.id,
            block.id,
        ),
        Markup('<title id="{}-t">{}</title><desc id="{}-d">{}</desc>').format(
            block.id, block.title, block.id, drawing.alt
        ),
        _hatching(block.id),
        Markup('<g transform="scale({})">').format(f"{1 / UNITS_PER_PIXEL:g}"),
        _line(sheet.around, "around"),
        *(_shape(shape, drawing, block.id) for shape in sheet.shapes),
        _line(sheet.outline, "outline"),
        Markup("</g>"),
        *(_dot(dot, drawing) for dot in sheet.dots),
        *(_label(label) for label in sheet.labels),
        _scale(sheet),
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


def _hatching(id_: str) -> Markup:
    """Lines on white for areas without a figure; drawn in the units of the paths."""
    size = 8 * UNITS_PER_PIXEL
    return Markup(
        '<defs><pattern id="{}-hatch" width="{s}" height="{s}" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="{s}" height="{s}" fill="#fff"/>'
        '<rect width="{w}" height="{s}" fill="#6b737c"/></pattern></defs>'
    ).format(id_, s=size, w=size // 4)


def _line(path: str, kind: str) -> Markup:
    return Markup('<path class="{}" d="{}"/>').format(kind, path) if path else Markup("")


def _shape(shape: Shape, drawing: MapDrawing, id_: str) -> Markup:
    fill = f"url(#{id_}-hatch)" if shape.fill is None else drawing.shades[shape.fill]
    path = Markup('<path fill="{}" d="{}"><title>{}</title></path>').format(
        fill, shape.path, _said(shape)
    )
    return _stop(path, shape, drawing.reachable)


def _said(one: Shape | Dot) -> str:
    return f"{one.name}: {one.shown}" if one.shown else one.name


def _stop(picture: Markup, one: Shape | Dot, reachable: bool) -> Markup:
    """A link or a named image, so that the keyboard and a screen reader stop at it."""
    if not reachable:
        return picture
    if one.target:
        return Markup('<a class="area" href="{}" aria-label="{}">{}</a>').format(
            one.target, _said(one), picture
        )
    return Markup('<g class="area" tabindex="0" role="img" aria-label="{}">{}</g>').format(
        _said(one), picture
    )


def _dot(dot: Dot, drawing: MapDrawing) -> Markup:
    fill = "#1d70b8" if dot.fill is None else drawing.shades[dot.fill]
    mark = _mark(dot.mark, dot.x, dot.y, dot.radius, fill, Markup("<title>{}</title>").format(
        _said(dot)
    ))  # fmt: skip
    return _stop(mark, dot, drawing.reachable)


def _mark(
    mark: str, x: float, y: float, radius: float, fill: str, inner: Markup | str = ""
) -> Markup:
    if mark == "circle":
        return Markup('<circle class="dot" cx="{}" cy="{}" r="{}" fill="{}">{}</circle>').format(
            f"{x:g}", f"{y:g}", f"{radius:g}", fill, inner
        )
    turn = Markup(' transform="rotate(45 {} {})"').format(f"{x:g}", f"{y:g}")
    return Markup(
        '<rect class="dot" x="{}" y="{}" width="{}" height="{}" fill="{}"{}>{}</rect>'
    ).format(
        f"{x - radius:.1f}",
        f"{y - radius:.1f}",
        f"{2 * radius:g}",
        f"{2 * radius:g}",
        fill,
        turn if mark == "diamond" else Markup(""),
        inner,
    )


def _label(label: Label) -> Markup:
    """A name with a halo of ground; the area says it already, so it is not read twice."""
    start = label.y - (len(label.lines) - 1) * 9
    lines = Markup("").join(
        Markup('<text x="{}" y="{}">{}</text>').format(f"{label.x:g}", f"{start + 18 * i:g}", line)
        for i, line in enumerate(label.lines)
    )
    return Markup('<g class="name" aria-hidden="true">{}</g>').format(lines)


def _scale(sheet: Sheet) -> Markup:
    if sheet.scale is None:
        return Markup("")
    right, y = sheet.width - 8, sheet.height - 10
    left = right - sheet.scale.pixels
    return Markup(
        '<g class="scale" aria-hidden="true"><path d="M{} {}v6H{}v-6"/>'
        '<text x="{}" y="{}">{}</text></g>'
    ).format(f"{left:.1f}", y - 6, right, right, y - 12, sheet.scale.words)


def legend_swatch(key: Key, id_: str) -> Markup:
    """The shade, hatching or mark of one line of the legend, as a picture that is not read out."""
    if key.mark is not None:
        inner = _mark(key.mark, 9, 9, key.radius or 6, key.shade or "#1d70b8")
    elif key.hatched:
        inner = Markup(
            '<rect class="swatch" x="1" y="1" width="16" height="16" fill="#fff"/>'
            '<path class="hatch" d="M1 9L9 1M1 17L17 1M9 17L17 9"/>'
        )
    else:
        inner = Markup(
            '<rect class="swatch" x="1" y="1" width="16" height="16" fill="{}"/>'
        ).format(escape(key.shade))
    return Markup(
        '<svg viewBox="0 0 {s} {s}" width="{s}" height="{s}" aria-hidden="true" '
        'focusable="false">{inner}</svg>'
    ).format(s=_SWATCH, inner=inner)
