"""The equations of the model as a page tells them, each leading to the numbers that it uses."""

from __future__ import annotations

from growthplan.report.model import Definitions
from growthplan.report.pages.projection_view import Outlook
from growthplan.report.prose import Link, RichText, Span, Words
from growthplan.system import EQUATIONS, Equation

_OF_MECHANISM = {
    "density_transport": "density",
    "density_jobs": "density",
    "mix": "reallocation",
}
_KNOWN = {one.id: one for one in EQUATIONS}


def equation_of(mechanism: str) -> Equation | None:
    """The equation behind a mechanism of the results; None when it has none of its own."""
    return _KNOWN.get(_OF_MECHANISM.get(mechanism, mechanism))


def equation_anchor(equation: str) -> str:
    """What links call an equation.

    >>> equation_anchor("human_capital")
    'equation-human-capital'
    """
    return "equation-" + equation.replace("_", "-")


def assumption_anchor(name: str) -> str:
    """What links call an assumption.

    >>> assumption_anchor("skills.unit_cost_adult")
    'assumption-skills-unit-cost-adult'
    """
    return "assumption-" + name.replace(".", "-").replace("_", "-")


def assumption_link(name: str, title: str) -> Link:
    """A link to where an assumption is told of."""
    return Link(title, f"projection-assumptions.html#{assumption_anchor(name)}")


def equations_block(of: Outlook) -> Definitions:
    """Every equation with its symbols, its numbers and its source, in the order of a year."""
    return Definitions(
        tuple((one.title, _told(of, one)) for one in EQUATIONS),
        anchors=tuple(equation_anchor(one.id) for one in EQUATIONS),
    )


def _told(of: Outlook, one: Equation) -> RichText:
    symbols = "; ".join(f"{letter}: {meaning}" for letter, meaning in one.symbols.items())
    spans: list[Span] = [Words(one.text, "strong"), Words(f" where {symbols}.")]
    numbers = [name for name in one.assumptions if name in of.made.assumptions]
    for n, name in enumerate(numbers):
        spans.append(Words(" Numbers: " if n == 0 else "; "))
        spans.append(assumption_link(name, of.made.assumptions[name].title))
    spans.append(Words(f"{'.' if numbers else ''} Method: {one.source}"))
    return tuple(spans)
