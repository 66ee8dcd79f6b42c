"""Write the board report: one page of the report on two sheets, set by Typst to PDF/UA-1."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from growthplan.publishers.pdf.blocks import Writer
from growthplan.publishers.pdf.links import Links
from growthplan.publishers.pdf.setting import set_pdf
from growthplan.publishers.pdf.spans import Data
from growthplan.report import Page, Report, Section


def write_board(report: Report, slug: str, path: Path, *, made: date, state: str = "") -> Path:
    """Write the page `slug` to `path` as exactly two sheets and return the path.

    What leads it and its first section stand on the first sheet, the other sections on the second;
    a sheet that is too full is set smaller until it fits. The same report, day and state give the
    same bytes. Raises GrowthplanError when the `pdf` or the `charts` extra is not installed, and
    KeyError when there is no such page.
    """
    pages = {page.slug: page for page in report.pages}
    data, pictures = board_document(report, pages[slug], made=made, state=state)
    return set_pdf("board.typ", {"board.json": data}, pictures, path, made=made)


def board_document(
    report: Report, page: Page, *, made: date, state: str = ""
) -> tuple[Data, dict[str, bytes]]:
    """Everything that the template sets, and the pictures by file name."""
    writer = Writer(report, Links(frozenset()))
    data = {
        "title": f"{report.title}: board report",
        "heading": page.title,
        "edition": report.edition,
        "state": state,
        "made": {"year": made.year, "month": made.month, "day": made.day},
        "day": f"{made.day} {made:%B %Y}",
        "notes": list(report.notes),
        "run": report.run_line,
        "lede": [writer.text(text, page.slug) for text in page.lede],
        "lead": writer.blocks(page.lead, page.slug),
        "sheets": [_sections(writer, page, page.sections[:1]),
                   _sections(writer, page, page.sections[1:])],
    }  # fmt: skip
    return data, writer.pictures


def _sections(writer: Writer, page: Page, sections: Iterable[Section]) -> list[Data]:
    return [
        {"title": one.title, "blocks": writer.blocks(one.blocks, page.slug)} for one in sections
    ]
