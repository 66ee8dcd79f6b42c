"""The static site: one file a page, one style sheet, nothing loaded from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup

from growthplan.publishers.site.assumed import by_id, in_words, numbers_used
from growthplan.publishers.site.diagrams import diagram_svg
from growthplan.publishers.site.drawing import picture
from growthplan.publishers.site.mapping import legend_swatch, map_svg
from growthplan.publishers.site.markup import amount, anchor, prose, release, shape
from growthplan.report import (
    Board,
    Chart,
    Definitions,
    Diagram,
    KeyFigures,
    Map,
    Note,
    Page,
    Prose,
    Report,
    Statements,
    Table,
    plain,
    written,
)

_TEMPLATES = Path(__file__).parent / "templates"
_STATIC = ("site.css", "site.js")
SITE_STYLE = _TEMPLATES / "site.css"
"""The style sheet of every page."""
_KINDS: dict[type, str] = {
    Board: "board",
    Diagram: "diagram",
    Chart: "chart",
    Map: "map",
    Table: "table",
    Prose: "prose",
    Note: "note",
    Definitions: "definitions",
    KeyFigures: "key_figures",
    Statements: "statements",
}
LONG_PAGE = 3
"""Sections beyond which a page gets its own contents."""
EXPLAIN = "/explain"
"""Where pages in a frame explain figures, tables and their rows; built pages hold it themselves."""
MOST_ROWS = 150
"""Rows of one table that a page shows, so that it stays light; the CSV file has all of them."""


def write_site(
    report: Report,
    folder: Path,
    progress: Callable[[str], None] = lambda _: None,
    *,
    data_folder: str = "../data",
    frame: Path | None = None,
) -> list[Path]:
    """Write the report as static pages into `folder` and return the files, pages first.

    Works from disk: all links are relative, and there is no request to anywhere. `data_folder` is
    where the tables' CSV files lie as seen from the pages. `progress` is told each page's name as
    it is drawn. With `frame`, a folder of templates, pages stand in its `served_page.html.j2`, and
    `about.json` holds what other pages in that frame need. Raises GrowthplanError when the
    `charts` extra is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    environment = environment_for(report, data_folder, frame)
    template = environment.get_template("served_page.html.j2" if frame else "page.html.j2")
    written_files: list[Path] = []
    for page in report.pages:
        progress(f"page: {page.name}")
        path = folder / page.file
        path.write_text(template.render(**_context(report, page)), encoding="utf-8", newline="\n")
        written_files.append(path)
    for name in _STATIC:
        path = folder / name
        path.write_text((_TEMPLATES / name).read_text("utf-8"), encoding="utf-8", newline="\n")
        written_files.append(path)
    if frame:
        path = folder / "about.json"
        path.write_text(json.dumps(_about(report)), encoding="utf-8", newline="\n")
        written_files.append(path)
    return written_files


def _about(report: Report) -> dict[str, object]:
    """What a page that is not of the report needs to stand in the same frame."""
    first = [page for page in report.pages if not page.under]
    return {
        "place": report.place,
        "title": report.title,
        "edition": report.edition,
        "navigation": [{"file": page.file, "name": page.name} for page in first],
        "run_line": report.run_line,
        "sources": {one.id: one.model_dump(mode="json") for one in report.sources},
    }


class _Compiled(jinja2.BytecodeCache):
    """Templates as they were compiled, for as long as the program runs: a server makes many
    pages, each with an environment of its own."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        kept = self._kept.get((bucket.key, bucket.checksum))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def environment_for(
    report: Report, data_folder: str, frame: Path | None = None, data_query: str = ""
) -> jinja2.Environment:
    """The templates with all that they call.

    `frame` is a folder of further ones; links to CSV files lead to `data_folder`, with
    `data_query` at their end.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([_TEMPLATES, *([frame] if frame else [])]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    environment.globals["kind"] = lambda block: _KINDS[type(block)]
    environment.globals["picture"] = lambda chart, layout: Markup(picture(chart, layout))
    environment.globals["diagram_svg"] = diagram_svg
    environment.globals["map_svg"] = map_svg
    environment.globals["legend_swatch"] = legend_swatch
    environment.globals["data_folder"] = data_folder
    environment.globals["data_query"] = data_query
    environment.globals["explain"] = EXPLAIN if frame else ""
    environment.globals["written"] = written
    environment.globals["most_rows"] = MOST_ROWS
    environment.filters["rich"] = lambda text: prose(text, report.by_id)
    environment.filters["plain"] = lambda text: plain(text, report.by_id)
    environment.filters["anchor"] = anchor
    environment.filters["in_words"] = in_words
    environment.filters["by_id"] = by_id
    environment.filters["numbers_used"] = numbers_used
    environment.filters["amount"] = amount
    environment.filters["release"] = release
    environment.filters["shape"] = shape
    return environment


def _context(report: Report, page: Page) -> dict[str, object]:
    return {
        "report": report,
        "page": page,
        "quoted": [report.by_id[id_] for id_ in page.quoted],
        "sources": {source.id: source for source in report.sources},
        "contents": page.sections if len(page.sections) > LONG_PAGE else (),
        "trail": _trail(report, page),
        "family": _family(report, page),
    }


def _trail(report: Report, page: Page) -> dict[str, str]:
    """The pages that lead to this one, outermost first: their slugs with their names."""
    known = {one.slug: one for one in report.pages}
    above: list[Page] = []
    while page.under in known and known[page.under] not in above:
        page = known[page.under]
        above.insert(0, page)
    return {one.slug: one.name for one in above}


def _family(report: Report, page: Page) -> tuple[Page, ...]:
    """The part of the site that a page belongs to: its first page, then those beside each other.

    Empty where the part has no second row of navigation.
    """
    slugs = (*_trail(report, page), page.slug)
    head = next((one for one in report.pages if one.slug == slugs[0]), page)
    rest = tuple(one for one in report.pages if one.under == head.slug and one.beside)
    return (head, *rest) if rest else ()
