"""Pages of an appraisal: two ledgers that are never added, and unknown that is never zero."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import growthplan as gp
from growthplan.journeys.appraising import AppraisedPlan
from growthplan.report import Chart, Definitions, Page, Prose, Report, Section, Table, plain
from growthplan.report.charts import Key, YearOfMoney, money_by_year, ranges
from growthplan.report.pages import Appraisals
from growthplan.report.pages.worth_action_tables import by_year
from growthplan.report.pages.worth_links import with_worth
from growthplan.report.pages.worth_pages import worth_pages, worth_view
from growthplan.report.pages.worth_view import METHOD, WorthView, assumption_anchor, slug_of

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
SOME = ("ai-adoption", "freeport-reliefs", "rapid-transit", "visitor-levy", "brownfield-homes")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> AppraisedPlan:
    store = tmp_path_factory.mktemp("store") / "none.duckdb"
    return gp.appraise(LCR, SOME, draws=120, store=store)


@pytest.fixture(scope="module")
def appraisals(made: AppraisedPlan) -> Appraisals:
    return Appraisals(made.appraised, made.discounting, made.sources)


@pytest.fixture(scope="module")
def view(made: AppraisedPlan, appraisals: Appraisals) -> WorthView:
    found = worth_view(appraisals, made.plan)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def report(made: AppraisedPlan, appraisals: Appraisals) -> Report:
    """Making it refuses unknown figures, repeated names, and rows of tables that are nowhere."""
    pages, figures, tables = worth_pages(appraisals, made.plan)
    return Report("P", "Here", "E1", "June 2025", pages, figures, (), extra_tables=tables)


@pytest.fixture(scope="module")
def pages(report: Report) -> dict[str, Page]:
    return {page.slug: page for page in report.pages}


def _tables(page: Page) -> dict[str, Table]:
    return {table.id: table for table in page.tables()}


def _column(table: Table, key: str) -> list[object]:
    at = [column.key for column in table.columns].index(key)
    return [row[at] for row in table.rows]


def _chart(page: Page) -> Chart:
    return next(block for block in page.blocks() if isinstance(block, Chart))


def test_every_page_has_three_sentences_and_stands_under_the_first(report: Report) -> None:
    first, *rest = report.pages
    assert first.slug == "worth"
    assert not first.under
    assert len(rest) == 4 + len(SOME)
    assert all(page.under == "worth" and len(page.lede) == 3 for page in rest)
    assert [page.beside for page in rest] == [True] * 4 + [False] * len(SOME)


def test_columns_of_every_table_are_told_apart(report: Report) -> None:
    for table in report.tables():
        titles = [column.title for column in table.columns]
        assert len(set(titles)) == len(titles), table.id


def test_both_ledgers_stand_side_by_side_and_nothing_adds_them(
    made: AppraisedPlan, pages: dict[str, Page]
) -> None:
    table = _tables(pages["worth"])["worth-ledgers"]
    assert table.total is None
    found = {row[-1]: row for row in table.rows}
    for one in made.appraised.actions:
        npsv, gva = found[one.id][2], found[one.id][4]
        assert npsv == (one.npsv.mean if one.is_valued else None)
        assert gva == (one.local.gva_net.mean if one.local else None)


def test_years_add_up_to_the_net_present_value(
    made: AppraisedPlan, view: WorthView, pages: dict[str, Page]
) -> None:
    for one in made.appraised.actions:
        rows = by_year(view, one)
        assert sum(row[-1] for row in rows) == pytest.approx(
            one.benefits.mean - one.public.mean - one.private.mean, abs=1e-6
        )
        assert all(row[1] >= 0 and row[2] >= 0 for row in rows)
        table = _tables(pages[slug_of(one.id)]).get(f"by-year-{one.id}")
        if table is not None:
            assert table.rows == rows


def test_the_sum_and_what_actions_do_to_each_other_are_lines_that_add_up(
    made: AppraisedPlan, pages: dict[str, Page]
) -> None:
    for slug in ("worth", "worth-together"):
        table = _tables(pages[slug])["worth-bundle"]
        assert table.total is not None
        assert sum(row[1] for row in table.rows) == pytest.approx(table.total[1])  # type: ignore[misc]
    bundle = made.appraised.bundle
    assert bundle is not None
    order = _tables(pages["worth-together"])["worth-order"]
    assert order.total is not None
    alone, free = order.total[1], order.total[3]
    assert free - alone == pytest.approx(bundle.interaction.mean)  # type: ignore[operator]


def test_unknown_is_never_shown_as_nothing(
    made: AppraisedPlan, report: Report, pages: dict[str, Page]
) -> None:
    levy = made.appraised.action("visitor-levy")
    assert not levy.is_valued
    page = pages[slug_of("visitor-levy")]
    assert "unknown" in page.title
    assert "Unknown is not zero" in " ".join(plain(text, report.by_id) for text in page.lede)
    assert "npsv/visitor-levy" not in report.by_id
    welfare = _tables(pages["worth"])["worth-welfare"]
    row = next(row for row in welfare.rows if row[-1] == "visitor-levy")
    assert row[2:8] == (None,) * 6
    assert "visitor-levy" in _column(_tables(pages["worth"])["worth-not-valued"], "id")


def test_an_action_whose_chief_gain_has_no_value_is_never_said_not_to_pay(
    made: AppraisedPlan, pages: dict[str, Page]
) -> None:
    missing = [one for one in made.appraised.actions if one.main_missing]
    assert missing
    table = _tables(pages["worth"])["worth-ledgers"]
    answers = dict(zip(_column(table, "id"), _column(table, "pays"), strict=True))
    for one in missing:
        assert answers[one.id] != "no"
        assert "does not pay" not in pages[slug_of(one.id)].title


def test_announced_jobs_are_told_and_in_no_sum(made: AppraisedPlan, pages: dict[str, Page]) -> None:
    claimed = [one for one in made.appraised.actions if one.claims]
    assert claimed
    for one in claimed:
        table = _tables(pages[slug_of(one.id)])[f"impacts-{one.id}"]
        rows = [row for row in table.rows if str(row[0]).startswith("Announced: ")]
        assert len(rows) == len(one.claims)
        assert all(row[3] is None and row[5] is None for row in rows)


def test_what_cannot_be_told_is_drawn_hollow_and_the_scale_runs_through_zero(
    made: AppraisedPlan, pages: dict[str, Page]
) -> None:
    layers = _chart(pages["worth"]).drawing.wide["layer"]
    valued = [one for one in made.appraised.actions if one.is_valued]
    dots = [layer["mark"] for layer in layers if layer["mark"]["type"] == "point"]
    legend = 3
    hollow = [mark for mark in dots[legend:] if mark["fill"] != mark["stroke"]]
    assert len(dots) - legend == len(valued)
    assert len(hollow) == sum(not one.npsv.is_sure for one in valued)
    assert "£0" in [layer["mark"].get("text") for layer in layers]


def test_bars_are_as_long_as_the_money_of_their_year() -> None:
    rows = (YearOfMoney(2026, 30.0, 10.0, 0.0), YearOfMoney(2027, 0.0, 0.0, 20.0))
    layers = money_by_year(rows, alt="Costs, then gains").wide["layer"]
    bars = [
        one
        for layer in layers
        for one in layer["data"]["values"]
        if layer["mark"]["type"] == "rect" and "x2" in one
    ]
    public, private, gained = (abs(one["y2"] - one["y"]) for one in bars)
    assert public / private == pytest.approx(3, rel=0.01)
    assert gained / private == pytest.approx(2, rel=0.01)
    assert bars[0]["y2"] == bars[1]["y"]  # others' money stands under public money
    assert bars[2]["y2"] < bars[2]["y"] == bars[0]["y"]  # gains above zero, costs below


def test_a_picture_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no year"):
        money_by_year((), alt="")
    with pytest.raises(ValueError, match="no range"):
        ranges((), Key({}, "Net worth"), written="m", alt="")


def test_sentences_quote_the_figures_and_figures_lead_back_to_lines(
    made: AppraisedPlan, report: Report, pages: dict[str, Page]
) -> None:
    said = " ".join(plain(text, report.by_id) for text in pages["worth-of-rapid-transit"].lede)
    npsv = report.by_id["npsv/rapid-transit"]
    assert npsv.display in said
    assert npsv.lineage.inputs
    paid = report.by_id["public_cost/rapid-transit"]
    one = made.appraised.action("rapid-transit")
    assert sum(given.value or 0.0 for given in paid.lineage.inputs) == pytest.approx(
        one.public.mean
    )
    whole = report.by_id["npsv/together"]
    assert sum(given.value or 0.0 for given in whole.lineage.inputs) == pytest.approx(whole.value)
    counts = [f.value for id_, f in report.by_id.items() if id_.startswith("actions_by_worth/")]
    assert sum(counts) == len(made.appraised.actions)  # type: ignore[arg-type]


def test_every_number_that_an_action_rests_on_is_told_with_its_evidence(
    made: AppraisedPlan, pages: dict[str, Page]
) -> None:
    anchors = {name for block in pages[METHOD].blocks() if isinstance(block, Definitions)
               for name in block.anchors}  # fmt: skip
    used = {share.given for one in made.appraised.actions for share in one.taken_off}
    used |= {name for one in made.appraised.actions for line in one.lines
             for name in line.rests_on}  # fmt: skip
    known = used & set(made.appraised.assumptions)
    assert "zone.deadweight" in known
    assert {assumption_anchor(str(name)) for name in known} <= anchors
    linked = {
        span.target.partition("#")[2]
        for page in pages.values()
        for text in page._texts()
        for span in text
        if getattr(span, "target", "").startswith(f"{METHOD}.html#")
    }
    assert linked
    assert linked <= anchors


def test_reliefs_say_what_is_taken_off_and_on_whose_word(
    report: Report, pages: dict[str, Page]
) -> None:
    section = next(s for s in pages["worth-of-freeport-reliefs"].sections if s.id == "additional")
    told = next(block for block in section.blocks if isinstance(block, Definitions))
    words = {term: plain(text, report.by_id) for term, text in told.entries}
    assert "Would have come anyway" in words
    assert "assumption" in words["More work, to the country"]
    table = next(block for block in section.blocks if isinstance(block, Table))
    gross, net, national = _column(table, "jobs")
    assert gross > net > national  # type: ignore[operator]


def test_sensitivities_start_from_the_answer_and_say_whether_incomes_are_weighted(
    made: AppraisedPlan, pages: dict[str, Page]
) -> None:
    table = _tables(pages["worth-of-rapid-transit"])["otherwise-rapid-transit"]
    assert table.rows[0][1] == made.appraised.action("rapid-transit").npsv.mean
    assert "Discounted at the rates for long effects" in _column(table, "what")
    assert "not in the plan" in table.notes[0]


def test_cases_mark_what_is_missing_and_leave_nothing_out(
    report: Report, pages: dict[str, Page]
) -> None:
    case = pages["worth-case"]
    assert [s.id for s in case.sections][:5] == [
        "case-strategic", "case-economic", "case-commercial", "case-financial", "case-management",
    ]  # fmt: skip
    told = {
        term: plain(text, report.by_id)
        for block in case.blocks()
        if isinstance(block, Definitions)
        for term, text in block.entries
    }
    gaps = _tables(case)["worth-case-gaps"]
    for heading in _column(gaps, "heading"):
        assert "Missing:" in told[str(heading)]
    files = {table.id: table for table in report.extra_tables}
    named = set(_column(files["worth-cases"], "action_id"))
    assert named == {"", *SOME}


def test_ranges_of_jobs_name_the_unit_once(pages: dict[str, Page]) -> None:
    table = _tables(pages["worth-of-rapid-transit"])["impacts-rapid-transit"]
    rows = [row for row in table.rows if str(row[0]).startswith("Jobs here")]
    assert rows
    for row in rows:
        assert [str(cell).count("job") for cell in row[3:5]] == [1, 1]
    assert not any(" 1 jobs" in f" {cell}" for row in table.rows for cell in row)


def test_every_page_offers_the_appraisal_that_recomputes(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert page.downloads[0].target == "../appraisal.xlsx"
    assert {slug for slug, page in pages.items() if page.screen_only} == {
        slug_of(name) for name in SOME
    }


def test_rows_of_all_actions_are_in_the_files(made: AppraisedPlan, report: Report) -> None:
    files = {table.id: table for table in report.extra_tables}
    impacts = files["worth-impacts"]
    parts = [t for page in report.pages for t in page.tables() if t.part_of == "worth-impacts"]
    assert len(impacts.rows) == sum(len(table.rows) for table in parts)


def test_pages_of_actions_lead_to_their_appraisal_and_others_stay(view: WorthView) -> None:
    one = Page("action-rapid-transit", "R", "R", (), ())
    other = Page("actions", "A", "A", (), (Section("s", "S", ()),))
    left_out = Page("action-growth-hub", "G", "G", (), ())
    changed, *same = with_worth((one, other, left_out), view)
    assert same == [other, left_out]
    (section,) = changed.sections
    (block,) = section.blocks
    assert isinstance(block, Prose)
    assert any(getattr(span, "target", "") == "worth-of-rapid-transit.html"
               for span in block.paragraphs[0])  # fmt: skip
    assert with_worth((one,), None) == (one,)


def test_a_place_without_a_model_says_why_nothing_is_appraised(made: AppraisedPlan) -> None:
    (page,), figures, tables = worth_pages(Appraisals(refused="It cannot be projected."), made.plan)
    assert page.slug == "worth"
    assert not figures
    assert not tables
    assert "cannot be projected" in plain(page.lead[0].text, {})  # type: ignore[union-attr]


def test_one_action_alone_has_pages_that_say_there_is_nothing_to_put_together(
    made: AppraisedPlan,
) -> None:
    found = made.appraised
    alone = replace(found, actions=(found.action("visitor-levy"),), bundle=None)
    pages, _, _ = worth_pages(Appraisals(alone, made.discounting), made.plan)
    known = {page.slug: page for page in pages}
    assert "no two actions" in known["worth-together"].title
    assert not any(isinstance(block, Chart) for block in known["worth"].blocks())
