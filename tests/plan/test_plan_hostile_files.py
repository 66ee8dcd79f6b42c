"""Every file of a plan mistreated alike: a fault in that file, never an exception."""

from __future__ import annotations

import pytest
from full_plan import FILES, GAZETTEER, plan_files
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.plan import read_plan
from growthplan.plan.text import MAX_BYTES

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi",
                                                                        strict=True)
)  # fmt: skip
MISTREATED = {
    "half-written line": (lambda text: text + "halfway", "yaml-syntax"),
    "tab": (lambda text: text + "\tx: 1\n", "yaml-syntax"),
    "open bracket": (lambda text: text + "x: [1, 2\n", "yaml-syntax"),
    "open quote": (lambda text: text + "x: 'half\n", "yaml-syntax"),
    "first field again": (
        lambda text: text + text.split(":")[0] + ": again\n",
        "yaml-duplicate",
    ),
    "anchor bomb": (lambda text: text + BOMB, "yaml-anchor"),
    "second document": (lambda text: text + "---\nx: 1\n", "yaml-documents"),
    "tag": (lambda text: text + "x: !!python/name:os.system a\n", "yaml-tag"),
    "misspelt top field": (lambda text: text + "titel: x\n", "plan-unknown-field"),
    "invisible character": (lambda text: text + "x: a\x00b\n", "plan-character"),
    "no-break indent": (lambda text: text + "\u00a0x: 1\n", "plan-character"),
}
BYTES = {
    "UTF-16": (lambda text: text.encode("utf-16"), "plan-encoding"),
    "Windows-1252": (lambda text: (text + "# £\n").encode("cp1252"), "plan-encoding"),
    "cut in a character": (lambda text: (text + "# £").encode()[:-1], "plan-encoding"),
    "zip": (lambda text: b"PK\x03\x04" + text.encode(), "plan-not-text"),
    "more than 10 MB": (lambda text: text.encode() + b"#" * MAX_BYTES, "plan-too-large"),
    "empty": (lambda text: b"", "plan-no-fields"),
    "a list": (lambda text: b"- a\n- b\n", "plan-no-fields"),
}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("name", [*MISTREATED, *BYTES])
def test_it_is_told_in_the_file(file: str, name: str) -> None:
    files = plan_files()
    if name in MISTREATED:
        spoil, code = MISTREATED[name]
        files[f"my-plan/{file}"] = spoil(FILES[file]).encode()
    else:
        damage, code = BYTES[name]
        files[f"my-plan/{file}"] = damage(FILES[file])
    plan, faults = read_plan(files, GAZETTEER)
    assert plan is None
    told = [fault for fault in faults if fault.code == code]
    assert told, [(fault.code, str(fault)) for fault in faults]
    assert {fault.file for fault in told} == {f"my-plan/{file}"}


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_cannot_be_read_takes_no_blame_to_others(file: str) -> None:
    """What the others refer to may stand in it, so nothing is said of them."""
    files = plan_files()
    files[f"my-plan/{file}"] = b"x: [\n"
    _, faults = read_plan(files, GAZETTEER)
    assert [(fault.file, fault.code) for fault in faults] == [(f"my-plan/{file}", "yaml-syntax")]


@settings(max_examples=60, deadline=None)
@given(file=st.sampled_from(list(FILES)), data=st.data())
def test_a_file_cut_off_anywhere_never_raises(file: str, data: st.DataObject) -> None:
    text = FILES[file].encode()
    files = plan_files()
    files[f"my-plan/{file}"] = text[: data.draw(st.integers(0, len(text)))]
    plan, faults = read_plan(files, GAZETTEER)
    assert (plan is None) == any(fault.severity == "error" for fault in faults)


@settings(max_examples=60, deadline=None)
@given(file=st.sampled_from(list(FILES)), data=st.data())
def test_a_value_of_any_kind_in_any_field_never_raises(file: str, data: st.DataObject) -> None:
    lines = FILES[file].split("\n")
    valued = [number for number, line in enumerate(lines) if ": " in line]
    number = data.draw(st.sampled_from(valued))
    value = data.draw(st.sampled_from(
        ["", "[]", "{}", "true", "-1", "1e999", "[[1]]", "{a: {b: 1}}", "2026/28", "31/31/2031",
         "'\"'", "x" * 300, "0", "~"]
    ))  # fmt: skip
    lines[number] = lines[number].split(": ")[0] + ": " + value
    files = plan_files()
    files[f"my-plan/{file}"] = "\n".join(lines).encode()
    plan, faults = read_plan(files, GAZETTEER)
    assert (plan is None) == any(fault.severity == "error" for fault in faults)


def test_thousands_of_misspelt_references_are_told_without_a_long_search() -> None:
    """Each would be compared with every action; the search for the nearest name is bounded."""
    ids = [f"action-{number}" for number in range(3000)]
    listed = "".join(f"      - {name}x\n" for name in ids)
    text = FILES["indicators.yaml"].replace("      - bootcamps\n", f"      - bootcamps\n{listed}")
    _, faults = read_plan(plan_files(**{"indicators.yaml": text}), GAZETTEER)
    unknown = [fault for fault in faults if fault.code == "plan-unknown-intervention"]
    assert len(unknown) == 500
    assert faults[-1].code == "plan-more"
