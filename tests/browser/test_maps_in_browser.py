"""Maps in a real browser: reach by keyboard, names for a screen reader, paper, forced colours."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab

sys.path.append(str(Path(__file__).parents[1] / "report"))

from map_samples import square_country

from growthplan.publishers import write_site, write_tables
from growthplan.report import Chart, Column, Map, Page, Report, Section, Table, Words
from growthplan.report.charts import DotRow, Reference, dot_plot
from growthplan.report.maps import Spot, choropleth, outlines, point_map

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAY = Column("pay", "Pay", "£ per hour")
VALUES = {"E08000001": 30.0, "E08000002": 35.0, "E08000003": 41.0, "E08000004": None}
VERDICTS = ("behind", "ahead", "cannot tell", "")
NAMES = {"E08000001": "Aldham", "E08000002": "Bexton", "E08000003": "Carrow", "E08000004": "Denby"}


def _report() -> Report:
    country = outlines(square_country())
    shaded = choropleth(
        country, VALUES, PAY, place="E47000099", alt="Carrow pays most.",
        targets={"E08000002": "bexton.html"},
    )  # fmt: skip
    spots = [Spot("North Dock", -2.7, 53.6, "500 jobs", size=500, mark="diamond")]
    sited = point_map(country, spots, tuple(VALUES), alt="One site.")
    assert shaded is not None
    assert sited is not None
    rows = tuple((NAMES[code], value) for code, value in VALUES.items())
    table = Table(
        "pay", "Pay by authority",
        (Column("n", "Authority", kind="text"), PAY, Column("v", "Verdict", kind="verdict")),
        tuple((*row, said) for row, said in zip(rows, VERDICTS, strict=True)),
        "sample",
    )  # fmt: skip
    dots = tuple(DotRow(n, v, f"£{v:.1f}", v - 2, v + 1) for n, v in rows if v is not None)
    order = dot_plot(dots, Reference("Whole", 36.0, "£36.0"), PAY, alt="In order.")
    beside = Chart("order", "In order", "£ per hour", order, "sample", table)
    sites = replace(table, id="sites", title="Sites")
    blocks = (
        Map("pay-map", "Carrow pays most", "Pay, £", shaded, "sample", table, beside),
        Map("site-map", "One site", "Sites", sited, "sample", sites),
        replace(table, id="verdicts", title="Verdicts"),
    )
    words = tuple((Words(text),) for text in ("What.", "How sure.", "So what."))
    pages = (
        Page("index", "Places", "Carrow pays most", words, (Section("m", "Maps", blocks),)),
        Page(
            "bexton", "Bexton", "Bexton", words, (Section("t", "Table", (table,)),), under="index"
        ),
    )
    return Report("Sample", "Ab", "E47000099", "Sample edition", pages, (), ())


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a shaded map, a map of sites, and a table of verdicts."""
    out = tmp_path_factory.mktemp("maps")
    write_site(_report(), out / "site")
    write_tables(_report(), out / "data")
    return out / "site"


def _open(tab: Tab, folder: Path, width: int = 1280, page: str = "index") -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto((folder / f"{page}.html").as_uri())


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_maps_have_no_accessibility_violation(tab: Tab, mapped: Path, width: int) -> None:
    _open(tab, mapped, width)
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    tab.evaluate(AXE)
    found = tab.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    said = [
        f"{v['id']}: {v['help']} at {[n['target'] for n in v['nodes']][:3]}"
        for v in found["violations"]
    ]
    assert said == []


@pytest.mark.parametrize("width", [320, 640, 1024])
def test_maps_never_scroll_sideways(tab: Tab, mapped: Path, width: int) -> None:
    _open(tab, mapped, width)
    wide, seen = tab.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= seen


def test_the_keyboard_stops_at_each_area_and_says_its_value(tab: Tab, mapped: Path) -> None:
    _open(tab, mapped)
    tab.locator("#pay-map .area").first.focus()
    said = []
    for _ in range(4):
        said.append(tab.evaluate("document.activeElement.getAttribute('aria-label')"))
        assert tab.locator("#pay-map .readout").inner_text() == said[-1]
        tab.keyboard.press("Tab")
    assert said == [
        "Aldham: £30.0 per hour",
        "Bexton: £35.0 per hour",
        "Carrow: £41.0 per hour",
        "Denby: no figure",
    ]


def test_focus_on_an_area_can_be_seen(tab: Tab, mapped: Path) -> None:
    _open(tab, mapped)
    tab.locator("#pay-map .area").first.focus()
    tab.keyboard.press("Tab")
    width = tab.evaluate(
        "parseFloat(getComputedStyle(document.activeElement.querySelector('path')).strokeWidth)"
    )
    assert width >= 4


def test_an_area_with_a_page_leads_there(tab: Tab, mapped: Path) -> None:
    _open(tab, mapped)
    tab.locator("#pay-map a.area").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/bexton.html")
    assert tab.locator(".crumbs a").all_inner_texts() == ["Ab", "Places"]
    assert tab.locator(".cycle a").all_inner_texts() == ["Places"]


def test_a_screen_reader_meets_the_finding_then_the_areas(tab: Tab, mapped: Path) -> None:
    _open(tab, mapped)
    tree = tab.locator("#pay-map .sheet").aria_snapshot()
    assert 'group "Carrow pays most"' in tree
    assert 'link "Bexton: £35.0 per hour"' in tree
    assert 'img "Denby: no figure"' in tree
    assert "Source" not in tree
    for name in ("Aldham", "Bexton"):
        assert tree.count(name) == 1, "names on the map are not read twice"


def test_legend_says_every_class_and_what_is_missing(tab: Tab, mapped: Path) -> None:
    _open(tab, mapped)
    words = tab.locator("#pay-map .legend li").all_inner_texts()
    assert words[-1].strip() == "No figure is published"
    assert all(" to " in one for one in words[:-1])


def test_missing_areas_are_hatched(tab: Tab, mapped: Path) -> None:
    _open(tab, mapped)
    fill = tab.locator("#pay-map [aria-label^=Denby] path").get_attribute("fill")
    assert fill == "url(#pay-map-hatch)"
    assert tab.locator("#pay-map-hatch rect").count() == 2


def test_names_on_the_map_stay_readable_on_a_phone(tab: Tab, mapped: Path) -> None:
    _open(tab, mapped, 320)
    sizes = tab.evaluate(
        "[...document.querySelectorAll('.map .name text')].map(t => parseFloat("
        "getComputedStyle(t).fontSize) * t.ownerSVGElement.clientWidth"
        " / t.ownerSVGElement.viewBox.baseVal.width)"
    )
    assert min(sizes) >= 9.5


def test_verdicts_have_a_word_and_a_shape_that_differs(tab: Tab, mapped: Path) -> None:
    _open(tab, mapped)
    cells = tab.locator("#verdicts td.verdict")
    assert cells.all_inner_texts() == ["behind", "ahead", "cannot tell", ""]
    shapes = tab.evaluate(
        "[...document.querySelectorAll('#verdicts td.verdict .mark')].map("
        "m => getComputedStyle(m).clipPath + m.getBoundingClientRect().height)"
    )
    assert len(set(shapes[:3])) == 3


def test_maps_keep_their_colours_under_forced_colours_and_on_paper(tab: Tab, mapped: Path) -> None:
    tab.emulate_media(forced_colors="active")
    _open(tab, mapped)
    look = "getComputedStyle(document.querySelector('#pay-map .area path')).fill"
    forced = tab.evaluate(look)
    tab.emulate_media(forced_colors="none", media="print")
    assert tab.evaluate(look) == forced
    assert tab.locator("#pay-map svg.map").is_visible()
    assert tab.pdf(prefer_css_page_size=True).startswith(b"%PDF")
