"""The PDF of a build says whether the plan was released, and its absence costs nothing else."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from growthplan.journeys import planning
from growthplan.journeys.building import build
from growthplan.journeys.plan_state import plan_state
from growthplan.journeys.releasing import release

PLAN = """\
schema_version: 1
place: Halton
title: A plan for Halton
horizon: {start: 2025}
mission: {statement: Raise productivity}
outcomes:
  - id: productivity
    title: Productivity
    measure: gva_per_hour
    target: not published
sources:
  briefing: {publisher: The Institute, citation: A briefing}
"""
LAUNCH = date(2025, 10, 13)
RELEASED = "Released as “Launch”, 13 October 2025"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plan = tmp_path / "my-plan"
    plan.mkdir()
    (plan / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return plan


def _state(path: Path, day: date | None = None) -> str:
    return plan_state(path, planning.plan_files(path), day)


def test_a_plan_without_releases_is_a_draft(folder: Path) -> None:
    assert _state(folder) == "Draft, not released yet"
    assert _state(folder / "plan.yaml") == "Draft, not released yet"


def test_a_plan_that_stands_as_it_was_released_is_that_release(folder: Path) -> None:
    made = release(folder, "Launch", LAUNCH)
    assert _state(folder) == RELEASED
    assert _state(made.path) == RELEASED


def test_a_plan_that_changed_since_is_a_draft_again(folder: Path) -> None:
    made = release(folder, "Launch", LAUNCH)
    (folder / "plan.yaml").write_text(PLAN.replace("Raise", "Lift"), encoding="utf-8")
    assert _state(folder) == "Draft, changed since “Launch” of 13 October 2025"
    assert _state(made.path) == RELEASED


def test_a_release_to_come_is_not_known_on_an_earlier_day(folder: Path) -> None:
    release(folder, "Launch", LAUNCH)
    assert _state(folder, date(2025, 1, 1)) == "Draft, not released yet"


def test_a_build_holds_the_plan_as_published(folder: Path, tmp_path: Path) -> None:
    release(folder, "Launch", LAUNCH)
    made = build(folder, out=tmp_path / "out", store=tmp_path / "none.duckdb")
    pdf = PdfReader(tmp_path / "out" / "report.pdf")
    assert made.notes == ()
    assert pdf.metadata is not None
    assert pdf.metadata.title == "A plan for Halton"
    first = " ".join(pdf.pages[0].extract_text().split())
    for words in (RELEASED, made.run.id, made.report.edition):
        assert words in first


def test_without_the_extra_everything_else_is_built_and_a_note_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    made = build(place="Halton", out=tmp_path / "out", store=tmp_path / "none.duckdb")
    assert [note for note in made.notes if "pip install 'growthplan[pdf]'" in note]
    assert not (tmp_path / "out" / "report.pdf").exists()
    assert (tmp_path / "out" / "workbook.xlsx").exists()


def test_a_build_asked_for_none_makes_none_and_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    made = build(place="Halton", out=tmp_path / "out", store=tmp_path / "none.duckdb", pdf=False)
    assert made.notes == ()
    assert not (tmp_path / "out" / "report.pdf").exists()
