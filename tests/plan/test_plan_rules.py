"""Every code of a fault has a rule with help, and every reference of the layout is followed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from growthplan.plan import LAYOUTS, json_schema
from growthplan.plan.checks import KINDS, REFERENCES
from growthplan.plan.checks.kinds import EACH, OUTSIDE
from growthplan.plan.rules import RULES

ROOM = Path(__file__).parents[2] / "src/growthplan/plan"
CODE = re.compile(r"(plan|yaml)-[a-z]+(-[a-z]+)*")


def calls() -> Iterator[tuple[str, ast.Call]]:
    for file in sorted(ROOM.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
                yield name, node


def words(nodes: list[ast.expr]) -> list[str]:
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def codes() -> set[str]:
    """Every code that the room can give, as far as it is written out."""
    found: set[str] = set()
    for name, call in calls():
        texts = words([*call.args, *(k.value for k in call.keywords if k.arg == "code")])
        if name == "refusal":
            found |= {f"plan-{texts[0]}"}
        elif name == "fault" and len(call.args) == 4:
            found |= {f"yaml-{text}" for text in words(call.args[3:])}
        found |= {text for text in texts if CODE.fullmatch(text)}
    return found


def test_every_code_has_a_rule() -> None:
    known = codes()
    assert {"plan-sunset", "plan-shares", "yaml-alias", "plan-unknown-field"} <= known
    assert sorted(known - set(RULES)) == []
    kinds = {f"plan-unknown-{kind}" for kind in (*KINDS, *OUTSIDE)}
    assert kinds <= set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_has_a_title_and_help_in_plain_words(code: str) -> None:
    rule = RULES[code]
    assert rule.code == code
    assert not rule.title.endswith(".")
    assert rule.help.endswith(".")
    assert not re.search(r"pydantic|schema|NoneType|\bdict\b|regex", rule.help)


def id_fields(schema: dict[str, Any], part: dict[str, Any], path: tuple[str, ...]) -> Iterator[Any]:
    """Every field of a layout that holds an id, as a pattern, with its own name."""
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[-1]
        yield from id_fields(schema, schema["$defs"][name], path)
    for choice in part.get("anyOf", ()):
        yield from id_fields(schema, choice, path)
    if part.get("pattern", "").startswith("^[a-z"):
        yield path
    if isinstance(part.get("items"), dict):
        inner = part["items"]
        is_group = "$ref" in inner
        yield from id_fields(schema, inner, (*path, EACH) if is_group else path)
    if part.get("propertyNames", {}).get("pattern") or "patternProperties" in part:
        yield (*path, EACH)
    for name, field in part.get("properties", {}).items():
        yield from id_fields(schema, field, (*path, name))


@pytest.mark.parametrize("file", LAYOUTS)
def test_every_field_that_holds_an_id_is_followed(file: str) -> None:
    schema = json_schema(file)
    for pattern in id_fields(schema, schema, ()):
        if pattern[-1] in ("id", "source", "sources") or pattern[0] == "sources":
            continue
        years = pattern[-1] == EACH and pattern[-2] in ("amounts", "trajectory")
        financial = pattern[-1] in ("first", "last", "start", "end")
        assert pattern in REFERENCES or years or financial, pattern


def test_every_reference_leads_to_a_kind() -> None:
    for pattern, kinds in REFERENCES.items():
        assert all(kind in KINDS or kind in OUTSIDE for kind in kinds), pattern


def test_the_layouts_hold_the_references_that_are_followed() -> None:
    found = {
        pattern
        for file in LAYOUTS
        for pattern in id_fields(json_schema(file), json_schema(file), ())
    }
    assert set(REFERENCES) - found == {("indicators", EACH, "statistic")}  # a name of the store's
