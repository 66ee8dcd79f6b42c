"""The plan as frozen models; what stands under each field is its manual."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from growthplan.plan.dates import LAST_YEAR
from growthplan.plan.fields import (
    Count,
    Day,
    Entry,
    Id,
    Name,
    Number,
    PlaceCode,
    Text,
    Unit,
    Url,
    When,
    Year,
    at_least_one,
    refusal,
)
from growthplan.plan.outcome import Outcome
from growthplan.vocabulary import ENGLAND

SCHEMA_VERSION = 1
DEFAULT_YEARS = 10


class Citation(Entry):
    """Where a public fact can be looked up."""

    publisher: Name
    """Who published it, e.g. `Liverpool City Region Combined Authority`."""
    citation: Text
    """What it is, so that a reader can find it: author, title, number, page."""
    date: When | None = None
    """When it was published: a day, month or year."""
    url: Url | None = None
    """Its web address, when it has one."""


class Horizon(Entry):
    """The years that the plan covers."""

    model_config = ConfigDict(json_schema_extra=lambda schema: schema["required"].remove("end"))

    start: Year
    """Calendar year in which the plan starts."""
    years: Annotated[Count, Field(le=100)] = DEFAULT_YEARS
    """How long it runs, in years; 10 for a Local Growth Plan."""
    end: Year
    """Calendar year in which it ends; start plus years when left out."""

    @model_validator(mode="before")
    @classmethod
    def _work_out(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        start, years, end = (given.get(name) for name in ("start", "years", "end"))
        if type(start) is int and type(end) is int and "years" not in given and end > start:
            return {**given, "years": end - start}
        if "end" in given:
            return given
        span = DEFAULT_YEARS if years is None else years
        if isinstance(start, int) and isinstance(span, int):
            return {**given, "end": start + span}
        return {**given, "end": LAST_YEAR}  # what is wrong with the others is said of them

    @model_validator(mode="after")
    def _runs_forward(self) -> Horizon:
        if self.end <= self.start:
            raise refusal(
                "horizon",
                f"should be after the start, {self.start}, not {self.end}",
                f'For {self.years} years write {self.start + self.years}, or leave "end" out.',
                at=("end",),
            )
        if self.end != self.start + self.years:
            raise refusal(
                "horizon",
                f"should be {self.start + self.years}, which is {self.years} years after "
                f"{self.start}, not {self.end}",
                'Leave out "end" or "years".',
                at=("end",),
            )
        return self


class Mission(Entry):
    """The one thing that the plan is for."""

    statement: Text
    """The mission in a sentence."""
    source: Id | None = None
    """Id of the source that states it."""


class Objective(Entry):
    """Something that a theme sets out to do."""

    id: Id
    """Short name that actions refer to; never changes."""
    title: Text
    """The objective in the plan's words."""
    source: Id | None = None
    """Id of the source that states it."""


class Theme(Entry):
    """One of the few headings under which the plan acts."""

    id: Id
    """Short name that actions refer to; never changes."""
    title: Name
    """What readers see."""
    objectives: tuple[Objective, ...] = ()
    """What the theme sets out to do, in the plan's order."""
    source: Id | None = None
    """Id of the source that names it."""


class Principle(Entry):
    """A rule that the whole plan keeps to."""

    id: Id
    """Short name that other parts refer to; never changes."""
    title: Name
    """The principle in the plan's words."""
    source: Id | None = None
    """Id of the source that states it."""


class PastTarget(Entry):
    """A target of an earlier plan, kept so that it is not forgotten."""

    statement: Text
    """The target in the words in which it was published."""
    value: Number | None = None
    """Its number, in `unit`, if it has one."""
    unit: Unit | None = None
    """Unit of `value`."""
    year: Year | None = None
    """Calendar year by which it was to be reached, if one was given."""

    @model_validator(mode="after")
    def _value_has_unit(self) -> PastTarget:
        if (self.value is None) != (self.unit is None):
            raise refusal("unit", 'should have both "value" and "unit", or neither', None)
        return self


class Predecessor(Entry):
    """An earlier plan for the same place."""

    id: Id
    """Short name; never changes."""
    title: Name
    """What it was called."""
    date: When
    """When it was published: a day, month or year."""
    targets: tuple[PastTarget, ...] = ()
    """What it promised."""
    source: Id
    """Id of the source that records it."""


class PlanFile(Entry):
    """The file `plan.yaml`: what the plan is for, and how it will be judged."""

    schema_version: Count
    """Version of this layout of the file; 1."""
    place: PlaceCode
    """The place that the plan is for: a name or a code such as `E47000004`."""
    comparator: PlaceCode = ENGLAND
    """The place it is compared with; England when left out."""
    title: Name
    """What the plan is called."""
    launched: Day | None = None
    """Day on which it was published; leave out before that."""
    horizon: Horizon
    """The years that it covers."""
    mission: Mission
    """The one thing that it is for."""
    outcomes: Annotated[
        tuple[Outcome, ...],
        AfterValidator(at_least_one),
        Field(json_schema_extra={"minItems": 1}),
    ]
    """The headline outcomes by which it is judged, the most important first."""
    themes: tuple[Theme, ...] = ()
    """The headings under which it acts."""
    principles: tuple[Principle, ...] = ()
    """Rules that it keeps to throughout."""
    predecessors: tuple[Predecessor, ...] = ()
    """Earlier plans for the place, oldest first."""
    sources: Mapping[Id, Citation] = {}
    """Sources that the plan refers to, under a short name; `sources.yaml` may hold more."""

    @model_validator(mode="after")
    def _version_is_known(self) -> PlanFile:
        if self.schema_version != SCHEMA_VERSION:
            raise refusal(
                "version",
                f"is {self.schema_version}, but this growthplan reads {SCHEMA_VERSION}",
                f"Write {SCHEMA_VERSION}, or install the growthplan that the plan was made with.",
                at=("schema_version",),
            )
        return self


class SourcesFile(Entry):
    """The file `sources.yaml`: where each fact of the plan can be looked up."""

    sources: Mapping[Id, Citation] = {}
    """Sources that any file of the plan refers to, under a short name."""
