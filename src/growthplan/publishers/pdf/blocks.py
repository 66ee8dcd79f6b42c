"""Blocks of a page as the template sets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from growthplan.publishers.pdf.chapters import Left, Printed, Repeat
from growthplan.publishers.pdf.grids import grid
from growthplan.publishers.pdf.links import Links, label_of
from growthplan.publishers.pdf.pictures import (
    chart_svg,
    chart_width,
    diagram_sheet_svg,
    is_tall,
    map_sheet_svg,
    swatch_svg,
)
from growthplan.publishers.pdf.spans import Data, spans
from growthplan.report import (
    Board,
    Chart,
    Definitions,
    Diagram,
    KeyFigures,
    Map,
    Note,
    Prose,
    Report,
    RichText,
    Statements,
    Table,
    written,
)


@dataclass(frozen=True)
class Writer:
    """Writes blocks as data, and keeps the pictures that they show, by file name."""

    report: Report
    links: Links
    parts: frozenset[str] = frozenset()
    """Pages that stand within the chapter of another, where there is less room."""
    pictures: dict[str, bytes] = field(default_factory=dict)

    def blocks(self, blocks: Iterable[Printed], page: str) -> list[Data]:
        """Blocks of one page, in order."""
        return [data for block in blocks for data in self._placed(block, page)]

    def text(self, text: RichText, page: str) -> list[Data]:
        """A sentence."""
        return spans(text, page, self.links, self.report.by_id)

    def _placed(self, block: Printed, page: str) -> Iterator[Data]:
        """A block; dots too many to stand beside their map follow it."""
        if isinstance(block, Map) and block.beside and is_tall(chart_svg(block.beside, "narrow")):
            yield self._block(replace(block, beside=None), page)
            yield self._chart(block.beside, page)
        else:
            yield self._block(block, page)

    def _block(self, block: Printed, page: str) -> Data:
        match block:
            case Chart():
                return self._chart(block, page)
            case Diagram():
                return self._diagram(block, page)
            case Map():
                return self._map(block, page)
            case Table():
                return self._table(block, page)
            case Left(table):
                rows = len(table.rows)
                return {"kind": "left", "title": table.title, "rows": rows, "file": file_of(table)}
            case Repeat():
                return {"kind": "repeat", "title": block.title, "label": block.label}
            case Board():
                return self._board(block, page)
            case _:
                return self._words(block, page)

    def _words(self, block: Any, page: str) -> Data:
        match block:
            case Prose():
                return {"kind": "prose", "paragraphs": self._texts(block.paragraphs, page)}
            case Note():
                return {"kind": "note", "what": block.kind, "text": self.text(block.text, page)}
            case Definitions():
                return {"kind": "definitions", "entries": self._entries(block, page)}
            case KeyFigures():
                return {"kind": "key-figures", "items": self._key_figures(block, page)}
            case Statements():
                return {"kind": "statements", "entries": self._statements(block, page)}
        raise TypeError(f"a PDF cannot show a {type(block).__name__}")

    def _texts(self, texts: Iterable[RichText], page: str) -> list[list[Data]]:
        return [self.text(text, page) for text in texts]

    def _entries(self, block: Definitions, page: str) -> list[Data]:
        anchors = block.anchors or ("",) * len(block.entries)
        return [
            {
                "term": term,
                "text": self.text(text, page),
                "label": label_of(page, anchor) if anchor else None,
            }
            for (term, text), anchor in zip(block.entries, anchors, strict=True)
        ]

    def _key_figures(self, block: KeyFigures, page: str) -> list[Data]:
        return [
            {
                "name": item.label,
                "value": written(self.report.by_id[item.figure], item.form),
                "context": self.text(item.context, page),
                **self.links.reason(item.figure),
            }
            for item in block.items
        ]

    def _statements(self, block: Statements, page: str) -> list[Data]:
        return [
            {
                "quotation": entry.quotation,
                "source": entry.source,
                "verdict": entry.verdict,
                "finding": self.text(entry.finding, page),
            }
            for entry in block.entries
        ]

    def _table(self, block: Table, page: str) -> Data:
        return {
            "kind": "table",
            **_credited(block, page, block),
            "grid": grid(block, page, self.links, part=page in self.parts),
        }

    def _chart(self, block: Chart, page: str) -> Data:
        svg = chart_svg(block, "wide")
        return {
            "kind": "chart",
            **_credited(block, page, block.data),
            "subtitle": block.subtitle,
            "alt": block.drawing.alt,
            "picture": self._keep(page, block.id, svg),
            "width": chart_width(svg),
        }

    def _diagram(self, block: Diagram, page: str) -> Data:
        svg = diagram_sheet_svg(block)
        return {
            "kind": "chart",
            **_credited(block, page, block.data),
            "subtitle": block.subtitle,
            "alt": block.alt,
            "picture": self._keep(page, block.id, svg),
            "width": chart_width(svg),
        }

    def _map(self, block: Map, page: str) -> Data:
        drawing = block.drawing
        beside = block.beside
        return {
            "kind": "map",
            **_credited(block, page, block.data),
            "subtitle": block.subtitle,
            "alt": drawing.alt,
            "picture": self._keep(page, block.id, map_sheet_svg(block)),
            "legend-title": drawing.legend_title,
            "legend": [
                {
                    "words": key.words,
                    "picture": self._keep(page, f"{block.id}-{n}", swatch_svg(key, block.id)),
                }
                for n, key in enumerate(drawing.legend)
            ],
            "beside": beside
            and {
                "title": beside.title,
                "alt": beside.drawing.alt,
                "picture": self._keep(page, beside.id, chart_svg(beside, "narrow")),
            },
        }

    def _board(self, block: Board, page: str) -> Data:
        """A board without its subtitle, which tells how to move about on it."""
        return {
            "kind": "board",
            "title": block.title,
            "label": label_of(page, block.id),
            "source": block.source,
            "bands": [
                {
                    "title": band.title,
                    "note": band.note,
                    "groups": [
                        {
                            "title": group.title,
                            "chips": [
                                {
                                    "text": chip.text,
                                    "detail": chip.detail,
                                    **self.links.to(chip.target, page),
                                }
                                for chip in group.chips
                            ],
                        }
                        for group in band.groups
                    ],
                }
                for band in block.bands
            ],
        }

    def _keep(self, page: str, name: str, svg: bytes) -> str:
        file = f"{page}--{name}.svg"
        self.pictures[file] = svg
        return file


def _credited(block: Chart | Diagram | Map | Table, page: str, data: Table) -> Data:
    """What every picture and table has: its finding, its name, notes, source and file."""
    return {
        "title": block.title,
        "label": label_of(page, block.id),
        "notes": list(block.notes),
        "source": block.source,
        "file": file_of(data),
    }


def file_of(table: Table) -> str:
    """Where the build keeps a table."""
    return f"data/{table.part_of or table.id}.csv"
