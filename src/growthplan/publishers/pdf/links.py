"""Where the links of pages lead in a document: to its own headings, to the web, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

_WEB = ("https://", "http://", "mailto:")
_ENDING = ".html"
_SAFE = "%/:=&?~#+!$,;'@()*[]"


def label_of(slug: str, anchor: str = "") -> str:
    """What the document calls a page, or a thing on it.

    >>> label_of("levers", "lever-buses")
    'levers#lever-buses'
    """
    return f"{slug}#{anchor}" if anchor else slug


def reason_label(figure: str) -> str:
    """What the document calls the explanation of a figure."""
    return f"why:{figure}"


@dataclass(frozen=True)
class Links:
    """Everything in the document that a link can lead to."""

    labels: frozenset[str]
    figures: frozenset[str] = frozenset()
    """Ids of the figures that the document explains."""

    def to(self, target: str, page: str) -> dict[str, str]:
        """`{"url": …}` or `{"label": …}` for a target as the page `page` writes it; empty when
        the document holds no such thing, so that the words stand without a link."""
        if target.startswith(_WEB):
            return {"url": quote(target, safe=_SAFE)}
        file, _, anchor = target.partition("#")
        if file and not file.endswith(_ENDING):
            return {}
        slug = file.removesuffix(_ENDING) or page
        near = (label_of(slug, anchor), slug)
        return next(({"label": label} for label in near if label in self.labels), {})

    def reason(self, figure: str) -> dict[str, str]:
        """The explanation of a figure, if the document has it."""
        return {"label": reason_label(figure)} if figure in self.figures else {}
