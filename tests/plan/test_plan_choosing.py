"""Rules of choosing a portfolio, as a plan may write them."""

from __future__ import annotations

import pytest
from whole_plan import FILES

from growthplan.plan import read_plan
from growthplan.vocabulary import Gazetteer


def faults(gazetteer: Gazetteer, file: str, old: str, new: str) -> list[str]:
    assert old in FILES[file]
    files = {**FILES, file: FILES[file].replace(old, new, 1)}
    _, found = read_plan({name: text.encode() for name, text in files.items()}, gazetteer)
    return [str(fault) for fault in found]


def test_a_whole_plan_with_rules_of_choosing_is_valid(gazetteer: Gazetteer) -> None:
    plan, _ = read_plan({name: text.encode() for name, text in FILES.items()}, gazetteer)
    assert plan is not None
    assert plan.choice is not None
    assert plan.choice.minimum_shares[0].theme == "drivers"
    assert plan.choice.capacities[0].functions == ("transport",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("theme: drivers, share", "theme: drivres, share", "drivres"),
        ("theme: drivers, share", "theme: drivers, place: Wirral, share", "theme"),
        ("share: 0.1, why", "share: 1.5, why", "share"),
        ("functions: [transport]", "functions: [trnsport]", "trnsport"),
        ("amounts: {2026/27: 500, 2027/28: 500}", "amounts: {2026/27: -5}", "amounts"),
        ("emissions: {most: 0,", "emissions: {mots: 0,", "mots"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(
    gazetteer: Gazetteer, old: str, new: str, said: str
) -> None:
    found = [text for text in faults(gazetteer, "funding.yaml", old, new) if said in text]
    assert found
    assert found[0].startswith("funding.yaml:")


def test_an_action_cannot_start_latest_before_it_starts(gazetteer: Gazetteer) -> None:
    old = "    delivery:"
    found = faults(gazetteer, "interventions.yaml", old, f"    latest_start: 2020/21\n{old}")
    assert any("should not be before its start" in text for text in found)
