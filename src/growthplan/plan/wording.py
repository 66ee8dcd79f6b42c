"""What the schema objects to, in plain words, at the line where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from growthplan.plan.composing import MAX_FAULTS
from growthplan.plan.document import Document, Path, clip
from growthplan.plan.fields import said
from growthplan.vocabulary import Fault, did_you_mean, nearest

_LONGEST_WORD = 40
_CHECK = "Check the number and its unit."
_CODES = {
    "string_too_short": "empty",
    "string_too_long": "length",
    "model_type": "type",
    "model_attributes_type": "type",
    "dict_type": "type",
    "mapping_type": "type",
    "tuple_type": "type",
    "list_type": "type",
    "float_type": "type",
    "int_type": "type",
    "string_type": "type",
    "greater_than_equal": "range",
    "less_than_equal": "range",
    "finite_number": "range",
    "literal_error": "choice",
}
"""Last part of the code of a fault, by the schema's own kind of error."""


def schema_faults(
    document: Document, model: type[BaseModel], error: ValidationError
) -> list[Fault]:
    """One fault for each thing that `model` refused in the document, in the order of the file."""
    details = error.errors(include_url=False)
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    meant = {path: _meant(model, path) for path in unknown[:MAX_FAULTS]}
    misspelt = {(*path[:-1], name) for path, names in meant.items() for name in names}
    faults = [
        _unknown(document, model, detail["loc"], meant)
        if detail["type"] == "extra_forbidden"
        else _fault(document, model, detail)
        for detail in details
        if not _said_already(document, detail)
        and not (detail["type"] == "missing" and detail["loc"] in misspelt)
    ]
    return sorted(faults, key=lambda fault: (fault.line or 0, fault.column or 0))


def _said_already(document: Document, detail: ErrorDetails) -> bool:
    path = detail["loc"]
    return any(path[:length] in document.unread for length in range(len(path) + 1))


def _fault(document: Document, model: type[BaseModel], detail: ErrorDetails) -> Fault:
    context: Mapping[str, Any] = detail.get("ctx", {})
    path: Path = (*detail["loc"], *context.get("at", ()))
    at_key = path[-1:] == ("[key]",)
    path = path[:-1] if at_key else path
    kind = detail["type"]
    if detail["input"] is None and kind not in ("missing", "plan_empty"):
        kind = "empty"
    code = "plan-" + _CODES.get(kind, kind.removeprefix("plan_"))
    if kind == "missing":
        return _missing(document, model, path)
    message, fix = _objection(kind, context, detail["input"])
    text = _about(document, path, message)
    return document.error(path, text, fix, code=code, at="key" if at_key else "value")


def _about(document: Document, path: Path, message: str) -> str:
    """`outcome 'jobs': "target" is empty.`"""
    if not path:
        return f"the file {message}."
    *around, name = path
    if isinstance(name, int):
        return f"{document.label(path)} {message}."
    within = document.label(tuple(around))
    field = f'"{clip(name)}" {message}.'
    return f"{within}: {field}" if within else field


def _unknown(
    document: Document, model: type[BaseModel], path: Path, meant_by: Mapping[Path, list[str]]
) -> Fault:
    name = str(path[-1])
    meant = meant_by.get(path)
    fields = _fields_at(model, path[:-1])
    message = f'unknown field "{clip(name)}"'
    message += f'; did you mean "{meant[0]}"?' if meant else "."
    within = document.label(path[:-1])
    fix = None if meant else f"Known here: {', '.join(fields)}."
    text = f"{within}: {message}" if within else message
    return document.error(path, text, fix, code="plan-unknown-field", at="key")


def _missing(document: Document, model: type[BaseModel], path: Path) -> Fault:
    name = str(path[-1])
    field = _fields_at(model, path[:-1]).get(name)
    within = document.label(path[:-1])
    message = f'the field "{name}" is missing.'
    meaning = field.description if field and field.description else "Add it."
    return document.error(
        path,
        f"{within}: {message}" if within else message,
        f"{name}: {meaning}" if field else meaning,
        code="plan-missing-field",
    )


def _meant(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The field that was probably meant, if any is close."""
    name = str(path[-1]).strip()
    if len(name) > _LONGEST_WORD:
        return []
    return nearest(name, _fields_at(model, path[:-1]), most=1)


def _fields_at(model: type[BaseModel], path: tuple[int | str, ...]) -> Mapping[str, FieldInfo]:
    """The fields that may stand at a path of a document laid out as `model`."""
    here: Any = model
    for step in path:
        if _is_entry(here):
            found = here.model_fields.get(str(step))
            here = found.annotation if found else None
        else:
            here = _entry_in(here)
        if type(None) in get_args(here):
            here = _entry_in(here)
    return here.model_fields if _is_entry(here) else {}


def _is_entry(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _entry_in(kind: Any) -> Any:
    """The model inside a list, a mapping or an optional field."""
    return next((part for part in get_args(kind) if _is_entry(part)), None)


def _objection(kind: str, context: Mapping[str, Any], value: object) -> tuple[str, str | None]:
    """What is wrong with a value, to follow its name, and what to do."""
    if kind.startswith("plan_"):
        return context["message"], context.get("fix")
    match kind:
        case "empty" | "string_too_short":
            return "is empty", "Fill it in, or delete the line if the field may be left out."
        case "string_too_long":
            return f"is longer than {context['max_length']} characters", "Shorten it."
        case "model_type" | "model_attributes_type" | "dict_type" | "mapping_type":
            fix = "Put its fields on the lines below, indented, one to a line."
            return f"should be a group of fields, not {said(value)}", fix
        case "tuple_type" | "list_type":
            fix = "Start each item on a line of its own with '- '."
            return f"should be a list, not {said(value)}", fix
        case "float_type":
            return f"should be a number, not {said(value)}", "Write digits alone, without signs."
        case "int_type":
            return f"should be a whole number, not {said(value)}", None
        case "string_type":
            return f"should be text, not {said(value)}", "Put quotes round it."
        case "greater_than_equal":
            return f"should be at least {context['ge']}, not {said(value)}", _CHECK
        case "less_than_equal":
            return f"should be at most {context['le']}, not {said(value)}", _CHECK
        case "finite_number":
            return "should be a number that is not infinite", None
        case "literal_error":
            return _not_a_choice(context["expected"], value)
    return f"cannot be {said(value)}", None


def _not_a_choice(expected: str, value: object) -> tuple[str, str | None]:
    choices = [choice.strip("' ") for choice in expected.replace(" or ", ", ").split(",")]
    close = did_you_mean(value, choices) if isinstance(value, str) and len(value) < 60 else None
    return f"cannot be {said(value)}", close or f"Use one of {', '.join(choices)}."
