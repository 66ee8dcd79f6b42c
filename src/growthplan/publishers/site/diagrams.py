"""Diagrams to inline SVG: every thing a link that the keyboard reaches, flows between them."""

from __future__ import annotations

from markupsafe import Markup

from growthplan.report import Diagram
from growthplan.report.charts import Box, Curve, Heading, lay_out

_LINE = 16


def diagram_svg(block: Diagram, layout: str) -> Markup:
    """One layout of a diagram, `wide` or `narrow`.

    Colours and sizes are attributes, so that the picture looks the same outside a page.
    """
    laid = lay_out(block, wide=layout == "wide")
    id_ = f"{block.id}-{layout}"
    return Markup("").join(
        (
            Markup(
                '<svg class="diagram" viewBox="0 0 {} {:.0f}" role="group" '
                'aria-labelledby="{}-t" aria-describedby="{}-d">'
            ).format(laid.width, laid.height, id_, id_),
            Markup('<title id="{}-t">{}</title><desc id="{}-d">{}</desc>').format(
                id_, block.title, id_, block.alt
            ),
            Markup('<g fill="none" stroke="#8bb6de" stroke-opacity="0.75">'),
            *(_curve(curve) for curve in laid.curves),
            Markup("</g>"),
            *(_heading(heading) for heading in laid.headings),
            *(_box(box) for box in laid.boxes),
            Markup("</svg>"),
        )
    )


def _curve(curve: Curve) -> Markup:
    path = Markup('<path class="flow" data-from="{}" data-to="{}" stroke-width="{:.1f}" d="{}"/>')
    return path.format(curve.flow.start, curve.flow.end, curve.thickness, curve.path)


def _heading(heading: Heading) -> Markup:
    return Markup("").join(
        Markup(
            '<text x="{:.1f}" y="{}" font-size="13" font-weight="700" fill="#33383f">{}</text>'
        ).format(heading.x, 12 + n * 14, line)
        for n, line in enumerate(heading.lines)
    )


def _box(box: Box) -> Markup:
    node = box.node
    label = f"{node.text}: {node.said or node.shown}"
    # A space ends each line, so that a screen reader hears two words and not one.
    words = Markup("").join(
        Markup('<text x="{:.1f}" y="{:.1f}" font-size="13" fill="#1f2328">{}</text>').format(
            box.x + 7, box.y + 19 + n * _LINE, f"{line} "
        )
        for n, line in enumerate(box.lines)
    )
    number = Markup(
        '<text x="{:.1f}" y="{:.1f}" font-size="13" font-weight="700" fill="#1a5f9e">{}</text>'
    ).format(box.x + 7, box.y + 19 + len(box.lines) * _LINE, node.shown)
    ground = Markup(
        '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="3" fill="#fff" '
        'stroke="#8a9199"/>'
    ).format(box.x + 0.5, box.y, box.width - 1, box.height)
    return Markup('<a href="{}" aria-label="{}" data-node="{}">{}{}{}</a>').format(
        node.target, label, node.id, ground, words, number
    )
