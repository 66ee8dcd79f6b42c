"""A real city region through the model's kernel without a plan: what was published comes out."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from growthplan.store import Store, packaged_assumptions
from growthplan.system import Action, Economy, draw_parameters, simulate
from growthplan.system.base_year import (
    ALSO_READS,
    ASSUMED,
    READS,
    BaseYear,
    Start,
    base_year,
    moving_base,
    starting_economy,
)
from growthplan.system.baseline import (
    BaselineDraws,
    ComparatorGrowth,
    authority_forms,
    baseline_draws,
    region_form,
)
from growthplan.vocabulary import GrowthplanError, Statistics

LCR = "E47000004"
DRAWS = range(40)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Statistics, pl.DataFrame]:
    with Store(tmp_path_factory.mktemp("no store") / "none.duckdb") as store:
        return store.statistics((*READS, *ALSO_READS)), store.rows("workplaces")


@pytest.fixture(scope="module")
def base(held: tuple[Statistics, pl.DataFrame]) -> BaseYear:
    return base_year(held[0], LCR, workplaces=held[1])


@pytest.fixture(scope="module")
def start(base: BaseYear, held: tuple[Statistics, pl.DataFrame]) -> Start:
    return starting_economy(base, held[0], held[1], assumed())


@pytest.fixture(scope="module")
def drawn(base: BaseYear, held: tuple[Statistics, pl.DataFrame]) -> BaselineDraws:
    statistics = held[0]
    return baseline_draws(
        region_form(statistics, LCR),
        authority_forms(statistics, LCR, base.places),
        base.authority_hours,
        base.england.productivity,
        ComparatorGrowth(0.01, 0.004, 0.0086),
        until=2035,
        seed=1,
        draws=DRAWS,
    )


def assumed() -> dict[str, float]:
    values = {name: packaged_assumptions()[name].value for name in ASSUMED}
    return {name: value for name, value in values.items() if value is not None}


def test_the_kernel_without_a_plan_gives_published_productivity_back(
    base: BaseYear, start: Start, drawn: BaselineDraws
) -> None:
    baseline = drawn.for_model(base.rent_per_hour)
    parameters = draw_parameters(packaged_assumptions(), [], 1, DRAWS)
    paths = simulate(start.economy, [], parameters, baseline)
    hours = paths.hours.sum(axis=-1)
    published = paths.total_gva.sum(axis=-1) / hours / paths.comparator
    np.testing.assert_allclose(published, np.exp(drawn.region), rtol=1e-12)


def test_hours_and_people_move_and_the_gap_does_not(
    base: BaseYear, start: Start, held: tuple[Statistics, pl.DataFrame]
) -> None:
    statistics = held[0]
    moving = moving_base(base, statistics, until=2045, fade=0.93, per_home=2.3)
    np.testing.assert_allclose(moving.hours[0], base.hours, rtol=1e-12)
    mean = (moving.hours * moving.sector_relative).sum(axis=2) / moving.hours.sum(axis=2)
    np.testing.assert_allclose(mean, 1.0, rtol=1e-12)
    grown = moving.population[-1] / moving.population[0]
    assert ((grown > 0.95) & (grown < 1.25)).all()
    share = moving.hours / moving.hours.sum(axis=2, keepdims=True)
    assert 0.005 < np.abs(share[-1] - share[0]).max() < 0.15
    drawn = baseline_draws(
        region_form(statistics, LCR),
        authority_forms(statistics, LCR, base.places),
        moving.weights,
        base.england.productivity,
        ComparatorGrowth(0.01, 0.004, 0.0086),
        until=2045,
        seed=1,
        draws=DRAWS,
    )
    rent = base.imputed_rent * moving.dwellings / moving.dwellings[0] / moving.weights
    baseline = drawn.for_model(rent, moving)
    parameters = draw_parameters(packaged_assumptions(), [], 1, DRAWS)
    paths = simulate(start.economy, [], parameters, baseline)
    published = paths.total_gva.sum(axis=-1) / paths.hours.sum(axis=-1) / paths.comparator
    np.testing.assert_allclose(published, np.exp(drawn.region), rtol=1e-12)
    with pytest.raises(GrowthplanError, match="later year"):
        moving_base(base, statistics, until=2023, fade=0.93, per_home=2.3)


def test_money_moves_it_and_none_does_not(
    base: BaseYear, start: Start, drawn: BaselineDraws
) -> None:
    baseline = drawn.for_model(base.rent_per_hour)
    spend = np.zeros(len(baseline.years))
    spend[3:9] = 20.0
    action = Action("courses", "adult_skills", spend, np.full(6, 1 / 6))
    parameters = draw_parameters(packaged_assumptions(), ["courses"], 1, DRAWS)
    without = simulate(start.economy, [], parameters, baseline)
    plan = simulate(start.economy, [action], parameters, baseline)
    nothing = simulate(start.economy, [action], parameters, baseline, masks=[0.0])
    assert nothing.gva.tobytes() == without.gva.tobytes()
    assert (plan.gva[:, -1] > without.gva[:, -1]).all()


def test_stand_ins_are_said(start: Start) -> None:
    said = " ".join(start.estimates)
    for part in ("Homes are residents", "15% of jobs", "stock of knowledge", "not split by source"):
        assert part in said


def test_the_economy_is_whole(start: Start, base: BaseYear) -> None:
    economy: Economy = start.economy
    np.testing.assert_allclose(economy.commuting.sum(axis=1), 1, rtol=1e-12)
    assert economy.outside_cost is not None
    assert economy.outside_cost.shape == (6, len(economy.outside_jobs))
    assert 2e6 < economy.outside_jobs.sum() < 5e6  # Manchester, Cheshire, Lancashire, north Wales
    assert (economy.workforce > 0.3 * base.population).all()
    assert economy.comparator_share == pytest.approx(0.0204, abs=5e-4)
    assert economy.knowledge_stock.sum() == pytest.approx(8_000, rel=0.25)


def test_every_missing_piece_is_named(
    base: BaseYear, held: tuple[Statistics, pl.DataFrame]
) -> None:
    far = base_year(held[0], LCR)
    with pytest.raises(GrowthplanError) as caught:
        starting_economy(far, held[0], held[1], {"rd.depreciation": 0.15})
    said = str(caught.value)
    for part in ("people.per_home", "people.commuting_decay", "No distances"):
        assert part in said
