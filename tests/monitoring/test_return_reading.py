"""Reading a return: what is typed is what is kept, wherever in the sheets it stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.monitoring.returns import (
    ABOUT,
    ABOUT_FIELDS,
    SHEETS,
    Identity,
    KeptReturn,
    Quarter,
    ReturnTemplate,
    differences,
    quarter_of,
    quarters,
    read_quarter,
    read_return,
)
from growthplan.plan import ReturningPartner
from growthplan.plan.editing.tables import Cell, Grid, Workbook
from growthplan.vocabulary import GrowthplanError

ACTIONS = ("dock", "lab", "park")
QUARTER = Quarter(2026, 1)
RECEIVED = date(2026, 7, 20)
TEMPLATE = ReturnTemplate(
    ReturningPartner(id="council", name="A made-up council", actions=ACTIONS),
    QUARTER, date(2026, 7, 30), "0" * 16, "A made-up plan",
    {
        "Spend": tuple({"action": a, "line": "capital", "kind": "capital"} for a in ACTIONS),
        "Outputs": tuple({"action": a, "indicator": "jobs", "unit": "jobs"} for a in ACTIONS),
        "Milestones": tuple(
            {"action": a, "milestone": f"{a}-open", "planned": date(2027, 3, 31)} for a in ACTIONS
        ),
        "Ratings": tuple({"action": a} for a in ACTIONS),
    },
    {"Actions": ACTIONS, "Indicators": ("jobs",), "Funding lines": ("capital",)},
)  # fmt: skip
IDENTITY = Identity(1, "council", QUARTER, "0" * 16)
KEYS = {"Spend": 3, "Outputs": 2, "Milestones": 2, "Ratings": 1}
Filled = dict[str, list[dict[str, Any]]]


def book(values: Filled, order: tuple[int, ...] = (0, 1, 2), turned: bool = False) -> Workbook:
    """A workbook with these values, its rows in another order and its columns turned round."""
    about = (("summary", "As planned"), ("complete", "complete"))
    grids = {ABOUT: Grid([[Cell(ABOUT_FIELDS[field]), Cell(said)] for field, said in about])}
    for sheet in SHEETS:
        columns = sheet.columns[::-1] if turned else sheet.columns
        lines = [[Cell(sheet.name)], [Cell(column.heading) for column in columns]]
        for number in order:
            known = {**TEMPLATE.rows[sheet.name][number], **values[sheet.name][number]}
            lines.append([Cell(known.get(column.field)) for column in columns])
        grids[sheet.name] = Grid(lines)
    return Workbook("return.xlsx", grids)


pence = st.integers(0, 10**11)
money = pence.map(lambda n: n / 100)
days = st.integers(-300, 19).map(lambda n: RECEIVED + timedelta(days=n))
row = st.fixed_dictionaries(
    {
        "Spend": st.fixed_dictionaries({"spent": money, "rest_of_year": money, "later": money}),
        "Outputs": st.fixed_dictionaries({"number": st.integers(0, 10**6).map(float)}),
        "Milestones": st.fixed_dictionaries({"forecast": days.map(lambda d: d)}),
        "Ratings": st.fixed_dictionaries({"rating": st.sampled_from(["green", "red", "AMBER"]),
                                          "reason": st.just("It is so")}),
    }
)  # fmt: skip
filled = st.tuples(row, row, row).map(
    lambda rows: {sheet.name: [one[sheet.name] for one in rows] for sheet in SHEETS}
)


@settings(deadline=None, max_examples=60)
@given(filled, st.permutations([0, 1, 2]), st.booleans())
def test_what_is_typed_is_kept_wherever_it_stands(
    values: Filled, order: list[int], turned: bool
) -> None:
    first = read_return(book(values), IDENTITY, TEMPLATE, RECEIVED).returned
    moved = read_return(book(values, tuple(order), turned), IDENTITY, TEMPLATE, RECEIVED).returned
    for one in (first, moved):
        kept = {row.action: row for row in one.spend}
        for number, action in enumerate(ACTIONS):
            given_ = values["Spend"][number]
            assert kept[action].spent == round(given_["spent"] * 100)
            assert kept[action].later == round(given_["later"] * 100)
        assert sum(row.number or 0 for row in one.outputs) == sum(
            line["number"] for line in values["Outputs"]
        )
        assert not one.gaps
    versions = [
        KeptReturn(version=n, received=RECEIVED, file="f", sha256="", returned=one)
        for n, one in enumerate((first, moved), 1)
    ]
    assert not differences(*versions)


@settings(deadline=None, max_examples=60)
@given(filled, st.sets(st.tuples(st.sampled_from(["spent", "rest_of_year", "later"]),
                                 st.integers(0, 2))))  # fmt: skip
def test_every_blank_is_a_gap_and_nothing_else(
    values: Filled, blanks: set[tuple[str, int]]
) -> None:
    for field, number in blanks:
        values["Spend"][number] = {**values["Spend"][number], field: None}
    read = read_return(book(values), IDENTITY, TEMPLATE, RECEIVED)
    assert len(read.returned.gaps) == len(blanks)
    for field, number in blanks:
        assert getattr(read.returned.spend[number], field) is None
    assert bool(read.warnings) == bool(blanks)


def _plain() -> Filled:
    return {
        "Spend": [{"spent": 1.0, "rest_of_year": 2.0, "later": 3.0} for _ in ACTIONS],
        "Outputs": [{"number": 5.0} for _ in ACTIONS],
        "Milestones": [{"forecast": date(2027, 5, 1)} for _ in ACTIONS],
        "Ratings": [{"rating": "green"} for _ in ACTIONS],
    }


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1,250,000.50", 125_000_050), ("£1,000", 100_000), (" 12 ", 1_200), (0, 0), (0.1 + 0.2, 30)],
)
def test_money_typed_in_usual_ways(typed: Any, kept: int) -> None:
    values = _plain()
    values["Spend"][0]["spent"] = typed
    read = read_return(book(values), IDENTITY, TEMPLATE, RECEIVED)
    assert read.returned.spend[0].spent == kept


@pytest.mark.parametrize("typed", ["1.2m", "−5", "-5", "1,2,3", "12 000", "n/a", True,
                                   date(2026, 6, 1), 1e15, 12.345, "1e3"])  # fmt: skip
def test_money_that_could_mean_anything_is_refused_at_its_cell(typed: Any) -> None:
    values = _plain()
    values["Spend"][1]["spent"] = typed
    with pytest.raises(GrowthplanError) as caught:
        read_return(book(values), IDENTITY, TEMPLATE, RECEIVED)
    (fault,) = caught.value.faults
    assert "Spend!F4" in str(fault)
    assert fault.fix


def test_a_number_that_cannot_be_meant_is_refused() -> None:
    values = _plain()
    values["Outputs"][2]["number"] = 1e300
    with pytest.raises(GrowthplanError, match=r"Outputs!E5.*more than can be meant"):
        read_return(book(values), IDENTITY, TEMPLATE, RECEIVED)


def test_signs_that_turn_text_round_are_not_kept() -> None:
    values = _plain()
    values["Ratings"][0]["narrative"] = "all \u202ewell\u200b\x07"
    read = read_return(book(values), IDENTITY, TEMPLATE, RECEIVED)
    assert read.returned.ratings[0].narrative == "all well"


def test_a_row_taken_out_is_a_gap_and_a_row_twice_is_refused() -> None:
    whole = book(_plain())
    spend = whole.grids["Spend"].rows
    short = Workbook("return.xlsx", {**whole.grids, "Spend": Grid([*spend[:-1]])})
    read = read_return(short, IDENTITY, TEMPLATE, RECEIVED)
    assert read.returned.gaps == ("Spend: the row of park, capital, capital is gone",)
    twice = Workbook("return.xlsx", {**whole.grids, "Spend": Grid([*spend, spend[-1]])})
    with pytest.raises(GrowthplanError, match="says again what row 5 says"):
        read_return(twice, IDENTITY, TEMPLATE, RECEIVED)


def test_outputs_given_by_site_stand_for_the_templates_blank_row() -> None:
    values = _plain()
    values["Outputs"][0] = {}
    whole = book(values)
    fields = [column.field for column in SHEETS[1].columns]

    def line(**known: Any) -> list[Cell]:
        return [Cell(known.get(field)) for field in fields]

    more = [line(action="dock", indicator="jobs", number=n, firm=firm)
            for n, firm in ((3, "Acme"), (4, "Bolt"))]  # fmt: skip
    grid = Grid([*whole.grids["Outputs"].rows, *more])
    read = read_return(
        Workbook("return.xlsx", {**whole.grids, "Outputs": grid}), IDENTITY, TEMPLATE, RECEIVED
    )
    assert [row.number for row in read.returned.outputs if row.action == "dock"] == [3, 4]
    assert not read.returned.gaps


@given(st.integers(2000, 2090), st.integers(1, 4))
def test_quarters_read_back_and_follow_each_other(start: int, number: int) -> None:
    one = Quarter(start, number)
    assert read_quarter(one.code) == read_quarter(str(one)) == one
    assert quarter_of(one.first_day) == quarter_of(one.last_day) == one
    assert one.next.first_day - one.last_day == timedelta(days=1)
    assert len(quarters(one, Quarter(start + 2, number))) == 9
