"""Release day: an edition of 2024 is published, then what came since; nothing moves unlisted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made_plan import action, write_plan

from growthplan.cli import main
from growthplan.journeys.building import build
from growthplan.journeys.updating_plan import PlanUpdate, update_plan
from growthplan.vocabulary import GrowthplanError

THEN = date(2024, 12, 31)
PLACE = "E08000012"
"""A single authority: nothing is projected for it, so it is built in a few seconds."""

pytestmark = pytest.mark.slow

Published = dict[str, dict[str, Any]]
"""Figures by id, as their file has them."""


@dataclass(frozen=True)
class Day:
    """A release day with what was published before it."""

    plan: Path
    out: Path
    before: Published
    made: PlanUpdate
    after: Published


def published(out: Path) -> Published:
    document = json.loads((out / "figures.json").read_text("utf-8"))
    return {figure["id"]: figure for figure in document["figures"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        made = tmp_path_factory.mktemp("release-day")
        patch.setenv("GROWTHPLAN_STORE", str(made / "none.duckdb"))
        yield made


@pytest.fixture(scope="module")
def day(folder: Path) -> Day:
    """Built as at the end of 2024, then updated to all that the store holds, with another plan."""
    plan, out = folder / "plan", folder / "out"
    write_plan(plan, action("roads"), place=PLACE)
    build(plan, out=out, as_at=THEN, pdf=False)
    before = published(out)
    text = (plan / "funding.yaml").read_text("utf-8")
    (plan / "funding.yaml").write_text(text.replace("2028/29: 1000", "2028/29: 900"), "utf-8")
    made = update_plan(plan, out, pdf=False)
    return Day(plan, out, before, made, published(out))


def test_every_figure_that_reads_otherwise_is_listed(day: Day) -> None:
    """Compared here from the two files themselves, not by the code that lists."""
    document = json.loads((day.out / "changes.json").read_text("utf-8"))
    listed = {row["figure"] for row in document["tables"]["changes"]}
    both = {*day.before, *day.after}
    fields = ("display", "sentence", "unit")
    shown = [{i: [f[k] for k in fields] for i, f in one.items()} for one in (day.before, day.after)]
    differ = {id_ for id_ in both if shown[0].get(id_) != shown[1].get(id_)}
    assert differ
    assert differ <= listed
    assert listed <= both


def test_new_years_revisions_and_the_plan_are_told_apart(day: Day) -> None:
    found = day.made.changes.by_id
    assert not day.made.changes.notes
    assert found[f"gva_per_hour/{PLACE}/2023"].causes == ("new data",)
    assert found[f"gva_per_hour/{PLACE}/2023"].kind == "added"
    assert found[f"gva_per_hour/{PLACE}/2022"].causes == ("revision",)
    of_money = [one for one in found.values() if one.id.startswith("settlement_")]
    assert of_money
    assert {cause for one in of_money for cause in one.causes} == {"plan"}


def test_inputs_that_changed_are_named(day: Day) -> None:
    inputs = day.made.changes.inputs
    assert inputs.plan_files == ("funding.yaml",)
    assert inputs.assumptions == ()
    assert not inputs.program
    assert all(one.released > THEN for one in inputs.new_releases)


def test_a_page_and_a_file_say_it(day: Day) -> None:
    page = (day.out / "site" / "progress-changes.html").read_text("utf-8")
    assert "since 31 December 2024" in page
    assert "What can be said" in page
    assert (day.out / "data" / "changes-all.csv").exists()


def test_a_second_update_finds_nothing(day: Day) -> None:
    again = update_plan(day.plan, day.out, pdf=False)
    assert again.changes.moved == ()
    assert not again.changes.inputs.any
    assert again.changes.tables == ()


def test_the_last_good_publication_stands_when_the_plan_is_broken(day: Day) -> None:
    before = (day.out / "figures.json").read_bytes()
    path = day.plan / "plan.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("mission:", "misson:"), "utf-8")
    try:
        with pytest.raises(GrowthplanError):
            update_plan(day.plan, day.out, pdf=False)
    finally:
        path.write_text(text, "utf-8")
    assert (day.out / "figures.json").read_bytes() == before


def test_nothing_published_yet_is_said_before_anything_is_imported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["update", str(folder / "plan"), "--out", str(folder / "nowhere"), "--no-fetch"])
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert "nothing is published there yet" in said
    assert "growthplan build" in said


def test_a_damaged_publication_is_refused(folder: Path, day: Day) -> None:
    broken = folder / "broken"
    broken.mkdir()
    (broken / "figures.json").write_text('{"figures": [{}]}', "utf-8")
    with pytest.raises(GrowthplanError, match="damaged"):
        update_plan(day.plan, broken, pdf=False)


def test_another_place_s_publication_is_not_written_over(folder: Path, day: Day) -> None:
    other = folder / "other"
    write_plan(other, action("roads"), place="E08000014")
    before = (day.out / "run.json").read_bytes()
    with pytest.raises(GrowthplanError, match="another kind or place"):
        update_plan(other, day.out, pdf=False)
    assert (day.out / "run.json").read_bytes() == before
