"""A new plan goes on: its files of notes are read, and filled from tables, as any others are."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from growthplan.journeys import checking, editing, starting
from growthplan.plan import read_plan
from growthplan.store import Store

DAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("store") / "none.duckdb") as store:
        yield store


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_first_entry_of_a_kind_can_come_from_a_table(
    held: Store, tmp_path: Path, newline: str
) -> None:
    """It goes below the notes of the file whose examples are all commented out."""
    plan, tables = tmp_path / "plan", tmp_path / "tables"
    starting.start_from(held, "Leeds", plan, DAY)
    levers = plan / "levers.yaml"
    before = levers.read_bytes().replace(b"\n", newline.encode())
    levers.write_bytes(before)
    editing.export_plan(plan, csv=tables)
    with (tables / "levers.csv").open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerow(
            ["rail", "Rail", "Decide", "national", "Department for Transport", "", "not devolved",
             *[""] * 4, "our-plan"]
        )  # fmt: skip
    proposal = editing.propose_import(plan, tables)
    assert list(editing.write_import(proposal)) == [str(levers)]
    after = levers.read_bytes()
    assert after.startswith(before)
    assert (b"\r" in after.replace(b"\r\n", b"")) is False
    assert after.count(b"\r\n") in (0, after.count(b"\n"))
    read, faults = checking.check_plan(plan)
    assert faults == []
    assert read is not None
    assert [lever.title for lever in read.levers] == ["Rail"]


def test_a_file_of_notes_says_nothing_and_an_empty_one_is_a_fault(held: Store) -> None:
    texts = starting.plan_text(held, held.gazetteer["E08000035"], "my-plan", DAY)

    def codes(file: str, text: str) -> list[str | None]:
        files = {name: one.encode() for name, one in {**texts, file: text}.items()}
        return [fault.code for fault in read_plan(files, held.gazetteer)[1]]

    assert codes("levers.yaml", "# no levers yet\n") == []
    assert [codes("levers.yaml", lost) for lost in ("", "\n\n", "null", "~")] == 4 * [
        ["plan-no-fields"]
    ]
    assert "plan-no-fields" in codes("plan.yaml", "# nothing yet\n")
