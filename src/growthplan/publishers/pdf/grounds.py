"""How the document knows what it says: each figure that it quotes, and each release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from growthplan.publishers.pdf.links import Links, reason_label
from growthplan.publishers.pdf.spans import Data
from growthplan.publishers.site.assumed import by_id, in_words
from growthplan.publishers.site.markup import amount
from growthplan.report import Page, Report, written
from growthplan.vocabulary import Figure, Input, Source

MOST_INPUTS = 8
"""Inputs of one figure that are printed; `growthplan explain` gives all of them."""


def quoted(report: Report, pages: Iterable[Page]) -> tuple[Figure, ...]:
    """The figures that the pages quote, once each, in reading order."""
    ids = dict.fromkeys(id_ for page in pages for id_ in page.quoted)
    return tuple(report.by_id[id_] for id_ in ids)


@dataclass
class Grounds:
    """Explanations that share numbered sources and numbered notes, so that each is said once."""

    sources: Sequence[Source]
    links: Links
    notes: dict[str, int] = field(default_factory=dict)
    """Assumptions and caveats with their numbers, in the order of their first mention."""

    def __post_init__(self) -> None:
        self._numbers: Mapping[str, int] = {s.id: n for n, s in enumerate(self.sources, start=1)}
        self._by_id: Mapping[str, Source] = {s.id: s for s in self.sources}

    def reason(self, figure: Figure) -> Data:
        """One figure with its formula, range, inputs down to the cell, and notes by number."""
        lineage = figure.lineage
        known = figure.low is not None and figure.high is not None
        return {
            "label": reason_label(figure.id),
            "id": figure.id,
            "value": figure.display,
            "sentence": figure.sentence,
            "formula": lineage.formula,
            "range": written(figure, "range") if known else "",
            "inputs": [self._input(one) for one in lineage.inputs[:MOST_INPUTS]],
            "more": max(len(lineage.inputs) - MOST_INPUTS, 0),
            "assumptions": [self._noted(text) for text in _assumed(lineage.assumptions)],
            "caveats": [self._noted(text) for text in figure.caveats],
        }

    def _noted(self, text: str) -> int:
        return self.notes.setdefault(text, len(self.notes) + 1)

    def _input(self, one: Input) -> Data:
        shown = "" if one.value is None else amount(one)
        found: Data = {"what": one.label, "amount": shown, "where": ""}
        if one.source and one.source in self._numbers:
            file = one.file if one.file != self._by_id[one.source].file else None
            where = (f"source {self._numbers[one.source]}", file, one.cell)
            return {
                **found,
                "where": ", ".join(filter(None, where)),
                "label": f"source:{one.source}",
            }
        if one.source:
            return {**found, "where": one.source}
        reason = self.links.reason(one.figure) if one.figure else {}
        return {**found, "where": "explained here", **reason} if reason else found

    def listed(self) -> list[Data]:
        """Each release with its number and birth certificate."""
        return [
            {
                "label": f"source:{one.id}",
                "title": one.title,
                "publisher": one.publisher,
                "edition": one.edition,
                "released": f"{one.released.day} {one.released:%B %Y}",
                "licence": one.licence,
                "address": one.url,
                "sha256": one.sha256,
                **{k: v for k, v in self.links.to(one.url, "").items() if k == "url"},
            }
            for one in self.sources
        ]


def _assumed(assumptions: Sequence[str]) -> list[str]:
    """Sentences as they are; ids of assumptions as one sentence while they are many."""
    ids = by_id(assumptions)
    if len(ids) <= MOST_INPUTS:
        return [*in_words(assumptions), *ids]
    said = f"Stands on {len(ids)} chosen numbers; the section Assumptions has each."
    return [*in_words(assumptions), said]
