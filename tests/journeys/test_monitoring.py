"""Monitoring a plan on the bundled statistics, and what was known on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from growthplan.journeys.monitoring import Monitored, monitor_from
from growthplan.journeys.planning import open_plan
from growthplan.plan import Outcome, Plan, Target
from growthplan.store import Store
from growthplan.store.location import snapshot_folder

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
EARLIER = date(2024, 12, 31)
KEPT = ("employment-rate", "emissions", "ai-use", "weekly-pay", "healthy-life-men")


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan as if it had begun in 2015 with a made-up target, so that years of it are known."""
    whole = open_plan(LCR)
    target = Target(
        value=60, unit="£ per hour", year=2030, statement="made up", source="briefing"
    )  # fmt: skip
    outcomes = tuple(_with(o, target) if o.id == "productivity" else o for o in whole.outcomes)
    return whole.model_copy(
        update={
            "outcomes": outcomes,
            "indicators": tuple(i for i in whole.indicators if i.id in KEPT),
            "horizon": whole.horizon.model_copy(update={"start": 2015, "end": 2030}),
        }
    )


def _with(outcome: Outcome, target: Target) -> Outcome:
    return outcome.model_copy(update={"target": target})


@pytest.fixture(scope="module")
def made(plan: Plan) -> Monitored:
    with Store() as held:
        return monitor_from(held, plan)


def test_a_target_out_of_reach_is_off_track_with_its_reason(made: Monitored) -> None:
    first = made.monitoring.watched[0]
    assert first.signal.status == "off track"
    assert first.signal.gap is not None
    assert first.signal.gap < 0
    assert "is below" in first.signal.sentence or " below the planned path" in first.signal.sentence
    assert first.signal.history[0][2] == "cannot tell yet"
    assert first.path is not None
    assert first.path.basis == "target"


def test_emissions_that_fall_are_on_track_for_getting_no_worse(made: Monitored) -> None:
    found = _of(made, "emissions")
    assert found.signal.status == "on track"
    assert found.underlying.trend < 0
    assert found.path.basis == "start"


def test_what_has_no_statistic_says_why(made: Monitored) -> None:
    found = _of(made, "ai-use")
    assert found.signal.status == "no data"
    assert "survey" in found.signal.sentence
    assert found.figures[0].id == "signal/ai-use/E47000004/2015"


def test_too_few_figures_say_how_many_are_missing(made: Monitored) -> None:
    found = _of(made, "weekly-pay")
    assert found.signal.status == "cannot tell yet"
    assert "so 1 more" in found.signal.sentence


def test_authorities_are_watched_beside_the_region_without_its_target(made: Monitored) -> None:
    halton = next(
        w for w in made.monitoring.watched
        if w.place.code == "E06000006" and w.id == "productivity"
    )  # fmt: skip
    assert halton.path is not None
    assert halton.path.basis == "start"
    assert "smoothing is undone" in halton.underlying.method  # type: ignore[union-attr]


def test_every_figure_leads_to_published_cells(made: Monitored) -> None:
    figures = {f.id: f for f in made.monitoring.figures}
    assert len(figures) == len(made.monitoring.figures)

    def cells(id_: str) -> set[str]:
        found: set[str] = set()
        for one in figures[id_].lineage.inputs:
            found |= cells(one.figure) if one.figure else {f"{one.source} {one.cell}"}
        return found

    for figure in figures.values():
        assert figure.sentence
        if figure.id.startswith("signal/") and figure.value != "no data":
            assert cells(figure.id)
            assert all("@" in cell for cell in cells(figure.id))


def test_counts_add_up_to_what_is_watched(made: Monitored) -> None:
    assert sum(made.monitoring.counts.values()) == len(made.monitoring.of_place) == 3 + len(KEPT)


@pytest.fixture(scope="module")
def replayed(plan: Plan) -> Monitored:
    with Store() as held:
        return monitor_from(held, plan, as_at=EARLIER)


def test_an_earlier_day_is_replayed_as_if_later_releases_did_not_exist(
    plan: Plan, replayed: Monitored, tmp_path: Path
) -> None:
    with Store(tmp_path / "none.duckdb", snapshot=_cut(tmp_path / "then")) as then:
        lived = monitor_from(then, plan)
    assert _said(replayed) == _said(lived)
    assert max(s.released for s in replayed.sources) <= EARLIER


def test_what_was_known_then_differs_from_what_is_known_now(
    replayed: Monitored, made: Monitored
) -> None:
    then = replayed.monitoring.watched[0]
    now = made.monitoring.watched[0]
    assert (then.newest, now.newest) == ("2022", "2023")
    assert then.signal.probability != now.signal.probability


def _said(made: Monitored) -> list[tuple[Any, ...]]:
    return [(f.id, f.value, f.low, f.high, f.sentence, f.caveats) for f in made.monitoring.figures]


def _of(made: Monitored, id_: str) -> Any:
    return next(w for w in made.monitoring.of_place if w.id == id_)


def _cut(folder: Path) -> Path:
    """The bundled statistics without releases published after the day."""
    folder.mkdir()
    sources = pl.read_parquet(snapshot_folder() / "sources.parquet")
    known = sources.filter(pl.col("released") <= EARLIER)["id"].to_list()
    for name in ("observations", "series", "indicators", "places", "sources"):
        table = pl.read_parquet(snapshot_folder() / f"{name}.parquet")
        column = "id" if name == "sources" else "source"
        if name in ("observations", "series", "sources"):
            table = table.filter(pl.col(column).is_in(known))
        table.write_parquet(folder / f"{name}.parquet")
    return folder
