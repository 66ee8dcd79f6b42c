"""The pages of money, built from the first plan, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_probes import cut_words, open_page, sideways, violations
from playwright.sync_api import Page

from growthplan.journeys.building import Build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEAVIEST = 300_000
"""Bytes of one page."""
PAGES = ("settlement", "portfolio", "why-funded", "trade-offs")


@pytest.fixture
def real(city_region_build: Build) -> Path:
    """The first plan's pages."""
    return city_region_build.folder / "site"


@pytest.mark.parametrize("name", PAGES)
def test_light_without_violation_and_every_word_in_sight(tab: Page, real: Path, name: str) -> None:
    assert (real / f"{name}.html").stat().st_size < HEAVIEST
    for width, layout in ((1280, "wide"), (320, "narrow")):
        open_page(tab, real, name, width)
        assert sideways(tab) <= 0
        assert cut_words(tab, layout) == []
    assert violations(tab) == []


@pytest.mark.parametrize("name", PAGES)
def test_the_same_words_lead_to_one_place(tab: Page, real: Path, name: str) -> None:
    open_page(tab, real, name, 1280)
    twice = tab.evaluate(
        """() => {
          const seen = {};
          document.querySelectorAll('main a:not(.fig)').forEach(a => {
            const words = (a.getAttribute('aria-label') || a.textContent).trim();
            (seen[words] = seen[words] || new Set()).add(a.getAttribute('href'));
          });
          return Object.keys(seen).filter(words => !words || seen[words].size > 1);
        }"""
    )
    assert twice == []


def test_money_is_a_part_of_its_own_and_its_old_address_works(tab: Page, real: Path) -> None:
    open_page(tab, real, "money", 1280)
    assert tab.locator(".cycle [aria-current]").inner_text() == "Money"
    assert tab.locator(".family a").all_inner_texts() == [
        "Overview", "Over time", "Portfolio", "Why funded", "Trade-offs",
    ]  # fmt: skip
    order = tab.locator(".cycle a").all_inner_texts()
    wanted = ["Plan", "Projection", "Worth it", "Money", "Progress", "Evidence"]
    assert [name for name in order if name in wanted] == [name for name in wanted if name in order]
    tab.locator(".family a", has_text="Why funded").click()
    assert tab.locator(".crumbs a").all_inner_texts() == ["Liverpool City Region", "Money"]
