"""Freezing a plan, giving it back, comparing it, and finding it as it stood on a day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from growthplan.cli import main
from growthplan.journeys import planning, released
from growthplan.journeys.as_at import plan_as_at, plan_for
from growthplan.journeys.comparing import compare_plans
from growthplan.journeys.releasing import listed, release
from growthplan.journeys.restoring import restore
from growthplan.store import Store
from growthplan.vocabulary import GrowthplanError

PLAN = """\
# A plan to be kept.
schema_version: 1
place: Liverpool City Region
title: A growth plan
horizon: {start: 2025}
mission: {statement: Raise productivity}
outcomes:
  - id: productivity
    title: Productivity
    measure: gva_per_hour
    target: {value: 40, unit: £ per hour, year: 2035, statement: Forty, source: briefing}
sources:
  briefing: {publisher: The Institute, citation: A briefing}
"""
INDICATORS = """\
indicators:
  - id: gva-per-hour
    title: GVA per hour
    kind: outcome
    unit: £ per hour
    statistic: gva_per_hour
    outcome: productivity
    source: briefing
"""
SITE = """\
# the port
id: port
title: Port
place: Liverpool
what: Docks
source: briefing
"""
LAUNCH = date(2025, 10, 13)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plan = tmp_path / "my-plan"
    (plan / "sites").mkdir(parents=True)
    (plan / "assumptions").mkdir()
    (plan / "plan.yaml").write_bytes(PLAN.replace("\n", "\r\n").encode())
    (plan / "indicators.yaml").write_text(INDICATORS, encoding="utf-8")
    (plan / "sites" / "port.yaml").write_text(SITE, encoding="utf-8")
    (plan / "assumptions" / "mine.yaml").write_bytes(b"# mine\n")
    (plan / "notes.md").write_bytes(b"caf\xe9\n")
    (plan / "picture.png").write_bytes(b"\x89PNG")
    return plan


def change(folder: Path, before: str, after: str) -> None:
    path = folder / "plan.yaml"
    text = path.read_bytes().decode()
    assert before in text
    path.write_bytes(text.replace(before, after).encode())


def run(*words: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as end:
        main([str(word) for word in words])
    return int(end.value.code or 0)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes()
            for p in folder.rglob("*") if p.is_file()}  # fmt: skip


def test_a_release_gives_every_file_back_and_says_what_it_left_out(folder: Path) -> None:
    before = contents(folder)
    made = release(folder, "Launch", LAUNCH)
    assert made.left_out == ("picture.png",)
    out = folder.parent / "back"
    restore(made.path, out)
    assert contents(out) == {n: d for n, d in before.items() if n != "picture.png"}


def test_the_same_plan_is_not_frozen_twice(folder: Path) -> None:
    made = release(folder, "Launch", LAUNCH)
    again = release(folder, "Another name", date(2026, 1, 1))
    assert (again.outcome, again.path) == ("same as before", made.path)
    assert {p.name for p in (folder / "releases").iterdir()} == {made.path.name, "index.json"}


def test_a_release_is_never_overwritten(folder: Path) -> None:
    made = release(folder, "Launch", LAUNCH)
    data = made.path.read_bytes()
    change(folder, "A growth plan", "Another title")
    for label in ("Launch", "LAUNCH"):
        with pytest.raises(GrowthplanError, match="called “Launch” already"):
            release(folder, label, date(2026, 1, 1))
    assert made.path.read_bytes() == data


def test_a_release_needs_a_label(folder: Path) -> None:
    with pytest.raises(GrowthplanError, match="--label"):
        release(folder, "  ")


def test_nothing_is_half_written_when_the_folder_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(GrowthplanError, match="No space left"):
        release(folder, "Launch", LAUNCH)
    assert list((folder / "releases").iterdir()) == []


def test_a_plan_with_errors_is_not_frozen(folder: Path) -> None:
    change(folder, "gva_per_hour", "gva_per_our")
    with pytest.raises(GrowthplanError, match="gva_per_our"):
        release(folder, "Launch", LAUNCH)
    assert not (folder / "releases").exists()


def test_a_target_cannot_be_overwritten_from_release_to_release(folder: Path) -> None:
    release(folder, "Launch", LAUNCH)
    change(folder, "value: 40", "value: 42")
    with pytest.raises(GrowthplanError) as caught:
        release(folder, "Review", date(2027, 3, 1))
    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == (str(folder / "plan.yaml"), 8)
    assert fault.fix
    assert "replaced: 1 March 2027" in fault.fix
    kept = "\r\n".join(fault.fix.split("\n")[1:]).replace("# why it was replaced", "New figures")
    change(folder, "sources:", f"{kept}\r\nsources:")
    assert release(folder, "Review", date(2027, 3, 1)).outcome == "made"
    (found,) = compare_plans(
        folder / "releases" / "2025-10-13-launch.plan.json", folder
    ).differences
    assert found.sentence.endswith("(reason: New figures)")


def test_the_index_is_made_from_the_files(folder: Path) -> None:
    made = release(folder, "Launch", LAUNCH)
    index = folder / "releases" / "index.json"
    assert json.loads(index.read_text("utf-8")) == listed(folder)
    assert listed(folder)[0]["sha256"] == made.release.sha256
    index.write_text("nonsense", encoding="utf-8")
    change(folder, "A growth plan", "Another title")
    release(folder, "Second", date(2026, 1, 1))
    assert [row["label"] for row in json.loads(index.read_text("utf-8"))] == ["Launch", "Second"]


def test_a_damaged_release_is_named(folder: Path) -> None:
    made = release(folder, "Launch", LAUNCH)
    made.path.write_bytes(made.path.read_bytes().replace(b"Forty", b"Fifty"))
    with pytest.raises(GrowthplanError, match=r"launch\.plan\.json: the release was changed"):
        compare_plans(folder)


def test_a_plan_is_found_as_it_stood(folder: Path) -> None:
    release(folder, "Launch", LAUNCH)
    change(folder, "A growth plan", "Another title")
    release(folder, "Second", date(2026, 6, 1))
    change(folder, "Another title", "A third")
    days = (LAUNCH, date(2026, 5, 31), date(2026, 6, 1), date(2030, 1, 1))
    titles = [plan_as_at(folder, day).title for day in days]
    assert titles == ["A growth plan", "A growth plan", "Another title", "Another title"]
    with pytest.raises(GrowthplanError, match="no release on or before 12 October 2025"):
        plan_as_at(folder, date(2025, 10, 12))


def test_a_plan_without_releases_says_how_to_make_one(folder: Path) -> None:
    with pytest.raises(GrowthplanError, match="growthplan release"):
        plan_as_at(folder, LAUNCH)


def test_the_target_of_a_day_is_known_between_releases(folder: Path) -> None:
    release(folder, "Launch", LAUNCH)
    change(folder, "value: 40", "value: 42")
    earlier = (
        "    earlier_targets:\r\n      - {value: 40, unit: £ per hour, year: 2035, statement: "
        "Forty, source: briefing, replaced: 1 March 2027, reason: New figures}\r\nsources:"
    )
    change(folder, "sources:", earlier)
    values = [plan_as_at(folder, day).outcomes[0].target for day in
              (date(2027, 2, 28), date(2027, 3, 1))]  # fmt: skip
    assert [target.value for target in values if target] == [40, 42]


def test_statistics_of_a_day_take_the_plan_of_that_day_if_it_keeps_releases(folder: Path) -> None:
    with Store() as held:
        today, files = plan_for(folder, date(2020, 1, 1), held.gazetteer)
        assert str(folder / "plan.yaml") in files
        path = release(folder, "Launch", LAUNCH).path
        change(folder, "A growth plan", "Another title")
        then, files = plan_for(folder, LAUNCH, held.gazetteer)
        assert (then, str(path / "plan.yaml") in files) == (today, True)
        assert plan_for(folder, None, held.gazetteer)[0].title == "Another title"
        assert plan_for(path, date(2020, 1, 1), held.gazetteer)[0] == today
        with pytest.raises(GrowthplanError, match="no release on or before"):
            plan_for(folder, date(2020, 1, 1), held.gazetteer)


def test_a_release_can_be_used_as_a_folder(folder: Path) -> None:
    path = release(folder, "Launch", LAUNCH).path
    assert released.is_release(path)
    assert planning.open_plan(path) == planning.open_plan(folder)
    assert run("check", path) == 0


def test_a_comparison_says_when_only_notes_or_comments_are_different(folder: Path) -> None:
    release(folder, "Launch", LAUNCH)
    assert compare_plans(folder).notes == ("They are the same to the letter.",)
    change(folder, "# A plan to be kept.", "# A plan.")
    (note,) = compare_plans(folder).notes
    assert "only comments, order or layout" in note
    (folder / "assumptions" / "mine.yaml").write_bytes(b"# ours\n")
    assert "assumptions/mine.yaml is different." in compare_plans(folder).notes


def test_the_files_go_only_into_an_empty_folder(folder: Path) -> None:
    path = release(folder, "Launch", LAUNCH).path
    with pytest.raises(GrowthplanError, match="nothing was written"):
        restore(path, folder)
    with pytest.raises(GrowthplanError, match="no release called “Lunch”"):
        restore(folder, folder.parent / "x", "Lunch")


def test_the_commands_freeze_list_compare_and_give_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("release", folder, "--label", "Launch", "--date", "2025-10-13") == 0
    assert run("release", folder) == 0
    assert "13 October 2025" in capsys.readouterr().out
    change(folder, "value: 40", "value: 42")
    page = folder.parent / "changes.html"
    assert run("diff", folder, "--page", page) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "revised from £40 per hour by 2035 to £42 per hour by 2035" in shown
    assert "error:" in shown
    text = page.read_text("utf-8")
    assert "revised from £40 per hour" in text
    assert "<style>" in text
    assert 'href="site.css"' not in text
    assert 'src="' not in text
    assert run("diff", folder, "--json") == 0
    tables = json.loads(capsys.readouterr().out)["tables"]
    assert tables["differences"][0]["where"] == "outcomes/productivity/target/value"
    assert len(tables["lost_targets"]) == 1
    assert run("release", folder, "--restore", "launch", "--out", folder.parent / "back") == 0
    assert (folder.parent / "back" / "plan.yaml").read_bytes() == PLAN.replace(
        "\n", "\r\n"
    ).encode()
    assert run("check", folder, "--as-at", "2020-01-01") == 2
    assert "no release on or before 1 January 2020" in capsys.readouterr().err
