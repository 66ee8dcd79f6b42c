"""The projection's pages, built from the first plan, in a real browser."""

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
    "projection", "projection-targets", "projection-places", "projection-system",
    "projection-parts", "projection-record", "projection-hangs", "projection-assumptions",
    "projection-scenarios", "projection-gains",
)  # fmt: skip


@pytest.fixture
def real(city_region_build: Build) -> Path:
    """The first plan's pages."""
    return city_region_build.folder / "site"


@pytest.mark.parametrize("name", PAGES)
def test_light_without_violation_and_nothingsideways(tab: Page, real: Path, name: str) -> None:
    assert (real / f"{name}.html").stat().st_size < HEAVIEST
    open_page(tab, real, name, 1280)
    assert sideways(tab) <= 0
    open_page(tab, real, name, 320)
    assert sideways(tab) <= 0
    assert violations(tab) == []


@pytest.mark.parametrize("name", PAGES)
def test_links_are_told_apart_and_lead_somewhere(tab: Page, real: Path, name: str) -> None:
    open_page(tab, real, name, 1280)
    levels = tab.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
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
    lost = tab.evaluate(
        """() => [...document.querySelectorAll('main a[href^="#"]')]
             .filter(a => !document.getElementById(a.getAttribute('href').slice(1)))
             .map(a => a.getAttribute('href'))"""
    )
    assert lost == []
    targets = tab.evaluate(
        """() => [...document.querySelectorAll('main a')].map(a => a.getAttribute('href'))
             .filter(href => !href.startsWith('#'))"""
    )
    pages = {target.partition("#")[0]: target for target in targets if ".html" in target}
    assert [page for page in pages if not (real / page).exists()] == []
    for target in {t for t in targets if t.startswith("projection") and "#" in t}:
        page, _, anchor = target.partition("#")
        assert f'id="{anchor}"' in (real / page).read_text("utf-8"), target


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_no_word_in_a_picture_is_cut_off(tab: Page, real: Path, name: str, layout: str) -> None:
    open_page(tab, real, name, 320 if layout == "narrow" else 1280)
    assert cut_words(tab, layout) == []


def test_every_thing_in_the_diagram_is_reached_and_traced(tab: Page, real: Path) -> None:
    open_page(tab, real, "projection-system", 1280)
    nodes = tab.locator(".picture.wide svg.diagram a")
    labels = [nodes.nth(n).get_attribute("aria-label") for n in range(nodes.count())]
    assert len(labels) > 8
    assert all(": " in label for label in labels)
    tab.evaluate("document.querySelector('.picture.wide svg.diagram a').focus()")
    reached = []
    for _ in range(nodes.count()):
        reached.append(tab.evaluate("document.activeElement.getAttribute('aria-label')"))
        assert tab.locator(".drawn .readout").inner_text() == reached[-1]
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")
        tab.keyboard.press("Tab")
    assert reached == labels
    tab.evaluate("document.querySelector('svg.diagram a[data-node=\"productivity\"]').focus()")
    assert tab.locator(".picture.wide .flow.joined").count() > 3


def test_a_number_leads_to_its_explanation_and_on_to_an_assumption(tab: Page, real: Path) -> None:
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto((real / "projection-system.html").as_uri())
    tab.locator(".lede a.fig").first.click()
    reason = tab.locator(".reason:target")
    assert "=" in reason.locator(".formula").inner_text()
    assert reason.locator(".inputs li").count() >= 1
    tab.locator("#equation-human-capital a").first.click()
    assert "projection-assumptions.html#assumption-" in tab.url
    assert "Evidence:" in tab.locator(":target").inner_text()
