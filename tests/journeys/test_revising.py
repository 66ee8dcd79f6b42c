"""Editing by forms: round trips, faults beside fields, two people at once, kills and full disks."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.journeys.revising import NEW_ID, Edit, holding, revise
from growthplan.journeys.revising_decision import Decided
from growthplan.journeys.revising_merging import clashes, merged
from growthplan.journeys.revising_saving import (
    Journal,
    finish,
    save,
    state_of_save,
    take_back,
)
from growthplan.journeys.starting import start
from growthplan.plan.editing.forms import SORTS, Filled, filled, typed
from growthplan.plan.editing.forms.shapes import Shape
from growthplan.vocabulary import GrowthplanError

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
ACTIONS = SORTS["interventions"]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    shutil.copytree(LCR, tmp_path / "plan")
    return tmp_path / "plan"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "undo")


def edit_of(plan: Path, sort: str, id_: str, texts: dict[str, str] | None = None) -> Edit:
    thing = holding(plan).thing(SORTS[sort], id_)
    assert thing is not None
    form = filled(SORTS[sort].shapes, thing.tree)
    changed = {name: (text,) for name, text in (texts or {}).items()}
    return Edit(SORTS[sort], id_, thing.tree, Filled({**form.texts, **changed}))


def files_of(plan: Path) -> dict[str, bytes]:
    return {str(p.relative_to(plan)): p.read_bytes() for p in plan.rglob("*.yaml")}


def names_of(shapes: tuple[Shape, ...]) -> set[str]:
    return {one.name for shape in shapes for one in (shape, *shape.inside)}


def test_every_thing_of_the_plan_comes_back_from_its_form_as_it_was() -> None:
    held = holding(LCR)
    count = 0
    for sort in SORTS.values():
        for thing in held.things(sort):
            form = filled(sort.shapes, thing.tree)
            back = typed(sort.shapes, Filled.of_pairs(form.pairs), thing.tree).tree
            assert back == thing.tree
            assert list(back) == list(thing.tree if isinstance(thing.tree, dict) else {})
            count += 1
    assert count > 300


def test_forms_say_what_the_layout_says() -> None:
    lag = next(s for s in ACTIONS.shapes if s.name == "effects").within("lag_years")
    assert lag is not None
    assert (lag.help, lag.limits, lag.required) == (
        "Years from spending until it begins.", "From 0 to 30.", True,
    )  # fmt: skip
    line = next(s for s in ACTIONS.shapes if s.name == "costs").within("line")
    assert line is not None
    assert line.refers == ("line", "other-money")
    status = next(s for s in ACTIONS.shapes if s.name == "status")
    assert "in delivery" in status.choices
    assert all(s.help for sort in SORTS.values() for s in sort.shapes)


def test_faults_are_those_of_the_command_beside_their_fields(plan: Path) -> None:
    found = revise(plan, edit_of(plan, "interventions", "adult-skills", {
        "costs.0.line": "skils-revenue", "delivery.end": "some day", "owner": "",
        "effects.0.lag_years": "a lot", "costs.0.amounts.1.value": "-3",
    }))  # fmt: skip
    told = {one.name: one.text for one in found.faults}
    assert "Did you mean 'skills-revenue'" in told["costs.0.line"]
    assert "Write 2026/27." in told["delivery.end"]
    assert "missing" in told["owner"]
    assert "should be a number, not 'a lot'" in told["effects.0.lag_years"]
    assert "should be at least 0" in told["costs.0.amounts.1.value"]
    assert found.stops
    assert set(told) == {"costs.0.line", "delivery.end", "owner", "effects.0.lag_years",
                         "costs.0.amounts.1.value"}  # fmt: skip


def test_a_change_elsewhere_that_breaks_the_plan_is_told(plan: Path) -> None:
    found = revise(plan, replace(edit_of(plan, "themes", "foundations"), removes=True))
    assert any("interventions/" in one.text and "foundations" in one.text for one in found.faults)
    assert found.stops


def test_a_partner_who_returns_on_an_action_that_goes_is_told(plan: Path) -> None:
    action = (plan / "interventions" / "rapid-transit.yaml").read_text("utf-8")
    spare = action.replace("id: rapid-transit\n", "id: spare\n").split("costs:")[0]
    rest = action[action.index("levers:") :]
    (plan / "interventions" / "spare.yaml").write_text(spare + rest, "utf-8")
    partners = plan / "returns" / "partners.yaml"
    named = partners.read_text("utf-8").replace(
        "- rapid-transit\n", "- rapid-transit\n      - spare\n"
    )
    partners.write_text(named, "utf-8")
    edit = edit_of(plan, "interventions", "spare")
    assert not revise(plan, edit).stops
    told = [one.text for one in revise(plan, replace(edit, removes=True)).faults if one.stops]
    assert len(told) == 1
    assert "spare" in told[0]
    assert "partners.yaml" in told[0]


def test_saving_changes_one_line_and_keeps_the_notes(plan: Path, journal: Journal) -> None:
    before = files_of(plan)
    edit = edit_of(plan, "interventions", "adult-skills", {"title": "Skills for adults"})
    found, saved = save(plan, edit, journal)
    assert saved is not None
    assert found.differences == (
        ("Actions", "Skills for adults: title is “Skills for adults”, was “Adult skills at their "
                    "past rate”"),
    )  # fmt: skip
    after = files_of(plan)
    changed = [name for name in before if before[name] != after[name]]
    assert changed == ["interventions/adult-skills.yaml"]
    old, new = (files[changed[0]].splitlines() for files in (before, after))
    assert [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]] == [
        (b"title: Adult skills at their past rate", b"title: Skills for adults")
    ]
    take_back(plan, journal, saved.number)
    assert files_of(plan) == before


def test_rows_are_added_moved_and_left_out(plan: Path) -> None:
    edit = edit_of(plan, "interventions", "adult-skills")
    form = edit.form.with_row("risks")
    row = form.rows("risks")[-1]
    texts = {f"risks.{row}.id": "late", f"risks.{row}.title": "It comes late",
             f"risks.{row}.likelihood": "low", f"risks.{row}.impact": "high"}  # fmt: skip
    form = Filled({**form.texts, **{name: (text,) for name, text in texts.items()}})
    found = revise(plan, replace(edit, form=form))
    assert not found.stops
    assert any("It comes late" in sentence for _, sentence in found.differences)
    empty = edit.form.with_row("risks").with_row("effects").with_blank("levers")
    assert not revise(plan, replace(edit, form=empty)).changes
    fewer = revise(plan, replace(edit, form=edit.form.without_row("risks", 0)))
    assert any("risk" in sentence for _, sentence in fewer.differences)


def test_a_new_thing_stands_where_its_kind_stands(plan: Path, journal: Journal) -> None:
    texts = {NEW_ID: ("a-report",), "publisher": ("A body",), "citation": ("A report",)}
    edit = Edit(SORTS["sources"], "", None, Filled(texts))
    _, saved = save(plan, edit, journal)
    assert saved is not None
    assert list(saved.after) == ["sources.yaml"]
    assert b"a-report:\n    publisher: A body\n" in (plan / "sources.yaml").read_bytes()
    found = revise(plan, edit)
    assert [(one.name, one.stops) for one in found.faults] == [(NEW_ID, True)]
    site = Edit(SORTS["sites"], "", None, Filled({"id": ("here",), "title": ("Here",)}))
    missing = {one.name for one in revise(plan, site).faults if one.stops}
    assert missing == {"place", "what", "source"}


def test_a_decision_is_entered_with_the_change(plan: Path, journal: Journal) -> None:
    edit = edit_of(plan, "interventions", "adult-skills", {"title": "Skills for adults"})
    undecided = Decided("Rename it", "So that it is found", "", "24 November 2026", "0123456789ab")
    refused, nothing = save(plan, replace(edit, decided=undecided), journal)
    assert nothing is None
    assert [one.name for one in refused.faults] == ["decision.role"]
    assert refused.differences == revise(plan, edit).differences
    _, saved = save(plan, replace(edit, decided=replace(undecided, role="Board")), journal)
    assert saved is not None
    assert set(saved.after) == {"interventions/adult-skills.yaml", "decisions.yaml"}
    entry = (plan / "decisions.yaml").read_text("utf-8").split("  - id: ")[-1]
    assert entry.startswith("rename-it\n")
    assert "run: 0123456789ab" in entry
    assert "interventions:" in entry
    take_back(plan, journal, saved.number)
    assert files_of(plan) == files_of(LCR)


def test_two_windows_lose_nothing(plan: Path, journal: Journal) -> None:
    mine = edit_of(plan, "interventions", "adult-skills", {"title": "Mine"})
    theirs = edit_of(plan, "interventions", "adult-skills",
                     {"title": "Theirs", "owner": "Somebody"})  # fmt: skip
    assert save(plan, theirs, journal)[1] is not None
    found, saved = save(plan, mine, journal)
    assert saved is None
    sides = {one.name: (one.was, one.theirs, one.yours, one.taken) for one in found.clash}
    assert sides["title"][1:] == ("Theirs", "Mine", None)
    assert sides["owner"][1] == "Somebody"
    assert sides["owner"][3] == "theirs"
    both = merged(mine.was, found.theirs, mine.typed.tree, {"title": "yours"})
    assert both is not None
    assert (both["title"], both["owner"]) == ("Mine", "Somebody")
    assert merged(mine.was, found.theirs, mine.typed.tree, {}) is None


def test_changes_elsewhere_in_a_file_are_kept(plan: Path, journal: Journal) -> None:
    one = edit_of(plan, "levers", "integrated-settlement", {"title": "One"})
    other = edit_of(plan, "levers", "investment-fund", {"title": "Other"})
    assert save(plan, one, journal)[1] is not None
    assert save(plan, other, journal)[1] is not None
    titles = [thing.title for thing in holding(plan).things(SORTS["levers"])]
    assert titles[:2] == ["One", "Other"]


def test_what_was_removed_meanwhile_is_said(plan: Path, journal: Journal) -> None:
    edit = edit_of(plan, "decisions", "tidal-scoping", {"reason": "Another"})
    gone = replace(edit_of(plan, "decisions", "tidal-scoping"), removes=True)
    assert save(plan, gone, journal)[1] is not None
    found, saved = save(plan, edit, journal)
    assert found.gone
    assert saved is None


def test_a_change_is_not_taken_back_over_a_later_one(plan: Path, journal: Journal) -> None:
    _, first = save(plan, edit_of(plan, "interventions", "adult-skills", {"title": "A"}), journal)
    _, second = save(plan, edit_of(plan, "interventions", "adult-skills", {"title": "B"}), journal)
    assert first is not None
    assert second is not None
    with pytest.raises(GrowthplanError, match="has changed since"):
        take_back(plan, journal, first.number)
    take_back(plan, journal, second.number)
    take_back(plan, journal, first.number)
    assert files_of(plan) == files_of(LCR)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_refuses_changes_nothing(
    plan: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    edit = replace(
        edit_of(plan, "interventions", "adult-skills", {"title": "A"}),
        decided=Decided("Do it", "", "Board", "24 November 2026"),
    )
    real = os.replace
    calls: list[str] = []

    def refusing(source: str, target: str) -> None:
        calls.append(str(target))
        if len(calls) > 2:  # the journal and the first file are written, the second file is not
            raise OSError(code, os.strerror(code), str(target))
        real(source, target)

    monkeypatch.setattr("growthplan.journeys.editing_files.os.replace", refusing)
    with pytest.raises(GrowthplanError, match=f"{os.strerror(code)}; nothing was changed"):
        save(plan, edit, journal)
    monkeypatch.undo()
    assert files_of(plan) == files_of(LCR)
    assert journal.saves() == ()
    assert not list(plan.rglob(".growthplan-*"))


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_revising import edit_of, replace, Decided
from growthplan.journeys import editing_files
from growthplan.journeys.revising_saving import Journal, save
plan, real, done = Path({plan!r}), os.replace, []
def killing(source, target):
    real(source, target)
    done.append(target)
    if len(done) == {after}:
        os.kill(os.getpid(), signal.SIGKILL)
editing_files.os.replace = killing
edit = edit_of(plan, "interventions", "adult-skills", {{"title": "Killed"}})
save(plan, replace(edit, decided=Decided("Do it", "", "Board", "24 November 2026")),
     Journal(Path({journal!r})))
"""


@pytest.mark.parametrize(("after", "state"), [(1, "begun"), (2, "half"), (3, "done")])
def test_a_save_that_is_killed_is_finished_or_taken_back(
    plan: Path, tmp_path: Path, after: int, state: str
) -> None:
    asked = {"tests": str(Path(__file__).parent), "plan": str(plan), "after": after,
             "journal": str(tmp_path / "undo")}  # fmt: skip
    killed = subprocess.run([sys.executable, "-c", KILLED.format(**asked)], check=False)
    assert killed.returncode == -signal.SIGKILL
    for path in plan.rglob("*.yaml"):
        assert path.read_bytes().endswith(b"\n")
    journal = Journal(tmp_path / "undo")
    (saved,) = journal.saves()
    assert state_of_save(plan, saved) == state
    again = tmp_path / "again"
    shutil.copytree(plan, again)
    shutil.copytree(tmp_path / "undo", tmp_path / "other")
    finish(plan, journal, saved.number, forward=False)
    assert files_of(plan) == files_of(LCR)
    finish(again, Journal(tmp_path / "other"), saved.number, forward=True)
    held = {thing.title for thing in holding(again).things(ACTIONS)}
    assert "Killed" in held
    assert b"Board" in (again / "decisions.yaml").read_bytes()


def test_a_plan_with_errors_is_mended_one_thing_at_a_time(plan: Path, journal: Journal) -> None:
    path = plan / "interventions" / "adult-skills.yaml"
    path.write_text(path.read_text("utf-8").replace("theme: foundations", "theme: foundation")
                    .replace("lag_years: 1", "lag_years: soon"), "utf-8")  # fmt: skip
    edit = edit_of(plan, "interventions", "adult-skills", {"theme": "foundations"})
    found, saved = save(plan, edit, journal)
    assert saved is not None
    assert [(one.name, one.stops) for one in found.faults] == [("effects.0.lag_years", False)]
    assert found.differences == (("Fields", "theme: “foundation” becomes “foundations”"),)


def test_fields_that_are_not_known_stay_until_they_are_removed(plan: Path) -> None:
    path = plan / "interventions" / "adult-skills.yaml"
    path.write_text(path.read_text("utf-8") + "colour: red\n", "utf-8")
    edit = edit_of(plan, "interventions", "adult-skills", {"title": "A"})
    kept = revise(plan, edit)
    assert b"colour: red" in kept.after[str(path)]
    gone = Filled({**edit.form.texts, "remove-unknown": ("colour",)})
    assert b"colour" not in revise(plan, replace(edit, form=gone)).after[str(path)]


def test_a_file_that_is_no_yaml_hides_no_other(plan: Path) -> None:
    (plan / "levers.yaml").write_text("levers: [", "utf-8")
    held = holding(plan)
    assert [fault.file for fault in held.faults] == [str(plan / "levers.yaml")]
    assert held.thing(ACTIONS, "adult-skills") is not None
    assert list(held.things(SORTS["levers"])) == []


def test_fields_beside_the_lists_of_the_plan_leave_the_lists_alone(
    plan: Path, journal: Journal
) -> None:
    edit = edit_of(plan, "plan", "plan", {"title": "Another title"})
    assert save(plan, edit, journal)[1] is not None
    old, new = ((folder / "plan.yaml").read_text("utf-8").splitlines() for folder in (LCR, plan))
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(names_of(ACTIONS.shapes))), TEXTS, max_size=6))
def test_whatever_is_typed_is_read_and_comes_back(texts: dict[str, str]) -> None:
    form = Filled({name: (text,) for name, text in texts.items()})
    made = typed(ACTIONS.shapes, form, None).tree
    again = typed(ACTIONS.shapes, filled(ACTIONS.shapes, made), made).tree
    assert again == made


SCALARS = st.one_of(st.none(), st.integers(-5, 5), st.text(max_size=3))
TREES = st.dictionaries(st.sampled_from("abcd"), SCALARS, max_size=4)


@given(TREES, TREES, TREES)
def test_merging_takes_each_change_that_only_one_made(
    was: dict[str, object], theirs: dict[str, object], yours: dict[str, object]
) -> None:
    rows = clashes((), was, theirs, yours)  # type: ignore[arg-type]
    sides = {row.name: row.taken or "yours" for row in rows}
    both = merged(was, theirs, yours, sides)  # type: ignore[arg-type]
    assert both is not None
    for name in {*was, *theirs, *yours}:
        if theirs.get(name) == was.get(name):
            assert both.get(name) == yours.get(name)
        elif yours.get(name) == was.get(name):
            assert both.get(name) == theirs.get(name)


def test_a_plan_is_written_from_its_first_entry_on(tmp_path: Path, journal: Journal) -> None:
    """The files of a new plan hold notes alone; entries go below them, and out again."""
    plan = tmp_path / "new"
    start("E47000004", plan)
    before = files_of(plan)
    entries = {
        "sources": {NEW_ID: "src", "publisher": "A body", "citation": "A report"},
        "levers": {"id": "lev", "title": "A lever", "power": "To act", "tier": "local",
                   "holder": "A body", "devolution": "held", "source": "src"},
        "themes": {"id": "theme", "title": "A theme"},
        "choice": {"emissions.most": "3", "emissions.why": "A limit",
                   "emissions.basis": "illustrative"},
    }  # fmt: skip
    numbers = []
    for name, texts in entries.items():
        sort = SORTS[name]
        form = Filled({field: (text,) for field, text in texts.items()})
        found, saved = save(plan, Edit(sort, name if sort.is_single else "", None, form), journal)
        assert saved is not None, found.faults
        numbers.append(saved.number)
    text = (plan / "levers.yaml").read_bytes()
    assert text.startswith(before["levers.yaml"])
    assert holding(plan).thing(SORTS["choice"], "choice") is not None
    for number in reversed(numbers):
        take_back(plan, journal, number)
    assert files_of(plan) == before


def test_only_a_plan_s_folder_is_edited(tmp_path: Path) -> None:
    with pytest.raises(GrowthplanError, match="no such plan folder"):
        holding(tmp_path / "nothing")
