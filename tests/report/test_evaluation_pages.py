"""Pages of evidence: what they say follows from the evaluations; every state has its words."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.evaluation import Beforehand, Power, Size, gaps_of
from growthplan.journeys.as_at import plan_for
from growthplan.journeys.evaluating_for_pages import evaluations_for_pages, stamped
from growthplan.journeys.projecting_for_pages import Wanted
from growthplan.journeys.running import record, start
from growthplan.plan import Plan
from growthplan.report import Chart, Definitions, Note, Page, Report, Table, plain
from growthplan.report.pages import Evaluations
from growthplan.report.pages.evaluation_pages import evidence_pages
from growthplan.store import Store
from growthplan.vocabulary import GrowthplanError

PLAN = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
SALFORD, HALTON = "mediacity-salford-2011", "sci-tech-daresbury-2012"
DEALS = "devolution-deals-2017"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "none.duckdb"


@pytest.fixture(scope="module")
def plan(store: Path) -> Plan:
    with Store(store) as held:
        return plan_for(PLAN, None, held.gazetteer)[0]


def _evaluated(store: Path, plan: Plan, folder: Path) -> Evaluations:
    with Store(store) as held:
        return evaluations_for_pages(held, Wanted(plan, folder, None, datetime.now(UTC)), None)


@pytest.fixture(scope="module")
def shipped(store: Path, plan: Plan) -> Evaluations:
    return _evaluated(store, plan, PLAN)


@pytest.fixture(scope="module")
def altered(store: Path, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Evaluations:
    """One evaluation changed since it was registered, one never registered, one for later years."""
    folder = tmp_path_factory.mktemp("altered")
    shutil.copytree(PLAN / "evaluations", folder / "evaluations")
    own = folder / "evaluations"
    changed = (own / f"{HALTON}.yaml").read_text("utf-8")
    (own / f"{HALTON}.yaml").write_text(changed.replace("smallest: 2.0", "smallest: 0.5"), "utf-8")
    text = (own / f"{DEALS}.yaml").read_text("utf-8").replace(f"id: {DEALS}", "id: later")
    text = text.replace("from_year: 2018", "from_year: 2030").replace(
        "last_year: 2022", "last_year: 2034"
    )
    (own / "later.yaml").write_text(text, "utf-8")
    (own / f"{DEALS}.yaml").unlink()
    return _evaluated(store, plan, folder)


def _report(found: Evaluations, plan: Plan) -> Report:
    pages, figures, tables = evidence_pages(found, plan)
    return Report("P", "Here", "E47000004", "June 2024", pages, figures, found.sources,
                  extra_tables=tables)  # fmt: skip


def _page(found: Evaluations, plan: Plan, slug: str) -> Page:
    return next(page for page in _report(found, plan).pages if page.slug == slug)


def _table(page: Page, name: str) -> Table:
    return next(table for table in page.tables() if table.id == name)


def _words(page: Page, report: Report) -> str:
    texts = [*page.lede]
    for block in page.blocks():
        texts += [text for _, text in block.entries] if isinstance(block, Definitions) else []
        texts += [block.text] if isinstance(block, Note) else []
        texts += getattr(block, "paragraphs", ())
    return " ".join(plain(text, report.by_id) for text in texts)


def test_a_page_for_each_evaluation_and_every_number_quoted_is_a_figure(
    shipped: Evaluations, plan: Plan
) -> None:
    report = _report(shipped, plan)
    slugs = {page.slug for page in report.pages}
    assert {f"evidence-{name}" for name in (SALFORD, HALTON, DEALS)} < slugs
    assert all(len(page.lede) == 3 for page in report.pages)
    assert {page.under for page in report.pages[1:]} == {"evidence"}
    assert report.pages[0].title.endswith("the data cannot say what any of them did")
    run = record("build", (), start())
    assert {f.lineage.run for f in stamped(shipped, run).figures} == {run.id}


def test_the_estimators_table_holds_what_was_estimated_and_the_deciding_one_leads(
    shipped: Evaluations, plan: Plan
) -> None:
    for one in shipped.examined:
        page = _page(shipped, plan, one.slug)
        rows = _table(page, f"estimators-of-{one.answered.registration.id}").rows
        assert rows[0][1] == "decides"
        assert [row[2] for row in rows] == [e.effect for e in one.answered.estimates]
        assert one.figure is not None
        assert one.figure.id in page.quoted
        assert one.power is not None
        assert one.power.value == one.answered.power.smallest


def test_the_path_is_drawn_from_a_hundred_in_the_last_year_before(
    shipped: Evaluations, plan: Plan
) -> None:
    for one in shipped.examined:
        page = _page(shipped, plan, one.slug)
        rows = _table(page, f"path-of-{one.answered.registration.id}").rows
        before = one.answered.registration.from_year - 1
        assert {row[0]: row[1] for row in rows}[before] == pytest.approx(100)


def test_gaps_start_level_and_the_bands_hold_their_share_of_the_untreated(
    shipped: Evaluations,
) -> None:
    for one in shipped.examined:
        panel = one.answered.panel
        gaps = gaps_of(panel)
        assert gaps.own[: panel.start].mean() == pytest.approx(0, abs=1e-9)
        assert np.allclose(gaps.placebos[:, : panel.start].mean(axis=1), 0)
        low, high = gaps.band(0.8)
        held = ((gaps.placebos >= low) & (gaps.placebos <= high)).mean(axis=0)
        assert (np.abs(held - 0.8) <= 2 / len(gaps.placebos)).all()


def test_rings_hold_the_neighbours_that_were_left_out_as_donors(
    shipped: Evaluations, plan: Plan
) -> None:
    salford = next(e for e in shipped.examined if e.answered.registration.id == SALFORD)
    assert salford.rings is not None
    nearest = salford.rings.tables["rings"].row(0, named=True)
    assert nearest["ring"] == "0 to 15"
    assert nearest["units"] == 4  # Bolton, Bury, Manchester and Trafford
    deals = next(e for e in shipped.examined if e.answered.registration.id == DEALS)
    assert deals.rings is None
    report = _report(shipped, plan)
    assert deals.rings_why in _words(_page(shipped, plan, deals.slug), report)


def test_what_was_changed_since_registration_is_shown_as_a_change(
    altered: Evaluations, plan: Plan
) -> None:
    page = _page(altered, plan, f"evidence-{HALTON}")
    (row,) = _table(page, f"changes-{HALTON}").rows
    assert row[0] == "decision"
    assert "smallest 2.0" in str(row[1])
    assert "smallest 0.5" in str(row[2])
    overview = _table(_page(altered, plan, "evidence"), "evaluations")
    assert {row[0]: row[2] for row in overview.rows}["Sci-Tech Daresbury enterprise zone, 2012"] \
        == "yes"  # fmt: skip


def test_one_that_cannot_be_run_yet_says_what_it_could_show(
    altered: Evaluations, plan: Plan
) -> None:
    report = _report(altered, plan)
    page = _page(altered, plan, "evidence-later")
    said = _words(page, report)
    assert "It is not registered" in said
    assert "nothing of its outcome has been looked at" in said
    assert not [block for block in page.blocks() if isinstance(block, Chart)]
    assert "smallest_effect_seen/later/synthetic-did" in page.quoted
    waiting = next(s for s in report.pages[0].sections if s.id == "waiting")
    assert any(isinstance(block, Definitions) for block in waiting.blocks)


def test_a_plan_without_evaluations_says_so_and_still_what_could_be_seen(
    store: Path, plan: Plan, tmp_path: Path
) -> None:
    found = _evaluated(store, plan, tmp_path)
    report = _report(found, plan)
    assert "registers no evaluation yet" in _words(report.pages[0], report)
    assert found.beforehand
    assert [page.slug for page in report.pages] == [
        "evidence", "evidence-findings", "evidence-before",
    ]  # fmt: skip


def test_a_day_before_the_figures_were_published_says_so_and_stops_nothing(
    store: Path, plan: Plan
) -> None:
    with Store(store) as held:
        wanted = Wanted(plan, PLAN, date(2015, 6, 1), datetime.now(UTC))
        found = evaluations_for_pages(held, wanted, None)
    assert found.examined == ()
    assert "Sci-Tech Daresbury" in found.refused
    assert found.beforehand[0].power.smallest is None
    report = _report(found, plan)
    assert "Too few years or places" in _words(
        next(page for page in report.pages if page.slug == "evidence-before"), report
    )


def test_one_that_cannot_be_run_does_not_hide_the_others_but_a_misspelt_name_is_a_fault(
    store: Path, plan: Plan, tmp_path: Path
) -> None:
    own = tmp_path / "evaluations"
    shutil.copytree(PLAN / "evaluations", own)
    (own / f"{SALFORD}.yaml").unlink()
    text = (own / f"{HALTON}.yaml").read_text("utf-8")
    within = text.replace("within: E92000001", "within: E06000006")
    (own / f"{HALTON}.yaml").write_text(within, "utf-8")
    found = _evaluated(store, plan, tmp_path)
    assert [one.answered.registration.id for one in found.examined] == [DEALS]
    report = _report(found, plan)
    assert "Sci-Tech Daresbury enterprise zone, 2012: " in _words(report.pages[0], report)
    (own / f"{HALTON}.yaml").write_text(text.replace("indicator: jobs", "indicator: jbos"), "utf-8")
    with pytest.raises(GrowthplanError, match="no indicator 'jbos'"):
        _evaluated(store, plan, tmp_path)


def _beforehand(smallest: float | None, size: Size | None) -> Beforehand:
    curve = pl.DataFrame({"effect": [], "power": []})
    power = Power(smallest, smallest, 40, curve, "From 40 histories.")
    return Beforehand("a", "A", "matching", "Here", "5 years of GVA per hour", power, size)


@given(st.floats(0.01, 50), st.floats(0.001, 50), st.floats(0.001, 10))
def test_nothing_is_said_to_be_seen_below_what_would_show(
    least: float, middle: float, more: float
) -> None:
    one = _beforehand(least, Size(middle, middle / 2, middle + more))
    if one.prospect == "would usually be seen":
        assert middle >= least
    elif one.prospect == "only if it does as well as hoped":
        assert middle < least <= middle + more
    else:
        assert least > middle + more
    assert one.times == pytest.approx(least / middle)


def test_where_nothing_would_show_or_nothing_is_assumed_the_words_say_so() -> None:
    assert _beforehand(None, Size(1.0, 0.5, 2.0)).prospect == "nothing could be seen"
    assert "no effect of any size" in _beforehand(None, None).sentence
    none = _beforehand(3.0, None)
    assert none.prospect == "no size is assumed"
    assert none.times is None
    harm = replace(none, size=Size(-4.0, -6.0, -2.0))
    assert harm.prospect == "would usually be seen"
