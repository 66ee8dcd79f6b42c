"""A plan projected through the whole journey: what adds up, what is reproduced, what is said."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from made_plan import action, write_plan

import growthplan as gp
from growthplan.cli.project_tables import tables_as_json
from growthplan.journeys.projecting import Projected
from growthplan.journeys.projecting_ground import lay
from growthplan.journeys.result import as_json
from growthplan.store import Store, packaged_assumptions
from growthplan.system.answers import LIFT, PATHS_SCHEMA, Case, National, Projection, Runs
from growthplan.system.programme import Acting
from growthplan.vocabulary import GrowthplanError

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
DRAWS = 700
"""Enough that the sensitivity can tell the assumptions apart."""


@pytest.fixture(scope="module")
def projected() -> Projected:
    return gp.project(LCR, draws=DRAWS, scenarios=["half-the-money", "recession-2028"])


@pytest.fixture(scope="module")
def lcr(projected: Projected) -> Projection:
    return projected.projection


def last(made: Projection, measure: str, scenario: str, place: str | None = None) -> Any:
    return made.path(measure, scenario, place).row(-1, named=True)


def test_the_plan_moves_productivity_by_little_and_says_so(lcr: Projection) -> None:
    lift = last(lcr, LIFT, "difference")
    assert 0.05 < lift["median"] < 0.6
    assert lift["low_90"] < lift["median"] < lift["high_90"]
    assert "lifts that by 0.1" in lcr.sentences[0]
    assert 1_300 < lcr.money < 1_900


def test_base_rates_stand_beside_the_chance(lcr: Projection) -> None:
    regions = lcr.base_rates["city regions"]
    assert (regions.closed, regions.windows) == (0, 113)  # published statistics, June 2025
    assert any("0 of 113" in sentence for sentence in lcr.sentences)
    half = {c.scenario: c for c in lcr.chances if c.target == "gap-closed-50" and c.year == 2035}
    assert 0.01 < half["no_plan"].value <= half["plan"].value < 0.2


def test_parts_add_up(lcr: Projection) -> None:
    """Means of authorities' GVA and jobs make the place's; shares make the whole."""
    for measure in ("gva", "jobs"):
        for scenario in ("no_plan", "plan", "difference"):
            rows = lcr.paths.filter(
                (pl.col("measure") == measure)
                & (pl.col("scenario") == scenario)
                & (pl.col("year") == lcr.until)
            )
            own = rows.filter(pl.col("place") == lcr.place.code)["mean"].item()
            parts = rows.filter(pl.col("place") != lcr.place.code)["mean"].sum()
            assert parts == pytest.approx(own, rel=1e-10)
    assert lcr.sharing is not None
    for table in (lcr.sharing.interventions, lcr.sharing.groups, lcr.sharing.themes):
        assert table["value"].sum() == pytest.approx(lcr.sharing.total, rel=1e-10)
    by_theme = lcr.sharing.groups.group_by("theme").agg(pl.col("value").sum())
    themes = dict(lcr.sharing.themes.select("id", "value").iter_rows())
    for theme, value in by_theme.iter_rows():
        assert value == pytest.approx(themes[theme], rel=1e-9)
    pairs = sum(pair.median for pair in lcr.sharing.pairs)
    assert abs(pairs) < 0.1 * lcr.sharing.total


def test_every_left_out_part_has_a_reason(lcr: Projection) -> None:
    left = {one.intervention: one for one in lcr.not_modelled}
    assert left["astrazeneca-speke"].code == "cancelled"
    assert left["adult-skills"].code == "baseline"
    scheme = "liverpool-central-redevelopment"
    money = [one.money for one in lcr.not_modelled if one.intervention == scheme]
    assert money == [pytest.approx(5.0), None]  # told once, though it acts on two drivers
    assert all(one.reason.endswith(".") for one in lcr.not_modelled)
    modelled = {one.intervention for one in lcr.modelled}
    plan = gp.open_plan(LCR)
    assert modelled | set(left) == {one.id for one in plan.interventions}


def test_an_open_plan_is_projected_as_its_folder_is() -> None:
    opened = gp.project(gp.open_plan(LCR), draws=50, sensitivity="none").projection.figures
    read = gp.project(LCR, draws=50, sensitivity="none").projection.figures
    assert [(one.id, one.value) for one in opened] == [(one.id, one.value) for one in read]


def test_scenarios_stand_beside_the_plan(lcr: Projection) -> None:
    half = last(lcr, LIFT, "half-the-money:over-no-plan")["median"]
    whole = last(lcr, LIFT, "difference")["median"]
    assert half == pytest.approx(whole / 2, rel=0.05)  # saturation is mild at this size
    recession = lcr.path("gva", "recession-2028:difference")
    at = dict(recession.select("year", "median").iter_rows())
    assert at[2028] < -1_000
    assert at[2027] == 0
    assert at[2032] == pytest.approx(0, abs=1e-6)
    steps = lcr.future("recession-2028").steps
    assert steps == ("A recession in 2028: output 4% lower, back after 4 years",)
    gap = lcr.path("gva_per_hour_gap_pct", "recession-2028:difference")
    assert gap["high_90"].abs().max() < 0.01  # the place moves with England


def test_figures_have_unique_ids_ranges_sentences_and_lineage(projected: Projected) -> None:
    figures = projected.projection.figures
    ids = [figure.id for figure in figures]
    assert len(ids) == len(set(ids))
    for id_ in (
        "gva_per_hour/E47000004/2035/plan",
        "gva_per_hour/E08000012/2035/no_plan",
        "gva_per_hour_lift_pct/E47000004/2035/difference",
        "gva/E47000004/2030/half-the-money/difference",
        "target_probability/E47000004/2035/gap-closed-50/plan",
        "attribution/E47000004/2035/productivity/rapid-transit",
        "synergy/E47000004/2035/productivity",
    ):
        assert id_ in ids
    for figure in figures:
        assert figure.lineage.run == projected.run.id
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low <= figure.high
        assert figure.display in figure.sentence or "target_probability" in figure.id
    plan = projected.projection.figure("gva_per_hour/E47000004/2035/plan")
    none = projected.projection.figure("gva_per_hour/E47000004/2035/no_plan")
    assert "transport.cost_cut_per_bn" in plan.lineage.assumptions
    assert "transport.cost_cut_per_bn" not in none.lineage.assumptions
    assert any("illustrative" in caveat for caveat in plan.caveats)
    assert plan.lineage.inputs[0].figure == "gva_per_hour_gap_pct/E47000004/2023"


def test_weak_evidence_is_said_to_carry_the_result(lcr: Projection) -> None:
    assert lcr.hanging is not None
    table = lcr.hanging.table
    assert table["share"].sum() == pytest.approx(lcr.hanging.explained, rel=1e-9)
    assert lcr.hanging.assumed_share > 0.5
    assert any("judgement only: more than half" in sentence for sentence in lcr.sentences)
    assert table["id"][0] == "system.delivery_common"
    assert (table["worth"].drop_nulls() >= 0).all()


def test_who_gains_ai_and_net_zero_are_outcomes_of_every_run(lcr: Projection) -> None:
    held = lcr.who_gains.jobs_by_residence
    jobs = last(lcr, "jobs", "difference")["mean"]
    assert held["mean"].sum() == pytest.approx(jobs, rel=1e-9)  # nobody is lost on the way home
    assert lcr.who_gains.deprived_share is not None
    assert lcr.who_gains.deprived_people is not None
    assert 0.3 < lcr.who_gains.deprived_people < 0.6  # of neighbourhoods, 2025 index
    assert lcr.diffusion is not None
    assert 0 < lcr.diffusion.adoption_pct[0] < 5
    assert lcr.diffusion.reemployed[0] < lcr.diffusion.displaced[0]
    assert lcr.net_zero is not None
    assert (lcr.net_zero.year, lcr.net_zero.target) == (2035, "Net Zero by 2035")
    assert lcr.net_zero.now == pytest.approx(6_372, rel=0.05)
    assert lcr.net_zero.chance == 0  # past trend leaves half of today's emissions


def test_the_json_has_the_documented_shape_and_no_missing_number(projected: Projected) -> None:
    made = projected.projection
    shape = as_json(made.figures, tables_as_json(made), made.notes, projected.run)
    text = json.dumps(shape, default=str, allow_nan=False)
    assert sorted(json.loads(text)) == ["figures", "notes", "run", "tables"]
    assert dict(made.paths.schema) == PATHS_SCHEMA
    numbers = made.paths.select(pl.col(pl.Float64))
    assert all(numbers[column].is_finite().all() for column in numbers.columns)


def test_the_same_seed_gives_the_same_bytes_however_it_is_spread(lcr: Projection) -> None:
    again = gp.project(LCR, draws=60, sensitivity="none").projection
    spread = gp.project(LCR, draws=60, sensitivity="none", workers=2).projection
    other = gp.project(LCR, draws=60, sensitivity="none", seed=2).projection
    assert spread.paths.equals(again.paths)
    assert spread.chances == again.chances
    assert [f.value for f in spread.figures] == [f.value for f in again.figures]
    assert not other.paths.equals(again.paths)
    # More draws are the same first draws and others: a median moves, and not far.
    ahead = last(again, "gva_per_hour", "plan")["median"]
    assert ahead == pytest.approx(last(lcr, "gva_per_hour", "plan")["median"], rel=0.05)


def test_a_plan_without_money_is_no_plan_bit_for_bit(tmp_path: Path) -> None:
    nothing = write_plan(tmp_path / "nothing")
    nought = write_plan(tmp_path / "nought", action("empty", money=0.0), action("words", "none"))
    for folder in (nothing, nought):
        made = gp.project(folder, draws=50, sensitivity="none").projection
        plan = made.paths.filter(pl.col("scenario") == "plan").drop("scenario")
        none = made.paths.filter(pl.col("scenario") == "no_plan").drop("scenario")
        key = ["measure", "place", "year"]
        assert plan.sort(key).equals(none.sort(key))
        assert made.path(LIFT, "difference")["high_90"].max() == 0
        assert made.sharing is None
        assert made.hanging is None
        assert made.sentences[0].startswith("No action of the plan has money or a size")


def test_another_place_is_projected_from_a_generated_plan(tmp_path: Path) -> None:
    folder = write_plan(
        tmp_path,
        action("labs", money=50),
        action("trains", "transport", driver="transport", unit="£m of transport", money=80,
               theme="foundations"),
        target=45.0,
    )  # fmt: skip
    made = gp.project(folder, draws=300, sensitivity="none").projection
    assert made.place.code == "E47000001"
    assert made.paths["place"].n_unique() == 11  # ten authorities and the whole
    assert made.sharing is not None
    assert made.sharing.exact
    assert set(made.sharing.interventions["id"]) == {"labs", "trains"}
    published = {c.scenario: c.value for c in made.chances if c.published}
    assert 0 < published["no_plan"] <= published["plan"] <= 1
    effort = made.efforts[0]
    assert effort.extra_pct > 0
    assert math.isclose(
        (1 + effort.growth_pct / 100) ** (made.until - made.base_year),
        1 + effort.extra_pct / 100,
        rel_tol=1e-9,
    )


def test_an_own_size_takes_the_place_of_money(tmp_path: Path) -> None:
    """1,000 learners at £10,000 real each are what 10 million pounds of 2023 buys."""
    sized = write_plan(
        tmp_path / "sized",
        action("learn", "skills", driver="skills", unit="learners", money=None,
               more="    size: 3000"),
    )  # fmt: skip
    made = gp.project(sized, draws=50, sensitivity="none").projection
    assert made.modelled[0].money == 0
    assert last(made, LIFT, "difference")["median"] > 0
    ranged = write_plan(
        tmp_path / "ranged",
        action("learn", "skills", driver="skills", unit="learners", money=None,
               more="    evidence: {low: 0, central: 3000, high: 9000, grade: assumption, "
               "source: made-up}"),
    )  # fmt: skip
    wider = gp.project(ranged, draws=200, sensitivity="none").projection
    one, other = (last(p, LIFT, "difference") for p in (made, wider))
    assert other["high_90"] / other["low_90"] > one["high_90"] / one["low_90"]


def test_without_and_only_name_actions(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, action("one"), action("two"))
    made = gp.project(folder, draws=50, sensitivity="none", without=["two"]).projection
    only = gp.project(folder, draws=50, sensitivity="none", only=["one"]).projection
    left = last(made, LIFT, "without-two:over-no-plan")
    kept = last(only, LIFT, "only-one:over-no-plan")
    assert left["median"] == kept["median"] > 0
    assert made.future("without-two").steps == ("Without Action two",)
    with pytest.raises(GrowthplanError, match=r"'tow'.*Did you mean 'two'"):
        gp.project(folder, draws=50, without=["tow"])
    with pytest.raises(GrowthplanError, match="left out and the only one kept"):
        gp.project(folder, draws=50, without=["one"], only=["one"])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"draws": 0}, "0 draws cannot be run"),
        ({"draws": -5}, "-5 draws cannot be run"),
        ({"years": -5}, "would end in 2020, and the data end in 2023"),
        ({"years": 90}, "Ask for at most"),
        ({"seed": -1}, "below 0"),
        ({"workers": 0}, "0 workers cannot be used"),
        ({"workers": 2, "cluster": "tcp://127.0.0.1:1"}, "at once"),
        ({"scenarios": ["half-the-mony"]}, "Did you mean 'half-the-money'"),
        ({"scenarios": ["half-the-money", "half-the-money"]}, "asked for twice"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(GrowthplanError, match=re.escape(said)):
        gp.project(LCR, **asked)


def test_faults_of_what_is_asked_come_all_at_once() -> None:
    with pytest.raises(GrowthplanError) as caught:
        gp.project(LCR, draws=0, seed=-1, years=-9)
    assert len(caught.value.faults) == 3


def test_a_place_that_is_no_city_region_is_refused(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, place="Scotland")
    with pytest.raises(GrowthplanError, match=r"Scotland \(S92000003\) cannot be projected"):
        gp.project(folder, draws=50)


def test_an_own_assumption_takes_the_place_of_the_packages(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", action("labs"))
    before = last(gp.project(folder, draws=50, sensitivity="none").projection, LIFT, "difference")
    (folder / "assumptions").mkdir()
    source = Path(gp.__file__).parent / "assumptions" / "rd.elasticity.yaml"
    text = source.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^value: .*$", "value: 0.0001", text)
    text = re.sub(r"(?m)^low: .*$", "low: 0.0", text)
    (folder / "assumptions" / source.name).write_text(text, encoding="utf-8")
    after = last(gp.project(folder, draws=50, sensitivity="none").projection, LIFT, "difference")
    assert after["median"] < before["median"]


def test_a_release_is_projected_like_its_folder(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", action("labs"))
    whole = gp.project(folder, draws=50, sensitivity="none").projection
    frozen = gp.release(folder, "Launch")
    made = gp.project(frozen.path, draws=50, sensitivity="none").projection
    assert made.paths.equals(whole.paths)
    assert made.modelled[0].title == "Action labs"
    assert made.modelled[0].full_by == 2031  # last money 2028/29, felt a year on, over two years


def test_no_plan_is_what_was_drawn_recession_or_not() -> None:
    """Imputed rental is taken off and put back: published productivity comes out to 1e-12."""
    with Store() as held:
        ground = lay(held, "E47000004", packaged_assumptions()).ground
    drawn = ground.draws(2035, 1, range(20))
    fall = National(productivity=((2028, -0.02),), hours=((2028, -0.02),))
    for national in (National(), fall):
        case = Case("plan", "Plan", Acting((), (), (), ()), national)
        kept = Runs(ground, (case,), dict(packaged_assumptions()), 2035, 1)(range(20))
        made = kept["plan/gva_per_hour"] / kept["plan/comparator"]
        np.testing.assert_allclose(np.log(made), drawn.region, rtol=0, atol=1e-12)
    calm = ground.moved(2035).weights.sum(axis=1)
    np.testing.assert_allclose(kept["plan/hours"][0, 5], calm[5] * np.exp(-0.02), rtol=1e-12)
