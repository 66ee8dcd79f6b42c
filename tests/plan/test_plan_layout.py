"""Dates, unquoted values, and the layout's own manual."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from growthplan.plan import LAYOUTS, Horizon, field_reference, json_schema, read_period
from growthplan.plan.composing import read_document
from growthplan.plan.scalars import plain_value
from growthplan.vocabulary import GrowthplanError


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("13 October 2025", "2025-10-13"),
        ("13 Oct 2025", "2025-10-13"),
        ("13th October 2025", "2025-10-13"),
        ("Monday 13 October 2025", "2025-10-13"),
        ("13/10/2025", "2025-10-13"),
        ("3/4/2025", "2025-04-03"),
        ("13.10.2025", "2025-10-13"),
        ("2025-10-13", "2025-10-13"),
        ("October 2025", "2025-10"),
        ("Sept 2025", "2025-09"),
        ("2025-10", "2025-10"),
        ("2026/27", "2026fy"),
        ("2026-27", "2026fy"),
        ("2026–27", "2026fy"),
        ("2026/2027", "2026fy"),
        ("FY2026/27", "2026fy"),
        ("1999/00", "1999fy"),
        ("2019/20 academic year", "2019ay"),
        ("Q4 2024", "2024q4"),
        ("2024 Q4", "2024q4"),
        ("2020 to 2022", "2020-2022"),
        (2022, "2022"),
    ],
)
def test_british_dates(text: str | int, code: str) -> None:
    assert read_period(text).code == code


@pytest.mark.parametrize(
    "text", ["", "soon", "31 April 2025", "2025-13-01", "0/0/2025", "2026/28", "13 Octember 2025"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(GrowthplanError, match="cannot be read as a date"):
        read_period(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_day_is_read_back_in_every_form(day: date) -> None:
    for form in ("%d %B %Y", "%d/%m/%Y", "%Y-%m-%d", "%d %b %Y"):
        assert read_period(day.strftime(form)).code == day.isoformat()


@given(st.text(max_size=40))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    with contextlib.suppress(GrowthplanError):
        assert read_period(read_period(text).code) == read_period(text)


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "Y", "012", "1_000", "12:30:45", "0x1F"]
)
def test_words_that_older_yaml_would_change_stay_text(word: str) -> None:
    assert plain_value(word) == word


def test_positions_of_names_and_values() -> None:
    text = "horizon:\n  start: 2025\noutcomes:\n  - id: jobs\n    title: '£ per job'\n"
    document, faults = read_document("plan.yaml", text.encode())
    assert faults == []
    assert document is not None
    found = {
        path: (document.keys[path], document.values[path])
        for path in (("horizon", "start"), ("outcomes", 0, "title"))
    }
    assert {
        path: ((key.line, key.column), (value.line, value.column))
        for path, (key, value) in found.items()
    } == {("horizon", "start"): ((2, 3), (2, 10)), ("outcomes", 0, "title"): ((5, 5), (5, 12))}


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**6), 10**6)
        | st.text("ab£: #-'\"", max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3)
        ),
        max_leaves=12,
    )
)
def test_values_are_read_as_they_were_written(value: object) -> None:
    written = yaml.safe_dump({"value": value}, allow_unicode=True)
    if "&id" in written:
        return
    document, faults = read_document("plan.yaml", written.encode())
    assert faults == []
    assert document is not None
    assert document.tree == {"value": value}


@pytest.mark.parametrize("file", LAYOUTS)
def test_every_field_has_a_description(file: str) -> None:
    entries = field_reference(file)
    assert entries
    assert [entry.name for entry in entries if not entry.description] == []
    assert [entry.name for entry in entries if not entry.kind] == []


def test_the_reference_reaches_the_innermost_fields() -> None:
    names = {entry.name: entry for entry in field_reference()}
    assert names["outcomes[].target.unit"].required
    assert "sources.NAME.publisher" in names
    assert not names["horizon.end"].required


@pytest.mark.parametrize("file", LAYOUTS)
def test_the_schema_for_editors_forbids_unknown_fields(file: str) -> None:
    schema = json.loads(json.dumps(json_schema(file)))
    assert schema["additionalProperties"] is False
    target = json_schema()["$defs"]["Outcome"]["properties"]["target"]
    assert {"const": "not published"} in target["anyOf"]


def test_the_horizon_ends_after_its_years() -> None:
    assert Horizon.model_validate({"start": 2025}).end == 2035
    assert Horizon.model_validate({"start": 2025, "end": 2030}).years == 5


def test_the_room_reads_no_files() -> None:
    room = Path(__file__).parents[2] / "src/growthplan/plan"
    for module in room.glob("*.py"):
        text = module.read_text(encoding="utf-8")
        assert "open(" not in text.replace("_open(", "")
        assert "pathlib" not in text
