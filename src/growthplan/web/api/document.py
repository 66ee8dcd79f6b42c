"""The OpenAPI document, made from the addresses and the types that they answer with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from growthplan import __version__
from growthplan.vocabulary import Figure, RunRecord
from growthplan.web.api.endpoint import Endpoint, Taken

_PROBLEM = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"detail": {"type": "string"}}},
        },
    },
    "required": ["title", "status", "detail"],
}


def openapi(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """OpenAPI 3.1 for some addresses."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "growthplan",
            "version": __version__,
            "description": "A place's growth plan: figures, what-ifs and checks, as JSON.",
        },
        "paths": {one.path: {"get": _operation(one)} for one in endpoints},
        "components": {"schemas": _schemas()},
    }


def _operation(one: Endpoint) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Result"} if one.answers == "result" else {
        "type": "object"}  # fmt: skip
    return {
        "operationId": one.handler.__name__,
        "summary": one.summary,
        "parameters": [_parameter(one, taken) for taken in one.takes],
        "responses": {
            "200": {"description": "The answer.", "content": {"application/json": {
                "schema": schema}}},
            "default": {"description": "What is wrong, and what to do.", "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}},
        },
    }  # fmt: skip


def _parameter(one: Endpoint, taken: Taken) -> dict[str, Any]:
    within = "path" if f"{{{taken.name}}}" in one.path else "query"
    plain: dict[str, Any] = {"type": taken.kind}
    if taken.least is not None:
        plain["minimum"] = taken.least
    if taken.most is not None:
        plain["maximum"] = taken.most
    found: dict[str, Any] = {
        "name": taken.name,
        "in": within,
        "required": taken.needed,
        "description": taken.words,
        "schema": {"type": "array", "items": plain} if taken.many else plain,
    }
    return found | ({"example": taken.example} if taken.example else {})


def _schemas() -> dict[str, Any]:
    """The shape that every result has, with figures and run records as they are defined."""
    parts: dict[str, Any] = {}
    for model in (Figure, RunRecord):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        parts |= schema.pop("$defs", {})
        parts[model.__name__] = schema
    parts["Result"] = {
        "type": "object",
        "properties": {
            "figures": {"type": "array", "items": {"$ref": "#/components/schemas/Figure"}},
            "tables": {"type": "object", "additionalProperties": {"type": "array", "items": {
                "type": "object"}}},
            "notes": {"type": "array", "items": {"type": "string"}},
            "run": {"anyOf": [{"$ref": "#/components/schemas/RunRecord"}, {"type": "null"}]},
        },
        "required": ["figures", "tables", "notes", "run"],
    }  # fmt: skip
    parts["Problem"] = _PROBLEM
    return parts
