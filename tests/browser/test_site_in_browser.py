"""The built pages in a real browser: reach, reflow, contrast, paper, and no network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
PAGES = ("index", "productivity")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _open(tab: Page, site: Path, name: str, width: int = 1280) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto((site / f"{name}.html").as_uri())


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_accessibility_violation(tab: Page, site: Path, name: str, width: int) -> None:
    _open(tab, site, name, width)
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    tab.evaluate(AXE)
    found = tab.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    said = [
        f"{v['id']}: {v['help']} at {[n['target'] for n in v['nodes']][:3]}"
        for v in found["violations"]
    ]
    assert said == []
    assert len(found["passes"]) > 15


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 400, 640, 768, 1024])
def test_nothing_scrolls_sideways(tab: Page, site: Path, name: str, width: int) -> None:
    _open(tab, site, name, width)
    wide, seen = tab.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= seen


@pytest.mark.parametrize(
    ("width", "shown", "hidden"), [(320, "narrow", "wide"), (900, "wide", "narrow")]
)
def test_pictures_are_laid_out_again_for_phones(
    tab: Page, site: Path, width: int, shown: str, hidden: str
) -> None:
    _open(tab, site, "index", width)
    assert tab.locator(f".picture.{shown} svg").first.is_visible()
    assert not tab.locator(f".picture.{hidden} svg").first.is_visible()


def test_words_in_pictures_stay_readable_on_a_phone(tab: Page, site: Path) -> None:
    _open(tab, site, "productivity", 320)
    sizes = tab.evaluate(
        "[...document.querySelectorAll('.picture.narrow svg text')]"
        ".map(t => [parseFloat(getComputedStyle(t).fontSize), t.ownerSVGElement])"
        ".map(([size, svg]) => size * svg.clientWidth / svg.viewBox.baseVal.width)"
    )
    assert min(sizes) >= 9.5


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_no_word_in_a_picture_is_cut_off(tab: Page, site: Path, name: str, layout: str) -> None:
    _open(tab, site, name, 320 if layout == "narrow" else 1280)
    cut = tab.evaluate(
        """layout => [...document.querySelectorAll(`.picture.${layout} svg`)].flatMap(svg => {
          const box = svg.getBoundingClientRect();
          return [...svg.querySelectorAll('text')].filter(t => {
            const b = t.getBoundingClientRect();
            return b.left < box.left - 1 || b.right > box.right + 1
                || b.top < box.top - 1 || b.bottom > box.bottom + 1;
          }).map(t => t.textContent);
        })""",
        layout,
    )
    assert cut == []


def test_opens_from_disk_and_asks_for_nothing_else(
    tab: Page, site: Path, requests: list[str]
) -> None:
    for name in PAGES:
        _open(tab, site, name)
    elsewhere = [u for u in requests if not u.startswith((site.as_uri(), "data:"))]
    assert elsewhere == []


def test_keyboard_reaches_content_numbers_and_tables_in_order(tab: Page, site: Path) -> None:
    _open(tab, site, "index")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the content"
    box = tab.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    reached = []
    for _ in range(40):
        tab.keyboard.press("Tab")
        reached.append(
            tab.evaluate("document.activeElement.className + document.activeElement.tagName")
        )
    assert reached[0] == "figA"
    assert "SUMMARY" in reached
    assert "A" in reached


def test_a_number_leads_to_its_explanation(tab: Page, site: Path) -> None:
    _open(tab, site, "index")
    reason = tab.locator("#why-gva_per_hour_gap_pct-E47000004-2023")
    assert not reason.is_visible()
    tab.locator(".lede a.fig", has_text="11.9% below").click()
    assert reason.is_visible()
    assert "A3!V10" in reason.inner_text()


def test_explanations_open_without_scripts(browser: object, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    page.locator(".lede a.fig").first.click()
    assert page.locator("#why-gva_per_hour-E47000004-2023").is_visible()
    context.close()


def test_a_long_table_sorts_by_keyboard(tab: Page, site: Path) -> None:
    _open(tab, site, "index")
    tab.locator(".data summary").first.click()
    button = tab.locator("table.sortable thead button", has_text="Gap").first
    button.focus()
    tab.keyboard.press("Enter")
    values = tab.locator("table.sortable tbody tr td:last-child").all_inner_texts()
    numbers = [float(v.replace("−", "-")) for v in values]
    assert numbers == sorted(numbers)
    assert tab.locator("th[aria-sort=ascending]").count() == 1


def test_the_place_and_the_edition_stay_in_sight(tab: Page, site: Path) -> None:
    _open(tab, site, "productivity")
    tab.evaluate("window.scrollTo(0, document.body.scrollHeight / 2)")
    for words in ("Liverpool City Region", "June 2025"):
        box = tab.locator(".bar", has_text=words).bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 60


def test_prints_on_a4_without_navigation(tab: Page, site: Path) -> None:
    _open(tab, site, "productivity")
    tab.emulate_media(media="print")
    assert not tab.locator(".cycle").is_visible()
    assert not tab.locator(".contents").is_visible()
    assert tab.locator(".picture.wide svg").first.is_visible()
    paper = tab.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    assert 2 <= paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") <= 12


def test_motion_is_left_out_for_those_who_ask(tab: Page, site: Path) -> None:
    tab.emulate_media(reduced_motion="reduce")
    _open(tab, site, "index")
    assert tab.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_pictures_keep_their_colours_under_forced_colours(tab: Page, site: Path) -> None:
    tab.emulate_media(forced_colors="active")
    _open(tab, site, "index")
    ground = tab.evaluate("getComputedStyle(document.querySelector('.picture')).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
