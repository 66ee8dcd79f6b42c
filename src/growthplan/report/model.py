"""The report: pages, blocks and figures as data, before anybody renders them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from growthplan.report.board import Board
from growthplan.report.diagram import Diagram
from growthplan.report.prose import Form, RichText, figures_in
from growthplan.report.sheet import MapDrawing
from growthplan.report.table import Table
from growthplan.vocabulary import Figure, Source

Spec = Mapping[str, Any]
"""A Vega-Lite specification."""

NoteKind = Literal["provisional", "assumption", "announced", "no data", "stale"]


@dataclass(frozen=True)
class Drawing:
    """One picture laid out twice: for a wide column, and again for a phone."""

    wide: Spec
    narrow: Spec
    alt: str
    """The finding in words, for a reader who does not see the picture."""


@dataclass(frozen=True)
class Chart:
    """A picture with its finding, units, source and the table behind it."""

    id: str
    title: str
    """The finding."""
    subtitle: str
    """What is drawn, in which units."""
    drawing: Drawing
    source: str
    data: Table
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Map:
    """A map with its finding, units, source, the table behind it, and a dot plot beside it."""

    id: str
    title: str
    """The finding."""
    subtitle: str
    """What is drawn, in which units."""
    drawing: MapDrawing
    source: str
    data: Table
    beside: Chart | None = None
    """The same values in order, as areas of different size mislead."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prose:
    """Paragraphs."""

    paragraphs: tuple[RichText, ...]


@dataclass(frozen=True)
class Note:
    """Something to bear in mind: what is provisional, assumed, announced or missing."""

    kind: NoteKind
    text: RichText


@dataclass(frozen=True)
class Definitions:
    """Terms with their meanings, or steps with their formulas."""

    entries: tuple[tuple[str, RichText], ...]
    anchors: tuple[str, ...] = ()
    """What a link calls each entry, in their order; none when nothing links to them."""

    def __post_init__(self) -> None:
        if self.anchors and len(self.anchors) != len(self.entries):
            raise ValueError("definitions need an anchor for each entry, or none")


@dataclass(frozen=True)
class KeyFigure:
    """A number to see first, with what it is and how it compares."""

    label: str
    figure: str
    context: RichText = ()
    form: Form = "shown"


@dataclass(frozen=True)
class KeyFigures:
    """Up to four numbers side by side."""

    items: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Statement:
    """A public statement beside the figure that it should equal."""

    quotation: str
    source: str
    verdict: str
    """A few words: `fits the gap to the UK`, `cannot be checked`."""
    finding: RichText


@dataclass(frozen=True)
class Statements:
    """Public statements, checked."""

    entries: tuple[Statement, ...]


Block = Chart | Map | Table | Prose | Note | Definitions | KeyFigures | Statements | Board | Diagram


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Download:
    """A file offered to the reader."""

    label: str
    target: str
    """Relative to the site's folder."""
    detail: str = ""


@dataclass(frozen=True)
class Page:
    """One page: a finding, three sentences, one picture, then the rest."""

    slug: str
    """File name without its ending; `index` for the first."""
    name: str
    """What the navigation calls it."""
    title: str
    """A finding computed from the figures."""
    lede: tuple[RichText, ...]
    """What, how sure, so what."""
    sections: tuple[Section, ...]
    lead: tuple[Block, ...] = ()
    """Blocks directly under the lede: the picture that carries the finding."""
    downloads: tuple[Download, ...] = ()
    caveat: RichText = ()
    under: str = ""
    """Slug of the page that leads here, for one that the navigation leaves out."""
    grounds: tuple[Block, ...] = ()
    """Blocks under How do we know this?, such as the sources of what the page repeats."""
    beside: bool = False
    """Whether the pages under the same one show it in a second row of navigation."""
    screen_only: bool = False
    """Whether documents to print leave it to the site: one of dozens alike, or told elsewhere."""

    @property
    def file(self) -> str:
        return f"{self.slug}.html"

    def blocks(self) -> Iterator[Block]:
        """Every block in reading order."""
        yield from self.lead
        for section in self.sections:
            yield from section.blocks
        yield from self.grounds

    def tables(self) -> Iterator[Table]:
        """Every table of the page, those behind pictures too."""
        for block in self.blocks():
            yield from _tables(block)

    @cached_property
    def quoted(self) -> tuple[str, ...]:
        """Ids of the figures that the page quotes, once each, in reading order."""
        found = [i for text in self._texts() for i in figures_in(text)]
        found += [
            item.figure for b in self.blocks() if isinstance(b, KeyFigures) for item in b.items
        ]
        return tuple(dict.fromkeys(found))

    def _texts(self) -> Iterator[RichText]:
        yield from self.lede
        yield self.caveat
        for block in self.blocks():
            yield from _texts_of(block)


def _texts_of(block: Block) -> Iterator[RichText]:
    match block:
        case Prose():
            yield from block.paragraphs
        case Note():
            yield block.text
        case Definitions():
            yield from (text for _, text in block.entries)
        case KeyFigures():
            yield from (item.context for item in block.items)
        case Statements():
            yield from (entry.finding for entry in block.entries)
        case _:
            return


@dataclass(frozen=True)
class Report:
    """All that is published about one place, whoever renders it."""

    title: str
    place: str
    place_code: str
    edition: str
    """Which statistics it stands on: `ONS subregional productivity, June 2025`."""
    pages: tuple[Page, ...]
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()
    run_line: str = ""
    """One line on the run that made it, shown at the foot of every page."""
    extra_tables: tuple[Table, ...] = field(default=())
    """Tables for the files that no page shows."""

    def __post_init__(self) -> None:
        _refuse_repeats("page", [page.slug for page in self.pages])
        _refuse_repeats("figure", [figure.id for figure in self.figures])
        tables = [table.id for table in self.tables()]
        _refuse_repeats("table", tables)
        for page in self.pages:
            _refuse_repeats(f"name on page '{page.slug}'", _names(page))
        known = self.by_id
        for page in self.pages:
            missing = [id_ for id_ in page.quoted if id_ not in known]
            if missing:
                raise ValueError(f"page '{page.slug}' quotes unknown figures: {missing}")
            absent = [t.part_of for t in page.tables() if t.part_of and t.part_of not in tables]
            if absent:
                raise ValueError(f"page '{page.slug}' has rows of unknown tables: {absent}")

    @cached_property
    def by_id(self) -> Mapping[str, Figure]:
        return {figure.id: figure for figure in self.figures}

    def tables(self) -> tuple[Table, ...]:
        """Every table once: those behind charts, those shown, and those only in files; not those
        that are part of another."""
        shown = [table for page in self.pages for table in page.tables()]
        found: list[Table] = []
        for table in (*shown, *self.extra_tables):
            if table not in found and not table.part_of:
                found.append(table)
        return tuple(found)


def _tables(block: Block) -> Iterator[Table]:
    if isinstance(block, Map):
        yield block.data
        if block.beside is not None:
            yield block.beside.data
    elif isinstance(block, Chart | Diagram):
        yield block.data
    elif isinstance(block, Table):
        yield block


def _names(page: Page) -> list[str]:
    """Everything on a page that a link can point to."""
    blocks = list(page.blocks())
    drawn = [b.id for b in blocks if isinstance(b, Chart | Map | Table | Board | Diagram)]
    beside = [b.beside.id for b in blocks if isinstance(b, Map) and b.beside]
    entries = [name for b in blocks if isinstance(b, Definitions) for name in b.anchors]
    return [section.id for section in page.sections] + drawn + beside + entries


def _refuse_repeats(what: str, ids: list[str]) -> None:
    repeated = [id_ for id_, count in Counter(ids).items() if count > 1]
    if repeated:
        raise ValueError(f"the report repeats a {what}: {repeated}")
