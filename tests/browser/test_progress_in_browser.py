"""The pages on progress, built from the first plan, in a real browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from page_probes import cut_words, open_page, sideways, violations
from playwright.sync_api import Page
from progress_samples import figure, monitoring

from growthplan.journeys.building import Build
from growthplan.journeys.planning import open_plan
from growthplan.publishers import write_site
from growthplan.report import Report
from growthplan.report.changes import Changes, InputsMoved, Stage, changes
from growthplan.report.pages.progress_changes import with_changes
from growthplan.report.pages.progress_pages import progress_pages
from growthplan.report.pages.progress_view import Progress

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEAVIEST = 300_000
"""Bytes of one page."""
PAGES = ("progress", "progress-measures", "progress-delivery", "progress-then", "progress-board")
LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"


@pytest.fixture
def real(city_region_build: Build) -> Path:
    """The first plan's pages."""
    return city_region_build.folder / "site"


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up signals of every kind, and a release day that moved one figure."""
    then = monitoring(date(2024, 6, 30), first="cannot tell yet")
    pages, figures = progress_pages(Progress(monitoring(), (then,)), open_plan(LCR))
    report = Report("A plan", "Made-up Region", "E47000004", "June 2025", pages, figures, ())
    before, after = (figure("gva_per_hour/E47000004/2022", v, f"£{v}", "£ per hour")
                     for v in (35.2, 36.5))  # fmt: skip
    moved = changes((before,), [Stage("revision", (after,))])
    found = Changes(date(2024, 12, 31), ("a", "b"), InputsMoved(), moved, (), (after.id,), (), ())
    folder = tmp_path_factory.mktemp("progress")
    write_site(with_changes(report, found), folder)
    return folder


@pytest.mark.parametrize("name", PAGES)
def test_light_without_violation_and_nothing_sideways(tab: Page, real: Path, name: str) -> None:
    assert (real / f"{name}.html").stat().st_size < HEAVIEST
    open_page(tab, real, name, 1280)
    assert sideways(tab) <= 0
    open_page(tab, real, name, 320)
    assert sideways(tab) <= 0
    assert violations(tab) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_no_word_of_a_picture_is_cut(tab: Page, real: Path, width: int) -> None:
    for name in ("progress", "progress-measures", "progress-board"):
        open_page(tab, real, name, width)
        assert cut_words(tab, "wide" if width == 1280 else "narrow") == []


@pytest.mark.parametrize("name", [*PAGES, "progress-changes"])
def test_made_up_signals_of_every_kind_fit_and_can_be_read(
    tab: Page, made_up: Path, name: str
) -> None:
    for width in (1280, 320):
        open_page(tab, made_up, name, width)
        assert sideways(tab) <= 0
    assert violations(tab) == []


def test_a_measure_leads_from_the_table_to_its_own_place(tab: Page, made_up: Path) -> None:
    open_page(tab, made_up, "progress", 1280)
    tab.locator("#progress-measures a", has_text="Measure skills").first.click()
    assert tab.url.endswith("progress-measures.html#measure-skills")
    assert tab.locator("#measure-skills svg").first.is_visible()
