"""What a figure assumes: sentences as they are, ids of assumptions as links to where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from growthplan.vocabulary.assumption import ID

PAGE = "projection-assumptions.html"
_PAGES = {"appraisal": "worth-method.html"}
"""Pages of assumptions that the projection does not use, by the first word of their ids."""
MOST_LINKED = 12
"""Assumptions beyond which a page says how many there are and links to all of them at once."""


def in_words(assumptions: Sequence[str]) -> list[str]:
    """Those that are sentences.

    >>> in_words(["skills.decay", "Homes last."])
    ['Homes last.']
    """
    return [text for text in assumptions if not ID.fullmatch(text)]


def by_id(assumptions: Sequence[str]) -> list[str]:
    """Those that are ids."""
    return [text for text in assumptions if ID.fullmatch(text)]


def numbers_used(ids: Sequence[str]) -> Markup:
    """The assumptions that a figure stands on, each a link while they are few."""
    tag = Markup('<span class="tag">assumed</span> ')
    if len(ids) > MOST_LINKED:
        words = Markup('It stands on <a href="{}#table">{} numbers that are chosen</a>, each with '
                       "its value, range, evidence and source.")  # fmt: skip
        return tag + words.format(PAGE, len(ids))
    links = Markup(", ").join(
        Markup('<a href="{}#{}">{}</a>').format(_page(name), _anchor(name), name) for name in ids
    )
    return tag + links


def _page(name: str) -> str:
    return _PAGES.get(name.partition(".")[0], PAGE)


def _anchor(name: str) -> str:
    return "assumption-" + name.replace(".", "-").replace("_", "-")
