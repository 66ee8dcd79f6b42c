"""Assumptions: those of the package, a plan's own over them, and faults at their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from growthplan.store import (
    assumptions_folder,
    assumptions_in,
    packaged_assumptions,
    read_assumptions,
)
from growthplan.vocabulary import GRADES, Assumption, Fault, GrowthplanError

GOOD = """\
id: skills.decay
title: Yearly loss of added skills
value: 0.03
low: 0.015
high: 0.06
distribution: triangular
unit: share per year
channel: skills
lag_years: 0
grade: assumption
source: Chosen for this model
status: assumption
checked: nothing to check
"""

PUBLISHED = {
    # Graham, Gibbons and Martin (2009): elasticities by sector, and for the whole economy.
    "density.elasticity.manufacturing": 0.02,
    "density.elasticity.construction": 0.03,
    "density.elasticity.consumer_services": 0.02,
    "density.elasticity.business_services": 0.08,
    "density.elasticity.economy": 0.04,
    # Bom and Ligthart (2014): mean elasticity of output to public capital.
    "public_capital.elasticity": 0.106,
    # Criscuolo and others (2019): 10% more manufacturing jobs for ten points of subsidy.
    "investment.rsa_jobs": 0.1,
    # Department for Education (2021): spill-over of further education, share of the wage gain.
    "skills.spillover": 0.35,
    # Faggio and Overman (2014): no effect of public jobs on private jobs in all.
    "labour.multiplier_public": 0.0,
}

BROKEN = {
    "low above value": ("low: 0.015", "low: 0.05", 4, "above the central value 0.03"),
    "high below value": ("high: 0.06", "high: 0.02", 5, "below the central value 0.03"),
    "no number": ("value: 0.03\nlow: 0.015\nhigh: 0.06\n", "", 3, "stands beside no number"),
    "two kinds of number": ("low: 0.015", "direction: positive\nlow: 0.015", 7, "value and dir"),
    "triangular without a range": ("low: 0.015\nhigh: 0.06\n", "", 4, "has no range"),
    "number as text": ("value: 0.03", "value: 3%", 3, "should be a number, not '3%'"),
    "infinite number": ("value: 0.03", "value: 1e999", 3, "not infinite"),
    "unknown grade": ("grade: assumption", "grade: SMS 6", 10, "SMS 5"),
    "unknown distribution": ("triangular", "triangle", 6, "Did you mean 'triangular'"),
    "normal without sd": ("triangular", "normal", 6, 'needs "sd"'),
    "sd below zero": ("triangular", "\n  kind: normal\n  sd: -1", 8, "above 0"),
    "sd where it has no place": ("triangular", "\n  kind: fixed\n  sd: 1", 8, "no place"),
    "empty unit": ("unit: share per year", "unit:", 7, "is empty"),
    "negative lag": ("lag_years: 0", "lag_years: -1", 9, "at least 0"),
    "part of a year": ("lag_years: 0", "lag_years: 0.5", 9, "whole number"),
    "id with capitals": ("id: skills.decay", "id: Skills.decay", 1, "cannot be 'Skills.decay'"),
    "other name than the file's": ("id: skills.decay", "id: skills.fade", 1, "skills.fade.yaml"),
    "source missing": ("source: Chosen for this model\n", "", 1, '"source" is missing'),
    "values drawn": (
        "value: 0.03\nlow: 0.015\nhigh: 0.06",
        "values:\n  a: 1",
        5,
        "has no range",
    ),
    "schedule with a gap": (
        "value: 0.03\nlow: 0.015\nhigh: 0.06\ndistribution: triangular",
        "schedule:\n  - {from_year: 0, to_year: 30, rate: 0.035}\n  - {from_year: 32, rate: 0.03}\n"
        "distribution: fixed",
        5,
        "should start at 31, not 32",
    ),
    "schedule that ends": (
        "value: 0.03\nlow: 0.015\nhigh: 0.06\ndistribution: triangular",
        "schedule:\n  - {from_year: 0, to_year: 30, rate: 0.035}\ndistribution: fixed",
        4,
        "has an end although it is last",
    ),
    "tab": ("value: 0.03", "value:\t0.03\n\tlow: 1", 4, "a tab"),
    "not a group of fields": (GOOD, "- a\n- b\n", 1, "fields of one assumption"),
}


def faults_in(text: str, name: str = "skills.decay") -> list[Fault]:
    """What is said of one file."""
    found, faults = assumptions_in({f"my-plan/assumptions/{name}.yaml": text.encode()})
    assert bool(found) != bool(faults)
    return faults


def test_every_file_is_read_and_named_after_its_assumption() -> None:
    held = packaged_assumptions()
    names = sorted(path.stem for path in assumptions_folder().iterdir())
    assert list(held) == names
    assert [one.id for one in held.values()] == names


@pytest.mark.parametrize(("name", "value"), PUBLISHED.items())
def test_published_values_are_held(name: str, value: float) -> None:
    assert packaged_assumptions()[name].value == value


def test_the_discount_schedule_of_the_green_book_is_held() -> None:
    bands = packaged_assumptions()["appraisal.discount"].schedule
    assert bands is not None
    rates = [(band.from_year, band.to_year, band.rate) for band in bands]
    assert rates[:2] == [(0, 30, 0.035), (31, 75, 0.03)]
    assert rates[-1] == (301, None, 0.01)


def test_what_was_chosen_or_never_checked_is_labelled() -> None:
    held = packaged_assumptions()
    chosen = [one for one in held.values() if one.grade == "assumption"]
    assert chosen
    assert all(one.is_assumed for one in chosen)
    assert held["rd.elasticity"].is_assumed
    assert held["rd.elasticity"].describe() == "0.06 (0.02 to 0.12), meta-analysis, not checked"
    assert not held["density.elasticity.business_services"].is_assumed
    assert held["density.elasticity.business_services"].describe() == (
        "0.08 (0.045 to 0.115), SMS 3"
    )
    assert held["health.participation_trial"].describe().endswith("SMS 5, size assumed")
    assert held["transport.road_access"].describe() == "positive, size not used, SMS 4"


def test_every_caveat_and_title_is_a_sentence_or_a_name_without_machine_paths() -> None:
    for one in packaged_assumptions().values():
        words = " ".join(
            text for text in (one.title, one.source, one.seen, one.caveat, one.checked) if text
        )
        assert "/tmp" not in words
        assert one.grade in GRADES
        assert one.caveat is None or one.caveat.endswith("."), one.id
        assert not one.title.endswith("."), one.id


def test_a_plan_overrides_and_adds(tmp_path: Path) -> None:
    (tmp_path / "skills.decay.yaml").write_text(GOOD.replace("0.03", "0.04"), "utf-8")
    own = GOOD.replace("skills.decay", "skills.place_retention")
    (tmp_path / "skills").mkdir()
    (tmp_path / "skills" / "skills.place_retention.yaml").write_text(own, "utf-8")
    (tmp_path / "notes.txt").write_text("not an assumption", "utf-8")
    both = read_assumptions(tmp_path)
    assert both["skills.decay"].value == 0.04
    assert both["skills.place_retention"].value == 0.03
    assert len(both) == len(packaged_assumptions()) + 1
    assert packaged_assumptions()["skills.decay"].title != both["skills.decay"].title
    assert list(both) == sorted(both)


def test_without_a_folder_the_packages_own_are_used(tmp_path: Path) -> None:
    assert read_assumptions(None) == packaged_assumptions()
    assert read_assumptions(tmp_path / "assumptions") == packaged_assumptions()


def test_nobody_can_change_what_everybody_reads() -> None:
    held = packaged_assumptions()
    with pytest.raises(TypeError):
        held["skills.decay"] = held["skills.supply"]  # type: ignore[index]
    with pytest.raises(ValueError, match="frozen"):
        held["skills.decay"].value = 1.0  # type: ignore[misc]


@pytest.mark.parametrize("case", BROKEN)
def test_a_fault_is_said_at_its_line(case: str) -> None:
    before, after, line, words = BROKEN[case]
    assert before in GOOD
    faults = faults_in(GOOD.replace(before, after, 1))
    assert [fault.line for fault in faults] == [line], faults
    assert words in str(faults[0])
    assert faults[0].file == "my-plan/assumptions/skills.decay.yaml"


def test_a_misspelt_field_is_named_once() -> None:
    (fault,) = faults_in(GOOD.replace("unit:", "units:"))
    assert fault.line == 7
    assert 'did you mean "unit"?' in fault.message


def test_every_fault_of_every_file_is_said_at_once(tmp_path: Path) -> None:
    two = GOOD.replace("low: 0.015", "low: 0.05").replace("grade: assumption", "grade: guess")
    (tmp_path / "skills.decay.yaml").write_text(two, "utf-8")
    other = GOOD.replace("skills.decay", "skills.supply").replace("lag_years: 0", "lag_years: x")
    (tmp_path / "skills.supply.yaml").write_text(other, "utf-8")
    with pytest.raises(GrowthplanError) as error:
        read_assumptions(tmp_path)
    where = [(Path(fault.file or "").name, fault.line) for fault in error.value.faults]
    assert where == [
        ("skills.decay.yaml", 4),
        ("skills.decay.yaml", 10),
        ("skills.supply.yaml", 9),
    ]


def test_the_same_assumption_in_two_files_is_a_fault() -> None:
    files = {"a/skills.decay.yaml": GOOD.encode(), "b/skills.decay.yaml": GOOD.encode()}
    found, faults = assumptions_in(files)
    assert list(found) == ["skills.decay"]
    assert [fault.file for fault in faults] == ["b/skills.decay.yaml"]
    assert "already in a/skills.decay.yaml" in faults[0].message


def test_a_file_in_the_folders_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "assumptions").write_text(GOOD, "utf-8")
    with pytest.raises(GrowthplanError, match="not a folder"):
        read_assumptions(tmp_path / "assumptions")


def test_a_number_survives_writing_and_reading() -> None:
    for one in packaged_assumptions().values():
        assert Assumption.model_validate(one.model_dump(mode="python")) == one
