"""Delivery from a plan and its returns: slips, spending, outturn, delays, and what they move."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from pathlib import Path

import pytest
from returned_plan import filled, returned_plan, template

from growthplan.cli.app import main
from growthplan.journeys.delivering import Delivered, deliver
from growthplan.journeys.returns_importing import import_return
from growthplan.monitoring.delivery import FORECAST, LATE_END, RISKS

QUARTERS = {"2026/27 Q1": date(2026, 7, 20), "2026/27 Q2": date(2026, 10, 20)}
TODAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two quarters of made-up returns: £1m spent of £10m a quarter, openings later each time."""
    folder = tmp_path_factory.mktemp("delivered")
    made = returned_plan(folder / "plan")
    paces = {"council": 1_000_000, "college": 3_000_000}
    for number, (quarter, received) in enumerate(QUARTERS.items()):
        for partner, spent in paces.items():
            empty = template(made, partner, quarter, folder / "empty.xlsx")
            cells = {"Spend!F5": spent * (1 + number), "Milestones!E6": date(2027, 6 + number, 30)}
            path = filled(empty, folder / "filled.xlsx", cells)
            import_return(made, path, received=received)
    return made


@pytest.fixture(scope="module")
def made(plan: Path) -> Delivered:
    return deliver(plan, day=TODAY, draws=40)


def test_milestones_are_as_late_as_the_newest_return_says(made: Delivered) -> None:
    slips = {slip.milestone: slip for slip in made.delivery.slips}
    start, opening = slips["lab-start"], slips["lab-open"]
    assert (start.state, start.days) == ("done", 10)
    assert (opening.state, opening.day, opening.days) == ("expected", date(2027, 7, 30), 121)
    assert opening.where == "returns/council/2026-27q2/v1.json, Milestones!E6"
    assert opening.moved == 1
    assert slips["reliefs-open"].days == 91


def test_a_forecast_that_has_passed_is_overdue(plan: Path) -> None:
    slips = {s.milestone: s for s in deliver(plan, day=date(2027, 8, 10),
                                              projected=False).delivery.slips}  # fmt: skip
    assert slips["lab-open"].state == "overdue, no day given"
    assert slips["lab-open"].days == 132
    assert "at least 132 days late" in slips["lab-open"].sentence


def test_spending_against_profile_and_the_partners_outturn(made: Delivered) -> None:
    spending = {one.action: one for one in made.delivery.spending}
    lab = spending["lab"]
    assert (lab.planned_year, lab.planned_in) == (40 * 10**8, 20 * 10**8)
    assert lab.spent_to_date == 3 * 10**8
    assert lab.partners_outturn == 28 * 10**8
    assert lab.cells[0] == "returns/council/2026-27q1/v1.json, Spend!F5"
    assert "£3,000,000 spent of £20,000,000 planned (15%)" in lab.sentence


def test_the_outturn_follows_the_record_with_a_range(made: Delivered) -> None:
    outturns = {one.action: one for one in made.delivery.outturns}
    lab, courses = outturns["lab"], outturns["courses"]
    assert lab.low <= lab.middle <= lab.high
    assert lab.low >= lab_spent(made)
    assert lab.middle < lab.planned / 2  # nothing like the plan, however sure the partner is
    assert (lab.class_members, lab.class_records) == (3, 6)
    assert 0 < lab.own_weight < 1
    assert courses.middle > lab.middle


def lab_spent(made: Delivered) -> int:
    return next(one.spent_to_date for one in made.delivery.spending if one.action == "lab")


def test_one_quarter_is_too_little_for_an_outturn(plan: Path) -> None:
    early = deliver(plan, "2026/27 Q1", day=date(2026, 8, 1), projected=False)
    assert not early.delivery.outturns
    assert any("Too little is on record" in note for note in early.notes)


def test_delays_lie_between_the_own_record_and_the_kinds(made: Delivered) -> None:
    delays = {one.action: one for one in made.delivery.delays}
    assert set(delays) == {"reliefs", "lab", "courses"}
    lab = delays["lab"]
    assert lab.low is not None
    assert lab.high is not None
    assert 10 / 365.25 < lab.years <= 121 / 365.25
    assert lab.low <= lab.years <= lab.high
    assert lab.basis == "own record and its kind's"


def test_delays_move_the_projection(made: Delivered) -> None:
    by = {(one.scenario, one.measure): one for one in made.moved}
    assert {scenario for scenario, _ in by} == {FORECAST, LATE_END, RISKS}
    forecast, late, risks = (by[name, "gva"] for name in (FORECAST, LATE_END, RISKS))
    assert risks.over_all_years < late.over_all_years < forecast.over_all_years < 0
    assert isinstance(forecast.worst.value, float)
    assert forecast.worst.value < 0
    assert forecast.worst.low is not None
    assert forecast.figure.id.endswith("/2035/forecast-delays/difference")


def test_risks_stand_beside_what_returns_say(made: Delivered) -> None:
    (risk,) = made.delivery.risks
    assert (risk.action, risk.rating, risk.moves) == ("lab", "green", True)
    assert not risk.come_to_pass  # two years late is more than is forecast


def test_every_figure_has_an_id_of_its_own_and_leads_to_a_cell(made: Delivered) -> None:
    ids = [figure.id for figure in made.figures]
    assert len(ids) == len({*ids})
    slip = next(f for f in made.figures if f.id.endswith("/lab/lab-open"))
    (cell,) = slip.lineage.inputs
    assert (cell.file, cell.cell) == ("returns/council/2026-27q2/v1.json", "Milestones!E6")
    assert all(figure.lineage.run for figure in made.figures)


def test_the_command_says_it_in_words_and_as_json(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*more: str) -> str:
        with contextlib.suppress(SystemExit):
            main(["returns", "delivery", str(plan), "--quick", "--as-at", "2026-11-01", *more])
        return capsys.readouterr().out

    said = run()
    assert said.startswith("6 of 6 milestones that are known of are late")
    assert "Spending this financial year" in said
    tables = json.loads(run("--json"))["tables"]
    assert {"milestones", "spending", "outturn", "delays", "risks", "moved"} == set(tables)
    assert tables["moved"] == []


def test_without_a_return_delivery_is_known_from_the_plan_alone(tmp_path: Path) -> None:
    made = deliver(returned_plan(tmp_path / "plan"), day=TODAY, projected=False)
    assert made.delivery.sentence.startswith("No return is in yet")
    overdue = [one for one in made.delivery.slips if one.days is not None]
    assert {one.state for one in overdue} == {"overdue, no day given"}
    assert not made.delivery.spending
