"""The static site as text: whole, small, self-contained, safe, and the same every time."""

from __future__ import annotations

import itertools
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from growthplan.publishers import write_site
from growthplan.report import Report, rich
from growthplan.vocabulary import GrowthplanError

PAGES = ("index", "productivity")
LIMIT = 300_000


class Read(HTMLParser):
    """Tags with their attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] for _, attrs in self.tags if attribute in attrs]


def _page(out: Path, name: str) -> str:
    return (out / "site" / f"{name}.html").read_text("utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_over_300_kb(out: Path, name: str) -> None:
    assert (out / "site" / f"{name}.html").stat().st_size < LIMIT


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(out: Path, name: str) -> None:
    read = Read(_page(out, name))
    ids = set(read.values("id"))
    for target in read.values("href"):
        if target.startswith("#"):
            assert target[1:] in ids, target
        elif not target.startswith(("https://", "data:")):
            file = target.split("#")[0]
            if "figures.json" not in file:
                assert (out / "site" / file).exists(), target


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_labels_point_to_them(out: Path, name: str) -> None:
    read = Read(_page(out, name))
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    for label in read.values("aria-labelledby"):
        assert set(label.split()) <= set(ids)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_loaded_from_elsewhere(out: Path, name: str) -> None:
    read = Read(_page(out, name))
    loaded = read.values("src") + [
        attrs["href"] for tag, attrs in read.tags if tag == "link" and "href" in attrs
    ]
    assert all("//" not in target for target in loaded)
    assert "@import" not in (out / "site" / "site.css").read_text("utf-8")
    assert "url(" not in (out / "site" / "site.css").read_text("utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_headings_step_down_one_level_at_a_time(out: Path, name: str) -> None:
    main = _page(out, name).split("<h1>", 1)[1]
    levels = [1] + [int(tag[1]) for tag, _ in Read(main).tags if tag in ("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_the_place_the_edition_and_the_run_are_on_every_page(out: Path) -> None:
    for name in PAGES:
        text = _page(out, name)
        assert '<html lang="en-GB">' in text
        assert "ONS subregional productivity, June 2025" in text
        assert "run 2f6c1a" in text


def test_a_number_in_prose_leads_to_its_cell(out: Path) -> None:
    text = _page(out, "index")
    assert '<a class="fig" href="#why-gva_per_hour_gap_pct-E47000004-2023">11.9% below</a>' in text
    reason = text.split('id="why-gva_per_hour_gap_pct-E47000004-2023"', 1)[1].split("</details>")[0]
    for words in ("100 × (place ÷ comparator − 1)", "£37.33 per hour", "A3!V10", RELEASED):
        assert words in reason


RELEASED = "released 19 June 2025"


def test_pictures_are_named_and_have_their_table(out: Path) -> None:
    text = _page(out, "index")
    svgs = [attrs for tag, attrs in Read(text).tags if tag == "svg"]
    assert len(svgs) == 2
    assert all(attrs["role"] == "img" for attrs in svgs)
    assert '<desc id="levels-wide-d">GVA per hour rose from £23.7' in text
    table = text.split('<details class="data">', 1)[1].split("</details>")[0]
    assert table.count("<tr") == 21


def test_claims_and_assumptions_look_different_from_figures(out: Path) -> None:
    assert '<span class="tag">Announced</span> <q>11% lower' in _page(out, "index")
    assert '<span class="assumed">2.6% a year</span>' in _page(out, "productivity")


def test_totals_are_marked(out: Path) -> None:
    assert '<tr class="total"><th scope="row" class="text">Gap to England</th>' in _page(
        out, "productivity"
    )


def test_words_from_outside_are_escaped(report: Report, tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>"
    page = replace(report.pages[0], title=bad, lede=(rich("{b}", b=bad),))
    write_site(replace(report, place=bad, pages=(page,)), tmp_path)
    assert bad not in (tmp_path / "index.html").read_text("utf-8")


def test_the_same_report_gives_the_same_bytes(report: Report, out: Path, tmp_path: Path) -> None:
    files = write_site(report, tmp_path)
    for file in files:
        assert file.read_bytes() == (out / "site" / file.name).read_bytes()


def test_progress_names_each_page(report: Report, tmp_path: Path) -> None:
    said: list[str] = []
    write_site(report, tmp_path, said.append)
    assert said == ["page: Overview", "page: Productivity"]


def test_without_the_charts_extra_it_says_what_to_install(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(GrowthplanError, match=r"pip install 'growthplan\[charts\]'"):
        write_site(report, tmp_path)
