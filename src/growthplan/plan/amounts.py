"""Money, shares and financial years as a plan writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from growthplan.plan.dates import read_period
from growthplan.plan.fields import (
    NOT_PUBLISHED,
    Name,
    Number,
    refusal,
    said,
)
from growthplan.vocabulary import GrowthplanError

Basis = Literal["published", "illustrative"]
"""Whether a figure was published, or stands in for one that was not."""
MoneyKind = Literal["capital", "revenue"]
_YEAR_RANGE = re.compile(r"(\d{4})\s*-\s*(\d{2}|\d{4})")
_ASSUMPTION_ID = r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$"


def first_year(financial_year: str) -> int:
    """The calendar year in which a financial year starts.

    >>> first_year("2026/27")
    2026
    """
    return int(financial_year[:4])


def financial_year(start: int) -> str:
    """The financial year that starts in April of a calendar year.

    >>> financial_year(2026), financial_year(2099)
    ('2026/27', '2099/00')
    """
    return f"{start}/{(start + 1) % 100:02d}"


def _is_financial_year(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        message = f"should be a financial year, not {said(value)}"
        raise refusal("date", message, "Write 2026/27.")
    return _financial_year_in(value)


@lru_cache(maxsize=4096, typed=True)
def _financial_year_in(value: str | int) -> str:
    fix = "Write 2026/27."
    text = _YEAR_RANGE.sub(r"\1/\2", str(value).strip())
    try:
        code = read_period(text).code
    except GrowthplanError as error:
        reason = error.faults[0].message.rstrip(".")
        raise refusal("date", f"is no financial year: {reason}", fix) from None
    if not code.endswith("fy"):
        better = f"Write {financial_year(int(code[:4]))} for the one that starts in {code[:4]}."
        raise refusal("date", f"should be a financial year, not {said(value)}", better)
    return financial_year(int(code[:4]))


def _is_assumption_id(value: str) -> str:
    if re.fullmatch(_ASSUMPTION_ID, value):
        return value
    raise refusal(
        "assumption",
        f"should be an assumption's id, such as skills.unit_cost_adult, not {said(value)}",
    )


def _some_years(amounts: Mapping[str, float]) -> Mapping[str, float]:
    if amounts:
        return amounts
    raise refusal("length", "has no years in it", "Give at least one: 2026/27: 12.5")


FinancialYear = Annotated[
    str,
    BeforeValidator(_is_financial_year),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\d{4}/\d{2}$", "minLength": 7},
    ),
]
"""A year from April to March, such as `2026/27`."""
Pounds = Annotated[Number, Field(ge=0, le=1e7)]
"""An amount in £ million, not below zero."""
ByYear = Annotated[Mapping[FinancialYear, Pounds], AfterValidator(_some_years)]
"""Amounts in £ million by financial year."""
Share = Annotated[Number, Field(ge=0, le=1)]
"""A share from 0 to 1."""
AssumptionId = Annotated[
    Name,
    AfterValidator(_is_assumption_id),
    WithJsonSchema({"type": "string", "pattern": _ASSUMPTION_ID}),
]
"""Id of an entry of the assumptions, such as `skills.unit_cost_adult`."""


def _or_not_published(value: Any) -> Any:
    if value is None:
        fix = f"Write '{NOT_PUBLISHED}' when nobody has made it public."
        raise refusal("empty", "is empty", fix)
    is_words = isinstance(value, str) and value.strip().casefold() == NOT_PUBLISHED
    return None if is_words else value


def _words_when_missing(value: Any) -> Any:
    return NOT_PUBLISHED if value is None else value


def _schema_or_words(schema: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [{"const": NOT_PUBLISHED}, schema]})


AmountOrNot = Annotated[
    Pounds | None,
    BeforeValidator(_or_not_published),
    PlainSerializer(_words_when_missing),
    _schema_or_words({"type": "number", "minimum": 0}),
]
"""An amount in £ million, or `not published`."""
TextOrNot = Annotated[
    str | None,
    BeforeValidator(_or_not_published),
    PlainSerializer(_words_when_missing),
    _schema_or_words({"type": "string"}),
]
"""Words, or `not published`."""
