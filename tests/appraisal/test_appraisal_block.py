"""What an action's own appraisal block does to its appraisal."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

import growthplan as gp
from growthplan.appraisal import Appraisal
from growthplan.vocabulary import GrowthplanError

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
ACTION = "rapid-transit"
USERS = """    - id: time-saved
      title: Time saved
      kind: user benefits
      amounts: {2030/31: 10}
      price_year: 2022
      goes_on_years: 20
      low_share: 0.5
      high_share: 1.5
      basis: illustrative
      source: briefing
"""
HEALTH = """    - id: healthier
      title: Healthier years
      kind: health
      amounts: {2030/31: 100}
      value_assumption: appraisal.qaly
      price_year: 2020
      basis: illustrative
      source: briefing
"""
WIDER = """    - id: wider
      title: Wider impacts of the business case
      kind: wider impacts
      amounts: {2030/31: 40}
      price_year: 2022
      basis: published
      source: briefing
"""
LOCAL = """    - id: jobs-here
      title: Jobs of the business case
      kind: jobs
      ledger: local
      amounts: {2030/31: 250}
      price_year: 2022
      basis: published
      source: briefing
"""


def appraised(folder: Path, block: str) -> Appraisal:
    plan = folder / "plan"
    if plan.exists():
        shutil.rmtree(plan)
    shutil.copytree(LCR, plan)
    file = plan / "interventions" / f"{ACTION}.yaml"
    text = file.read_text()
    assert "\nappraisal:" not in text
    file.write_text(text.rstrip("\n") + "\nappraisal:\n" + block)
    return gp.appraise(plan, [ACTION], draws=120).appraised.actions[0]


@pytest.fixture(scope="module")
def plain() -> Appraisal:
    return gp.appraise(LCR, [ACTION], draws=120).appraised.actions[0]


def mean(one: Appraisal, name: str) -> float:
    return next(line.mean for line in one.lines if line.id == name)


def test_benefits_are_priced_discounted_and_drawn(tmp_path: Path, plain: Appraisal) -> None:
    found = appraised(tmp_path, "  benefits:\n" + USERS + HEALTH)
    users = next(line for line in found.lines if line.id == "benefit/time-saved")
    year = found.years.index(2035)
    assert users.flow[year] == pytest.approx(10 * 1.11, rel=0.1)  # prices rose from 2022 to 2024
    assert (users.flow[found.years.index(2052) :] == 0).all()
    assert users.value.low < users.value.mean < users.value.high
    health = next(line for line in found.lines if line.id == "benefit/healthier")
    assert health.schedule == "health"
    assert health.flow.sum() == pytest.approx(100 * 0.07 * 1.2, rel=0.1)  # £m of 2024
    assert health.mean / health.flow.sum() == pytest.approx(1.015**-5.25, rel=0.01)
    added = mean(found, "benefit/time-saved") + mean(found, "benefit/healthier")
    assert found.npsv.mean == pytest.approx(plain.npsv.mean + added)
    assert not any("travellers" in text for text in found.not_valued)
    assert not found.main_missing


def test_a_value_of_the_plans_own_takes_the_models_place(tmp_path: Path) -> None:
    found = appraised(tmp_path, "  benefits:\n" + WIDER)
    assert "productivity" not in {line.id for line in found.lines}
    assert [line.gain for line in found.lines].count("productivity") == 1


def test_what_is_local_enters_no_sum_of_welfare(tmp_path: Path, plain: Appraisal) -> None:
    found = appraised(tmp_path, "  benefits:\n" + LOCAL)
    assert found.npsv == plain.npsv
    assert found.local is not None
    assert found.local.valued == (("Jobs of the business case", "jobs", pytest.approx(250)),)


def test_life_upkeep_and_mitigation(tmp_path: Path, plain: Appraisal) -> None:
    found = appraised(
        tmp_path,
        "  asset_life: 100\n"
        "  optimism:\n    - type: non-standard-civil-engineering\n"
        "  mitigation: 0.5\n  mitigation_why: Ground was surveyed\n"
        "  upkeep:\n    amount: 1\n    price_year: 2024\n    first: 2030/31\n"
        "    basis: illustrative\n    source: briefing\n",
    )
    assert (found.life, found.life_assumed) == (100, False)
    assert found.residual > 0
    assert "half" not in found.optimism
    assert "33%" in found.optimism
    assert "50% of it managed away" in found.optimism
    upkeep = next(line for line in found.lines if line.kind == "upkeep")
    assert upkeep.flow[found.years.index(2040)] == pytest.approx(1.0)
    raised = mean(found, "optimism/public")
    capital = sum(line.mean for line in found.lines if line.kind == "capital")
    assert raised == pytest.approx(0.33 * (capital + upkeep.mean), rel=0.03)
    assert plain.residual == 0


def test_a_short_life_counts_fewer_years(tmp_path: Path, plain: Appraisal) -> None:
    found = appraised(tmp_path, "  asset_life: 10\n")
    assert found.first is not None
    assert found.last == found.first + 9 < plain.last
    made = next(line for line in found.lines if line.id == "productivity")
    assert (made.flow[found.years.index(found.last) + 1 :] == 0).all()
    assert found.benefits.mean < plain.benefits.mean
    assert np.isfinite(made.draws).all()


def test_a_benefit_without_a_price_year_stops_it(tmp_path: Path) -> None:
    with pytest.raises(GrowthplanError) as caught:
        appraised(tmp_path, "  benefits:\n" + USERS.replace("      price_year: 2022\n", ""))
    fault = caught.value.faults[0]
    assert fault.file is not None
    assert fault.file.endswith(f"{ACTION}.yaml")
    assert fault.line is not None
    assert "price_year" in fault.message
