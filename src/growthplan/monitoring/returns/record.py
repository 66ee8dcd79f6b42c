"""A partner's return as it is kept: every value with the cell that it stood in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from growthplan.monitoring.returns.quarter import Quarter, read_quarter

RatingWord = Literal["green", "amber", "red"]
RATINGS: tuple[RatingWord, ...] = ("green", "amber", "red")
"""From best to worst."""


class _Kept(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False
    )


class _Row(_Kept):
    """One row of a return."""

    action: str
    """Id of the action."""
    cells: Mapping[str, str] = {}
    """Where each value stood: `Spend!F7`, or `spend.csv:7`."""

    def cell(self, field: str) -> str:
        """Where a value stood; "" when it was left blank."""
        return self.cells.get(field, "")


class SpendRow(_Row):
    """Money of one action, funding line and kind; pence, None where the cell was blank."""

    line: str
    kind: str
    spent: int | None = None
    """Spent in the quarter."""
    rest_of_year: int | None = None
    """Still to be spent in the financial year."""
    later: int | None = None
    """Still to be spent after it."""
    note: str = ""


class OutputRow(_Row):
    """What was delivered in the quarter, and where and for whom, as far as that was given."""

    indicator: str
    number: float | None = None
    site: str = ""
    firm: str = ""
    group: str = ""
    """Who benefits."""
    evidence: str = ""
    """Name of the file of evidence."""
    note: str = ""


class MilestoneRow(_Row):
    """A milestone: when it was planned, is expected, and was done."""

    milestone: str
    planned: date
    forecast: date | None = None
    done: date | None = None
    note: str = ""


class RatingRow(_Row):
    """How an action goes, in one word and why."""

    rating: RatingWord | None = None
    reason: str = ""
    narrative: str = ""


class EvidenceFile(_Kept):
    """A file of evidence as it was when the return came in."""

    name: str
    """Its name in the return."""
    sha256: str
    """Hash of its bytes; "" when it did not come with the return."""
    size: int = 0
    """Bytes."""


class Return(_Kept):
    """What a partner returned for a quarter."""

    template: int
    """Version of the template."""
    partner: str
    quarter: str
    """`2026-27q2`."""
    plan: str
    """Fingerprint of the plan that the template was made from."""
    role: str = ""
    """The role that filled it in; never a person's name."""
    complete: bool = True
    """Whether it was said to be complete."""
    summary: str = ""
    spend: tuple[SpendRow, ...] = ()
    outputs: tuple[OutputRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    ratings: tuple[RatingRow, ...] = ()
    gaps: tuple[str, ...] = ()
    """What was asked for and left blank, each with its cell. Blank is never nought."""

    @property
    def period(self) -> Quarter:
        """The quarter."""
        return read_quarter(self.quarter)


class KeptReturn(_Kept):
    """A version of a return, as it was taken in."""

    version: int
    received: date
    file: str
    """Name of the file that it came in."""
    sha256: str
    """Hash of that file's bytes."""
    returned: Return
    evidence: tuple[EvidenceFile, ...] = ()

    @property
    def where(self) -> str:
        """The version's file within the plan's folder."""
        return f"returns/{self.returned.partner}/{self.returned.quarter}/v{self.version}.json"
