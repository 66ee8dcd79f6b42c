"""Pages of a projection: what they say follows from the numbers; every part has an empty state."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from growthplan.journeys.projecting import project
from growthplan.report import Chart, Diagram, Page, Report, Table, plain
from growthplan.report.pages import Ahead
from growthplan.report.pages.projection_pages import projection_pages
from growthplan.system.answers import Projection
from growthplan.vocabulary import Figure

PLAN = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
NAMES = ("half-the-money", "delay-two-years")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Projection:
    """The first plan with two scenarios, on few draws."""
    store = tmp_path_factory.mktemp("store") / "none.duckdb"
    return project(PLAN, scenarios=NAMES, draws=400, store=store).projection


@pytest.fixture(scope="module")
def without_actions(made: Projection) -> Projection:
    """The same place when nothing of the plan is modelled."""
    kept = made.paths.filter(made.paths["scenario"].is_in(["no_plan", "plan", "difference"]))
    return replace(
        made,
        modelled=(),
        not_modelled=(),
        sharing=None,
        hanging=None,
        diffusion=None,
        futures=made.futures[:2],
        paths=kept,
        mechanisms=made.mechanisms.clear(),
        money=0.0,
    )


def _pages(made: Projection) -> tuple[dict[str, Page], dict[str, Figure]]:
    pages, figures = projection_pages(Ahead(made))
    return {page.slug: page for page in pages}, {figure.id: figure for figure in figures}


def _said(page: Page, figures: dict[str, Figure]) -> str:
    return " ".join(plain(text, figures) for text in page.lede)


def _tables(page: Page) -> dict[str, Table]:
    return {table.id: table for table in page.tables()}


def _report(made: Projection) -> Report:
    pages, figures = projection_pages(Ahead(made))
    return Report("P", "Here", "E1", "June 2025", pages, figures, ())


def test_every_page_quotes_only_figures_that_are_there_and_names_nothing_twice(
    made: Projection,
) -> None:
    report = _report(made)
    assert len(report.pages) == 10
    assert all(len(page.lede) == 3 for page in report.pages)
    assert all(page.under == "projection" for page in report.pages[1:])


def test_columns_of_every_table_are_told_apart(made: Projection) -> None:
    for table in _report(made).tables():
        titles = [column.title for column in table.columns]
        assert len(set(titles)) == len(titles), table.id


def test_the_first_page_says_the_gap_with_and_without_the_plan(made: Projection) -> None:
    pages, figures = _pages(made)
    end = made.path("gva_per_hour_gap_pct", "plan").row(-1, named=True)
    lift = made.path("gva_per_hour_lift_pct", "difference").row(-1, named=True)
    said = _said(pages["projection"], figures)
    assert f"{abs(end['median']):.1f}% below" in said
    assert f"{lift['median']:.2f}%" in pages["projection"].title
    rate = made.base_rates["city regions"]
    assert f"{rate.closed} of {rate.windows} stretches" in said


def test_the_fan_has_every_range_the_past_and_the_line_that_says_the_edition(
    made: Projection,
) -> None:
    pages, _ = _pages(made)
    (chart,) = pages["projection"].lead
    assert isinstance(chart, Chart)
    texts = [layer["mark"].get("text", "") for layer in chart.drawing.wide["layer"]]
    assert {"50%", "80%", "90%"} <= set(texts)
    assert any("June 2025 edition" in text for text in texts)
    areas = [layer for layer in chart.drawing.wide["layer"] if layer["mark"]["type"] == "area"]
    assert len(areas) == 3
    rows = _tables(pages["projection"])["gap-plan"].rows
    assert [row[0] for row in rows] == list(range(made.base_year, made.until + 1))


def test_chances_stand_beside_base_rates_and_as_frequencies(made: Projection) -> None:
    pages, _ = _pages(made)
    page = pages["projection-targets"]
    assert re.search(r"about \d+ in \d+|less than 1 in", page.title)
    tables = _tables(page)
    assert {row[0] for row in tables["base-rates"].rows} == {"City regions", "Local authorities"}
    wanted = {round(100 * one.chance) for one in made.efforts}
    assert {round(row[0]) for row in tables["required-effort"].rows} == wanted


def test_parts_sum_to_the_whole_and_the_picture_draws_the_total(made: Projection) -> None:
    pages, _ = _pages(made)
    tables = _tables(pages["projection-parts"])
    assert made.sharing is not None
    for name in ("parts-groups", "parts-themes", "parts-actions"):
        table = tables[name]
        total = sum(row[1] for row in table.rows)
        assert table.total is not None
        assert total == pytest.approx(table.total[1], abs=1e-12)
        assert total == pytest.approx(made.sharing.total, abs=1e-9)
        assert sum(row[table.columns.index(_share(table))] for row in table.rows) == pytest.approx(
            100
        )


def _share(table: Table) -> object:
    return next(column for column in table.columns if column.key == "share")


def test_two_verdicts_on_synergy_are_both_told(made: Projection) -> None:
    pages, figures = _pages(made)
    assert made.sharing is not None
    rows = {row[0]: row for row in _tables(pages["projection-parts"])["synergy"].rows}
    assert rows["Between actions"][-1] == made.sharing.synergy.in_words
    assert rows["Between drivers"][-1] == made.sharing.group_synergy.in_words
    assert "Together beyond the sum" in _said(pages["projection-parts"], figures)


def test_the_diagram_leads_from_each_theme_to_an_outcome(made: Projection) -> None:
    pages, _ = _pages(made)
    (diagram,) = pages["projection-system"].lead
    assert isinstance(diagram, Diagram)
    onward: dict[str, set[str]] = {}
    for flow in diagram.flows:
        onward.setdefault(flow.start, set()).add(flow.end)
        assert 0 <= flow.share <= 1
    for node in diagram.nodes:
        if node.column == 0:
            reached, new = set(), {node.id}
            while new:
                reached |= new
                new = {end for one in new for end in onward.get(one, ())} - reached
            assert "productivity" in reached, node
    money = sum(one.money for one in made.modelled)
    assert money == pytest.approx(made.money, rel=1e-6)


def test_the_record_shows_worst_first_and_says_whether_the_bar_was_reached(
    made: Projection,
) -> None:
    pages, figures = _pages(made)
    rows = _tables(pages["projection-record"])["record-bars"].rows
    assert [row[-1] == "met" for row in rows] == sorted(row[-1] == "met" for row in rows)
    hurdles = made.record.hurdles
    failed = replace(made.record, hurdles=(replace(hurdles[0], score=99.0), *hurdles[1:]))
    again, figures = _pages(replace(made, record=failed))
    page = again["projection-record"]
    assert f"{len(hurdles) - 1} of the {len(hurdles)}" in page.title
    assert "does not clear the bar" in _said(page, figures)


def test_assumed_numbers_look_different_and_each_equation_leads_to_its_own(
    made: Projection,
) -> None:
    pages, _ = _pages(made)
    table = _tables(pages["projection-assumptions"])["assumptions"]
    marked = {n for n, _ in table.marks}
    for n, row in enumerate(table.rows):
        one = made.assumptions[row[-1]]
        assert (n in marked) == one.is_assumed
        assert one.source in row
    anchors = {
        name for block in pages["projection-assumptions"].blocks()
        for name in getattr(block, "anchors", ())
    }  # fmt: skip
    links = {
        span.target.partition("#")[2]
        for block in pages["projection-system"].blocks()
        for _, text in getattr(block, "entries", ())
        for span in text
        if getattr(span, "target", "").startswith("projection-assumptions")
    }
    assert links
    assert links <= anchors


def test_an_explanation_goes_from_the_outcome_to_an_equation_to_a_citation(
    made: Projection,
) -> None:
    _, figures = _pages(made)
    top = figures[f"gva_per_hour_lift_pct/{made.place.code}/{made.until}/difference"]
    mechanisms = [i.figure for i in top.lineage.inputs if (i.figure or "").startswith("mechanism/")]
    assert len(mechanisms) == made.mechanisms.height
    skills = figures[f"mechanism/{made.place.code}/{made.until}/human_capital"]
    assert "Q[t]" in skills.lineage.formula
    cited = [figures[i.figure or ""] for i in skills.lineage.inputs]
    assert cited
    assert all(one.lineage.formula.startswith("Chosen: ") for one in cited)


def test_scenarios_stand_side_by_side_with_the_plan(made: Projection) -> None:
    pages, _ = _pages(made)
    tables = _tables(pages["projection-scenarios"])
    assert [row[-1] for row in tables["scenario-effects"].rows] == ["plan", *NAMES]
    half = made.future("half-the-money").money
    assert half == pytest.approx(made.money / 2, rel=0.01)
    assert tables["scenario-outcomes"].rows[0][0] == "No plan"


def test_without_actions_every_page_is_there_and_says_so(without_actions: Projection) -> None:
    report = _report(without_actions)
    assert len(report.pages) == 10
    words = " ".join(
        plain(text, report.by_id) for page in report.pages for text in page._texts() if text
    )
    assert "No actions with money: the projection shows no plan only" in words
    assert "Without a plan" in report.pages[0].title
    assert "plan adds" not in report.pages[0].title


def test_a_place_that_is_ahead_has_no_gap_to_close(made: Projection) -> None:
    pages, figures = _pages(replace(made, chances=(), efforts=()))
    assert "not behind" in pages["projection-targets"].title
    assert "worth" in _said(pages["projection"], figures)


def test_a_refused_place_gets_one_page_with_the_reason() -> None:
    pages, figures = projection_pages(Ahead(refused="Hours of Aldham are not published."))
    (page,) = pages
    assert figures == ()
    (note,) = page.lead
    assert "Hours of Aldham" in plain(note.text, {})
