"""The fields of a form, from the layout of a plan: label, help, limits, and what may be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

from pydantic import BaseModel

from growthplan.plan.checks.kinds import EACH, REFERENCES, Pattern
from growthplan.plan.differences.words import THINGS, field_words

Control = Literal[
    "line", "long", "number", "whole", "when", "choice", "flag", "many", "group", "rows", "named"
]
"""How a value is typed: `many` is a list of texts, `group` a group of fields, `rows` a list of
groups, `named` values under names of their own, such as amounts by year."""
_PLACES = frozenset({"place", "also_in", "comparator"})
_SOURCES = frozenset({"source", "sources"})
_MANY = {"interventions": "actions", "claims": "public statements", "excludes": "rules out"}
"""What lists of ids are called, where their own name says less."""
_SHORT = 200


@dataclass(frozen=True)
class Shape:
    """One field of a form."""

    name: str
    label: str
    help: str
    control: Control
    required: bool
    choices: tuple[str, ...] = ()
    """What alone may stand there."""
    refers: tuple[str, ...] = ()
    """Kinds of thing whose ids may stand there; `source` and `place` among them."""
    unpublished: bool = False
    """Whether it may say `not published`."""
    limits: str = ""
    """The range that is allowed, in words."""
    inside: tuple[Shape, ...] = ()
    """Fields of a group, or of each row; the name and the value of what is named."""
    one: str = ""
    """What a row is called."""

    def within(self, name: str) -> Shape | None:
        """The field of this name inside."""
        return next((one for one in self.inside if one.name == name), None)


@lru_cache(maxsize=64)
def shapes_of(model: type[BaseModel], pattern: Pattern = ()) -> tuple[Shape, ...]:
    """The fields of one kind of entry, in the order of its layout.

    `pattern` is where its entries stand in the files, as references name it.
    """
    schema = model.model_json_schema(mode="validation")
    return tuple(_Reader(schema.get("$defs", {})).fields(model, schema, pattern))


@dataclass(frozen=True)
class _Reader:
    """Reads the JSON Schema of a layout beside the layout itself, which knows the limits."""

    defs: Mapping[str, Any]

    def fields(
        self, model: type[BaseModel], schema: Mapping[str, Any], at: Pattern
    ) -> Iterable[Shape]:
        required = set(schema.get("required", ()))
        for name, part in schema.get("properties", {}).items():
            words = " ".join(part.get("description", "").split())
            yield self.shape(model, name, part, (*at, name), words, name in required)

    def shape(
        self, model: type[BaseModel], name: str, part: Mapping[str, Any], at: Pattern,
        words: str, required: bool,
    ) -> Shape:  # fmt: skip
        kind = model.model_fields[name].annotation
        bounds = _bounds(model.model_fields[name].metadata, kind)
        options = [one for one in part.get("anyOf", (part,)) if one != {"type": "null"}]
        unpublished = any("const" in one for one in options)
        plain = next(one for one in options if "const" not in one)
        inner = _model_in(kind)
        label = field_words(model.__name__, name)
        made = Shape(
            name, label[:1].upper() + label[1:], words, "line", required,
            unpublished=unpublished, refers=_refers(name, at, plain),
        )  # fmt: skip
        more: dict[str, Any] = {}
        if "$ref" in plain and inner is not None:
            group = self.defs[plain["$ref"].rsplit("/", 1)[-1]]
            more = {"control": "group", "inside": tuple(self.fields(inner, group, at))}
        elif plain.get("type") == "array":
            more = self._listed(inner, plain["items"], at, made)
        elif plain.get("type") == "object":
            more = self._named(plain, at)
        else:
            more = _scalar(plain, bounds)
        return Shape(**{**_plain(made), **more})

    def _listed(
        self, inner: type[BaseModel] | None, items: Mapping[str, Any], at: Pattern, made: Shape
    ) -> dict[str, Any]:
        if "$ref" not in items or inner is None:
            choices = tuple(items.get("enum", ()))
            refers = made.refers or _refers(made.name, at, items)
            word = _MANY.get(made.name, made.name.replace("_", " "))
            label = word[:1].upper() + word[1:]
            return {"control": "many", "choices": choices, "refers": refers, "label": label}
        group = self.defs[items["$ref"].rsplit("/", 1)[-1]]
        fields = tuple(self.fields(inner, group, (*at, EACH)))
        word = THINGS.get(inner.__name__, made.label.casefold())
        return {"control": "rows", "inside": fields, "one": word}

    def _named(self, plain: Mapping[str, Any], at: Pattern) -> dict[str, Any]:
        names = list(plain.get("patternProperties", {}))
        value = plain.get("additionalProperties") or plain["patternProperties"][names[0]]
        is_money = bool(names) and "/" in names[0]
        is_year = not names
        key = "Financial year" if is_money else "Year" if is_year else "Which"
        held = "£ million" if is_money else "Level" if is_year else "How"
        example = "such as 2026/27" if is_money else "such as 2030" if is_year else ""
        refers = REFERENCES.get((*at, EACH), ())
        is_number = value.get("type") == "number"
        return {
            "control": "named",
            "one": "year" if is_money or is_year else "entry",
            "inside": (
                Shape("name", key, example, "line", True, refers=refers),
                Shape("value", held, "", "number" if is_number else "long", True),
            ),
        }


def _plain(shape: Shape) -> dict[str, Any]:
    return {name: getattr(shape, name) for name in shape.__dataclass_fields__}


def _scalar(plain: Mapping[str, Any], bounds: Mapping[str, float]) -> dict[str, Any]:
    """The control of a single value, with its limits in words."""
    limits = _in_words(plain, bounds)
    if "enum" in plain:
        return {"control": "choice", "choices": tuple(str(one) for one in plain["enum"])}
    kind = plain.get("type")
    if kind == "boolean":
        return {"control": "flag"}
    if kind == "number":
        return {"control": "number", "limits": limits}
    if kind == "integer":
        return {"control": "whole", "limits": limits}
    if isinstance(kind, list):
        return {"control": "when"}
    is_short = "pattern" in plain or "format" in plain or bounds.get("max_length") == _SHORT
    is_day = bounds.get("max_length") is None and "day" in bounds
    return {"control": "line" if is_short or is_day else "long"}


def _in_words(plain: Mapping[str, Any], bounds: Mapping[str, float]) -> str:
    low = plain.get("minimum", plain.get("ge", bounds.get("ge")))
    high = plain.get("maximum", plain.get("le", bounds.get("le")))
    if low is not None and high is not None:
        return f"From {low:g} to {_plainly(high)}."
    if low is not None:
        return f"At least {low:g}."
    return f"At most {_plainly(high)}." if high is not None else ""


def _plainly(number: float) -> str:
    """A limit; one of four digits may be a year, so it has no separator."""
    return f"{number:g}" if number < 10_000 else f"{number:,.10g}"


def _bounds(metadata: Iterable[Any], kind: Any) -> dict[str, float]:
    """Limits that stand beside a field's type, or inside it when it may be left out."""
    found: dict[str, float] = {}
    inner = [one for one in get_args(kind) if one is not type(None)]
    held = list(metadata)
    for one in inner:
        held += getattr(one, "__metadata__", ())
    for one in held:
        for name in ("ge", "le", "max_length"):
            if getattr(one, name, None) is not None:
                found[name] = getattr(one, name)
        found |= _bounds(getattr(one, "metadata", ()), None)
    if "date" in str(kind):
        found["day"] = 1
    return found


def _model_in(kind: Any) -> type[BaseModel] | None:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next((found for one in get_args(kind) if (found := _model_in(one))), None)


def _refers(name: str, at: Pattern, plain: Mapping[str, Any]) -> tuple[str, ...]:
    if name in _PLACES and "$ref" not in plain:
        return ("place",)
    is_text = plain.get("type") in ("string", "array") and "$ref" not in plain.get("items", {})
    if name in _SOURCES and is_text:
        return ("source",)
    return REFERENCES.get(at, ())
