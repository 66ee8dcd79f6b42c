"""A plan appraised through the whole journey: what adds up, what is refused, what is said."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

import growthplan as gp
from growthplan.appraisal import (
    CASES,
    Appraisal,
    check_gains_enter_once,
    dossier,
    flow_frame,
    plan_dossier,
    summary_rows,
)
from growthplan.cli import main
from growthplan.cli.appraise_tables import tables_as_json
from growthplan.journeys.appraising import AppraisedPlan
from growthplan.vocabulary import GrowthplanError

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
SOME = ("rapid-transit", "ai-adoption", "skills-electric-vehicles", "freeport-reliefs")
DRAWS = 200


@pytest.fixture(scope="module")
def made() -> AppraisedPlan:
    return gp.appraise(LCR, SOME, draws=DRAWS)


@pytest.fixture(scope="module")
def transit(made: AppraisedPlan) -> Appraisal:
    return made.appraised.action("rapid-transit")


def signed(one: Appraisal) -> np.ndarray:
    sums = [line.draws if line.side == "benefit" else -line.draws for line in one.lines]
    return np.sum(sums, axis=0)


def test_net_present_value_is_the_sum_of_its_lines(made: AppraisedPlan) -> None:
    for one in made.appraised.actions:
        assert one.npsv.mean == pytest.approx(float(signed(one).mean()), rel=1e-12)
        assert one.npsv.mean == pytest.approx(
            one.benefits.mean - one.public.mean - one.private.mean
        )


def test_flows_times_factors_are_what_is_printed(made: AppraisedPlan) -> None:
    """What a workbook recomputes from years and factors is the same to the last digit."""
    for one in made.appraised.actions:
        frame = flow_frame(one, made.discounting.standard, made.discounting.health)
        again = sum(
            float((frame[line.id] * frame["factor_health" if line.schedule == "health"
                                          else "factor"]).sum())
            for line in one.lines
        )  # fmt: skip
        assert again == pytest.approx(one.npsv.mean, rel=1e-9)


def test_switching_each_line_makes_it_break_even(transit: Appraisal) -> None:
    for line in transit.switching:
        if line.switched is not None:
            side = next(o.side for o in transit.lines if o.id == line.line)
            moved = line.switched - line.value
            then = transit.npsv.mean + (moved if side == "benefit" else -moved)
            assert then == pytest.approx(0.0, abs=1e-9)


def test_the_whole_is_the_members_and_what_they_do_together(made: AppraisedPlan) -> None:
    bundle = made.appraised.bundle
    assert bundle is not None
    assert bundle.exact
    assert set(bundle.members) == set(SOME)
    separately = sum(one.npsv.mean for one in made.appraised.actions)
    assert bundle.separately == pytest.approx(separately)
    assert bundle.npsv.mean == pytest.approx(separately + bundle.interaction.mean)
    alone, free = (
        sum(getattr(share, name).mean for share in bundle.shares)
        for name in ("alone", "order_free")
    )
    assert free == pytest.approx(alone + bundle.interaction.mean)


def test_by_pairs_is_near_every_order(made: AppraisedPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    """With many actions the order-free value is half of alone and of last in; it must still add
    up, and be near the exact one."""
    monkeypatch.setattr("growthplan.appraisal.bundle.MOST_EXACT", 2)
    quick = gp.appraise(LCR, SOME, draws=DRAWS).appraised.bundle
    exact = made.appraised.bundle
    assert quick is not None
    assert exact is not None
    assert not quick.exact
    for one, other in zip(quick.shares, exact.shares, strict=True):
        assert one.order_free.mean == pytest.approx(other.order_free.mean, rel=0.02, abs=0.02)
    assert sum(s.order_free.mean for s in quick.shares) == pytest.approx(
        sum(s.order_free.mean for s in exact.shares)
    )


def test_the_two_ledgers_are_apart(made: AppraisedPlan) -> None:
    """No line of welfare is GVA, and the local ledger goes from gross to national."""
    for one in made.appraised.actions:
        assert {line.ledger for line in one.lines} == {"welfare"}
        assert not {line.kind for line in one.lines} & {"gva", "jobs", "private investment"}
        assert one.local is not None
        assert one.local.gva_gross.mean >= one.local.gva_net.mean - 1e-9
        assert one.local.gva_net.mean >= one.local.gva_national.mean - 1e-9
        assert one.local.jobs_gross.mean >= one.local.jobs_net.mean >= one.local.jobs_national.mean


def test_reliefs_have_deadweight_and_displacement(made: AppraisedPlan) -> None:
    reliefs = made.appraised.action("freeport-reliefs")
    local = reliefs.local
    assert local is not None
    assert local.jobs_gross.mean > 1.2 * local.jobs_net.mean
    assert any("14,000" in claim for claim in reliefs.claims)
    assert local.jobs_gross.mean < 14_000


def test_a_line_of_both_ledgers_or_twice_is_named(transit: Appraisal) -> None:
    from dataclasses import replace

    output = next(line for line in transit.lines if line.gain == "productivity")
    again = replace(output, id="benefit/wider", title="Wider impacts")
    local = replace(output, ledger="local")
    with pytest.raises(GrowthplanError) as caught:
        check_gains_enter_once([output, again, local])
    text = str(caught.value)
    assert "'Output from higher productivity' and 'Wider impacts' value one gain" in text
    assert "'Output from higher productivity' stands in both ledgers" in text


def test_optimism_bias_is_a_line_of_its_own(transit: Appraisal) -> None:
    capital = sum(line.mean for line in transit.lines if line.kind == "capital")
    bias = sum(line.mean for line in transit.lines if line.kind == "optimism bias")
    assert bias / capital == pytest.approx(0.44, abs=0.03)
    without = next(s for s in transit.sensitivities if s.id == "no-optimism-bias")
    assert without.npsv == pytest.approx(transit.npsv.mean + bias)


def test_what_is_not_valued_is_said_and_never_a_verdict(transit: Appraisal) -> None:
    assert any("travellers save" in text for text in transit.not_valued)
    assert transit.main_missing
    assert transit.value_for_money != "does not pay"


def test_the_same_seed_gives_the_same_numbers_and_another_does_not(made: AppraisedPlan) -> None:
    again = gp.appraise(LCR, SOME[:1], draws=DRAWS).appraised.actions[0]
    first = made.appraised.action(SOME[0])
    assert again.npsv == first.npsv  # alone or among others
    assert gp.appraise(LCR, SOME[:1], draws=DRAWS, seed=2).appraised.actions[0].npsv != first.npsv


def test_another_price_year_scales_every_amount_alike(made: AppraisedPlan) -> None:
    early = gp.appraise(LCR, SOME[:1], draws=DRAWS, price_year=2015).appraised.actions[0]
    late = made.appraised.action(SOME[0])
    assert early.bcr is not None
    assert late.bcr is not None
    assert early.bcr.mean == pytest.approx(late.bcr.mean, rel=1e-9)
    assert 0.5 < early.npsv.mean / late.npsv.mean < 0.95


def test_half_the_money_halves_the_cost(made: AppraisedPlan) -> None:
    half = gp.appraise(LCR, SOME[:1], scenario="half-the-money", draws=DRAWS).appraised
    full = made.appraised.action(SOME[0])
    assert half.actions[0].public.mean == pytest.approx(full.public.mean / 2, rel=1e-9)
    assert half.actions[0].benefits.mean < full.benefits.mean
    assert {figure.scenario for figure in half.figures} == {"half-the-money"}


def test_a_delay_moves_the_cost_and_the_benefits_back(made: AppraisedPlan) -> None:
    late = gp.appraise(LCR, SOME[:1], scenario="delay-two-years", draws=DRAWS).appraised.actions[0]
    full = made.appraised.action(SOME[0])
    assert full.first is not None
    assert late.first == full.first + 2
    assert late.public.mean < full.public.mean


def test_figures_carry_range_sentence_and_lineage(made: AppraisedPlan) -> None:
    by_id = {figure.id: figure for figure in made.appraised.figures}
    for name in SOME:
        figure = by_id[f"npsv/{name}"]
        assert figure.low <= figure.value <= figure.high  # type: ignore[operator]
        assert figure.lineage.run == made.run.id
        total = sum(
            (1 if "(more)" in i.label else -1) * (i.value or 0) for i in figure.lineage.inputs
        )
        assert total == pytest.approx(float(figure.value))  # type: ignore[arg-type]
        assert "appraisal.discount" in figure.lineage.assumptions
    assert f"bcr/{SOME[0]}" in by_id
    assert "npsv_interaction/together" in by_id


def test_every_principle_has_a_verdict_with_what_it_rests_on(made: AppraisedPlan) -> None:
    for one in made.appraised.actions:
        assert [test.principle for test in one.principles] == [
            principle.id for principle in made.plan.principles
        ]
        for test in one.principles:
            assert test.verdict in ("yes", "no", "unknown")
            assert test.facts or test.evidence


def test_dossier_and_summary_say_what_is_missing(made: AppraisedPlan, transit: Appraisal) -> None:
    action = next(a for a in made.plan.interventions if a.id == "rapid-transit")
    found = dossier(made.plan, action, transit, made.appraised.price_year)
    assert list(found.cases) == [
        "Strategic", "Economic", "Commercial", "Financial", "Management",
    ]  # fmt: skip
    assert all(found.cases.values())
    assert "Economic: Options" in found.gaps
    groups = [row.group for row in summary_rows(transit)]
    assert groups == sorted(
        groups, key=["Cost", "Benefit", "Not valued", "Result", "Local ledger"].index
    )


def test_the_whole_plan_has_a_dossier_too(made: AppraisedPlan) -> None:
    found = plan_dossier(made.plan, made.appraised)
    assert list(found.cases) == list(CASES)
    strategic = {statement.heading: statement.text for statement in found.cases["Strategic"]}
    assert strategic["Mission"] == made.plan.mission.statement
    counted = sum(int(n) for n in re.findall(r"\d+", strategic["Principle: Inclusive growth"]))
    assert counted == len(SOME)
    economic = " ".join(statement.text for statement in found.cases["Economic"])
    assert made.appraised.sentences[0] in economic


def test_json_has_every_table(made: AppraisedPlan) -> None:
    found = json.loads(
        json.dumps({
            name: table if isinstance(table, list) else table.to_dicts()
            for name, table in tables_as_json(made).items()
        })
    )  # fmt: skip
    assert {"actions", "lines", "principles", "switching", "local_ledger", "bundle", "dossier"} <= {
        *found
    }
    assert "NaN" not in json.dumps(found)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["rapid-transitt"], "Did you mean 'rapid-transit'?"),
        (["adult-skills"], "only continues past spending"),
        (["astrazeneca-speke"], "is cancelled"),
        (["--draws", "0"], "0 draws are none"),
        (["rapid-transit", "--price-year", "2050"], "no published GDP deflator for 2050"),
        (["rapid-transit", "--scenario", "half-the-mony"], "half-the-money"),
    ],
)
def test_bad_input_is_refused_in_words(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["appraise", str(LCR), *arguments])
    assert stopped.value.code == 2
    read = capsys.readouterr()
    assert told in " ".join(read.err.split())
    assert read.out == ""


def test_one_action_is_printed_with_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["appraise", str(LCR), "rapid-transit", "--draws", "40"])
    assert not stopped.value.code
    text = " ".join(capsys.readouterr().out.split())
    for part in ("Capital costs raised by 44%", "Optimism bias", "Local ledger", "What would have",
                 "Not valued", "Net Zero by 2035"):  # fmt: skip
        assert part in text
    assert "nan" not in text.casefold().replace("finance", "")
