"""The pages on why there is a gap, built from the bundled statistics, in a real browser."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from page_probes import cut_words, open_page, sideways, violations
from playwright.sync_api import Browser, Page

from growthplan.journeys.building import Build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ("drivers", "sectors", "clusters", "places", "place-liverpool", "data", "method")


@pytest.fixture
def real(city_region_build: Build) -> Path:
    """The first plan's pages."""
    return city_region_build.folder / "site"


@pytest.mark.parametrize("name", PAGES)
def test_no_violation_and_nothingsideways(tab: Page, real: Path, name: str) -> None:
    """Targets are smallest and words wrap most on a phone, so that is where rules are tried."""
    open_page(tab, real, name, 1280)
    assert sideways(tab) <= 0
    open_page(tab, real, name, 320)
    assert violations(tab) == []
    assert sideways(tab) <= 0


@pytest.mark.parametrize("name", ["drivers", "place-liverpool"])
def test_the_scorecard_is_not_cut_at_the_right_of_a_wide_window(
    tab: Page, real: Path, name: str
) -> None:
    open_page(tab, real, name, 1280)
    cut = tab.evaluate(
        """() => [...document.querySelectorAll('.titled[id^=scorecard-] .scroll')]
             .filter(e => e.scrollWidth > e.clientWidth + 1)
             .map(e => e.getAttribute('aria-label'))"""
    )
    assert cut == []


def test_no_name_on_the_map_of_sites_covers_a_site(tab: Page, real: Path) -> None:
    open_page(tab, real, "clusters", 1280)
    covered = tab.evaluate(
        """() => {
          const svg = document.querySelector('#sites-map svg.map');
          const dots = [...svg.querySelectorAll('.dot')].map(d => d.getBoundingClientRect());
          return [...svg.querySelectorAll('.name text')].filter(t => {
            const b = t.getBoundingClientRect();
            return dots.some(d => { const x = d.left + d.width / 2, y = d.top + d.height / 2;
              return x > b.left && x < b.right && y > b.top && y < b.bottom; });
          }).map(t => t.textContent);
        }"""
    )
    assert covered == []


@pytest.mark.parametrize("name", ["drivers", "clusters"])
def test_all_is_there_in_print_with_forced_colours_and_without_motion(
    browser: Browser, real: Path, name: str
) -> None:
    context = browser.new_context(
        viewport={"width": 640, "height": 450}, forced_colors="active", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto((real / f"{name}.html").as_uri())
    assert sideways(page) <= 0
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(e => {
             const s = getComputedStyle(e);
             return parseFloat(s.transitionDuration) > 0.01 || s.scrollBehavior === 'smooth'
                 || parseFloat(s.animationDuration) > 0.01;
           }).length"""
    )
    assert moving == 0
    page.emulate_media(media="print")
    shown = page.evaluate(
        """() => ['nav', '.skip'].map(s => document.querySelector(s))
             .filter(e => e && getComputedStyle(e).display !== 'none').length"""
    )
    assert shown == 0
    repeated = page.evaluate(
        """() => [...document.querySelectorAll('tfoot')]
             .filter(e => getComputedStyle(e).display === 'table-footer-group').length"""
    )
    assert repeated == 0
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_screen_reader_finds_order_names_and_captions(tab: Page, real: Path, name: str) -> None:
    open_page(tab, real, name, 1280)
    levels = tab.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    bare = tab.evaluate(
        """() => [
          ...[...document.querySelectorAll('table')].filter(t => !t.caption),
          ...[...document.querySelectorAll('th')].filter(t => !t.scope),
          ...[...document.querySelectorAll('svg')].filter(s => !s.closest('[aria-hidden=true]')
             && !s.getAttribute('aria-label') && !s.getAttribute('aria-labelledby')
             && !s.querySelector('title')),
        ].map(e => e.outerHTML.slice(0, 120))"""
    )
    assert bare == []
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


@pytest.mark.parametrize("name", PAGES)
def test_whatever_scrolls_is_reached_by_keyboard(tab: Page, real: Path, name: str) -> None:
    open_page(tab, real, name, 320)
    stuck = tab.evaluate(
        """() => [...document.querySelectorAll('*')].filter(e =>
             e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0
             && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX))
             .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert stuck == []


@pytest.mark.parametrize("name", ["drivers", "sectors", "clusters"])
@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_no_word_in_a_picture_is_cut_off(tab: Page, real: Path, name: str, layout: str) -> None:
    open_page(tab, real, name, 320 if layout == "narrow" else 1280)
    assert cut_words(tab, layout) == []


def test_every_focus_stop_of_the_drivers_page_can_be_seen(tab: Page, real: Path) -> None:
    open_page(tab, real, "drivers", 1280)
    hidden = []
    for _ in range(60):
        tab.keyboard.press("Tab")
        ring = tab.evaluate(
            """() => {
              const e = document.activeElement, s = getComputedStyle(e);
              const drawn = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0;
              // Areas of a map draw their focus as a stroke, which the maps' own tests look at.
              return [e.outerHTML.slice(0, 80), drawn || Boolean(e.ownerSVGElement)];
            }"""
        )
        hidden += [] if ring[1] else [ring[0]]
    assert hidden == []
