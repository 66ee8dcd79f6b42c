"""Binding constraints on made-up places whose drivers are known."""

from __future__ import annotations

import re

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.drivers.constraints import Constraints, binding_constraints
from growthplan.drivers.constraints_verdicts import (
    CANNOT_TELL,
    HIGHER,
    LOWER,
    NO_FIGURE,
    NOTHING_TOLD,
)
from growthplan.vocabulary import ENGLAND, GrowthplanError

REGIONS, EACH = 10, 24
DRIVERS = {
    "graduates": "skills",
    "no_qualifications": "skills",
    "illness": "health",
    "travel": "transport",
    "coverage": "digital",
    "dwellings": "housing",
}
EFFECT = {"graduates": 5.0, "no_qualifications": -5.0, "illness": -4.0, "travel": 0.0}
"""Log points for a standard deviation."""


def made_up(
    seed: int = 1, noise: float = 6.0, effect: dict[str, float] | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Values and outcomes of 240 places in ten regions, and of England at the mean of all."""
    effect = EFFECT if effect is None else effect
    rng = np.random.default_rng(seed)
    places = REGIONS * EACH
    region = np.repeat(np.arange(REGIONS), EACH)
    shift = rng.normal(size=(REGIONS, len(DRIVERS))) * 0.4
    x = rng.normal(size=(places, len(DRIVERS))) + shift[region]
    x[:, 1] = -0.6 * x[:, 0] + 0.8 * x[:, 1]
    x[0] = [-1.5, 1.5, 1.5, 0.0, 1.0, 0.0]
    beta = np.array([effect.get(name, 0.0) for name in DRIVERS])
    y = x @ beta + rng.normal(size=places) * noise
    names = [f"P{k:03d}" for k in range(places)]
    values = pl.DataFrame({name: x[:, k] for k, name in enumerate(DRIVERS)}).with_columns(
        place=pl.Series(names), region=pl.Series([f"R{r}" for r in region])
    )
    mean = pl.DataFrame({name: [0.0] for name in DRIVERS}).with_columns(
        place=pl.lit(ENGLAND), region=pl.lit(None, pl.String)
    )
    outcome = pl.DataFrame({"place": [*names, ENGLAND], "value": [*(40 * np.exp(y / 100)), 40.0]})
    return pl.concat([values, mean], how="diagonal"), outcome


def parts(found: Constraints) -> dict[str, float]:
    return dict(found.table.select("part", "log_points").iter_rows())


def shares(found: Constraints) -> dict[str, float]:
    drivers = found.table.filter(pl.col("kind") == "drivers")
    return dict(drivers.select("part", "r2_share").iter_rows())


@pytest.fixture(scope="module")
def known() -> Constraints:
    values, outcome = made_up()
    return binding_constraints(values, outcome, "P000", ENGLAND, DRIVERS, seed=3)


def test_known_drivers_are_found_and_idle_ones_are_not(known: Constraints) -> None:
    assert known.binding == ("skills", "health")
    idle = known.table.filter(pl.col("part").is_in(["transport", "digital", "housing"]))
    assert not idle["verdict"].is_in([LOWER, HIGHER]).any()
    truth = -1.5 * 5 - 1.5 * 5
    row = known.table.filter(pl.col("part") == "skills").row(0, named=True)
    assert row["low"] < truth < row["high"]


def test_shares_of_fit_follow_the_truth(known: Constraints) -> None:
    found = shares(known)
    assert sum(found.values()) == pytest.approx(known.fit["r2"][0], abs=1e-12)
    assert found["skills"] > found["health"] > max(found[k] for k in ("transport", "digital"))


def test_foretells_unseen_regions_about_as_well_as_the_truth_would(known: Constraints) -> None:
    ridge = known.fit.row(0, named=True)
    values, outcome = made_up()
    x = values.filter(pl.col("region").is_not_null()).select(list(EFFECT)).to_numpy()
    y = 100 * np.log(outcome["value"].to_numpy()[:-1] / 40)
    best = np.corrcoef(x @ np.array(list(EFFECT.values())), y)[0, 1] ** 2
    assert best - 0.1 < ridge["r2_regions"] < best + 0.05
    assert ridge["r2_random"] < ridge["r2"]
    assert ridge["chance"] == 1 / 200


@pytest.mark.parametrize("seed", range(6))
def test_shuffled_outcome_gives_no_constraint(seed: int) -> None:
    values, outcome = made_up()
    rng = np.random.default_rng(seed)
    own = outcome["place"] != ENGLAND
    moved = outcome.with_columns(
        value=pl.Series([*rng.permutation(outcome.filter(own)["value"].to_numpy()), 40.0])
    )
    found = binding_constraints(values, moved, "P000", ENGLAND, DRIVERS, seed=seed)
    drivers = found.table.filter(pl.col("kind") == "drivers")
    assert set(drivers["verdict"]) == {NOTHING_TOLD}
    assert found.binding == ()
    assert found.fit["r2_regions"][0] < 0.05
    assert "No constraint can be told" in found.notes[0]
    said = " ".join(f.sentence for f in found.figures if f.id.split("-")[-1] in DRIVERS.values())
    assert "goes with" not in said


@settings(max_examples=8, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    noise=st.floats(0.1, 40),
    place=st.integers(0, REGIONS * EACH - 1),
    effects=st.lists(st.floats(-8, 8), min_size=6, max_size=6),
)
def test_parts_add_exactly_for_any_place(
    seed: int, noise: float, place: int, effects: list[float]
) -> None:
    values, outcome = made_up(seed, noise, dict(zip(DRIVERS, effects, strict=True)))
    code = f"P{place:03d}"
    found = binding_constraints(values, outcome, code, ENGLAND, DRIVERS, seed=seed)
    part = parts(found)
    drivers = found.table.filter(pl.col("kind") == "drivers")["log_points"].sum()
    here = outcome.filter(pl.col("place") == code)["value"][0]
    assert part["predicted"] == pytest.approx(drivers, abs=1e-12)
    assert part["predicted"] + part["residual"] == pytest.approx(part["gap"], abs=1e-12)
    assert part["gap"] == pytest.approx(100 * np.log(here / 40), abs=1e-9)
    by_indicator = found.groups.group_by("group").agg(pl.col("log_points").sum())
    for group, points in by_indicator.iter_rows():
        assert part[group] == pytest.approx(points, abs=1e-12)


@pytest.mark.parametrize("sign", [1, -1])
def test_repeated_column_joins_its_twin_and_changes_no_share(known: Constraints, sign: int) -> None:
    values, outcome = made_up()
    again = values.with_columns(again=sign * pl.col("illness"))
    found = binding_constraints(
        again, outcome, "P000", ENGLAND, {**DRIVERS, "again": "wellbeing"}, seed=3
    )
    assert parts(found)["health+wellbeing"] == pytest.approx(parts(known)["health"], abs=1e-9)
    assert shares(found)["health+wellbeing"] == pytest.approx(shares(known)["health"], abs=1e-9)
    assert parts(found)["skills"] == pytest.approx(parts(known)["skills"], abs=1e-9)
    assert any("counted once" in note for note in found.notes)
    home = found.groups.filter(pl.col("indicator").is_in(["again", "illness"]))["group"]
    assert set(home) == {"health+wellbeing"}


def test_collinear_drivers_are_one_group_and_the_note_says_from_which_correlation() -> None:
    values, outcome = made_up()
    rng = np.random.default_rng(0)
    near = values.with_columns(near=pl.col("illness") + pl.Series(rng.normal(size=len(values)) / 4))
    found = binding_constraints(
        near, outcome, "P000", ENGLAND, {**DRIVERS, "near": "wellbeing"}, seed=3
    )
    assert "health+wellbeing" in found.table["part"].to_list()
    assert any("0.8" in note and "illness with near" in note for note in found.notes)


def test_order_of_rows_and_columns_never_matters(known: Constraints) -> None:
    values, outcome = made_up()
    turned = values.select(reversed(values.columns)).reverse()
    found = binding_constraints(turned, outcome.reverse(), "P000", ENGLAND, DRIVERS, seed=3)
    assert found.table.equals(known.table)
    assert found.groups.equals(known.groups)
    assert found.figures == known.figures


def test_same_seed_same_answer_and_another_seed_same_parts(known: Constraints) -> None:
    values, outcome = made_up()
    again = binding_constraints(values, outcome, "P000", ENGLAND, DRIVERS, seed=3)
    other = binding_constraints(values, outcome, "P000", ENGLAND, DRIVERS, seed=4)
    assert again.table.equals(known.table)
    assert parts(other) == parts(known)


def test_unit_of_a_driver_never_matters(known: Constraints) -> None:
    values, outcome = made_up()
    scaled = values.with_columns(pl.col("travel") * 1000 + 7)
    found = binding_constraints(scaled, outcome, "P000", ENGLAND, DRIVERS, seed=3)
    assert parts(found) == pytest.approx(parts(known), abs=1e-8)


def test_place_without_a_driver_is_told_so() -> None:
    values, outcome = made_up()
    lost = pl.when(pl.col("place") == "P000").then(None).otherwise(pl.col("illness"))
    found = binding_constraints(
        values.with_columns(illness=lost), outcome, "P000", ENGLAND, DRIVERS, seed=3
    )
    row = found.table.filter(pl.col("part") == "health").row(0, named=True)
    assert (row["verdict"], row["log_points"]) == (NO_FIGURE, 0.0)
    assert any("P000 has no figure for 1 of 6 indicators (illness)" in note for note in found.notes)
    part = parts(found)
    assert part["predicted"] + part["residual"] == pytest.approx(part["gap"], abs=1e-12)


def test_a_driver_of_which_most_is_unknown_cannot_be_told() -> None:
    values, outcome = made_up()
    whole = binding_constraints(values, outcome, "P000", ENGLAND, DRIVERS, seed=3)
    told = whole.table.filter(pl.col("part") == "skills").row(0, named=True)
    assert (told["verdict"], told["known"]) == (LOWER, 1.0)
    lost = pl.when(pl.col("place") == "P000").then(None).otherwise(pl.col("graduates"))
    thin = values.with_columns(graduates=lost, pupils=pl.col("travel") * 0.1 + pl.col("graduates"))
    hidden = pl.when(pl.col("place") == "P000").then(None).otherwise(pl.col("pupils"))
    found = binding_constraints(
        thin.with_columns(pupils=hidden), outcome, "P000", ENGLAND,
        {**DRIVERS, "pupils": "skills"}, seed=3,
    )  # fmt: skip
    row = found.table.filter(pl.col("part") == "skills").row(0, named=True)
    assert 0 < row["known"] < 0.5
    assert row["verdict"] == CANNOT_TELL
    assert "skills" not in found.binding
    assert any("less than the 50% that telling takes" in note for note in found.notes)
    part = parts(found)
    assert part["predicted"] + part["residual"] == pytest.approx(part["gap"], abs=1e-12)


def test_gaps_are_filled_and_complete_cases_stand_beside() -> None:
    values, outcome = made_up()
    rng = np.random.default_rng(5)
    gone = pl.Series(rng.random(len(values)) < 0.3) & (pl.col("place") != "P000")
    holed = values.with_columns(illness=pl.when(gone).then(None).otherwise(pl.col("illness")))
    found = binding_constraints(holed, outcome, "P000", ENGLAND, DRIVERS, seed=3)
    assert found.fit["sample"].to_list().count("complete cases") == 1
    assert found.fit.filter(pl.col("sample") == "complete cases")["places"][0] < 200
    row = found.table.filter(pl.col("part") == "health").row(0, named=True)
    assert row["complete_cases"] == pytest.approx(-6.0, abs=2.5)
    assert row["log_points"] == pytest.approx(-6.0, abs=2.5)
    assert any("cells are empty" in note for note in found.notes)


def test_city_region_is_read_but_not_fitted(known: Constraints) -> None:
    values, outcome = made_up()
    row = values.filter(pl.col("place") == "P000").with_columns(
        place=pl.lit("CITY"), region=pl.lit(None, pl.String)
    )
    own = outcome.filter(pl.col("place") == "P000").with_columns(place=pl.lit("CITY"))
    found = binding_constraints(
        pl.concat([values, row.select(values.columns)]),
        pl.concat([outcome, own]),
        "CITY",
        ENGLAND,
        DRIVERS,
        seed=3,
    )
    assert found.fit["places"][0] == known.fit["places"][0]
    assert parts(found) == pytest.approx(parts(known), abs=1e-12)


def test_thin_and_constant_drivers_are_left_out_with_a_note() -> None:
    values, outcome = made_up()
    odd = values.with_columns(
        rare=pl.when(pl.int_range(pl.len()) % 3 == 0).then(pl.col("travel")), flat=pl.lit(1.0)
    )
    found = binding_constraints(
        odd, outcome, "P000", ENGLAND, {**DRIVERS, "rare": "transport", "flat": "digital"}, seed=3
    )
    assert not set(found.groups["indicator"]) & {"rare", "flat"}
    assert any("fewer than half of the places: rare (33%)" in note for note in found.notes)
    assert any("flat hardly differs" in note for note in found.notes)


def test_place_without_an_outcome_has_a_prediction_and_no_residual() -> None:
    values, outcome = made_up()
    found = binding_constraints(
        values, outcome.filter(pl.col("place") != "P000"), "P000", ENGLAND, DRIVERS, seed=3
    )
    part = parts(found)
    assert part["gap"] is None
    assert part["residual"] is None
    assert part["predicted"] < 0
    assert any("no residual" in note for note in found.notes)


def test_words_say_association_and_show_the_evidence() -> None:
    values, outcome = made_up()
    evidence = pl.DataFrame(
        {
            "id": ["a", "b"],
            "driver": ["skills", "health"],
            "outcome": ["productivity", "jobs"],
            "finding": ["pay of graduates", "work after support"],
            "central": [0.25, None],
            "low": [0.1, None],
            "high": [0.4, None],
            "unit": ["log", ""],
            "grade": ["SMS 3", "SMS 5"],
            "source": ["Somebody (2000)", "Another (2001)"],
            "checked": ["inputs; size derived", "direction"],
        }
    )
    found = binding_constraints(
        values, outcome, "P000", ENGLAND, DRIVERS, seed=3, evidence=evidence,
        names={"P000": "Newtown", ENGLAND: "England"}, period="2023",
    )  # fmt: skip
    grade = dict(found.table.select("part", "evidence_grade").iter_rows())
    assert grade["skills"] == "SMS 3"
    assert grade["health"] == "none on productivity; on jobs SMS 5"
    assert grade["digital"] == "no causal estimate held"
    words = dict(found.table.select("part", "evidence").iter_rows())
    assert "0.25 (0.1 to 0.4) log (inputs; size derived) [SMS 3" in words["skills"]
    assert "work after support: direction only [SMS 5" in words["health"]
    skills = next(f for f in found.figures if f.id == "gap_contribution/P000/2023/drivers-skills")
    assert skills.sentence.startswith("Skills in Newtown: goes with lower productivity, −")
    assert "association" in skills.sentence
    assert "SMS 3" in skills.sentence
    every = " ".join(f.sentence for f in found.figures)
    assert not re.search(r"\bcause[sd]?\b|because of|due to", every)


def test_change_over_time_stands_beside() -> None:
    values, outcome = made_up()
    over_time = pl.DataFrame(
        {"driver": ["health"], "title": ["Illness"], "verdict": ["cannot tell"]}
    )
    found = binding_constraints(
        values, outcome, "P000", ENGLAND, DRIVERS, seed=3, over_time=over_time
    )
    said = dict(found.table.select("part", "over_time").iter_rows())
    assert said["health"] == "Illness: cannot tell"
    assert said["digital"] == "not enough years"


def test_bad_input_is_said_plainly() -> None:
    values, outcome = made_up()
    with pytest.raises(GrowthplanError, match=r"no row for 'P0O0'.*Did you mean 'P"):
        binding_constraints(values, outcome, "P0O0", ENGLAND, DRIVERS)
    with pytest.raises(GrowthplanError, match="outcome of the comparator 'E1'"):
        binding_constraints(values, outcome, "P000", "E1", DRIVERS)
    with pytest.raises(GrowthplanError, match="'travel' belongs to no driver"):
        binding_constraints(
            values, outcome, "P000", ENGLAND, {k: v for k, v in DRIVERS.items() if k != "travel"}
        )
    few = pl.concat([values.head(30), values.tail(1)])
    with pytest.raises(GrowthplanError, match="Only 30 places"):
        binding_constraints(few, outcome, "P000", ENGLAND, DRIVERS)
    with pytest.raises(GrowthplanError, match="no column 'region'"):
        binding_constraints(values.drop("region"), outcome, "P000", ENGLAND, DRIVERS)
    with pytest.raises(GrowthplanError, match="at or below zero"):
        binding_constraints(
            values, outcome.with_columns(-pl.col("value")), "P000", ENGLAND, DRIVERS
        )
