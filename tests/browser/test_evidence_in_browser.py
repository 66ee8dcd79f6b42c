"""The pages of evidence, built from the first plan, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_probes import cut_words, open_page, sideways, violations
from playwright.sync_api import Page

from growthplan.journeys.building import Build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEAVIEST = 300_000
"""Bytes of one page."""
PAGES = (
    "evidence", "evidence-findings", "evidence-before", "evidence-devolution-deals-2017",
    "evidence-mediacity-salford-2011", "evidence-sci-tech-daresbury-2012",
)  # fmt: skip
SALFORD = "evidence-mediacity-salford-2011"


@pytest.fixture
def real(city_region_build: Build) -> Path:
    """The first plan's pages."""
    return city_region_build.folder / "site"


@pytest.mark.parametrize("name", PAGES)
def test_light_without_violation_and_nothing_sideways_or_cut(
    tab: Page, real: Path, name: str
) -> None:
    assert (real / f"{name}.html").stat().st_size < HEAVIEST
    for width, layout in ((1280, "wide"), (320, "narrow")):
        open_page(tab, real, name, width)
        assert sideways(tab) <= 0
        assert cut_words(tab, layout) == []
        assert violations(tab) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(tab: Page, real: Path, name: str) -> None:
    open_page(tab, real, name, 1280)
    targets = tab.evaluate(
        "[...document.querySelectorAll('main a')].map(a => a.getAttribute('href'))"
    )
    for target in {t for t in targets if ".html" in t}:
        page, _, anchor = target.partition("#")
        assert (real / page).exists(), target
        assert not anchor or f'id="{anchor}"' in (real / page).read_text("utf-8"), target
    lost = [t[1:] for t in targets if t.startswith("#")]
    assert [name for name in lost if tab.locator(f'[id="{name}"]').count() != 1] == []


def test_from_the_navigation_to_one_evaluation_by_keyboard(tab: Page, real: Path) -> None:
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto((real / "index.html").as_uri())
    link = tab.locator('nav.cycle a[href="evidence.html"]')
    assert link.inner_text() == "Evidence"
    link.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/evidence.html")
    tab.locator(f'main table a[href="{SALFORD}.html"]').focus()
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/{SALFORD}.html")
    assert tab.locator("nav.cycle a[aria-current]").inner_text() == "Evidence"
    assert tab.locator("h1").inner_text().endswith("the data cannot say")


def test_the_effect_leads_to_its_lineage(tab: Page, real: Path) -> None:
    open_page(tab, real, SALFORD, 1280)
    tab.locator(".lede a.fig").first.click()
    reason = tab.locator(".reason:target")
    assert "local authorities, June 2024" in reason.inner_text()
    assert "fit before treatment" in reason.inner_text()
