"""The PDF is tagged, titled, in order, linked, safe, and the same bytes for the same inputs."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject, IndirectObject

from growthplan.publishers import write_pdf
from growthplan.publishers.pdf.chapters import MOST_ROWS, printed_pages
from growthplan.publishers.pdf.grids import LANDSCAPE, PORTRAIT, layout
from growthplan.report import (
    Band,
    Board,
    Chart,
    Chip,
    Column,
    Definitions,
    Group,
    Link,
    Page,
    Prose,
    Report,
    Section,
    Table,
    Words,
    rich,
)
from growthplan.vocabulary import GrowthplanError

DAY = date(2026, 3, 9)
STATE = "Draft, not released yet"


@pytest.fixture(scope="module")
def path(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pdf(report, tmp_path_factory.mktemp("pdf") / "report.pdf", made=DAY, state=STATE)


@pytest.fixture(scope="module")
def pdf(path: Path) -> PdfReader:
    return PdfReader(path)


def _root(pdf: PdfReader) -> DictionaryObject:
    root = pdf.trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    return root


def _elements(node: Any) -> Iterator[DictionaryObject]:
    """Structure elements in reading order."""
    found = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(found, list):
        for one in found:
            yield from _elements(one)
    elif isinstance(found, DictionaryObject):
        if "/S" in found:
            yield found
        if "/K" in found:
            yield from _elements(found["/K"])


def _tagged(pdf: PdfReader, kind: str) -> list[DictionaryObject]:
    return [one for one in _elements(_root(pdf)["/StructTreeRoot"]) if one["/S"] == kind]


def _text(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def _charts(report: Report) -> list[Chart]:
    return [block for page in report.pages for block in page.blocks() if isinstance(block, Chart)]


def test_it_is_tagged_and_says_that_it_is_pdf_ua(pdf: PdfReader) -> None:
    root = _root(pdf)
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part>1<", metadata)


def test_it_has_a_title_a_language_and_the_day_of_the_run(pdf: PdfReader, report: Report) -> None:
    root = _root(pdf)
    assert root["/Lang"] == "en-GB"
    assert pdf.metadata is not None
    assert pdf.metadata.title == report.title
    assert pdf.metadata.creation_date is not None
    assert pdf.metadata.creation_date.date() == DAY
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_title_page_names_place_edition_day_state_and_run(pdf: PdfReader, report: Report) -> None:
    first = " ".join(pdf.pages[0].extract_text().split())
    for words in (report.place, report.edition, "9 March 2026", STATE, report.run_line):
        assert words in first


def test_bookmarks_are_chapters_with_their_sections(pdf: PdfReader, report: Report) -> None:
    top = [one.title for one in pdf.outline if isinstance(one, Destination)]
    assert [re.sub(r"^\d+ ", "", title or "") for title in top] == [
        "Summary",
        *(f"{page.name}: {page.title}" for page in report.pages),
        "How do we know this?",
        "Sources",
    ]
    below = [[s.title for s in one] for one in pdf.outline if isinstance(one, list)]
    expected = [[section.title for section in page.sections] for page in report.pages]
    assert [[re.sub(r"^[\d.]+ ", "", t) for t in one] for one in below[:2]] == expected


def test_every_picture_says_its_finding(pdf: PdfReader, report: Report) -> None:
    alts = [str(one.get("/Alt", "")) for one in _tagged(pdf, "/Figure")]
    assert alts == [chart.drawing.alt for chart in _charts(report)]


def test_every_column_has_a_header_cell(report: Report, tmp_path: Path) -> None:
    (table, other) = (_charts(report)[0].data, _charts(report)[1].data)
    page = replace(report.pages[0], sections=(Section("s", "Tables", (table, other)),), lead=())
    made = write_pdf(replace(report, pages=(page,)), tmp_path / "a.pdf", made=DAY)
    pdf = PdfReader(made)
    heads = _tagged(pdf, "/TH")
    assert len(heads) == len(table.columns) + len(other.columns)
    scopes = [str(attribute.get("/Scope")) for one in heads for attribute in one["/A"]]
    assert scopes.count("/Column") == len(heads)
    assert len(_tagged(pdf, "/Table")) == 2


def test_headings_step_down_one_level_at_a_time(pdf: PdfReader) -> None:
    levels = [
        int(str(one["/S"])[2])
        for one in _elements(_root(pdf)["/StructTreeRoot"])
        if re.fullmatch(r"/H\d", str(one["/S"]))
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_text_comes_out_in_reading_order(pdf: PdfReader) -> None:
    text = _text(pdf)
    expected = (
        "Contents",
        "Summary",
        "Productivity is 11.9% below England’s, and the gap has grown since 2010",
        "An hour’s work made £37.3 against £42.4 in England: 11.9% below.",
        "An hour’s work makes £5.1 less than in England",
        "What has been said",
        "The gap has grown since 2010",
        "Where the gap comes from",
        "How do we know this?",
        "100 × (place ÷ comparator − 1)",
        "Sources",
    )
    at = text.index("Summary", text.index("Sources"))
    for words in expected[1:]:
        assert words in text[at:], words
        at = text.index(words, at)


def test_assumptions_and_claims_are_marked_as_such(pdf: PdfReader) -> None:
    text = _text(pdf)
    assert "2.6% a year assumed" in text
    assert "announced “11% lower than the England average”" in text


def test_every_link_leads_somewhere(pdf: PdfReader) -> None:
    names = set(pdf.named_destinations)
    pages = {page.indirect_reference.idnum for page in pdf.pages if page.indirect_reference}
    inside = outside = 0
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            link = annotation.get_object()
            action = link.get("/A", {})
            if "/URI" in action:
                assert re.fullmatch(r"https?://\S+", str(action["/URI"]))
                outside += 1
                continue
            target = link.get("/Dest", action.get("/D"))
            assert target is not None
            if isinstance(target, str):
                assert target in names
            else:
                assert target[0].idnum in pages
            inside += 1
    assert inside > 20
    assert outside >= 2


def test_a_number_leads_to_the_cell_that_it_comes_from(pdf: PdfReader) -> None:
    text = _text(pdf)
    assert "(source 1, A3!V10)" in text
    assert "1. Subregional productivity: labour productivity indices by city region" in text
    assert "SHA-256 of the file: " + "0" * 64 in text


def test_the_same_report_gives_the_same_bytes(report: Report, path: Path, tmp_path: Path) -> None:
    again = write_pdf(report, tmp_path / "a.pdf", made=DAY, state=STATE)
    assert again.read_bytes() == path.read_bytes()


HOSTILE = '#panic("x") $ [a] @ref <label> \\ *b* _i_ `c` // no /* ~ -- = + - "q" #{1 + 1} €'


def _one_page(report: Report, *sections: Section, **changes: Any) -> Report:
    page = replace(report.pages[0], sections=sections, lead=(), **changes)
    return replace(report, pages=(page,))


def test_words_from_outside_are_never_read_as_markup(report: Report, tmp_path: Path) -> None:
    table = Table(
        "t", HOSTILE, (Column("a", HOSTILE, HOSTILE, kind="text"),), ((HOSTILE,),), HOSTILE
    )
    anchored = Definitions(((HOSTILE, rich("{h}", h=HOSTILE)),), (HOSTILE + "2",))
    bad = _one_page(
        report,
        Section(HOSTILE, HOSTILE, (table, anchored)),
        title=HOSTILE,
        name=HOSTILE,
        lede=(rich("{h}", h=HOSTILE), rich("{l}", l=Link(HOSTILE, f"#{HOSTILE}"))),
    )
    bad = replace(bad, title=HOSTILE, place=HOSTILE, edition=HOSTILE, notes=(HOSTILE,))
    made = write_pdf(bad, tmp_path / "a.pdf", made=DAY, state=HOSTILE)
    pdf = PdfReader(made)
    assert pdf.metadata is not None
    assert pdf.metadata.title == HOSTILE
    squeezed = _squeezed(_text(pdf))
    assert squeezed.count(_squeezed(HOSTILE)) >= 12


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


@settings(max_examples=12, deadline=None)
@given(words=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=60))
def test_any_words_come_out_as_they_went_in(
    report: Report, tmp_path_factory: pytest.TempPathFactory, words: str
) -> None:
    said = Prose((rich("before {w} after", w=Words(words, "strong")),))
    made = write_pdf(
        _one_page(report, Section("s", "Words", (said,))),
        tmp_path_factory.mktemp("words") / "a.pdf",
        made=DAY,
    )
    assert f"before{_squeezed(words)}after" in _squeezed(_text(PdfReader(made)))


def test_long_tables_are_left_to_their_files(report: Report, tmp_path: Path) -> None:
    rows = tuple((f"zone {n}",) for n in range(MOST_ROWS + 1))
    table = Table("zones", "Every zone", (Column("z", "Zone", kind="text"),), rows, "a source")
    made = write_pdf(
        _one_page(report, Section("s", "Zones", (table,))), tmp_path / "a.pdf", made=DAY
    )
    text = _text(PdfReader(made))
    assert f"Every zone: {len(rows)} rows, too long for paper; they are in data/zones.csv" in text
    assert "zone 7" not in text


def test_a_picture_shown_before_is_named_with_its_page(report: Report, tmp_path: Path) -> None:
    first, second = report.pages
    chart = _charts(report)[0]
    again = replace(second, lead=(chart,))
    made = write_pdf(replace(report, pages=(first, again)), tmp_path / "a.pdf", made=DAY)
    assert f"{chart.title}: shown on page" in _text(PdfReader(made))


def test_a_board_shows_everything_and_leads_to_it(report: Report, tmp_path: Path) -> None:
    chips = (
        Chip("one", "Better buses", "index.html#statements", ("two",)),
        Chip("two", "Passengers", "nowhere.html", detail="asked for"),
    )
    bands = (
        Band("Actions", (Group("Transport", chips[:1]),)),
        Band("Indicators", (Group("", chips[1:]),), note="Nothing else is measured."),
    )
    board = Board("system", "How it hangs together", "From action to indicator", bands, "the plan")
    first = replace(report.pages[0], lead=(board,))
    made = write_pdf(replace(report, pages=(first, report.pages[1])), tmp_path / "a.pdf", made=DAY)
    text = _text(PdfReader(made))
    for words in (
        "How it hangs together", "Actions", "Transport", "Better buses", "Passengers asked for",
        "Nothing else is measured.",
    ):  # fmt: skip
        assert words in text


def _page(slug: str, under: str = "", beside: bool = False) -> Page:
    return Page(slug, slug.title(), f"{slug} says so", (), (), under=under, beside=beside)


def test_chapters_go_from_mission_to_method_and_hold_the_pages_under_them(report: Report) -> None:
    pages = (
        _page("index"), _page("productivity"), _page("places"), _page("place-a", "places"),
        _page("plan"), _page("actions", "plan", beside=True), _page("action-b", "actions"),
        _page("money", "plan", beside=True), _page("new", "plan", beside=True), _page("data"),
        _page("method"),
    )  # fmt: skip
    found = [(p.page.slug, p.part) for p in printed_pages(replace(report, pages=pages))]
    assert found == [
        ("index", False), ("plan", False), ("productivity", False), ("places", False),
        ("place-a", True), ("actions", False), ("action-b", True), ("money", False),
        ("new", False), ("method", False),
    ]  # fmt: skip


def test_pages_for_the_screen_are_named_and_links_to_them_are_words(
    report: Report, tmp_path: Path
) -> None:
    first, second = report.pages
    told = rich("all of it is {l}.", l=Link("told in full", "worth-of-buses.html"))
    head = replace(first, sections=(*first.sections, Section("more", "More", (Prose((told,)),))))
    buses = replace(_page("worth-of-buses", first.slug), sections=second.sections, screen_only=True)
    made = write_pdf(replace(report, pages=(head, second, buses)), tmp_path / "a.pdf", made=DAY)
    pdf = PdfReader(made)
    text = _text(pdf)
    assert "all of it is told in full." in text
    assert "On the site and not printed here: Worth-Of-Buses." in text
    assert "worth-of-buses says so" not in text
    assert "worth-of-buses" not in pdf.named_destinations


def test_a_page_left_to_the_site_takes_those_under_it_along(report: Report) -> None:
    pages = (
        _page("index"), replace(_page("measures", "index", beside=True), screen_only=True),
        _page("measure-a", "measures"), _page("board", "index", beside=True),
    )  # fmt: skip
    found = [one.page.slug for one in printed_pages(replace(report, pages=pages))]
    assert found == ["index", "board"]


CELLS = st.one_of(st.none(), st.floats(-1e6, 1e6), st.text("abc dEW./-", max_size=90))


@given(data=st.data(), width=st.integers(1, 12))
def test_a_table_always_fits_the_sheet(data: st.DataObject, width: int) -> None:
    columns = tuple(
        Column(f"c{i}", data.draw(st.text("ab c", min_size=1, max_size=20)), kind=kind)
        for i, kind in enumerate(
            data.draw(st.lists(st.sampled_from(("text", "number", "verdict")), min_size=width,
                               max_size=width))
        )
    )  # fmt: skip
    rows = data.draw(st.lists(st.tuples(*[CELLS] * width), max_size=6))
    laid = layout(columns, rows)
    assert len(laid.widths) == width
    assert min(laid.widths) > 0
    assert sum(laid.widths) <= (LANDSCAPE if laid.turned else PORTRAIT) + 1e-6


def test_no_row_runs_off_the_sheet(report: Report, tmp_path: Path) -> None:
    columns = (Column("a", "Sector", kind="text"), Column("b", "What it misses", kind="text"))
    rows = tuple((f"sector {n}", "left out of it " * 90 + f"END{n}") for n in range(9))
    table = Table("long", "Long rows", columns, rows, "a source")
    made = write_pdf(
        _one_page(report, Section("s", "Long", (table,))), tmp_path / "a.pdf", made=DAY
    )
    ends: dict[str, float] = {}

    def heights(text: str, frame: list[float], at: list[float], *rest: Any) -> None:
        for end in re.findall(r"END\d", text):
            ends[end] = at[4] * frame[1] + at[5] * frame[3] + frame[5]

    for page in PdfReader(made).pages:
        page.extract_text(visitor_text=heights)
    assert sorted(ends) == [f"END{n}" for n in range(9)]
    assert min(ends.values()) > 50


def test_an_ordinary_table_is_not_turned() -> None:
    columns = (Column("name", "Name", kind="text"), Column("value", "Value", "£m"))
    laid = layout(columns, [("Liverpool", 1.0), ("St Helens", 22.5)])
    assert not laid.turned
    assert sum(laid.widths) < PORTRAIT / 2


def test_a_table_of_many_columns_is_turned(report: Report, tmp_path: Path) -> None:
    columns = tuple(Column(f"c{i}", f"Indicator {i}", "£ per hour") for i in range(15))
    table = Table("wide", "Fifteen indicators", columns, ((1234.5,) * 15,), "a source")
    made = write_pdf(
        _one_page(report, Section("s", "Wide", (table,))), tmp_path / "a.pdf", made=DAY
    )
    turned = [page for page in PdfReader(made).pages if page.mediabox.width > page.mediabox.height]
    assert len(turned) == 1
    assert "Indicator 14" in " ".join(turned[0].extract_text().split())


def test_without_the_pdf_extra_it_says_what_to_install(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(GrowthplanError, match=r"pip install 'growthplan\[pdf\]'"):
        write_pdf(report, tmp_path / "a.pdf", made=DAY)
    assert not (tmp_path / "a.pdf").exists()
