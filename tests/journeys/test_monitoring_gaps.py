"""The gap to the comparator is watched as any published series is."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from growthplan.accounts import gap
from growthplan.journeys.explaining_plan import explain_in_plan
from growthplan.journeys.monitoring import Monitored, monitor_from
from growthplan.journeys.monitoring_gaps import GAPS, with_gaps
from growthplan.journeys.planning import open_plan
from growthplan.monitoring import outcome_paths
from growthplan.plan import Outcome, Plan, Target
from growthplan.store import Store
from growthplan.vocabulary import ENGLAND, GrowthplanError

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
PLACE = "E47000004"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan as if it had begun in 2015, its only outcome 5% above England by 2030: made up.

    It was more than 10% below all along, so that this is far off.
    """
    whole = open_plan(LCR)
    target = Target(value=5, unit="%", year=2030, statement="made up", source="briefing")
    outcome = Outcome(
        id="gap", title="Gap to England", measure="gva_per_hour_gap_pct", target=target
    )  # fmt: skip
    horizon = whole.horizon.model_copy(update={"start": 2015, "end": 2030})
    return whole.model_copy(
        update={"outcomes": (outcome,), "indicators": (), "horizon": horizon}
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(plan: Plan) -> Monitored:
    with Store() as held:
        return monitor_from(held, plan, members=False)


def test_the_series_is_the_gap_that_the_accounts_publish() -> None:
    with Store() as held:
        statistics = held.statistics(["gva_per_hour", "gva_per_hour_unsmoothed"])
        statistics = statistics.adopting_same_area(PLACE)
        rows = with_gaps(statistics, ENGLAND).latest(list(GAPS), [PLACE])
        known = gap(statistics, PLACE)
    for measure, column in (
        ("gva_per_hour_gap_pct", "gap_pct"),
        ("gva_per_hour_gap_gbp", "gap_gbp"),
        ("gva_per_hour_index", "index"),
    ):
        own = rows.filter(pl.col("indicator") == measure).sort("period")
        assert own["period"].cast(pl.Int64).to_list() == known["year"].to_list()
        assert own["value"].to_list() == pytest.approx(known[column].to_list())


def test_a_gap_far_from_its_target_is_off_track_in_percentage_points(made: Monitored) -> None:
    (watched,) = made.monitoring.watched
    assert watched.signal.status == "off track"
    assert watched.newest == "2023"
    assert watched.signal.gap is not None
    assert watched.signal.gap < -2
    assert "percentage points below the planned path" in watched.signal.sentence
    assert "figures of one edition" in watched.underlying.method  # type: ignore[union-attr]


def test_a_gap_leads_back_to_the_cells_of_both_places(made: Monitored) -> None:
    level = next(f for f in made.monitoring.figures if f.id.startswith("underlying_level/gap"))
    newest = [one for one in level.lineage.inputs if one.label.endswith(", 2023")]
    assert [one.label.split(", ")[1] for one in newest] == ["Liverpool City Region", "England"]
    assert all(one.source and one.file and one.cell for one in newest)


def test_a_signal_and_a_return_are_explained_from_the_plan(tmp_path: Path) -> None:
    folder = shutil.copytree(LCR, tmp_path / "plan")
    found = explain_in_plan(f"signal/ai-use/{PLACE}/2025", folder)
    assert found.figure.value == "no data"
    assert found.run is not None
    with pytest.raises(GrowthplanError, match="There is no figure"):
        explain_in_plan(f"spent/{PLACE}/2026-27q1/no-such/line/capital", folder)


def test_the_models_path_moves_a_gap_by_points_and_a_level_by_growth() -> None:
    none = Outcome(id="o", title="O", measure="gva_per_hour_gap_pct", target="not published")  # type: ignore[arg-type]
    model = {2024: -11.5, 2025: -12.0, 2026: -11.0, 2027: -10.5}
    path, _ = outcome_paths(none, "%", (2025, -13.0), 2027, model)
    assert path is not None
    assert path.points == ((2025, -13.0), (2026, -12.0), (2027, -11.5))
    growing, _ = outcome_paths(none, "£ per hour", (2025, 30.0), 2026, {2025: 40.0, 2026: 44.0})
    assert growing is not None
    assert growing.points == ((2025, 30.0), (2026, pytest.approx(33.0)))
