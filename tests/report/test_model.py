"""A report holds together before anybody renders it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_report import GAP, RELEASE, sample_report

from growthplan.report import Column, Page, Prose, Report, Section, Table, rich


def test_every_table_is_offered_once() -> None:
    ids = [table.id for table in sample_report().tables()]
    assert len(ids) == len(set(ids))
    assert {"gva-per-hour", "contributions"} <= set(ids)


def test_a_page_knows_the_figures_it_quotes() -> None:
    page = sample_report().pages[0]
    assert page.quoted[:3] == (
        "gva_per_hour/E47000004/2023",
        "gva_per_hour/E92000001/2023",
        GAP.id,
    )


def test_prose_cannot_quote_a_figure_that_is_not_published() -> None:
    report = sample_report()
    with pytest.raises(ValueError, match="unknown figures"):
        replace(report, figures=report.figures[1:])


def test_two_tables_cannot_share_a_file() -> None:
    report = sample_report()
    other = Table("gva-per-hour", "Another", (Column("a", "A"),), ((1.0,),), "A source")
    with pytest.raises(ValueError, match="repeats a table"):
        replace(report, extra_tables=(other,))


def test_two_sections_cannot_share_a_link() -> None:
    section = Section("same", "One", (Prose((rich("Words."),)),))
    page = Page("index", "Overview", "A finding", (), (section, section))
    with pytest.raises(ValueError, match="repeats a name on page 'index'"):
        Report("T", "P", "X", "E", (page,), (), (RELEASE,))


@pytest.mark.parametrize("missing", ["title", "source"])
def test_a_table_cannot_exist_without_title_or_source(missing: str) -> None:
    given = {"title": "A title", "source": "A source", missing: " "}
    with pytest.raises(ValueError, match="needs a title, a source"):
        Table("t", given["title"], (Column("a", "A"),), (), given["source"])


def test_a_row_has_to_fit_the_columns() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Table("t", "T", (Column("a", "A"), Column("b", "B")), ((1.0,),), "S")


@pytest.mark.parametrize(
    ("column", "cell", "shown"),
    [
        (Column("a", "A", "%"), -12.08, "−12.1"),
        (Column("a", "A", "%", signed=True), 1.25, "+1.2"),
        (Column("a", "A", "%", signed=True), -0.01, "0.0"),
        (Column("a", "A", decimals=0), 703584.0, "703,584"),
        (Column("a", "A", kind="year"), 2023, "2023"),
        (Column("a", "A"), None, "–"),
        (Column("a", "A"), float("nan"), "–"),
    ],
)
def test_cells_are_written_for_readers(column: Column, cell: float | None, shown: str) -> None:
    assert column.write(cell) == shown
