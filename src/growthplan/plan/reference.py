"""The plan's layout as JSON Schema for editors, and as a table of fields for readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from growthplan.plan.layout import LAYOUTS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """What the reference says of one field."""

    file: str
    name: str
    """Where it stands: `outcomes[].target.value`."""
    kind: str
    """What may stand there, in words."""
    required: bool
    description: str


def json_schema(file: str = "plan.yaml", entry: str | None = None) -> dict[str, Any]:
    """The JSON Schema of one file of a plan, for completion and hints in an editor.

    With `entry`, the name of a list of that file (`sites`), it is that of a file of the folder of
    that name, which holds one entry of the list.
    It describes every field in the words of the manual. Raises KeyError for a file that is no
    part of a plan; `LAYOUTS` lists those that are.
    """
    layout = LAYOUTS[file]
    if entry:
        layout = get_args(layout.model_fields[entry].annotation)[0]
    return {"$schema": _DIALECT, **layout.model_json_schema(mode="validation")}


def field_reference(file: str = "plan.yaml") -> tuple[FieldEntry, ...]:
    """Every field of one file with its meaning, in the order of the layout."""
    schema = json_schema(file)
    return tuple(_entries(file, schema, schema, ""))


def _entries(
    file: str, schema: dict[str, Any], part: dict[str, Any], within: str
) -> Iterator[FieldEntry]:
    for name, field in part.get("properties", {}).items():
        where = f"{within}{name}"
        yield FieldEntry(
            file,
            where,
            _kind(schema, field),
            name in part.get("required", ()),
            " ".join(field.get("description", "").split()),
        )
        inner, suffix = _inside(schema, field)
        if inner:
            yield from _entries(file, schema, inner, f"{where}{suffix}.")


def _inside(schema: dict[str, Any], field: dict[str, Any]) -> tuple[dict[str, Any] | None, str]:
    """The group of fields that a field holds, alone, in a list or under names."""
    if "$ref" in field:
        return schema["$defs"][field["$ref"].rsplit("/", 1)[-1]], ""
    if isinstance(field.get("items"), dict):
        return _inside(schema, field["items"])[0], "[]"
    named = [*field.get("patternProperties", {}).values(), field.get("additionalProperties")]
    if isinstance(named[0], dict):
        return _inside(schema, named[0])[0], ".NAME"
    for choice in field.get("anyOf", ()):
        inner, suffix = _inside(schema, choice)
        if inner:
            return inner, suffix
    return None, ""


def _kind(schema: dict[str, Any], field: dict[str, Any]) -> str:
    if "anyOf" in field:
        kinds = [_kind(schema, choice) for choice in field["anyOf"]]
        return " or ".join(kind for kind in kinds if kind != "null")
    if "const" in field:
        return f"'{field['const']}'"
    if "enum" in field:
        return "one of " + ", ".join(field["enum"])
    if "$ref" in field:
        return "group of fields"
    words = {"string": "text", "array": "list", "object": "group of fields", "integer": "number"}
    kind = field.get("type", "text")
    return "date" if isinstance(kind, list) else words.get(kind, str(kind))
