"""Assumptions: every number that is chosen rather than measured here, with its evidence."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from growthplan.vocabulary.unit import MINUS

Grade = Literal[
    "SMS 5",
    "SMS 4",
    "meta-analysis",
    "SMS 3",
    "SMS 2",
    "SMS 1",
    "official guidance",
    "own estimate",
    "assumption",
]
GRADES: tuple[Grade, ...] = get_args(Grade)
"""Best first. SMS is the Maryland scientific methods scale: 5 a trial, 4 chance-like variation
exploited, 3 before and after with a comparison group, 2 controls only, 1 neither."""

Status = Literal["verified", "derived", "unverified", "assumption"]
"""Of the number that is used: read in the source; worked out here from figures read in the
source; not checked against the source; chosen."""

Kind = Literal["triangular", "normal", "inverse gamma", "joint", "fixed", "check", "direction"]
"""`joint`: several numbers drawn together by the model that fits them; `check`: never drawn, only
tested against; `direction`: only the sign is known."""

ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_HELD_BY: dict[str, tuple[str, ...]] = {
    "triangular": ("value",),
    "normal": ("value",),
    "inverse gamma": ("value",),
    "check": ("value", "values"),
    "joint": ("values",),
    "fixed": ("value", "values", "schedule"),
    "direction": ("direction",),
}
_DRAWN_FROM: dict[str, str] = {"normal": "sd", "inverse gamma": "nu"}

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, strict=True)]
Number = Annotated[float, Field(strict=True)]
Whole = Annotated[int, Field(strict=True, ge=0)]


def _refusal(kind: str, message: str, fix: str | None = None, **more: Any) -> PydanticCustomError:
    """A reason in the reader's words, in the shape that readers of files turn into a fault."""
    return PydanticCustomError(f"plan_{kind}", "{message}", {"message": message, "fix": fix} | more)


def _number(value: float) -> str:
    return f"{value:,.10g}".replace("-", MINUS)


class _Frozen(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False
    )


class Distribution(_Frozen):
    """How a number is drawn."""

    kind: Kind
    """Triangular (low, value, high), normal (needs sd), inverse gamma (needs nu), joint, fixed,
    check (only tested against) or direction (only the sign is known)."""
    sd: Number | None = None
    """Standard deviation, in the unit of the value; normal only."""
    nu: Number | None = None
    """Degrees of freedom of the variance, the square of the value; inverse gamma only."""

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        needed = _DRAWN_FROM.get(self.kind)
        for name in ("sd", "nu"):
            given = getattr(self, name)
            if name != needed and given is not None:
                message = f"has no place in a distribution that is {self.kind}"
                raise _refusal("distribution", message, "Delete the line.", at=(name,))
            if name == needed and given is None:
                message = f'needs "{name}", because the distribution is {self.kind}'
                raise _refusal("distribution", message, f"Add a line {name}: and the number.")
            if given is not None and given <= 0:
                raise _refusal("range", f"should be above 0, not {_number(given)}", at=(name,))
        return self


def _kind_alone(value: Any) -> Any:
    return {"kind": value} if isinstance(value, str) else value


class RateBand(_Frozen):
    """A yearly rate over a span of years."""

    from_year: Whole
    """First year that it holds for; 0 is the year of the decision."""
    to_year: Whole | None = None
    """Last year that it holds for; left out in the last band, which has no end."""
    rate: Number
    """Share a year: 0.035 is 3.5%."""


class Assumption(_Frozen):
    """One number, or one set of numbers that belong together, that is chosen and not measured.

    It has one of `value`, `values`, `schedule` and `direction`.
    """

    id: Words
    """Dotted name that equations, plans and figures refer to; the file is named after it."""
    title: Words
    """What it is, in words."""
    symbol: Words | None = None
    """Its letter in the equations of the model."""
    value: Number | None = None
    """The central value."""
    low: Number | None = None
    """Least plausible value: the lower end of a triangular distribution, else of a 90% range."""
    high: Number | None = None
    """Greatest plausible value."""
    values: dict[str, Number] | None = None
    """Several numbers by name, where they only make sense together."""
    schedule: tuple[RateBand, ...] | None = None
    """Rates by span of years, without gaps, from year 0."""
    direction: Literal["positive", "negative"] | None = None
    """The sign, where no size is used."""
    distribution: Annotated[Distribution, BeforeValidator(_kind_alone)]
    """How it is drawn: one word such as triangular, or kind with sd or nu below it."""
    unit: Words
    """What a value of 1 means."""
    channel: Words
    """The part of the system that it acts through: density, skills, health, ..."""
    lag_years: Whole
    """Years until the effect begins; 0 when at once."""
    grade: Grade
    """How good the evidence is: SMS 5 to SMS 1, meta-analysis, official guidance, own estimate or
    assumption."""
    source: Words
    """The citation: author, year, title, where published."""
    seen: Words | None = None
    """Where the source was read, when that was not the publication itself."""
    status: Status
    """Of the number used: verified, derived, unverified or assumption."""
    checked: Words
    """What was checked against the source, in words."""
    caveat: Words | None = None
    """What a reader should know before leaning on it."""

    @field_validator("id")
    @classmethod
    def _is_dotted(cls, value: str) -> str:
        if ID.fullmatch(value):
            return value
        fix = "Write small letters, digits and underscores in parts joined by dots: skills.decay."
        raise _refusal("id", f"cannot be '{value[:60]}'", fix)

    @field_validator("low", "high")
    @classmethod
    def _round_the_value(cls, bound: float | None, info: ValidationInfo) -> float | None:
        value = info.data.get("value")
        if bound is None or value is None:
            return bound
        side = "above" if info.field_name == "low" else "below"
        if (bound > value) if side == "above" else (bound < value):
            message = f"is {_number(bound)}, {side} the central value {_number(value)}"
            raise _refusal("range", message, "Give low, value and high in ascending order.")
        return bound

    @field_validator("values", "schedule")
    @classmethod
    def _not_empty(cls, value: Any) -> Any:
        if value is not None and not value:
            raise _refusal("length", "has nothing in it", "Give at least one.")
        return value

    @field_validator("schedule")
    @classmethod
    def _without_gaps(cls, bands: tuple[RateBand, ...] | None) -> tuple[RateBand, ...] | None:
        fix = "Start at 0, begin each band the year after the one before ends, leave the last open."
        expected = 0
        for at, band in enumerate(bands or ()):
            last = at + 1 == len(bands or ())
            if band.from_year != expected:
                message = f"should start at {expected}, not {band.from_year}"
                raise _refusal("schedule", message, fix, at=(at, "from_year"))
            if last != (band.to_year is None):
                message = "has an end although it is last" if last else "has no end"
                raise _refusal("schedule", message, fix, at=(at,))
            expected = band.from_year if band.to_year is None else band.to_year + 1
        return bands

    @field_validator("distribution")
    @classmethod
    def _fits_the_number(cls, distribution: Distribution, info: ValidationInfo) -> Distribution:
        """Needs every field above it; says nothing when one of them was refused already."""
        given = info.data
        shapes = ("value", "values", "schedule", "direction")
        if not {*shapes, "low", "high"} <= given.keys():
            return distribution
        held = [name for name in shapes if given[name] is not None]
        if len(held) != 1:
            message = f"stands beside {' and '.join(held) or 'no number'}"
            fix = "Give one of value, values, schedule and direction."
            raise _refusal("shape", message, fix)
        ranged = given["low"] is not None and given["high"] is not None
        if distribution.kind == "triangular" and not (ranged and given["low"] < given["high"]):
            fix = "Give low and high, or make the distribution fixed."
            raise _refusal("range", "is triangular but has no range", fix)
        if held[0] not in _HELD_BY[distribution.kind]:
            message = f"cannot be {distribution.kind} for {held[0]}"
            raise _refusal("shape", message, f"Give {' or '.join(_HELD_BY[distribution.kind])}.")
        return distribution

    @property
    def is_assumed(self) -> bool:
        """Whether pages must label it: chosen here, or never checked against its source."""
        return self.grade == "assumption" or self.status in ("assumption", "unverified")

    def describe(self) -> str:
        """The number, its range and how good the evidence is, in one line.

        >>> Assumption(id="skills.decay", title="Decay", value=0.03, low=0.015, high=0.06,
        ...     distribution="triangular", unit="per year", channel="skills", lag_years=0,
        ...     grade="assumption", source="-", status="assumption", checked="-").describe()
        '0.03 (0.015 to 0.06), assumption'
        """
        text = f"{self._size()}, {self.grade}"
        if self.grade == "assumption":
            return text
        return text + {"assumption": ", size assumed", "unverified": ", not checked"}.get(
            self.status, ""
        )

    def _size(self) -> str:
        if self.schedule:
            return ", ".join(_band(band) for band in self.schedule)
        if self.values:
            return "; ".join(_named(name, value) for name, value in self.values.items())
        if self.value is None:
            return f"{self.direction}, size not used"
        if self.low is None or self.high is None:
            return _number(self.value)
        return f"{_number(self.value)} ({_number(self.low)} to {_number(self.high)})"


def _named(name: str, value: float) -> str:
    """One of several numbers; a year is written without a comma.

    >>> _named("price_year", 2020), _named("higher_skills", 30)
    ('price year: 2020', 'higher skills: 30')
    """
    words = name.replace("_", " ").replace("-", " ")
    return f"{words}: {value:.0f}" if name.endswith("year") else f"{words}: {_number(value)}"


def _band(band: RateBand) -> str:
    span = f"from year {band.from_year}"
    if band.to_year is not None:
        span = f"in years {band.from_year} to {band.to_year}"
    return f"{_number(100 * band.rate)}% {span}"
