"""Prose as spans that the template sets: words are values there, never marks to be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from growthplan.publishers.pdf.links import Links
from growthplan.report import FigureRef, Link, RichText, written
from growthplan.vocabulary import Figure

Data = dict[str, Any]
"""What the template reads: JSON."""


def spans(text: RichText, page: str, links: Links, figures: Mapping[str, Figure]) -> list[Data]:
    """Each run of text as `{"text", "kind", "url" or "label"}`; `page` is where it stands."""
    found: list[Data] = []
    for span in text:
        match span:
            case FigureRef():
                shown = written(figures[span.figure], span.form)
                found.append({"text": shown, "kind": "figure", **links.reason(span.figure)})
            case Link():
                found.append({"text": span.text, "kind": "link", **links.to(span.target, page)})
            case _:
                found.append({"text": span.text, "kind": span.manner})
    return found
