"""Pages on progress: what each says of signals, paths, alarms, and of what is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from progress_samples import delivery, figure, monitoring

from growthplan.journeys.planning import open_plan
from growthplan.plan import Plan
from growthplan.publishers import write_board
from growthplan.report import Definitions, Page, Prose, Report, Table, plain, rich
from growthplan.report.changes import Changes, InputsMoved, Stage, by_size, changes
from growthplan.report.pages.progress_changes import with_changes
from growthplan.report.pages.progress_pages import progress_pages
from growthplan.report.pages.progress_view import Delivered, Progress

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
THEN = date(2024, 6, 30)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return open_plan(LCR)


@pytest.fixture(scope="module")
def report(plan: Plan) -> Report:
    then = monitoring(THEN, first="cannot tell yet")
    pages, figures = progress_pages(Progress(monitoring(), (then,)), plan)
    return Report("A plan", "Made-up Region", "E47000004", "June 2025", pages, figures, ())


def page(report: Report, slug: str) -> Page:
    return next(one for one in report.pages if one.slug == slug)


def table(found: Page, id_: str) -> Table:
    return next(one for one in found.tables() if one.id == id_)


def test_the_first_page_counts_every_status_once(report: Report) -> None:
    head = page(report, "progress")
    assert head.title == "1 of 5 measures is on track and 1 is off track; 2 cannot be told yet"
    said = plain(head.lede[0], report.by_id)
    assert said == "On track: 1. Off track: 1. Cannot tell yet: 2. No data: 1."
    counts = [int(report.by_id[id_].display) for id_ in head.quoted[:4]]
    assert sum(counts) == len(table(head, "progress-measures").rows)


def test_what_would_tell_is_said_of_what_cannot_be_told(report: Report) -> None:
    rows = table(page(report, "progress"), "progress-measures").rows
    needs = {row[0]: row[6] for row in rows}
    assert needs["Measure jobs"] == "3 more yearly figures"
    assert needs["Measure health"] == "not before the path ends"
    assert needs["Measure returns"] == "a figure"
    assert "after 3 more yearly figures" in plain(page(report, "progress").lede[2], report.by_id)


def test_a_picture_has_the_series_the_bands_and_the_planned_path(report: Report) -> None:
    rows = table(page(report, "progress"), "track-productivity")
    keys = [column.key for column in rows.columns]
    assert {"published", "level", "low50", "high90", "planned", "ahead"} <= set(keys)
    ahead = [row for row in rows.rows if row[keys.index("ahead")] == "forecast"]
    assert ahead
    assert all(row[keys.index("published")] is None for row in ahead)
    assert ahead[-1][keys.index("planned")] == 48.0


def test_a_measure_without_a_figure_says_why_instead_of_a_picture(report: Report) -> None:
    measures = page(report, "progress-measures")
    assert measures.sections[-1].id == "without"
    assert not [one for one in measures.tables() if one.id == "track-returns"]


def test_targets_that_were_replaced_stand_beside_the_ones_that_did(report: Report) -> None:
    section = next(s for s in page(report, "progress-measures").sections
                   if s.id == "measure-productivity")  # fmt: skip
    said = section.blocks[-1]
    assert isinstance(said, Definitions)
    entries = dict(said.entries)
    assert "replaced on 2025-03-01: too near" in plain(entries["Earlier target"], {})


def test_rates_of_alarm_and_detection_are_published_with_their_error(report: Report) -> None:
    found = table(page(report, "progress"), "alarm-rates")
    first = dict(zip((c.key for c in found.columns), found.rows[0], strict=True))
    assert (first["false_alarm"], first["detection"]) == (5.0, 80.0)
    assert first["error"] == pytest.approx(0.8)


def test_then_and_now_names_the_signal_that_changed(report: Report) -> None:
    found = page(report, "progress-then")
    assert found.title == "One signal has changed since 30 June 2024"
    rows = table(found, "then-2024-06-30")
    row = next(r for r in rows.rows if r[0] == "Measure productivity")
    assert (row[2], row[5]) == ("cannot tell yet", "off track")
    assert rows.emphasis == {"Measure productivity"}


def test_delivery_without_a_return_says_so_plainly(report: Report) -> None:
    found = page(report, "progress-delivery")
    assert found.title == "No partner’s return has been entered yet"
    assert not list(found.tables())


def test_delivery_says_what_is_late_spent_and_at_risk(plan: Plan) -> None:
    delivered = Delivered(delivery(), notes=("Made up for a test.",))
    pages, figures = progress_pages(Progress(monitoring(), (), delivered), plan)
    made = Report("A plan", "Made-up Region", "E47000004", "June 2025", pages, figures, ())
    found = page(made, "progress-delivery")
    assert found.title == (
        "1 of 2 milestones that are known of are late; £60,000 was spent of £100,000 planned this "
        "year for the quarters that are in"
    )
    assert table(found, "delivery-milestones").rows[0][4] == 100
    assert table(found, "delivery-spending").rows[0][1:5] == (
        "£200,000", "£100,000", "£60,000", "1 of 2",
    )  # fmt: skip
    assert table(found, "delivery-outturn").rows[0][2:4] == ("£300,000", "£200,000 to £390,000")
    assert table(found, "delivery-risks").rows[0][-1] == "it has come to pass"
    board = page(made, "progress-board")
    assert {"board-milestones", "board-risks"} <= {one.id for one in board.tables()}


def test_a_plan_that_cannot_be_watched_says_why(plan: Plan) -> None:
    (only,), figures = progress_pages(Progress(refused="No outcome has a series."), plan)
    assert figures == ()
    assert "No outcome has a series." in plain(only.lead[0].text, {})  # type: ignore[union-attr]


def test_the_board_report_has_two_sheets_whatever_is_on_them(
    report: Report, tmp_path: Path
) -> None:
    pytest.importorskip("typst")
    short = write_board(report, "progress-board", tmp_path / "a.pdf", made=date(2026, 11, 24))
    board = page(report, "progress-board")
    words = Prose(tuple(rich("A long remark that nobody thought would be so long.")
                        for _ in range(90)))  # fmt: skip
    sections = tuple(replace(one, blocks=(*one.blocks, words)) for one in board.sections)
    pages = tuple(replace(one, sections=sections) if one is board else one for one in report.pages)
    full = replace(report, pages=pages)
    crowded = write_board(full, "progress-board", tmp_path / "b.pdf", made=date(2026, 11, 24))
    assert [_sheets(one) for one in (short, crowded)] == [2, 2]


def _sheets(path: Path) -> int:
    counts = [int(n) for n in re.findall(rb"/Count (\d+)", path.read_bytes())]
    return max(counts)


def test_what_changed_stands_last_among_the_pages_on_progress(report: Report) -> None:
    id_ = report.figures[0].id
    before = figure("gva_per_hour/E47000004/2022", 35.2, "£35.2", "£ per hour")
    after = figure("gva_per_hour/E47000004/2022", 36.5, "£36.5", "£ per hour")
    moved = changes((before,), [Stage("revision", (after,))])
    largest = tuple(one.id for one in by_size(moved))
    day = date(2024, 12, 31)
    found = Changes(day, ("a", "b"), InputsMoved(), moved, (), largest, (), ())
    made = with_changes(report, found)
    assert made.pages[-1].slug == "progress-changes"
    assert made.pages[-1].title == "One number has moved since 31 December 2024, by revision"
    (row,) = table(made.pages[-1], "changes-all").rows
    assert row[1:5] == ("£35.2", "£36.5", "number moved", "revision")
    assert id_ in made.by_id
