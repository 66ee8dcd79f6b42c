"""The plan's pages, built from the bundled statistics and the first plan, in a real browser."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from page_probes import cut_words, open_page, sideways, violations
from playwright.sync_api import Page

from growthplan.journeys.building import Build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    "plan", "actions", "action-bus-franchising", "action-freeport-reliefs", "themes",
    "growth-sectors", "sites", "levers", "money", "indicators", "alignment", "priorities",
    "pipeline", "guidance", "changes", "decisions",
)  # fmt: skip
DRAWN = ("actions", "sites", "levers", "money", "themes", "pipeline", "decisions")
WIDTHS = [(name, 320) for name in PAGES] + [
    (name, 1280) for name in ("plan", "actions", "action-bus-franchising", "sites", "money")
]


@pytest.fixture(scope="module")
def planned(city_region_build: Build) -> Path:
    """Liverpool City Region's pages with its plan."""
    return city_region_build.folder / "site"


@pytest.mark.parametrize(("name", "width"), WIDTHS)
def test_no_violation_and_nothingsideways(tab: Page, planned: Path, name: str, width: int) -> None:
    open_page(tab, planned, name, width)
    assert violations(tab) == []
    assert sideways(tab) <= 0


@pytest.mark.parametrize("name", PAGES)
def test_headings_in_order_and_the_same_words_lead_to_one_place(
    tab: Page, planned: Path, name: str
) -> None:
    open_page(tab, planned, name, 1280)
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


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_no_word_in_a_picture_is_cut_off(tab: Page, planned: Path, layout: str) -> None:
    cut = []
    for name in DRAWN:
        open_page(tab, planned, name, 320 if layout == "narrow" else 1280)
        cut += cut_words(tab, layout)
    assert cut == []


def test_every_link_within_the_site_leads_somewhere(planned: Path) -> None:
    texts = {path.name: path.read_text("utf-8") for path in planned.glob("*.html")}
    names = {file: set(re.findall(r'\bid="([^"]+)"', text)) for file, text in texts.items()}
    lost = []
    for file, text in texts.items():
        for link in set(re.findall(r'href="([^"]+)"', text)):
            if link.startswith(("http", "data:", "../")) or link.endswith(".css"):
                continue
            page, _, name = link.partition("#")
            page = page or file
            if page not in texts or (name and name not in names[page]):
                lost.append(f"{file}: {link}")
    assert lost == []


def test_every_file_that_a_page_offers_is_there(planned: Path) -> None:
    offered = {
        link
        for path in planned.glob("*.html")
        for link in re.findall(r'href="(\.\./[^"]+)"', path.read_text("utf-8"))
    }
    assert [link for link in sorted(offered) if not (planned / link).is_file()] == []


def test_every_page_is_light(planned: Path) -> None:
    heavy = {p.name: p.stat().st_size for p in planned.glob("*.html")}
    assert [name for name, size in heavy.items() if size >= 300_000] == []


def test_a_reader_follows_the_plan_from_mission_to_indicator_and_back(
    tab: Page, planned: Path
) -> None:
    """By keyboard alone: mission, theme, action, indicator, and back to the mission."""
    open_page(tab, planned, "plan", 1280)
    for step, address in (
        ("#system .chip[href$='#theme-foundations']", "**/themes.html#theme-foundations"),
        ("#theme-foundations a[href='action-bus-franchising.html']", "**/action-bus-franch*.html"),
        ("#chain-bus-franchising .chip[href$='#indicator-franchised-network']",
         "**/indicators.html#indicator-franchised-network"),
        ("#indicator-franchised-network a[href$='#indicator-time-to-jobs']",
         "**/indicators.html#indicator-time-to-jobs"),
        ("#indicator-time-to-jobs a[href='plan.html#outcome-productivity']",
         "**/plan.html#outcome-productivity"),
    ):  # fmt: skip
        tab.locator(step).first.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url(address)
    assert tab.locator("#outcome-productivity").is_visible()


def test_the_picture_shows_what_the_focused_part_is_joined_to(tab: Page, planned: Path) -> None:
    open_page(tab, planned, "plan", 1280)
    tab.locator("#system-action-bus-franchising").focus()
    joined = set(tab.evaluate("[...document.querySelectorAll('.chip.joined')].map(c => c.id)"))
    assert {"system-theme-foundations", "system-driver-transport",
            "system-lever-bus-franchising-power", "system-indicator-franchised-network",
            "system-outcome-productivity"} <= joined  # fmt: skip
    said = tab.locator("#system .readout").inner_text()
    assert said.startswith("Bus franchising and a new fleet is joined to:")
    tab.locator(".skip").focus()
    assert tab.locator(".chip.joined").count() == 0


def test_an_illustrative_amount_says_so_in_its_cell(tab: Page, planned: Path) -> None:
    open_page(tab, planned, "action-bus-franchising", 1280)
    cell = tab.locator("#money-bus-franchising tbody td.number").first
    assert cell.inner_text().split() == ["70.0", "illustrative"]
    assert tab.locator("#announced .tag").first.inner_text() == "announced"
    assert tab.locator("#effects .assumed").count() > 0


def test_forced_colours_and_paper_keep_the_picture(tab: Page, planned: Path) -> None:
    tab.emulate_media(forced_colors="active")
    open_page(tab, planned, "plan", 1280)
    tab.locator("#system-theme-foundations").focus()
    drawn = tab.evaluate("getComputedStyle(document.querySelector('.chip.joined')).outlineStyle")
    assert drawn == "solid"
    tab.emulate_media(forced_colors="none", media="print")
    assert not tab.locator(".family").is_visible()
    assert tab.locator("#system .chip").first.is_visible()


def test_where_one_stands_is_said_at_every_level(tab: Page, planned: Path) -> None:
    open_page(tab, planned, "action-bus-franchising", 1280)
    crumbs = tab.locator(".crumbs a").all_inner_texts()
    assert crumbs == ["Liverpool City Region", "Plan", "Actions"]
    assert tab.locator(".cycle [aria-current]").inner_text() == "Plan"
    assert tab.locator(".family [aria-current]").inner_text() == "Actions"
