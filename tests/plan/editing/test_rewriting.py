"""Edits of a plan's text touch what they mean to, and nothing else."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.plan.editing import (
    AddEntry,
    Move,
    Remove,
    SetValue,
    rewrite,
    rewrite_trees,
    tree_of,
)
from growthplan.plan.editing.wording_of_values import same
from growthplan.vocabulary import GrowthplanError

PLANS = Path(__file__).parents[3] / "plans"
SHIPPED = sorted(path for path in PLANS.rglob("*.yaml"))
NOTED = """\
# A plan.
levers:   # all of them
  # the first
  - id: one
    title: 'One'      # a note
    tier: national

  - id: two
    title: >-
      Two long words that
      go on
    sectors: [a, "b"]   # two
    target: not published

# Later things
devolution:
  - {id: x, date: 2016}
"""


def edited(text: str, *changes: Any) -> str:
    return rewrite({"p/levers.yaml": text.encode()}, changes)["p/levers.yaml"].decode()


def lines_changed(old: str, new: str) -> tuple[list[str], list[str]]:
    found = list(difflib.ndiff(old.splitlines(), new.splitlines()))
    gone = [line[2:] for line in found if line.startswith("- ")]
    come = [line[2:] for line in found if line.startswith("+ ")]
    return gone, come


def set_(path: tuple[str | int, ...], value: Any) -> SetValue:
    return SetValue("p/levers.yaml", path, value)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_writing_what_a_shipped_file_says_already_changes_no_byte(path: Path) -> None:
    data = path.read_bytes()
    assert rewrite_trees({str(path): data}, {str(path): tree_of(str(path), data)}) == {
        str(path): data
    }


def _leaves(tree: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(tree, dict):
        return [leaf for key, value in tree.items() for leaf in _leaves(value, (*path, key))]
    if isinstance(tree, list):
        return [leaf for n, value in enumerate(tree) for leaf in _leaves(value, (*path, n))]
    return [path]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_each_single_value_of_a_shipped_file_changes_on_its_own_lines(path: Path) -> None:
    file, data = str(path), path.read_bytes()
    text = data.decode().splitlines()
    for leaf in _leaves(tree_of(file, data))[:: max(1, len(text) // 60)]:
        new = rewrite({file: data}, [SetValue(file, leaf, "Quite another")])[file].decode()
        lines = new.splitlines()
        start = next(n for n, (a, b) in enumerate(zip(text, lines, strict=False)) if a != b)
        length = len(text) - len(lines)
        assert length >= 0
        assert text[:start] == lines[:start]
        assert text[start + 1 + length :] == lines[start + 1 :]
        assert "Quite another" in lines[start]


def test_one_value_changes_and_keeps_its_quotes_and_note() -> None:
    new = edited(NOTED, set_(("levers", 0, "title"), "It's one"))
    assert lines_changed(NOTED, new) == (
        ["    title: 'One'      # a note"],
        ["    title: 'It''s one'      # a note"],
    )


def test_folded_text_stays_folded() -> None:
    words = "More words than fit on one line, " * 5 + "end"
    new = edited(NOTED, set_(("levers", 1, "title"), words))
    assert new.split("title: >-\n")[1].splitlines()[0].startswith("      More words than fit")
    assert 'sectors: [a, "b"]   # two' in new


def test_a_field_is_added_after_the_one_before_it() -> None:
    tree = tree_of("p/levers.yaml", NOTED.encode())
    assert isinstance(tree, dict)
    entry: Any = tree["levers"][0]  # type: ignore[index,call-overload]
    new = edited(NOTED, set_(("levers", 0), {**entry, "basis": "An order: 2024"}))
    assert lines_changed(NOTED, new) == ([], ["    basis: 'An order: 2024'"])
    assert new.splitlines()[6] == "    basis: 'An order: 2024'"


def test_a_field_is_removed_with_its_lines_only() -> None:
    new = edited(NOTED, Remove("p/levers.yaml", ("levers", 1, "title")))
    assert lines_changed(NOTED, new) == (
        ["    title: >-", "      Two long words that", "      go on"], [],
    )  # fmt: skip
    first = edited(NOTED, Remove("p/levers.yaml", ("levers", 1, "id")))
    assert "  - title: >-\n      Two long words that" in first


def test_words_in_brackets_keep_theirs() -> None:
    new = edited(NOTED, set_(("levers", 1, "sectors"), ["a", "c", "b"]))
    assert lines_changed(NOTED, new) == (
        ['    sectors: [a, "b"]   # two'], ['    sectors: [a, c, "b"]   # two'],
    )  # fmt: skip


def test_a_group_takes_the_place_of_words_and_gives_it_back() -> None:
    group = {"value": 5000, "unit": "jobs"}
    new = edited(NOTED, set_(("levers", 1, "target"), group))
    assert lines_changed(NOTED, new) == (
        ["    target: not published"],
        ["    target:", "      value: 5000", "      unit: jobs"],
    )
    assert edited(new, set_(("levers", 1, "target"), "not published")) == NOTED


def test_entries_are_added_removed_and_moved_with_their_notes() -> None:
    file = "p/levers.yaml"
    three = edited(NOTED, AddEntry(file, ("levers",), {"id": "three", "title": "Yes"}))
    gone, come = lines_changed(NOTED, three)
    assert (gone, sorted(come)) == ([], ["", "    title: Yes", "  - id: three"])
    assert edited(three, Remove(file, ("levers", 2))) == NOTED
    moved = edited(NOTED, Move(file, ("levers", 0), 1))
    assert moved.index("- id: two") < moved.index("  # the first\n  - id: one")
    assert "title: 'One'      # a note" in moved
    gone = edited(NOTED, Remove(file, ("levers", 0)))
    assert "# the first" in gone
    assert "One" not in gone


def test_an_emptied_list_can_be_filled_again() -> None:
    file = "p/levers.yaml"
    empty = edited(NOTED, Remove(file, ("devolution", 0)))
    assert empty.endswith("devolution: []\n")
    filled = edited(empty, AddEntry(file, ("devolution",), {"id": "x", "date": 2016}))
    assert filled.endswith("devolution:\n  - id: x\n    date: 2016\n")


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_endings_and_marks_are_kept(ending: str) -> None:
    data = b"\xef\xbb\xbf" + NOTED.replace("\n", ending).rstrip().encode()
    changes = [
        set_(("levers", 0, "title"), "Uno"),
        set_(("levers", 1, "target"), {"value": 1}),
        AddEntry("p/levers.yaml", ("devolution",), {"id": "y"}),
    ]
    new = rewrite({"p/levers.yaml": data}, changes)["p/levers.yaml"]
    assert new.startswith(b"\xef\xbb\xbf# A plan.")
    assert not new.endswith(b"\n")
    assert new.count(b"\r") == (new.count(b"\n") if ending == "\r\n" else 0)


def test_files_come_and_go() -> None:
    files = {"p/sites/port.yaml": b"id: port\n"}
    new = rewrite(
        files,
        [Remove("p/sites/port.yaml", ()), SetValue("p/sites/dock.yaml", (), {"id": "dock"})],
    )
    assert new == {"p/sites/dock.yaml": b"id: dock\n"}


@pytest.mark.parametrize(
    "change",
    [
        set_(("levers", 7, "title"), "x"),
        Remove("p/levers.yaml", ("none",)),
        Move("p/levers.yaml", ("levers", 9), 0),
        AddEntry("p/other.yaml", ("levers",), "x"),
        AddEntry("p/levers.yaml", ("levers", 0, "id"), "x"),
    ],
)
def test_a_change_of_what_is_not_there_is_refused(change: Any) -> None:
    with pytest.raises(GrowthplanError, match="nothing to change"):
        rewrite({"p/levers.yaml": NOTED.encode()}, [change])


def test_a_file_that_is_no_sound_yaml_is_refused_with_its_line() -> None:
    with pytest.raises(GrowthplanError) as caught:
        edited("levers: *all\n", set_(("levers",), []))
    assert caught.value.faults[0].line == 1


words = st.text("ab£: #-'\"\n,[]{}%é1.", max_size=9) | st.text(max_size=6)
scalars = (
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | words
    | st.integers(-(10**9), 10**9).map(lambda n: n / 1000)
)  # fmt: skip
trees = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcde"), inner, max_size=4)
    ),
    max_leaves=14,
)
roots = st.dictionaries(st.sampled_from("abcd"), trees, min_size=1, max_size=4)
entries = st.fixed_dictionaries(
    {"id": st.sampled_from(["p", "q", "r", "s"]), "title": words},
    optional={"note": trees, "size": st.integers(0, 9)},
)
plans = st.fixed_dictionaries(
    {"title": words, "things": st.lists(entries, max_size=4, unique_by=lambda e: str(e["id"]))}
)


@settings(max_examples=300, deadline=None)
@given(old=roots | plans, new=roots | plans, flow=st.sampled_from([None, False, True]))
def test_any_text_can_be_made_to_say_anything(old: Any, new: Any, flow: Any) -> None:
    text = yaml.safe_dump(old, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    try:
        before = tree_of("p/f.yaml", text.encode())
    except GrowthplanError:  # the dumper marks a value that stands in two places
        return
    data = rewrite_trees({"p/f.yaml": text.encode()}, {"p/f.yaml": new})["p/f.yaml"]
    assert same(tree_of("p/f.yaml", data), new)
    assert rewrite_trees({"p/f.yaml": data}, {"p/f.yaml": new})["p/f.yaml"] == data
    back = rewrite_trees({"p/f.yaml": data}, {"p/f.yaml": before})["p/f.yaml"]
    assert same(tree_of("p/f.yaml", back), before)
