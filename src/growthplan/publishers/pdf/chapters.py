"""Which pages become chapters, in which order, and what they leave to the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from growthplan.publishers.pdf.links import label_of
from growthplan.report import (
    Block,
    Board,
    Chart,
    Definitions,
    Diagram,
    Map,
    Page,
    Report,
    Section,
    Table,
)

ORDER = (
    "index", "plan", "indicators", "productivity", "drivers", "sectors", "clusters", "places",
    "themes", "growth-sectors", "sites", "actions", "money", "levers", "alignment", "priorities",
    "pipeline", "decisions", "changes", "guidance", "method",
)  # fmt: skip
"""Mission and outcomes, where the place stands and why, what is done about it and with what, and
how all that is known. A page that is not named here stays behind the one that it follows."""

SOURCES = "data"
"""The page that the document's own list of sources stands in for."""

MOST_ROWS = 60
"""Rows beyond which a table is left to its file: nobody reads 199 neighbourhoods on paper."""
MOST_ROWS_OF_A_PART = 20
"""The same for a part: a page within a chapter, of which there may be dozens. A part leaves its
maps and boards to the site, as its chapter has a map and a board of all of them."""


@dataclass(frozen=True)
class Left:
    """A table too long to print."""

    table: Table


@dataclass(frozen=True)
class Repeat:
    """A picture or table that an earlier page shows, or rows that stand in another table."""

    title: str
    label: str


Printed = Block | Left | Repeat


@dataclass(frozen=True)
class PrintedSection:
    """A heading and what is printed under it."""

    section: Section
    blocks: tuple[Printed, ...]


@dataclass(frozen=True)
class PrintedPage:
    """A page with what of it is printed."""

    page: Page
    part: bool
    """Whether it stands within the chapter of another page."""
    lead: tuple[Printed, ...]
    sections: tuple[PrintedSection, ...]
    grounds: tuple[Printed, ...]

    def labels(self) -> Iterator[str]:
        """What a link can lead to: the page, its sections, and every thing with a name."""
        slug = self.page.slug
        yield slug
        for one in self.sections:
            yield label_of(slug, one.section.id)
        for block in (*self.lead, *(b for s in self.sections for b in s.blocks), *self.grounds):
            yield from (label_of(slug, name) for name in _names(block))


def _names(block: Printed) -> tuple[str, ...]:
    match block:
        case Chart() | Map() | Table() | Board() | Diagram():
            return (block.id,)
        case Definitions():
            return block.anchors
        case _:
            return ()


def printed_pages(report: Report) -> tuple[PrintedPage, ...]:
    """The whole document: chapters in a reader's order, each followed by its parts. Pages for the
    screen alone are left out with the pages under them; links to them become words."""
    heads = [p for p in report.pages if _leads(p, report.pages) and p.slug != SOURCES]
    heads = [head for head in _ordered(heads) if not head.screen_only]
    earlier: dict[str, tuple[str, Block]] = {}
    wholes = _wholes(heads)
    return tuple(
        _printed(page, page is not head, earlier, wholes)
        for head in heads
        for page in (head, *_parts(head, report.pages))
    )


def left_to_site(page: Page, pages: Iterable[Page]) -> tuple[Page, ...]:
    """Pages under one that only the site has."""
    return tuple(one for one in pages if one.under == page.slug and one.screen_only)


def _leads(page: Page, pages: Iterable[Page]) -> bool:
    """A page that leads a chapter: one of the navigation, or one that stands beside such."""
    return not page.under or page.beside or page.under not in {one.slug for one in pages}


def _parts(head: Page, pages: Sequence[Page]) -> tuple[Page, ...]:
    """Pages under this one that do not stand beside it, each followed by its own."""
    found: list[Page] = []
    for page in pages:
        if page.under == head.slug and not page.beside and not page.screen_only:
            found += [page, *_parts(page, pages)]
    return tuple(found)


def _ordered(pages: Iterable[Page]) -> list[Page]:
    ranked: list[tuple[int, int, Page]] = []
    rank = -1
    for step, page in enumerate(pages):
        rank = ORDER.index(page.slug) if page.slug in ORDER else rank
        ranked.append((rank, step, page))
    return [page for *_, page in sorted(ranked, key=lambda one: one[:2])]


def _wholes(heads: Iterable[Page]) -> dict[str, str]:
    """Labels of the tables that chapters print, by id."""
    return {
        block.id: label_of(page.slug, block.id)
        for page in heads
        for block in page.blocks()
        if isinstance(block, Table) and len(block.rows) <= MOST_ROWS
    }


def _printed(
    page: Page, part: bool, earlier: dict[str, tuple[str, Block]], wholes: Mapping[str, str]
) -> PrintedPage:
    def keep(blocks: Iterable[Block]) -> tuple[Printed, ...]:
        shown = (b for b in blocks if not (part and isinstance(b, Map | Board)))
        return tuple(
            Repeat(block.title, wholes[block.part_of])
            if not part and isinstance(block, Table) and block.part_of in wholes
            else _kept(block, page.slug, part, earlier)
            for block in shown
        )

    return PrintedPage(
        page,
        part,
        keep(page.lead),
        tuple(PrintedSection(one, keep(one.blocks)) for one in page.sections),
        keep(page.grounds),
    )


def _kept(block: Block, slug: str, part: bool, earlier: dict[str, tuple[str, Block]]) -> Printed:
    if isinstance(block, Table) and len(block.rows) > (MOST_ROWS_OF_A_PART if part else MOST_ROWS):
        return Left(block)
    if not isinstance(block, Chart | Map | Table):
        return block
    if block.id not in earlier:
        earlier[block.id] = (label_of(slug, block.id), block)
        return block
    label, before = earlier[block.id]
    return Repeat(block.title, label) if before == block else block
