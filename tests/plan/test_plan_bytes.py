"""Whatever bytes a plan's files hold, reading ends with faults, soon, and never a traceback."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from small_plan import CLAIMS, PLAN

from growthplan.plan import composing, open_plan, read_plan
from growthplan.plan.text import MAX_BYTES
from growthplan.vocabulary import Gazetteer, GrowthplanError

EVERY_WAY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def only_fault(data: bytes, gazetteer: Gazetteer) -> str:
    plan, faults = read_plan({"plan.yaml": data}, gazetteer)
    assert plan is None
    assert len(faults) == 1, [str(fault) for fault in faults]
    return str(faults[0])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named_with_the_way_out(
    encoding: str, plan_text: str, gazetteer: Gazetteer
) -> None:
    said = only_fault(plan_text.encode(encoding), gazetteer)
    assert said.startswith("plan.yaml:1:1: the file is saved as UTF-16")
    assert "pick UTF-8" in said


def test_utf_32_is_named(plan_text: str, gazetteer: Gazetteer) -> None:
    assert "saved as UTF-32" in only_fault(plan_text.encode("utf-32"), gazetteer)


def test_windows_1252_is_named_at_the_first_byte_that_shows_it(
    plan_text: str, gazetteer: Gazetteer
) -> None:
    text = plan_text.replace("A growth plan", "The region’s plan")
    said = only_fault(text.encode("cp1252"), gazetteer)
    assert said.startswith("plan.yaml:4:18: the file is not saved as UTF-8")
    assert "looks like Windows-1252, in which byte 92 here is '’'" in said


def test_a_file_cut_off_within_a_character_says_so(plan_text: str, gazetteer: Gazetteer) -> None:
    assert "cut off" in only_fault((plan_text + "# £").encode()[:-1], gazetteer)


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(
    plan_text: str, gazetteer: Gazetteer
) -> None:
    plain = open_plan({"plan.yaml": plan_text.encode()}, gazetteer)
    windows = plan_text.replace("\n", "\r\n").encode("utf-8-sig")
    assert open_plan({"plan.yaml": windows}, gazetteer) == plain


def test_columns_count_characters_and_not_the_byte_order_mark(
    plan_text: str, gazetteer: Gazetteer
) -> None:
    text = plan_text.replace("schema_version: 1", "schema_version: [££, *x]")
    _, faults = read_plan({"plan.yaml": text.encode("utf-8-sig")}, gazetteer)
    assert [(fault.line, fault.column) for fault in faults if fault.code == "yaml-alias"] == [
        (1, 22)
    ]


@pytest.mark.parametrize(
    ("start", "what"), [(b"PK\x03\x04", "a spreadsheet"), (b"%PDF-1.7", "a PDF")]
)
def test_other_kinds_of_file_are_named(start: bytes, what: str, gazetteer: Gazetteer) -> None:
    assert what in only_fault(start + b"\x00\x01rest", gazetteer)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only a note\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(data: bytes, gazetteer: Gazetteer) -> None:
    assert "the file is empty" in only_fault(data, gazetteer)


def test_text_without_fields_is_refused(gazetteer: Gazetteer) -> None:
    assert 'should hold fields such as "schema_version: ..."' in only_fault(b"hello", gazetteer)


def test_a_billion_laughs_is_refused_unexpanded(gazetteer: Gazetteer) -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    for level in range(1, 30):
        lines.append(f"a{level}: &a{level} [" + ", ".join([f"*a{level - 1}"] * 10) + "]")
    plan, faults = read_plan({"plan.yaml": "\n".join(lines).encode()}, gazetteer)
    assert plan is None
    first = next(fault for fault in faults if fault.code.startswith("yaml-"))
    assert (first.line, first.column, first.code) == (1, 5, "yaml-anchor")


@pytest.mark.parametrize("bracket", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused(bracket: str, gazetteer: Gazetteer) -> None:
    said = only_fault(b"deep: " * (bracket in "[{a: ") + bracket.encode() * 100_000, gazetteer)
    assert "more than 40 deep" in said or "as a field name" in said


def test_a_file_above_the_limit_is_not_parsed(gazetteer: Gazetteer) -> None:
    assert "at most 10 MB are read" in only_fault(b"a" * (MAX_BYTES + 1), gazetteer)


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", [b"unknown_field_%07d: some text of no use\n", b"- item %07d\n", b"# %d note\n"]
)
def test_a_file_at_the_limit_is_read_to_its_end(line: bytes, gazetteer: Gazetteer) -> None:
    count = (MAX_BYTES - 100) // len(line % 1_000_000)
    data = b"".join(line % number for number in range(count))
    plan, faults = read_plan({"plan.yaml": data}, gazetteer)
    assert plan is None
    assert 1 <= len(faults) <= 501


@pytest.mark.parametrize("field", ["place: ", "misson", "comparator: ", "title: "])
def test_a_word_of_a_million_letters_is_refused_in_a_short_message(
    field: str, plan_text: str, gazetteer: Gazetteer
) -> None:
    text = (
        plan_text
        + field.replace("place", "placed")
        + "x" * 1_000_000
        + ": y\n" * (field == "misson")
    )
    text = text.replace("place: Liverpool City Region", "place: " + "L" * 1_000_000)
    plan, faults = read_plan({"plan.yaml": text.encode()}, gazetteer)
    assert plan is None
    assert all(len(str(fault)) < 600 for fault in faults)


def test_the_parser_without_c_says_the_same(
    plan_text: str, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wrong in ("a: 'x", "a: [1", "a: b: c", "a:\n\tb: 1", "a: @x", "a: *x", "a: !t x"):
        files = {"plan.yaml": (plan_text + wrong + "\n").encode()}
        with_c = read_plan(files, gazetteer)[1][-1]
        with monkeypatch.context() as patch:
            patch.setattr(composing, "_PARSER", yaml.SafeLoader)
            without = read_plan(files, gazetteer)[1][-1]
        assert (without.code, without.line, without.message) == (
            with_c.code,
            with_c.line,
            with_c.message,
        )


def test_open_plan_raises_every_fault(gazetteer: Gazetteer) -> None:
    with pytest.raises(GrowthplanError) as caught:
        open_plan({"plan.yaml": b"title: 3\nplace: 4\n", "claims.yaml": b"claims: 5"}, gazetteer)
    assert len(caught.value.faults) >= 6


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["plan.yml"], 'did you mean "plan.yaml"?'),
        (["plan.yaml", "claim.yaml"], 'did you mean "claims.yaml"?'),
        (["notes.txt"], "there is no plan.yaml"),
        (["a/plan.yaml", "b/plan.yaml"], "the second plan.yaml; the first is a/plan.yaml"),
        ([], "there is no plan.yaml"),
    ],
)
def test_misnamed_files_are_refused(
    names: list[str], words: str, plan_text: str, gazetteer: Gazetteer
) -> None:
    plan, faults = read_plan({name: plan_text.encode() for name in names}, gazetteer)
    assert plan is None
    assert any(words in str(fault) for fault in faults), [str(fault) for fault in faults]


@EVERY_WAY
@given(st.binary(max_size=400), st.binary(max_size=100))
@example(b"\xff\xfe", b"")
@example(b"%TAG ! x", b"? ?")
@example(b"a: !<", b"\x85")
@example(b"&a", b"*a: *a")
def test_any_bytes_give_faults(gazetteer: Gazetteer, plan: bytes, claims: bytes) -> None:
    found, faults = read_plan({"plan.yaml": plan, "claims.yaml": claims}, gazetteer)
    assert found is None
    assert faults


YAML_SIGNS = st.text(
    st.sampled_from(list("ab1 \n\n::--?[]{},#&*!|>'\"%@`\t.~£\u2028é")), max_size=80
)


@EVERY_WAY
@given(YAML_SIGNS)
def test_any_yaml_signs_give_faults_at_a_line(gazetteer: Gazetteer, text: str) -> None:
    found, faults = read_plan({"plan.yaml": text.encode()}, gazetteer)
    assert found is None
    for fault in faults:
        assert fault.line is not None
        assert 1 <= fault.line <= text.count("\n") + 1
        assert (fault.column or 0) >= 1


@EVERY_WAY
@given(st.data())
def test_any_change_to_a_plan_is_read_or_refused(gazetteer: Gazetteer, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([PLAN, CLAIMS]))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 30)))
    text = whole[:start] + data.draw(YAML_SIGNS) + whole[end:]
    files = {"plan.yaml": PLAN.encode(), "claims.yaml": CLAIMS.encode()}
    files["plan.yaml" if whole is PLAN else "claims.yaml"] = text.encode()
    plan, faults = read_plan(files, gazetteer)
    assert (plan is None) == any(fault.severity == "error" for fault in faults)


SCALARS = st.sampled_from(
    [
        "",
        "~",
        "true",
        "1",
        "-1.5e3",
        "9" * 30,
        "1" + "0" * 400,
        ".inf",
        "[]",
        "{}",
        "[[]]",
        "{a: b}",
    ]
)


@EVERY_WAY
@given(st.data(), SCALARS)
def test_any_value_in_any_field_is_read_or_refused(
    gazetteer: Gazetteer, data: st.DataObject, value: str
) -> None:
    lines = (PLAN + CLAIMS).splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = lines[at].partition(":")[0] + ": " + value
    number = len(PLAN.splitlines())
    files = {
        "plan.yaml": "\n".join(lines[:number]).encode(),
        "claims.yaml": "\n".join(lines[number:]).encode(),
    }
    plan, faults = read_plan(files, gazetteer)
    assert (plan is None) == any(fault.severity == "error" for fault in faults)
