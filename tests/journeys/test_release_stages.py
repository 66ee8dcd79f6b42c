"""Stages of a release day: which inputs are put in when, and what happens when one cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from growthplan.journeys import updating_plan_stages as stages_of
from growthplan.journeys.assembling import Asked
from growthplan.journeys.inputs_kept import PROGRAM, Inputs, inputs_of
from growthplan.journeys.publication import Publication
from growthplan.journeys.updating_plan_stages import Recomputing, causes_of, inputs_moved, stages
from growthplan.report.changes import Cause
from growthplan.store import Store
from growthplan.vocabulary import GrowthplanError, RunRecord

OLD = "ons-labour-productivity-itl@2023-06-20"
NEW = "ons-labour-productivity-itl@2024-06-17"
STARTED = datetime(2026, 1, 1, tzinfo=UTC)


def run(*releases: str, program: str = "a") -> RunRecord:
    inputs = {**dict.fromkeys(releases, "0"), PROGRAM: program}
    return RunRecord(id="x", command="build plan E1", version="1", inputs=inputs, started=STARTED,
                     finished=STARTED)  # fmt: skip


def inputs(plan: str = "a", assumption: str = "1", shipped: str = "1") -> Inputs:
    return Inputs({"plan.yaml": plan, "assumptions/own.yaml": assumption}, {"one.yaml": shipped})


def recomputing(folder: Path, before: Inputs | None, after: Inputs) -> Recomputing:
    last = Publication((), {}, run(OLD), before)
    new: Any = SimpleNamespace(
        report=SimpleNamespace(figures=("as it is now",)), run=run(OLD, NEW, program="b"),
        inputs=after,
    )  # fmt: skip
    return Recomputing(last, new, Asked(folder, None, None, STARTED), None)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str, object]]:
    """What each stage was worked out from: the plan, two assumptions, the store's view."""
    found: list[tuple[str, str, str, object]] = []

    def assemble(held: Store, asked: Asked, steps: Callable[[str], None]) -> Any:
        folder = asked.plan
        assert folder is not None
        shipped = folder / "assumptions" / "one.yaml"
        kept = shipped.read_text() if shipped.exists() else "as shipped"
        own = (folder / "assumptions" / "own.yaml").read_text()
        found.append(((folder / "plan.yaml").read_text(), own, kept, held.shows))
        assert (folder / "releases" / "kept.txt").read_text() == "kept"
        return SimpleNamespace(report=SimpleNamespace(figures=(len(found),)))

    monkeypatch.setattr(stages_of, "assemble", assemble)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "plan"
    (made / "releases").mkdir(parents=True)
    (made / "releases" / "kept.txt").write_text("kept")
    return made


def test_inputs_are_put_in_one_after_another(folder: Path, seen: list[Any]) -> None:
    of = recomputing(folder, inputs("old plan", "own before", "shipped before"),
                     inputs("new plan", "own now", "shipped now"))  # fmt: skip
    causes: tuple[Cause, ...] = ("method", "assumptions", "revision", "new data", "plan")
    found, notes = stages(of, causes, lambda _: None)
    assert [stage.cause for stage in found] == list(causes)
    assert list(found[-1].figures) == list(of.new.report.figures)
    assert notes == ()
    assert [one[:3] for one in seen] == [
        ("old plan", "own before", "shipped before"),
        ("old plan", "own now", "as shipped"),
        ("old plan", "own now", "as shipped"),
        ("old plan", "own now", "as shipped"),
    ]
    only_old, same, revised, all_ = (one[3] for one in seen)
    assert only_old == same == ((OLD,), (OLD,), True)
    assert revised == ((OLD, NEW), (OLD,), False)
    assert all_ == ((OLD, NEW), (OLD, NEW), True)


def test_one_cause_alone_needs_no_work(folder: Path, seen: list[Any]) -> None:
    found, _ = stages(recomputing(folder, inputs(), inputs()), ("plan",), lambda _: None)
    assert [stage.cause for stage in found] == ["plan"]
    assert seen == []


def test_a_change_without_any_changed_input_says_so(folder: Path) -> None:
    found, _ = stages(recomputing(folder, inputs(), inputs()), (), lambda _: None)
    assert [stage.cause for stage in found] == ["none"]


def test_what_cannot_be_worked_out_again_is_joined_with_the_next_and_named(
    folder: Path, seen: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise GrowthplanError("plan.yaml: the old file has a field of long ago.")

    monkeypatch.setattr(stages_of, "assemble", refuse)
    of = recomputing(folder, inputs("old"), inputs("new"))
    found, notes = stages(of, ("method", "plan"), lambda _: None)
    assert [stage.cause for stage in found] == ["not told apart"]
    assert "What method moved and what plan moved could not be told apart" in notes[0]
    assert "a field of long ago" in notes[0]


def test_a_publication_without_its_inputs_is_not_told_apart(folder: Path, seen: list[Any]) -> None:
    found, notes = stages(recomputing(folder, None, inputs()), ("method", "plan"), lambda _: None)
    assert [stage.cause for stage in found] == ["not told apart"]
    assert "kept no inputs.json" in notes[0]


def test_returns_are_told_apart_from_the_plan_but_not_from_the_program(
    folder: Path, seen: list[Any]
) -> None:
    of = recomputing(folder, inputs(), inputs("new"))
    found, _ = stages(of, ("returns", "plan"), lambda _: None)
    assert [stage.cause for stage in found] == ["returns", "plan"]
    found, notes = stages(of, ("method", "returns", "plan"), lambda _: None)
    assert [stage.cause for stage in found] == ["not told apart", "plan"]
    assert "only hashes are kept" in notes[0]


def test_new_releases_are_revisions_new_data_or_both(folder: Path) -> None:
    of = recomputing(folder, inputs(), inputs(assumption="2"))
    with Store() as held:
        moved = inputs_moved(of.last, of.new, held.sources)
        assert causes_of(moved, of.last, held) == ("method", "assumptions", "revision", "new data")
    assert [one.id for one in moved.new_releases] == [NEW]
    assert moved.assumptions == ("own.yaml",)
    assert moved.plan_files == ()


def test_of_returns_only_hashes_are_kept(folder: Path) -> None:
    (folder / "plan.yaml").write_text("title: x")
    kept = folder / "returns" / "a-partner" / "2026-27q1" / "v1.json"
    kept.parent.mkdir(parents=True)
    kept.write_text('{"spent": "secret"}')
    found = inputs_of(folder, {str(folder / "plan.yaml"): b"title: x"})
    assert "secret" not in found.text()
    assert "returns/a-partner/2026-27q1/v1.json" in found.hashes()
