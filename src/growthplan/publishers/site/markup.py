"""Report prose and figures to HTML fragments, everything escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from growthplan.report import FigureRef, Link, RichText, Words, written
from growthplan.vocabulary import UNITS, Figure, Input, Source, display
from growthplan.vocabulary.unit import MINUS

_MANNERS = {
    "strong": Markup("<strong>{}</strong>"),
    "assumed": Markup('<span class="assumed">{}</span> <span class="tag">assumed</span>'),
    "illustrative": Markup('<span class="assumed">{}</span> <span class="tag">illustrative</span>'),
    "announced": Markup('<span class="said">{}</span> <span class="tag">announced</span>'),
}


_SHAPES = (
    (
        (
            "ahead",
            "improving",
            "goes with higher",
            "more ",
            "concentrated",
            "yes",
            "met",
            "held",
            "on track",
            "pass",
        ),
        "up",
    ),
    (
        (
            "behind",
            "fail",
            "worsening",
            "goes with lower",
            "less ",
            "fewer ",
            "missing",
            "no, ",
            "off track",
        ),
        "down",
    ),
    (("rising", "falling", "partly", "agreed", "asked for"), "change"),
)


def shape(verdict: str) -> str:
    """The shape beside a verdict: the word says it, the shape is found faster.

    >>> shape("behind"), shape("cannot tell")
    ('down', 'unknown')
    """
    said = verdict.casefold()
    if said == "no":
        return "down"
    return next((name for words, name in _SHAPES if said.startswith(words)), "unknown")


def anchor(figure_id: str) -> str:
    """Where a page explains a figure.

    >>> anchor("gva_per_hour/E47000004/2022")
    'why-gva_per_hour-E47000004-2022'
    """
    return "why-" + re.sub(r"[^A-Za-z0-9_-]+", "-", figure_id)


def prose(text: RichText, figures: Mapping[str, Figure]) -> Markup:
    """A sentence whose numbers lead to their explanation."""
    return Markup("").join(_span(span, figures) for span in text)


def _span(span: Words | FigureRef | Link, figures: Mapping[str, Figure]) -> Markup:
    match span:
        case FigureRef():
            return Markup('<a class="fig" href="#{}">{}</a>').format(
                anchor(span.figure), written(figures[span.figure], span.form)
            )
        case Link():
            about = Markup('<span class="hidden">, {}</span>').format(span.about)
            return Markup('<a href="{}">{}{}</a>').format(
                span.target, span.text, about if span.about else ""
            )
        case Words(manner="plain"):
            return escape(span.text)
    return _MANNERS[span.manner].format(span.text)


def amount(one: Input) -> str:
    """An input's value, at more digits than a headline so that the sum can be redone."""
    if one.value is None:
        return display(None, one.unit)
    if one.unit == "£ per hour":
        return f"{_sign(one.value)}£{abs(one.value):,.2f} per hour"
    if one.unit in ("%", "% a year"):
        return f"{_sign(one.value)}{abs(one.value):,.2f}{one.unit}"
    if one.unit in ("ratio", "share", "index"):
        return f"{_sign(one.value)}{abs(one.value):,.4f}"
    if one.unit not in UNITS:
        return f"{_sign(one.value)}{abs(one.value):,.4g} {one.unit}"
    return display(one.value, one.unit)


def release(source: Source) -> str:
    """A release as a reader would look it up: its title and its day."""
    day = source.released
    return f"{source.title}, released {day.day} {day:%B %Y}"


def _sign(value: float) -> str:
    return MINUS if value < 0 else ""
