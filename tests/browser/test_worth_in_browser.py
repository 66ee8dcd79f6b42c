"""The pages of an appraisal, built from the first plan, in a real browser."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from page_probes import cut_words, open_page, sideways, violations
from playwright.sync_api import Page

from growthplan.journeys.building import Build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEAVIEST = 300_000
"""Bytes of one page."""
PAGES = (
    "worth", "worth-together", "worth-principles", "worth-case", "worth-method",
    "worth-of-rapid-transit", "worth-of-freeport-reliefs", "worth-of-visitor-levy",
)  # fmt: skip
"""Two appraisals with a picture, the one of local reliefs, and one of which nothing is valued."""


@pytest.fixture
def real(city_region_build: Build) -> Path:
    """The first plan's pages."""
    return city_region_build.folder / "site"


@pytest.mark.parametrize("name", PAGES)
def test_without_violation_and_nothing_sideways(tab: Page, real: Path, name: str) -> None:
    open_page(tab, real, name, 1280)
    assert sideways(tab) <= 0
    assert cut_words(tab, "wide") == []
    open_page(tab, real, name, 320)
    assert sideways(tab) <= 0
    assert cut_words(tab, "narrow") == []
    assert violations(tab) == []


def test_no_page_of_an_appraisal_is_heavy(real: Path) -> None:
    pages = list(real.glob("worth*.html"))
    assert len(pages) > 40
    assert max(page.stat().st_size for page in pages) < HEAVIEST


@pytest.mark.parametrize("name", PAGES)
def test_links_are_told_apart_and_lead_somewhere(tab: Page, real: Path, name: str) -> None:
    open_page(tab, real, name, 1280)
    levels = tab.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    links = tab.evaluate(
        """() => [...document.querySelectorAll('main a:not(.fig)')].map(a =>
             [(a.getAttribute('aria-label') || a.textContent).trim(), a.getAttribute('href')])"""
    )
    leads: dict[str, set[str]] = {}
    for words, href in links:
        leads.setdefault(words, set()).add(href)
    assert [words for words, targets in leads.items() if not words or len(targets) > 1] == []
    for target in {href for _, href in links if ".html" in href and "//" not in href}:
        page, _, anchor = target.partition("#")
        text = (real / page).read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in text, target


def test_numbers_lead_to_how_they_are_known(tab: Page, real: Path) -> None:
    open_page(tab, real, "worth-of-rapid-transit", 1280)
    tab.locator("main a.fig").first.click()
    anchor = tab.url.partition("#")[2]
    assert anchor.startswith("why-npsv-rapid-transit")
    assert tab.locator(f"#{anchor}").is_visible()
