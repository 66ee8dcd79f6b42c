"""Pages of money: what they say follows from the ledger and the choice; each has empty states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from growthplan.journeys.allocating import AllocatedPlan, Asked, allocate
from growthplan.journeys.allocating_for_pages import settled_for_pages
from growthplan.journeys.projecting_for_pages import Wanted
from growthplan.report import Chart, Page, Report, Table, plain
from growthplan.report.charts import Axis, Choice, YearRow, trade_off, year_grid
from growthplan.report.model import Definitions, Section
from growthplan.report.pages import Settled
from growthplan.report.pages.settlement_pages import money_pages
from growthplan.report.pages.settlement_view import quoting
from growthplan.settlement import (
    Account,
    Ledger,
    Signed,
    Standing,
    as_planned,
    million,
    open_ledger,
    opening,
    spend,
    standing,
    standing_figures,
    terms_of,
)
from growthplan.settlement.portfolio import Depth
from growthplan.store import Store
from growthplan.vocabulary import Figure, Lineage

PLAN = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
HEAD = Page("money", "Money", "The plan's money", (), (), under="plan", beside=True)
SIGNED = Signed(date(2026, 4, 6), "Head of finance", "Opening")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> AllocatedPlan:
    store = tmp_path_factory.mktemp("store") / "none.duckdb"
    return allocate(PLAN, Asked(draws=24, depth=Depth(frequency=4, frontier=2)), store=store)


@pytest.fixture(scope="module")
def settled(made: AllocatedPlan) -> Settled:
    """No ledger: the plan's lines stand for it."""
    plan = made.allocated.plan
    stands = standing(plan, ())
    return Settled(stands, made.allocated, (*standing_figures(plan, stands), *made.figures))


@pytest.fixture(scope="module")
def posted(made: AllocatedPlan) -> Standing:
    """A ledger that was opened, planned and of which something was spent."""
    plan = made.allocated.plan
    ledger = Ledger(terms_of(plan), ())
    bus = {Account("transport", 2026, "capital"): 10**9}
    ledger = ledger.with_entry(opening(ledger, SIGNED))
    ledger = ledger.with_entry(as_planned(ledger, plan, SIGNED))
    ledger = ledger.with_entry(spend(ledger, "bus-franchising", bus, SIGNED))
    assert open_ledger(ledger.terms, ledger.entries) == ledger
    return standing(plan, ledger.entries)


def pages_of(settled: Settled, made: AllocatedPlan) -> dict[str, Page]:
    pages, _ = money_pages(HEAD, settled, made.allocated.plan)
    return {page.slug: page for page in pages}


def figures_of(settled: Settled) -> dict[str, Figure]:
    return {figure.id: figure for figure in settled.figures}


def said(page: Page, settled: Settled) -> str:
    return " ".join(plain(text, figures_of(settled)) for text in page.lede)


def table(page: Page, name: str) -> Table:
    return next(one for one in page.tables() if one.id == name)


def column(of: Table, key: str) -> list[object]:
    place = [one.key for one in of.columns].index(key)
    return [row[place] for row in of.rows]


def entries_under(sections: Iterable[Section], name: str, settled: Settled) -> dict[str, str]:
    """Terms of a section with their text."""
    return {
        term: plain(text, figures_of(settled))
        for section in sections
        if section.id == name
        for block in section.blocks
        if isinstance(block, Definitions)
        for term, text in block.entries
    }


def test_pages_stand_beside_the_plans_own_and_quote_figures_that_are_there(
    settled: Settled, made: AllocatedPlan
) -> None:
    pages, figures = money_pages(HEAD, settled, made.allocated.plan)
    report = Report("P", "Here", "E1", "June 2025", pages, figures, ())
    assert [page.slug for page in report.pages] == [
        "money", "settlement", "portfolio", "why-funded", "trade-offs",
    ]  # fmt: skip
    assert report.pages[0].under == ""
    assert all(page.under == "money" and page.beside for page in report.pages[1:])
    assert all(len(page.lede) == 3 for page in report.pages[1:])


def test_every_figure_leads_back_to_a_file_or_another_figure(settled: Settled) -> None:
    known = figures_of(settled)
    assert len(known) == len(settled.figures)
    for figure in settled.figures:
        assert figure.lineage.inputs, figure.id
        assert figure.lineage.functions, figure.id
        for one in figure.lineage.inputs:
            published = one.figure is not None and one.figure.startswith("gva_per_hour_gap_pct/")
            assert one.figure in known or published or (one.file and one.cell), figure.id
            assert figure.display in figure.sentence or figure.id.startswith(
                ("portfolio_gap", "funding_loss", "funded", "override_cost")
            ), figure.id


def test_without_a_ledger_the_plans_entries_behind_an_amount_add_up_to_it(
    settled: Settled,
) -> None:
    known = figures_of(settled)
    for id_, figure in known.items():
        if id_.startswith(("ledger_available/", "ledger_asked/", "ledger_committed/",
                           "ledger_profiled/")):  # fmt: skip
            given = figure.lineage.inputs
            assert sum(one.value or 0.0 for one in given) == pytest.approx(figure.value), id_
            assert all(one.figure or (one.file and one.cell) for one in given), id_


def test_without_a_ledger_the_page_says_so_and_stands_on_the_plans_lines(
    settled: Settled, made: AllocatedPlan
) -> None:
    page = pages_of(settled, made)["settlement"]
    assert "No ledger is open yet" in said(page, settled)
    settlement = made.allocated.plan.settlement
    assert settlement is not None
    lines = sum(sum(line.amounts.values()) for line in settlement.lines)
    assert f"£{lines:,.0f}m available" in said(page, settled)
    assert "illustrative" in " ".join(table(page, "settlement-by-year").marks.values())


def test_every_row_of_the_settlement_balances_and_so_do_the_sums(
    settled: Settled, made: AllocatedPlan, posted: Standing
) -> None:
    for stands in (settled.standing, posted):
        assert stands is not None
        own = replace(settled, standing=stands, figures=(
            *standing_figures(made.allocated.plan, stands), *made.figures))  # fmt: skip
        page = pages_of(own, made)["settlement"]
        for name in ("settlement-by-year", "settlement-by-function", "settlement-accounts"):
            found = table(page, name)
            placed = [column(found, key) for key in ("spent", "committed", "profiled", "left")]
            for n, available in enumerate(column(found, "available")):
                assert sum(part[n] for part in placed) == pytest.approx(available)  # type: ignore[misc]
            for key in ("available", "spent", "committed", "profiled", "left"):
                total = found.total[[c.key for c in found.columns].index(key)]  # type: ignore[index]
                assert sum(column(found, key)) == pytest.approx(total)  # type: ignore[arg-type]


def test_with_a_ledger_what_is_spent_is_what_was_posted(
    settled: Settled, made: AllocatedPlan, posted: Standing
) -> None:
    figures = standing_figures(made.allocated.plan, posted)
    own = Settled(posted, made.allocated, (*figures, *made.figures))
    page = pages_of(own, made)["settlement"]
    assert "what 3 dated entries of the ledger add up to" in said(page, own)
    assert "£10m is spent" in page.title
    spent = next(one for one in figures if one.id.startswith("ledger_spent/")
                 and one.id.endswith("/2026fy/transport/capital"))  # fmt: skip
    assert spent.value == 10.0
    assert spent.lineage.inputs[0].file == "ledger/entries.jsonl"
    assert million(posted.statement.total.spent) == 10.0


def test_more_asked_for_than_there_is_is_the_finding(made: AllocatedPlan) -> None:
    """Actions whose costs do not fit: the picture says in how many years, and why none is laid."""
    plan = made.allocated.plan
    settlement = plan.settlement
    assert settlement is not None
    poor = tuple(
        line.model_copy(update={"amounts": {year: x / 2 for year, x in line.amounts.items()}})
        for line in settlement.lines
    )
    short = plan.model_copy(update={"settlement": settlement.model_copy(update={"lines": poor})})
    stands = standing(short, ())
    assert stands.short
    own = Settled(stands, None, standing_figures(short, stands), refused="Not modelled.")
    pages, _ = money_pages(HEAD, own, short)
    chart = next(block for block in pages[1].lead if isinstance(block, Chart))
    assert chart.title == "Actions ask for more than there is in 7 of 7 kinds and years"
    assert min(column(chart.data, "beyond")) < 0  # type: ignore[type-var, operator]


def test_phasing_is_what_figures_of_funding_say(settled: Settled, made: AllocatedPlan) -> None:
    page = pages_of(settled, made)["portfolio"]
    chart = next(block for block in page.lead if isinstance(block, Chart))
    funded = sum(float(one.value or 0) for one in made.figures if one.id.startswith("funded/"))
    assert sum(column(chart.data, "all")) == pytest.approx(funded / 1e6)  # type: ignore[arg-type]
    total = chart.data.total
    assert total is not None
    assert total[-1] == pytest.approx(funded / 1e6)
    chosen = sum(one.chosen for one in made.portfolio.verdicts)
    assert len(chart.data.rows) == chosen
    assert f"{chosen} of {len(made.portfolio.verdicts)} actions" in page.title


def test_every_action_has_its_reason_and_its_number_is_a_figure(
    settled: Settled, made: AllocatedPlan
) -> None:
    page = pages_of(settled, made)["why-funded"]
    told = {**entries_under(page.sections, "funded", settled),
            **entries_under(page.sections, "left-out", settled)}  # fmt: skip
    assert set(told) == {one.title for one in made.portfolio.verdicts}
    for one in made.portfolio.verdicts:
        if one.chosen and one.loss and "would cost" in one.sentence:
            ending = f"/{made.allocated.until}/{one.project}"
            assert any(id_.startswith("funding_loss/") and id_.endswith(ending)
                       for id_ in page.quoted)  # fmt: skip
        assert one.sentence.split(":")[0].split(".")[0] in told[one.title]
    assert "No pot" in said(pages_of(settled, made)["portfolio"], settled)


def test_trade_offs_are_drawn_where_outcomes_pull_apart(
    settled: Settled, made: AllocatedPlan
) -> None:
    page = pages_of(settled, made)["trade-offs"]
    apart = [pair for pair, points in made.portfolio.frontier.items() if len(points) > 1]
    drawn = [block for block in page.blocks() if isinstance(block, Chart)]
    assert len(drawn) == len(apart) > 0
    found = table(page, drawn[0].data.id)
    first = [float(str(x)) for x in column(found, apart[0][0])]
    other = [float(str(x)) for x in column(found, apart[0][1])]
    assert first == sorted(first, reverse=True)
    assert other == sorted(other)


def test_a_place_that_is_not_modelled_has_its_settlement_and_says_why_no_more(
    made: AllocatedPlan, settled: Settled
) -> None:
    plan = made.allocated.plan
    assert settled.standing is not None
    own = Settled(settled.standing, None, standing_figures(plan, settled.standing),
                  refused="The model was not fitted for it.")  # fmt: skip
    pages, figures = money_pages(HEAD, own, plan)
    Report("P", "Here", "E1", "June 2025", pages, figures, ())
    assert [page.title for page in pages[2:]] == [
        "No portfolio is chosen", "No portfolio is chosen",
        "No portfolio is chosen, so none is traded off",
    ]  # fmt: skip
    nothing = money_pages(HEAD, Settled(refused="No settlement."), plan)[0]
    assert nothing[1].title == "The plan names no settlement with money by year"
    assert money_pages(HEAD, None, plan)[0] == (replace(HEAD, under="", beside=False),)


def test_a_number_in_a_sentence_is_quoted_only_where_it_stands_whole() -> None:
    lineage = Lineage(formula="")
    one = Figure(id="a/b/1", value=2.0, display="£2m", unit="£m", place="b", period="1",
                 sentence="", lineage=lineage)  # fmt: skip
    three = quoting("It costs £2m now.", (one, None))
    assert [type(span).__name__ for span in three] == ["Words", "FigureRef", "Words"]
    assert len(quoting("It costs £2m", (one,))) == 2
    five = one.model_copy(update={"display": "2"})
    assert len(quoting("It costs 125 now.", (five,))) == 1


def test_pictures_refuse_what_they_cannot_show() -> None:
    row = YearRow("A", {2026: 1.0}, {2026: "1"}, "1")
    with pytest.raises(ValueError, match="do not make a grid"):
        year_grid((), {2026: "26/27"}, (1, 2, 3, 4), alt="")
    with pytest.raises(ValueError, match="out of order"):
        year_grid((row,), {2026: "26/27"}, (1, 3, 2, 4), alt="")
    with pytest.raises(ValueError, match="no trade-off"):
        trade_off((Choice(1, 1),), Axis("A"), Axis("B"), alt="")
    drawn = year_grid((row,), {2026: "26/27"}, (1, 2, 3, 4), alt="One")
    assert drawn.alt == "One"
    assert "26/27" in str(drawn.wide)


def test_only_the_settlement_is_summed_and_pounds_in_two_pots_are_named(
    settled: Settled, made: AllocatedPlan
) -> None:
    """Other money may hold the same pounds, so it is in no sum; where both pots are drawn on, the
    worst case is worked out."""
    accounts = {str(account) for account in terms_of(made.allocated.plan).awards}
    rows = [row for row in made.tables["money"] if row["pot"] in accounts]
    left = sum(row["million"] - row["spent"] for row in rows)
    assert len(rows) < len(made.tables["money"])
    place, year = made.allocated.plan.place, made.allocated.until
    found = figures_of(settled)[f"portfolio_left/{place}/{year}"]
    assert found.value == pytest.approx(left)
    twice = [note for note in made.notes if "some of the same pounds" in note]
    assert len(twice) == 3
    (seed,) = [note for note in twice if "Freeport seed capital" in note]
    assert "£1.5m is taken from 'Freeport innovation challenge fund" in seed
    assert "£25.0m from 'Freeport seed capital'" in seed
    assert "£1.5m would be counted twice" in seed
    (rail,) = [note for note in twice if "Transport for City Regions" in note]
    assert "both would still be paid" in rail


def test_rules_that_no_portfolio_keeps_are_named_and_the_settlement_still_stands(
    tmp_path: Path, made: AllocatedPlan
) -> None:
    """What is committed passes the money: no fault of a build, which says which rules conflict."""
    plan = made.allocated.plan
    settlement = plan.settlement
    assert settlement is not None
    poor = tuple(
        line.model_copy(update={"amounts": {year: x / 3 for year, x in line.amounts.items()}})
        for line in settlement.lines
    )
    short = plan.model_copy(update={"settlement": settlement.model_copy(update={"lines": poor})})
    none = plan.model_copy(update={"interventions": ()})
    with Store(tmp_path / "none.duckdb") as held:
        found, nothing = (
            settled_for_pages(held, Wanted(one, PLAN, None, datetime(2026, 5, 1, tzinfo=UTC)))
            for one in (short, none)
        )
    assert "no portfolio keeps every rule" in found.refused
    assert "is committed" in found.refused
    assert found.standing is not None
    assert nothing.refused == "No action of the plan could be chosen."
    pages, figures = money_pages(HEAD, found, short)
    Report("P", "Here", "E1", "June 2025", pages, figures, ())
