"""The plan's pages: findings that follow from the plan, sums that fit, and states for what is
missing."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from growthplan.plan import Plan, open_plan
from growthplan.plan.differences import compare
from growthplan.report import Board, Chart, Definitions, Note, Page, Report, Table, plain
from growthplan.report.pages import Beside, Since
from growthplan.report.pages.plan_pages import plan_pages
from growthplan.vocabulary import Assumption, Gazetteer

KINDS = (
    "plan", "actions", "themes", "growth-sectors", "sites", "levers", "money", "indicators",
    "alignment", "priorities", "pipeline", "guidance", "changes", "decisions",
)  # fmt: skip
BARE = """\
schema_version: 1
place: Liverpool City Region
title: A growth plan
horizon: {start: 2025}
mission: {statement: Raise productivity}
outcomes:
  - {id: productivity, title: Productivity, measure: gva_per_hour, target: not published}
"""
ACTION = """\
id: NAME
title: TITLE
summary: Something is done.
status: STATUS
theme: foundations
outcomes: [productivity]
owner: Lead, Combined Authority
effects:
  - {driver: skills, mechanism: skills, unit: learners, unit_cost: skills.unit_cost, lag_years: 1}
cost: {amount: not published, source: release}
costs:
  - {line: skills-line, kind: revenue, amounts: {2026/27: 10, 2027/28: AMOUNT}, basis: BASIS,
     source: release}
levers: [LEVER]
delivery: {start: 2026/27, end: 2027/28, basis: published}
evaluation: {design: not decided}
sources: [release]
"""
INDICATORS = """\
indicators:
  - {id: output-per-hour, title: Output per hour, kind: outcome, unit: £, statistic: gva_per_hour,
     outcome: productivity, interventions: [ACTIONS]}
"""
REST = {
    "levers.yaml": """\
levers:
  - {id: fund, title: Skills fund, power: Buy courses., tier: regional, holder: The authority,
     devolution: held, since: 2019, source: release}
  - {id: levy, title: Skills levy, power: Raise a levy., tier: national, holder: HM Treasury,
     devolution: asked for, waits_on: Parliament, source: release}
""",
    "funding.yaml": """\
settlement:
  title: Settlement
  totals:
    - {id: revenue-total, kind: revenue, first: 2026/27, last: 2027/28, amount: 100,
       source: release}
  functions:
    - {id: skills-function, title: Skills}
  lines:
    - {id: skills-line, title: Skills line, function: skills-function, kind: revenue,
       amounts: {2026/27: 40, 2027/28: 60}, basis: illustrative, source: release}
  source: release
""",
}
ASSUMED = Assumption(
    id="skills.unit_cost", title="Cost of a learner", value=5000.0, low=2500.0, high=8000.0,
    distribution="triangular", unit="£", channel="skills", lag_years=0,
    grade="assumption", source="Chosen", status="assumption", checked="-",
)  # fmt: skip


def _full() -> ModuleType:
    """The plan with an entry of every kind that the tests of plans use."""
    path = Path(__file__).parents[1] / "plan" / "full_plan.py"
    spec = importlib.util.spec_from_file_location("full_plan_of_pages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


FULL = _full()


def _action(name: str, status: str, amount: float, lever: str, basis: str = "published") -> bytes:
    text = ACTION
    for word, value in (("NAME", name), ("TITLE", name.capitalize()), ("STATUS", status),
                        ("AMOUNT", str(amount)), ("LEVER", lever), ("BASIS", basis)):  # fmt: skip
        text = text.replace(word, value)
    return text.encode()


def _plan(gazetteer: Gazetteer, *actions: tuple[str, bytes]) -> Plan:
    main = BARE + (
        "themes:\n  - {id: foundations, title: Foundations}\n"
        "sources:\n  release: {publisher: Authority, citation: A release, date: 2025}\n"
    )
    files = {"p/plan.yaml": main.encode()}
    files |= {f"p/{name}": text.encode() for name, text in REST.items()}
    files |= {f"p/interventions/{name}.yaml": data for name, data in actions}
    moved = ", ".join(name for name, _ in actions)
    files["p/indicators.yaml"] = INDICATORS.replace("ACTIONS", moved).encode()
    return open_plan(files, gazetteer)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    found: Gazetteer = FULL.GAZETTEER
    return found


@pytest.fixture(scope="module")
def small(gazetteer: Gazetteer) -> Plan:
    """Three actions: one can go on, one waits, one was cancelled."""
    return _plan(
        gazetteer,
        ("courses", _action("courses", "in delivery", 20, "fund")),
        ("levies", _action("levies", "proposed", 5, "levy", "illustrative")),
        ("dropped", _action("dropped", "cancelled", 99, "fund")),
    )


Built = dict[str, Page]
Build = Callable[..., tuple[Built, Report]]


@pytest.fixture
def build(gazetteer: Gazetteer) -> Build:
    """Pages by slug, and a report of them, which refuses what does not fit together."""

    def made(plan: Plan, since: Since | None = None) -> tuple[Built, Report]:
        beside = Beside({ASSUMED.id: ASSUMED}, since, "run-1")
        pages, figures, tables = plan_pages(plan, gazetteer, None, beside, {})
        report = Report(
            plan.title, "Place", plan.place, "edition", pages, figures, (), extra_tables=tables
        )
        return {page.slug: page for page in pages}, report

    return made


def _words(page: Page, report: Report) -> str:
    texts = [*page.lede]
    for block in page.blocks():
        if isinstance(block, Definitions):
            texts += [text for _, text in block.entries]
        elif isinstance(block, Note):
            texts.append(block.text)
    return " ".join(plain(text, report.by_id) for text in texts)


def test_a_plan_of_nothing_has_every_page_and_none_is_blank(
    build: Build, gazetteer: Gazetteer
) -> None:
    pages, report = build(open_plan({"p/plan.yaml": BARE.encode()}, gazetteer))
    assert tuple(pages) == KINDS
    assert pages["actions"].title == "The plan names no actions yet"
    for slug, page in pages.items():
        assert len(page.lede) == 3, slug
        assert all(plain(text, report.by_id).strip() for text in page.lede), slug
        assert list(page.blocks()), slug


def test_a_plan_of_every_kind_of_entry_has_its_pages(build: Build, gazetteer: Gazetteer) -> None:
    plan = open_plan(FULL.plan_files(), gazetteer)
    pages, report = build(plan)
    assert [slug for slug in pages if slug.startswith("action-")] == [
        f"action-{action.id}" for action in plan.interventions
    ]
    for page in pages.values():
        assert page.title.strip()
        assert page.lead, page.slug
    assert {"plan-actions", "plan-costs", "plan-levers", "plan-sources"} <= {
        table.id for table in report.tables()
    }


def test_money_of_the_settlement_adds_up(build: Build, small: Plan) -> None:
    _, report = build(small)
    place, years = "E47000004", "2026fy-2027fy"
    value = {
        name: report.by_id[f"settlement_{name}/{place}/{years}/{id_}"].value
        for name, id_ in (("total", "revenue-total"), ("committed", "revenue-total"),
                          ("left", "revenue-total"))
    }  # fmt: skip
    assert value == {"total": 100, "committed": 45, "left": 55}, "a cancelled action takes nothing"
    taken = report.by_id[f"settlement_committed/{place}/{years}/skills-line"]
    assert sum(given.value or 0 for given in taken.lineage.inputs) == taken.value
    assert taken.lineage.run == "run-1"


def test_every_figure_of_a_plan_leads_back_to_its_entries(build: Build, small: Plan) -> None:
    idle = small.model_copy(update={"interventions": ()})
    figures = (*build(small)[1].figures, *build(idle)[1].figures)
    for figure in figures:
        assert figure.lineage.inputs, figure.id
        assert figure.lineage.run == "run-1"
        assert all(given.file and given.cell for given in figure.lineage.inputs), figure.id
        if figure.unit == "count":
            assert sum(given.value or 0 for given in figure.lineage.inputs) == figure.value


def test_the_money_page_says_what_is_committed(build: Build, small: Plan) -> None:
    pages, _ = build(small)
    assert pages["money"].title == "Actions ask for £45m of £100m revenue"


def test_money_outside_a_total_is_not_counted_against_it(
    build: Build, gazetteer: Gazetteer
) -> None:
    """Two totals of one kind share its lines; each counts its own years alone."""
    plan = _plan(gazetteer, ("courses", _action("courses", "in delivery", 20, "fund")))
    settlement = plan.settlement
    assert settlement is not None
    first = settlement.totals[0].model_copy(update={"last": "2026/27", "amount": 40.0})
    second = first.model_copy(
        update={"id": "second", "first": "2027/28", "last": "2027/28", "amount": 60.0}
    )
    both = settlement.model_copy(update={"totals": (first, second)})
    _, report = build(plan.model_copy(update={"settlement": both}))
    place = "E47000004"
    assert report.by_id[f"settlement_committed/{place}/2026fy/revenue-total"].value == 10
    assert report.by_id[f"settlement_committed/{place}/2027fy/second"].value == 20


def test_levers_say_what_can_go_on_and_what_waits_on_whom(build: Build, small: Plan) -> None:
    pages, report = build(small)
    assert pages["levers"].title == (
        "1 action can go on with levers held today; 1 waits for others (most often: Parliament)"
    )
    waits = next(s for s in pages["levers"].sections if s.id == "waits").blocks[0]
    assert isinstance(waits, Definitions)
    ((whom, words),) = waits.entries
    assert whom == "Parliament"
    assert "Levies" in plain(words, report.by_id)


def test_illustrative_amounts_are_marked_in_their_cells_alone(build: Build, small: Plan) -> None:
    pages, _ = build(small)

    def marks(action: str) -> set[str]:
        tables = [t for t in pages[f"action-{action}"].tables() if t.id == f"money-{action}"]
        return set(tables[0].marks.values())

    assert marks("courses") == set()
    assert marks("levies") == {"illustrative"}


def test_an_assumed_size_is_said_in_the_title_and_looks_assumed(build: Build, small: Plan) -> None:
    pages, report = build(small)
    page = pages["action-courses"]
    assert page.title == (
        "Courses: in delivery until 2027/28, and the size of its effect is assumed"
    )
    effects = next(section for section in page.sections if section.id == "effects")
    manners = {
        getattr(span, "manner", "") for block in effects.blocks
        for text in getattr(block, "paragraphs", ()) for span in text
    }  # fmt: skip
    assert "assumed" in manners
    assert "2,500 to 8,000" in " ".join(
        plain(text, report.by_id) for b in effects.blocks for text in getattr(b, "paragraphs", ())
    )


def test_a_cancelled_action_stays_on_record(build: Build, small: Plan) -> None:
    pages, report = build(small)
    assert pages["action-dropped"].title.startswith("Dropped: cancelled")
    assert pages["actions"].title.startswith("2 actions")
    assert "1 cancelled" in _words(pages["actions"], report)


def test_the_picture_joins_what_the_plan_joins(build: Build, small: Plan) -> None:
    pages, _ = build(small)
    (board,) = [block for block in pages["plan"].blocks() if isinstance(block, Board)]
    joins = board.joins()
    assert {"theme-foundations", "driver-skills", "lever-fund"} <= set(joins["action-courses"])
    assert "action-courses" in joins["lever-fund"], "and back"
    assert "theme-foundations" in joins["mission"]


def test_what_changed_since_the_newest_release(
    build: Build, small: Plan, gazetteer: Gazetteer
) -> None:
    pages, _ = build(small)
    assert pages["changes"].title == "The plan keeps no release yet, so no change can be shown"
    day = date(2026, 1, 5)
    pages, _ = build(small, Since("Launch", day, compare(small, small, gazetteer)))
    assert pages["changes"].title == "Nothing has changed since “Launch” of 5 January 2026"
    old = small.model_copy(update={"title": "Another title"})
    pages, _ = build(small, Since("Launch", day, compare(old, small, gazetteer)))
    assert pages["changes"].title.startswith("1 change since “Launch” of 5 January 2026")
    assert any(isinstance(block, Table) for block in pages["changes"].blocks())


def test_every_number_of_the_guidance_check_fits(build: Build, small: Plan) -> None:
    pages, report = build(small)
    counts = [
        int(figure.value or 0)
        for id_, figure in report.by_id.items()
        if id_.startswith("guidance/")
    ]
    asked = next(f for id_, f in report.by_id.items() if id_.startswith("guidance_asked/"))
    assert sum(counts) == asked.value
    assert f"of {asked.display} things" in pages["guidance"].title


def test_every_page_names_its_sources(build: Build, small: Plan) -> None:
    pages, report = build(small)
    for slug in ("levers", "money", "action-courses"):
        (sources,) = [b for b in pages[slug].grounds if isinstance(b, Definitions)]
        assert [term for term, _ in sources.entries] == ["Authority, 2025"], slug
        assert "A release" in plain(sources.entries[0][1], report.by_id)


def test_rows_of_one_action_stand_in_the_file_of_all(build: Build, small: Plan) -> None:
    """Tables of single actions have no file of their own: theirs is the joint one."""
    pages, report = build(small)
    files = {table.id: table for table in report.tables()}
    costs = [t for t in pages["action-courses"].tables() if t.part_of == "plan-costs"]
    assert len(costs) == 1
    assert costs[0].id not in files
    amounts = [row for row in files["plan-costs"].rows if row[0] == "courses"]
    assert sum(float(row[6] or 0) for row in amounts) == 30
    stray = replace(pages["action-courses"], slug="stray", grounds=())
    with pytest.raises(ValueError, match="rows of unknown tables"):
        Report("t", "p", "c", "e", (stray,), report.figures, ())


def test_pictures_say_their_finding_in_words(build: Build, small: Plan) -> None:
    pages, _ = build(small)
    charts = [b for page in pages.values() for b in page.blocks() if isinstance(b, Chart)]
    assert len(charts) >= 4
    for chart in charts:
        assert chart.drawing.alt.strip()
        assert chart.data.rows
