"""Evaluations registered in advance: what will be asked, of whom, how, and what would settle it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from growthplan.evaluation.methods import METHODS
from growthplan.vocabulary import did_you_mean

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, strict=True)]
Year = Annotated[int, Field(ge=1900, le=2200, strict=True)]
Number = Annotated[float, Field(strict=True)]


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False
    )


class OutcomeAsked(_Part):
    """What is looked at."""

    indicator: Words
    """Id of the statistic."""
    scale: Literal["level", "log"] = "level"
    """`level`, or `log` for 100 times the natural logarithm, so that effects are in log points."""


class LeftOut(_Part):
    """A place that is no donor, and why."""

    place: Words
    """Its name or code."""
    why: Words
    """Why it is not comparable: treated itself, next door, hit by something else."""


class Pool(_Part):
    """Whom the treated are compared with."""

    kind: Literal["local_authority", "itl2", "itl3", "city_region", "region"]
    """The kind of place; every one with all the figures is a donor."""
    within: Words | None = None
    """Code of an area that donors must lie in."""
    leave_out: tuple[LeftOut, ...] = ()
    """Places that are not."""


class Decision(_Part):
    """What would settle the question."""

    direction: Literal["up", "down"]
    """Which way it was meant to move."""
    smallest: Annotated[Number, Field(gt=0)]
    """The smallest effect that would matter, in the outcome's unit."""
    why: Words
    """Why that size."""
    must_pass: tuple[Words, ...] = ()
    """Diagnostics without which nothing is concluded, by name."""


class Informs(_Part):
    """The assumption that the finding bears on."""

    assumption: Words
    """Its id."""
    per: Annotated[Number, Field(gt=0)]
    """By how much the outcome moves when the assumption is one higher."""
    offset: Number = 0.0
    """The effect that there would be if the assumption were zero, such as the jobs moved."""
    transportability: Annotated[Number, Field(gt=0, le=1)]
    """How much of the evidence carries over to other places and times, 0 to 1."""
    why: Words
    """Why that much."""


class Registration(_Part):
    """One evaluation, written down before its result is looked at."""

    id: Annotated[Words, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    """Short name that figures refer to; the file is named after it."""
    title: Words
    """What readers see."""
    question: Words
    """The question, in a sentence."""
    treated: Annotated[tuple[Words, ...], Field(min_length=1)]
    """Places treated, by name or code."""
    from_year: Year
    """First year in which an effect could show."""
    first_year: Year
    """First year looked at."""
    last_year: Year
    """Last year looked at."""
    outcome: OutcomeAsked
    """What is looked at."""
    donors: Pool
    """Whom they are compared with."""
    estimator: Words
    """The estimator that decides."""
    also: tuple[Words, ...] = ()
    """Other estimators, to see whether the answer hangs on the method."""
    level: Annotated[Number, Field(gt=0.5, lt=1)] = 0.95
    """Share of repetitions in which the interval should hold the truth."""
    seed: Annotated[int, Field(ge=0, strict=True)] = 1
    """Seed of whatever is drawn at random."""
    decision: Decision
    """What would settle the question."""
    informs: Informs | None = None
    """The assumption that the finding bears on, if any."""
    caveats: tuple[Words, ...] = ()
    """What a reader should know before leaning on the answer."""
    sources: Annotated[tuple[Words, ...], Field(min_length=1)]
    """Where what happened, and when, is published."""

    @field_validator("estimator")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in METHODS:
            fix = did_you_mean(name, METHODS) or f"Estimators: {', '.join(METHODS)}."
            raise PydanticCustomError(
                "plan_estimator", "{message}", {"message": f"cannot be '{name}'", "fix": fix}
            )
        return name

    @field_validator("also")
    @classmethod
    def _all_known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            cls._known(name)
        return names

    @field_validator("last_year")
    @classmethod
    def _in_order(cls, last: int, info: Any) -> int:
        given = info.data
        first, start = given.get("first_year"), given.get("from_year")
        if first is not None and start is not None and not first < start <= last:
            message = f"does not fit: the years should run {first} < {start} <= {last}"
            fix = "Give first_year before from_year, and last_year from it on."
            raise PydanticCustomError("plan_years", "{message}", {"message": message, "fix": fix})
        return last


class Registered(_Part):
    """One entry of the register: what was registered, when, and its hash."""

    id: Words
    """The evaluation."""
    registered: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    """The day."""
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """Hash of `design` and of the entry before, so that no entry can be changed unseen."""
    before: str
    """Hash of the entry before in the register; empty for the first."""
    design: Words
    """The whole registration as canonical JSON."""


def canonical(registration: Registration) -> str:
    """The registration as JSON that is the same however its file is laid out."""
    return json.dumps(
        registration.model_dump(mode="json"), sort_keys=True, ensure_ascii=False,
        separators=(",", ":"),
    )  # fmt: skip


def chain_hash(design: str, registered: str, before: str) -> str:
    """Hash of an entry of the register."""
    return hashlib.sha256("\n".join((before, registered, design)).encode()).hexdigest()


def registered_entry(registration: Registration, day: str, before: str) -> Registered:
    """The entry for a registration on a day."""
    design = canonical(registration)
    return Registered(
        id=registration.id, registered=day, hash=chain_hash(design, day, before),
        before=before, design=design,
    )  # fmt: skip


def broken_links(register: tuple[Registered, ...]) -> tuple[int, ...]:
    """Positions in the register whose hash does not follow from the entry and the one before."""
    before, broken = "", []
    for at, entry in enumerate(register):
        own = chain_hash(entry.design, entry.registered, entry.before)
        if entry.before != before or entry.hash != own:
            broken.append(at)
        before = entry.hash
    return tuple(broken)


def changes_since(entry: Registered, now: Registration) -> tuple[str, ...]:
    """What differs from what was registered, a sentence for each field."""
    return tuple(
        f"{name}: registered as {then}, now {today}"
        for name, then, today in changed_fields(entry, now)
    )


def changed_fields(entry: Registered, now: Registration) -> tuple[tuple[str, str, str], ...]:
    """Each field that differs from what was registered: its name, as registered, and now."""
    then, today = json.loads(entry.design), json.loads(canonical(now))
    return tuple(
        (name, _said(then.get(name)), _said(today.get(name)))
        for name in dict.fromkeys([*then, *today])
        if then.get(name) != today.get(name)
    )


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_said(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(_said(part) for part in value) or "none"
    return "nothing" if value is None else str(value)
