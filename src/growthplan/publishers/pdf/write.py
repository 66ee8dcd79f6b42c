"""Write the PDF: the report's pages as chapters, set by Typst to PDF/UA-1."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from growthplan.publishers.pdf.blocks import Writer, file_of
from growthplan.publishers.pdf.chapters import SOURCES, PrintedPage, left_to_site, printed_pages
from growthplan.publishers.pdf.grounds import Grounds, quoted
from growthplan.publishers.pdf.links import Links
from growthplan.publishers.pdf.setting import set_pdf
from growthplan.publishers.pdf.spans import Data
from growthplan.report import Page, Report, Table

MOST_PARTS = 12
"""Parts beyond which they stand at the end, so that the chapters can be read in one go."""
MOST_NAMED = 4
"""Pages left to the site that are named; more of them are counted."""


def write_pdf(report: Report, path: Path, *, made: date, state: str = "") -> Path:
    """Write the report to `path` as one tagged PDF and return it.

    `state` says whether the plan is a draft or was published; `made` is the day on the title page
    and in the file. The same report, day and state give the same bytes: the clock is not read.
    Pages become chapters in a reader's order; long tables are left to the CSV files, which are
    named where they would stand. Raises GrowthplanError when the `pdf` or the `charts` extra is
    not installed.
    """
    data, pictures = document(report, made=made, state=state)
    return set_pdf("report.typ", {"report.json": data}, pictures, path, made=made)


def document(report: Report, *, made: date, state: str = "") -> tuple[Data, dict[str, bytes]]:
    """Everything that the template sets, and the pictures by file name."""
    pages = printed_pages(report)
    figures = quoted(report, (one.page for one in pages))
    labels = frozenset(label for page in pages for label in page.labels()) | {SOURCES}
    links = Links(labels, frozenset(figure.id for figure in figures))
    writer = Writer(report, links, frozenset(one.page.slug for one in pages if one.part))
    grounds = Grounds(report.sources, links)
    chapters = _chapters(pages, writer)
    data = {
        "title": report.title,
        "place": report.place,
        "edition": report.edition,
        "state": state,
        "made": {"year": made.year, "month": made.month, "day": made.day},
        "day": f"{made.day} {made:%B %Y}",
        "notes": list(report.notes),
        "run": report.run_line,
        "summary": _summary(chapters),
        "chapters": chapters,
        "reasons": [grounds.reason(figure) for figure in figures],
        "reason-notes": list(grounds.notes),
        "sources": grounds.listed(),
    }
    return data, writer.pictures


def _chapters(pages: Sequence[PrintedPage], writer: Writer) -> list[Data]:
    """Chapters with their parts within; dozens of parts make a chapter of their own at the end."""
    found: list[Data] = []
    for one in pages:
        written = _page(one, writer)
        if one.part:
            found[-1]["parts"].append({**written, "credits": _credits(one)})
        else:
            found.append({**written, "parts": []})
    sheets = [_sheets(one) for one in found if len(one["parts"]) > MOST_PARTS]
    return found + sheets


def _sheets(chapter: Data) -> Data:
    """A chapter of its own for the parts of another, which then says where they are."""
    label = f"{chapter['label']}: sheets"
    name = f"{chapter['name']}, one by one"
    parts, chapter["parts"], chapter["sheets"] = chapter["parts"], [], label
    empty: Data = {"lede": [], "lead": [], "sections": [], "caveat": [], "grounds": []}
    return {**empty, "elsewhere": "", "label": label, "name": name, "title": name, "parts": parts}


def _credits(one: PrintedPage) -> Data:
    """What the tables of a part stand on, said once for all of them."""
    tables = [b for section in one.sections for b in section.blocks if isinstance(b, Table)]
    return {
        "sources": list(dict.fromkeys(table.source for table in tables)),
        "files": list(dict.fromkeys(file_of(table) for table in tables)),
    }


def _summary(chapters: Sequence[Data]) -> list[Data]:
    """The sentences that open each chapter, each said once."""
    said: list[object] = []
    found: list[Data] = []
    for chapter in chapters:
        fresh = [text for text in chapter["lede"] if text not in said]
        said += fresh
        if fresh:
            found.append({"label": chapter["label"], "name": chapter["name"], "lede": fresh})
    return found


def _page(one: PrintedPage, writer: Writer) -> Data:
    page = one.page
    return {
        "label": page.slug,
        "name": page.name,
        "title": page.title,
        "lede": [writer.text(text, page.slug) for text in page.lede],
        "lead": writer.blocks(one.lead, page.slug),
        "sections": [
            {
                "label": f"{page.slug}#{each.section.id}",
                "title": each.section.title,
                "blocks": writer.blocks(each.blocks, page.slug),
            }
            for each in one.sections
        ],
        "caveat": writer.text(page.caveat, page.slug),
        "elsewhere": _elsewhere(left_to_site(page, writer.report.pages)),
        "grounds": writer.blocks(one.grounds, page.slug),
    }


def _elsewhere(pages: Sequence[Page]) -> str:
    """What a reader on paper finds only on the site; empty where nothing is left to it."""
    if not pages:
        return ""
    if len(pages) <= MOST_NAMED:
        return f"On the site and not printed here: {', '.join(page.name for page in pages)}."
    first, last = pages[0].name, pages[-1].name
    return f"On the site and not printed here: {len(pages)} pages, from {first} to {last}."
