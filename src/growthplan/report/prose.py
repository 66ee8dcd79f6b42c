"""Prose whose numbers are references: a sentence and its figures cannot drift apart."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from growthplan.vocabulary import Figure, display

Form = Literal["shown", "size", "beside", "range", "beside_range"]
"""How a figure reads in a sentence: `−12.1%`, `12.1%`, `12.1% below`, `between −13.9% and
−10.2%`, `between 10.2% and 13.9% below`."""

Manner = Literal["plain", "strong", "assumed", "illustrative", "announced"]
"""Whether words state, stress, assume or illustrate (dotted underline), or repeat a claim."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text."""

    text: str
    manner: Manner = "plain"


@dataclass(frozen=True, slots=True)
class FigureRef:
    """A number in prose, by the id of its Figure."""

    figure: str
    form: Form = "shown"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another page (`productivity.html`) or to a publisher (`https://…`)."""

    text: str
    target: str
    about: str = ""
    """A word after the text for those who hear it, where the same text leads elsewhere too."""


Span = Words | FigureRef | Link
RichText = tuple[Span, ...]
Part = str | Figure | Words | FigureRef | Link


def rich(template: str, /, **parts: Part) -> RichText:
    """A sentence from a template whose fields are figures, words or links.

    A field may name the form in which its figure reads: `{gap:beside}`.

    >>> rich("It has {n} parts.", n="three")
    (Words(text='It has three parts.', manner='plain'),)

    Raises KeyError when a field has no part, ValueError when a form is unknown.
    """
    spans: list[Span] = []
    for literal, field, form, _ in string.Formatter().parse(template):
        if literal:
            _append(spans, Words(literal))
        if field is not None:
            _append(spans, _span(parts[field], form or "shown"))
    return tuple(spans)


def _span(part: Part, form: str) -> Span:
    if isinstance(part, str):
        return Words(part)
    if isinstance(part, Figure):
        return FigureRef(part.id, _form(form))
    return part


def _form(form: str) -> Form:
    match form:
        case "shown" | "size" | "beside" | "range" | "beside_range":
            return form
    raise ValueError(f"A figure cannot be written as '{form}': use one of {get_args(Form)}.")


def _append(spans: list[Span], span: Span) -> None:
    last = spans[-1] if spans else None
    if isinstance(span, Words) and isinstance(last, Words) and span.manner == last.manner:
        spans[-1] = Words(last.text + span.text, span.manner)
    else:
        spans.append(span)


def written(figure: Figure, form: Form = "shown") -> str:
    """The figure as a sentence has it.

    `beside` puts the size and the side (`12.1% below`, `the same as` when it rounds to nothing);
    `range` gives the 90% range, or says that none is known; `beside_range` names the sides.
    """
    value = figure.value
    match form:
        case "size" if isinstance(value, int | float):
            return display(abs(value), figure.unit)
        case "beside" if isinstance(value, int | float):
            return _beside(value, figure.unit)
        case "range" | "beside_range":
            if figure.low is None or figure.high is None:
                return "no range known"
            if form == "beside_range":
                return _beside_range(figure.low, figure.high, figure.unit)
            low, high = display(figure.low, figure.unit), display(figure.high, figure.unit)
            return f"between {low} and {high}"
    return figure.display


def _beside(value: float, unit: str) -> str:
    size = display(abs(value), unit)
    if size == display(0.0, unit):
        return "the same as"
    return f"{size} {'below' if value < 0 else 'above'}"


def _beside_range(low: float, high: float, unit: str) -> str:
    if low < 0 < high:
        return f"between {display(-low, unit)} below and {display(high, unit)} above"
    near, far = sorted((abs(low), abs(high)))
    side = "below" if high <= 0 else "above"
    return f"between {display(near, unit)} and {display(far, unit)} {side}"


def plain(text: RichText, figures: Mapping[str, Figure]) -> str:
    """The same prose without marks, for titles, alternatives and the terminal."""
    return "".join(
        written(figures[span.figure], span.form) if isinstance(span, FigureRef) else span.text
        for span in text
    )


def figures_in(text: RichText) -> tuple[str, ...]:
    """Ids of the figures that the prose quotes, in order, with repeats."""
    return tuple(span.figure for span in text if isinstance(span, FigureRef))
