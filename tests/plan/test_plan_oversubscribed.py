"""Proposals may ask for more than a line has, with a warning; what is committed may not."""

from __future__ import annotations

import pytest
from whole_plan import FILES

from growthplan.plan import Plan, read_plan
from growthplan.vocabulary import Fault, Gazetteer

TRAMS = "amounts: {2027/28: 60, 2028/29: 40}"


def read(gazetteer: Gazetteer, *changes: tuple[str, str]) -> tuple[Plan | None, list[Fault]]:
    """The whole plan with its actions changed, and what is said of its lines."""
    text = FILES["interventions.yaml"]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    files = {name: one.encode() for name, one in {**FILES, "interventions.yaml": text}.items()}
    plan, found = read_plan(files, gazetteer)
    return plan, [fault for fault in found if fault.code == "plan-line-overspent"]


def test_a_line_that_has_enough_is_not_spoken_of(gazetteer: Gazetteer) -> None:
    plan, found = read(gazetteer)
    assert plan is not None
    assert found == []
    # To the last pound of the £400m of 2027/28, with the half of £0.1m that rounding may add.
    _, found = read(gazetteer, (TRAMS, "amounts: {2027/28: 400.04, 2028/29: 40}"))
    assert found == []


def test_proposals_that_ask_for_too_much_are_warned_of_and_the_plan_stands(
    gazetteer: Gazetteer,
) -> None:
    plan, found = read(gazetteer, (TRAMS, "amounts: {2027/28: 410, 2028/29: 40}"))
    assert plan is not None
    [fault] = found
    assert fault.severity == "warning"
    assert "asks for £410.00m from 'transport-capital' in 2027/28" in fault.message
    assert "has £400.00m: not all of them can be funded" in fault.message
    assert fault.fix == (
        "The most is taken by 'trams' (£410.00m). To choose among them: growthplan allocate."
    )
    line = FILES["funding.yaml"].splitlines()[(fault.line or 1) - 1]
    assert fault.file == "funding.yaml"
    assert "2027/28: 400" in line


@pytest.mark.parametrize("status", ["committed", "in delivery", "approved"])
def test_the_same_of_an_action_that_goes_ahead_is_an_error(
    gazetteer: Gazetteer, status: str
) -> None:
    plan, found = read(
        gazetteer,
        (TRAMS, "amounts: {2027/28: 410, 2028/29: 40}"),
        ("status: proposed", f"status: {status}"),
    )
    assert plan is None
    assert [fault.severity for fault in found] == ["error"]
    assert "some pounds are claimed twice" in found[0].message


def test_a_paused_proposal_asks_for_nothing(gazetteer: Gazetteer) -> None:
    _, found = read(
        gazetteer,
        (TRAMS, "amounts: {2027/28: 410, 2028/29: 40}"),
        ("status: proposed", "status: paused"),
    )
    assert found == []


def test_other_money_is_judged_in_all_not_by_year(gazetteer: Gazetteer) -> None:
    """A pot whose total alone is known: a proposal beyond it is warned of, with no year."""
    costs = ("- line: transport-capital", "- line: tcr")
    plan, found = read(gazetteer, costs, (TRAMS, "amounts: {2027/28: 1500, 2028/29: 100.5}"))
    assert plan is not None
    [fault] = found
    assert fault.severity == "warning"
    assert "from 'tcr', which has" in fault.message
    assert "in all" in fault.message
