"""The kinds of value that fields of a plan hold, each refusing what it cannot mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from growthplan.plan.dates import FIRST_YEAR, LAST_YEAR, read_period
from growthplan.plan.measures import MEASURES
from growthplan.vocabulary import UNITS, Gazetteer, GrowthplanError, Period, did_you_mean

NOT_PUBLISHED = "not published"
"""What stands in place of a target or a baseline that nobody has made public."""
_ID_FORM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NUMBER_IN_TEXT = re.compile(r"[£$€]?\s*([-+−]?[\d,]*\.?\d+)\s*([a-zA-Z%]*)")


class Entry(BaseModel):
    """Anything in a plan: cannot be changed, and knows no field but its own."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False
    )


def refusal(kind: str, message: str, fix: str | None = None, **more: Any) -> PydanticCustomError:
    """A reason, in the reader's words, why a value cannot stand."""
    context = {"message": message, "fix": fix, **more}
    return PydanticCustomError(f"plan_{kind}", "{message}", context)


def _is_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    shown = str(value).lower() if isinstance(value, bool) else value
    if isinstance(value, bool | int | float):
        raise refusal(
            "type", f"should be text, not {said(value)}", f"Put quotes round it: '{shown}'."
        )
    raise refusal("type", f"should be text, not {said(value)}")


def _is_number(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    message = f"should be a number, not {said(value)}"
    if not isinstance(value, str):
        raise refusal("type", message)
    found = _NUMBER_IN_TEXT.fullmatch(value.strip()[:40])
    digits = found[1].replace(",", "").replace("−", "-") if found else ""
    example = f"Write {digits}" if found else "Write digits such as 45000"
    raise refusal(
        "type", message, f'{example}, without commas, signs or words; the unit goes into "unit".'
    )


def _is_year(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        if FIRST_YEAR <= value <= LAST_YEAR:
            return value
        raise refusal("year", f"should be a year from {FIRST_YEAR} to {LAST_YEAR}, not {value}")
    raise refusal(
        "type", f"should be a year such as 2035, not {said(value)}", "Give a calendar year."
    )


def _is_count(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise refusal("type", f"should be a whole number, not {said(value)}")


def said(value: Any) -> str:
    """A value as a message names it: `the number 5`, `a list`, `'text'`, `empty`."""
    match value:
        case None:
            return "empty"
        case bool():
            return "true" if value else "false"
        case str():
            return f"'{value[:40]}'" if len(value) <= 40 else f"'{value[:39]}…'"
        case int() | float():
            return f"the number {value}"
        case list() | tuple():
            return "a list"
        case Mapping():
            return "a group of fields"
    return f"'{value}'"


def _is_id(value: str) -> str:
    if _ID_FORM.fullmatch(value):
        return value
    better = re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")
    raise refusal(
        "id",
        f"should be small letters, digits and single hyphens, not {said(value)}",
        f"Write {better}." if better else None,
    )


def _is_url(value: str) -> str:
    if re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value):
        return value
    raise refusal("url", f"should be a web address that starts with https://, not {said(value)}")


def _is_period(value: Any) -> Period:
    if isinstance(value, Period):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise refusal("date", f"should be a date, not {said(value)}", "Write 13 October 2025.")
    try:
        return read_period(value)
    except GrowthplanError as error:
        fault = error.faults[0]
        raise refusal("date", f"is no date: {fault.message.rstrip('.')}", fault.fix) from None


def _is_day(value: Any) -> date:
    if isinstance(value, date):
        return value
    period = _is_period(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", period.code):
        return date.fromisoformat(period.code)
    raise refusal("date", f"should be a day, not {said(value)}", "Write 13 October 2025.")


def _is_place(value: str, info: ValidationInfo) -> str:
    """The code of the place that is named, when the gazetteer is at hand."""
    gazetteer = (info.context or {}).get("gazetteer")
    if not isinstance(gazetteer, Gazetteer):
        return value
    try:
        return gazetteer.resolve(value).code
    except GrowthplanError as error:
        message = f"names no place that is known: {said(value)}"
        raise refusal("place", message, error.faults[0].fix) from None


def at_least_one(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse a list that is there but holds nothing."""
    if items:
        return items
    raise refusal("length", "has nothing in it", "Give at least one.")


def _is_measure(value: str) -> str:
    if value in MEASURES:
        return value
    fix = did_you_mean(value[:60], MEASURES) or f"Use one of {', '.join(MEASURES)}."
    raise refusal("measure", f"is not something growthplan measures: {said(value)}", fix)


def _is_unit(value: str) -> str:
    if value in UNITS:
        return value
    fix = did_you_mean(value[:60], UNITS) or "Use one of " + ", ".join(list(UNITS)[:12]) + "."
    raise refusal("unit", f"is not a unit that is known: {said(value)}", fix)


_text = BeforeValidator(_is_text, json_schema_input_type=str)
_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), _text]
"""Words, at least one."""
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), _text]
"""A few words: what something is called."""
Id = Annotated[Name, AfterValidator(_is_id), WithJsonSchema({"type": "string", "pattern": _ID})]
"""A short name that other fields and figures refer to; it should never change."""
Url = Annotated[Name, AfterValidator(_is_url), WithJsonSchema({"type": "string", "format": "uri"})]
PlaceCode = Annotated[Name, AfterValidator(_is_place)]
"""A place; its canonical code once it is resolved."""
Measure = Annotated[Name, AfterValidator(_is_measure), WithJsonSchema({"enum": list(MEASURES)})]
Unit = Annotated[Name, AfterValidator(_is_unit), WithJsonSchema({"enum": list(UNITS)})]
Number = Annotated[float, BeforeValidator(_is_number), WithJsonSchema({"type": "number"})]
"""A number, without separators or signs for its unit."""
Year = Annotated[
    int,
    BeforeValidator(_is_year),
    WithJsonSchema({"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}),
]
Whole = Annotated[int, BeforeValidator(_is_count)]
"""A whole number."""
Count = Annotated[Whole, Field(ge=1)]
When = Annotated[
    Period,
    PlainValidator(_is_period),
    PlainSerializer(lambda period: period.code, return_type=str),
    WithJsonSchema({"type": ["string", "integer"]}),
]
"""A day, month, quarter, year or financial year, in any British form."""
Day = Annotated[date, BeforeValidator(_is_day), WithJsonSchema({"type": "string"})]


def _published(value: Any) -> Any:
    if value is None:
        fix = f"Write '{NOT_PUBLISHED}' when nobody has made it public."
        raise refusal("empty", "is empty", fix)
    if isinstance(value, str):
        if value.strip().casefold() == NOT_PUBLISHED:
            return None
        fix = f"Write '{NOT_PUBLISHED}', or give value, unit, year, statement and source."
        raise refusal("type", f"should be a group of fields, not {said(value)}", fix)
    return value


class _NotPublishedSchema:
    """Tells editors that the words stand in place of the group of fields."""

    @staticmethod
    def __get_pydantic_json_schema__(
        core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(core)
        kinds = [kind for kind in schema.get("anyOf", [schema]) if kind != {"type": "null"}]
        return {"anyOf": [{"const": NOT_PUBLISHED}, *kinds]}


PUBLISHED_OR_NOT = (
    BeforeValidator(_published),
    PlainSerializer(lambda value: NOT_PUBLISHED if value is None else value),
    _NotPublishedSchema,
)
"""For fields of a kind or None, where None is written `not published`."""
