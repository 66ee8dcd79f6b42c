"""Pages of real published figures: findings, ledes and states that follow from the numbers."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from growthplan.accounts import Claim, check_claim, measure
from growthplan.report import Chart, KeyFigures, Note, Page, Report, Statements, Table, plain
from growthplan.report.pages import productivity_report
from growthplan.vocabulary import Statistics

LCR = "E47000004"


def _published() -> Statistics:
    """The published figures that the tests of accounts use."""
    path = Path(__file__).parents[1] / "accounts" / "conftest.py"
    spec = importlib.util.spec_from_file_location("accounts_published_figures", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Statistics = module.published_statistics()
    return found


@pytest.fixture(scope="module")
def statistics() -> Statistics:
    return _published()


@pytest.fixture(scope="module")
def report(statistics: Statistics) -> Report:
    claims = (
        Claim(
            id="eleven",
            statement="11% lower than the England average",
            source="Russell and Nolan (2025)",
            date=date(2025, 10, 20),
            kind="gap_pct",
            value=-11,
            unit="%",
            place=LCR,
            year=2022,
        ),
    )
    checks = tuple(check_claim(statistics, claim) for claim in claims)
    measurement = measure(statistics, LCR)
    return productivity_report(measurement, statistics, claims=checks, run_line="run 1")


def _page(report: Report, slug: str) -> Page:
    return next(page for page in report.pages if page.slug == slug)


def _said(report: Report, slug: str) -> str:
    return " ".join(plain(text, report.by_id) for text in _page(report, slug).lede)


def test_the_pages_of_a_measurement(report: Report) -> None:
    slugs = [page.slug for page in report.pages]
    assert slugs == ["index", "productivity", "places", "data", "method"]


def test_the_title_is_the_finding(report: Report) -> None:
    assert _page(report, "index").title.startswith("Productivity is 11.9% below England’s")


def test_the_lede_says_what_how_sure_and_so_what(report: Report) -> None:
    said = _said(report, "index")
    assert "£37.3, against £42.4 in England: 11.9% below" in said
    assert "(90%)" in said
    assert "closing it by 2033 takes growth of" in said
    assert len(_page(report, "index").lede) == 3


def test_the_edition_is_named(report: Report) -> None:
    assert report.edition == "ONS subregional productivity, June 2025"


def test_figure_2_of_the_briefing_2004_to_2022(report: Report) -> None:
    chart = next(b for b in _page(report, "productivity").blocks() if isinstance(b, Chart))
    rows = {row[0]: row for row in chart.data.rows}
    assert rows[2004][1:3] == pytest.approx((23.68, 26.07), abs=0.005)
    assert rows[2022][1:3] == pytest.approx((36.49, 41.50), abs=0.005)
    assert rows[2022][4] == pytest.approx(-12.08, abs=0.011)


def test_eleven_and_twelve_point_two_stand_side_by_side(report: Report) -> None:
    tables = [b for b in _page(report, "productivity").blocks() if isinstance(b, Table)]
    table = next(t for t in tables if t.id == "gap-readings")
    rows = {row[0]: [round(float(c), 1) for c in row[1:]] for row in table.rows}
    assert rows["June 2024"] == [-12.2, -10.8]
    assert rows["June 2025"] == [-12.1, -10.9]


def test_a_claim_fits_the_comparator_that_it_fits(report: Report) -> None:
    block = next(b for b in _page(report, "index").blocks() if isinstance(b, Statements))
    (entry,) = block.entries
    assert "the UK less extra-regio" in entry.verdict
    assert "England" in plain(entry.finding, report.by_id)


def test_authorities_sum_to_the_gap(report: Report) -> None:
    table = next(t for t in report.tables() if t.id == "local-authorities")
    assert table.total is not None
    assert sum(float(row[-1]) for row in table.rows) == pytest.approx(float(table.total[-1]))
    assert {"Liverpool", "Halton", "Wirral", "Sefton", "Knowsley"} <= {row[0] for row in table.rows}


def test_living_standards_factors_sum_to_the_whole(report: Report) -> None:
    table = next(t for t in report.tables() if t.id == "living-standards")
    assert table.total is not None
    assert sum(float(row[-1]) for row in table.rows) == pytest.approx(float(table.total[-1]))


def test_every_number_in_prose_is_a_published_figure(report: Report) -> None:
    quoted = {id_ for page in report.pages for id_ in page.quoted}
    assert quoted
    assert quoted <= set(report.by_id)


def test_sources_name_only_what_was_used(report: Report) -> None:
    used = {i.source for f in report.figures for i in f.lineage.inputs if i.source}
    assert {source.id for source in report.sources} == used


def test_a_place_above_its_comparator_has_no_gap_to_close(statistics: Statistics) -> None:
    found = productivity_report(measure(statistics, "E06000006"), statistics)
    assert "above England’s" in found.pages[0].title
    assert "There is no gap to England to close." in _said(found, "index")
    assert "closing-the-gap" not in {table.id for table in found.tables()}


def test_a_place_without_figures_gets_pages_that_say_so(statistics: Statistics) -> None:
    measured = replace(measure(statistics, LCR), tables={}, figures=(), noise=None)
    found = productivity_report(measured, statistics)
    assert found.pages[0].title == "No productivity figure is published for Liverpool City Region"
    blocks = list(found.pages[0].blocks())
    assert any(isinstance(b, Note) and b.kind == "no data" for b in blocks)
    assert not any(isinstance(b, Chart | KeyFigures) for b in blocks)
    sources = next(page for page in found.pages if page.slug == "data")
    assert sources.title == "No release holds a figure for this place"


def test_without_ranges_it_says_that_it_cannot_tell(statistics: Statistics) -> None:
    found = productivity_report(measure(statistics, LCR, basis="unsmoothed"), statistics)
    assert "cannot be told yet" in _said(found, "index")
