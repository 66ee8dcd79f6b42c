"""The template of a return: its sheets and columns, and the fingerprint that it bears."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from growthplan.monitoring.returns.record import RATINGS

TEMPLATE = 1
"""Version of the template; a return made from another is refused."""
ABOUT = "About this return"
LISTS, GUIDANCE = "Lists", "Guidance"

Kind = Literal["id", "shown", "pounds", "number", "text", "day", "choice"]


@dataclass(frozen=True, slots=True)
class ReturnColumn:
    """A column of a sheet."""

    heading: str
    field: str
    kind: Kind
    meaning: str
    wide: int = 14
    choices: tuple[str, ...] = ()
    offers: str = ""
    """The list that it is chosen from, for ids."""

    @property
    def filled_in(self) -> bool:
        """Whether the partner fills it in, in the rows that the template brings."""
        return self.kind not in ("id", "shown")


@dataclass(frozen=True, slots=True)
class ReturnSheet:
    """A sheet with one table."""

    name: str
    about: str
    columns: tuple[ReturnColumn, ...]
    spare: int
    """Empty rows below those of the template."""
    asked: tuple[str, ...]
    """Fields that a full return has; a blank one is a gap."""
    key: tuple[str, ...]
    """Fields that name a row of the template."""


_ACTION = ReturnColumn("Action", "action", "id", "Id of the action.", 26, offers="Actions")
_NOTE = ReturnColumn("Note", "note", "text", "Anything that a reader should know.", 40)

SPEND = ReturnSheet(
    "Spend",
    "Money of each action by funding line, in £. Write 0 for nothing; blank means not known.",
    (
        _ACTION,
        ReturnColumn("Title", "title", "shown", "What the action is called.", 34),
        ReturnColumn("Funding line", "line", "id", "Id of the funding line.", 26,
                     offers="Funding lines"),
        ReturnColumn("Kind", "kind", "choice", "capital or revenue.", 10,
                     choices=("capital", "revenue")),
        ReturnColumn("Planned this year (£)", "planned", "shown",
                     "What the plan gives it in the financial year.", 16),
        ReturnColumn("Spent this quarter (£)", "spent", "pounds",
                     "What was spent in the three months, not the year so far.", 16),
        ReturnColumn("Forecast, rest of the year (£)", "rest_of_year", "pounds",
                     "What will still be spent by 31 March, after this quarter.", 16),
        ReturnColumn("Forecast, later years (£)", "later", "pounds",
                     "What will be spent after that.", 16),
        _NOTE,
    ),
    5, ("spent", "rest_of_year", "later"), ("action", "line", "kind"),
)  # fmt: skip
OUTPUTS = ReturnSheet(
    "Outputs",
    "What was delivered in the three months. One row for each site, firm or group.",
    (
        _ACTION,
        ReturnColumn("Indicator", "indicator", "id", "Id of what is counted.", 24,
                     offers="Indicators"),
        ReturnColumn("What is counted", "title", "shown", "The indicator in words.", 34),
        ReturnColumn("Unit", "unit", "shown", "What it is counted in.", 12),
        ReturnColumn("Number", "number", "number",
                     "How many in the three months, not the year so far.", 12),
        ReturnColumn("Site", "site", "text", "Id of the site, where there is one.", 24,
                     offers="Sites"),
        ReturnColumn("Firm", "firm", "text", "Name of the firm, where it is for one.", 26),
        ReturnColumn("Beneficiary group", "group", "text", "Who benefits.", 28, offers="Groups"),
        ReturnColumn("Evidence file", "evidence", "text",
                     "Name of the file that shows it, sent with this return.", 26),
        _NOTE,
    ),
    40, ("number",), ("action", "indicator"),
)  # fmt: skip
MILESTONES = ReturnSheet(
    "Milestones",
    "Steps of delivery. Give the day on which each was done, or the day that is now expected.",
    (
        _ACTION,
        ReturnColumn("Milestone", "milestone", "id", "Id of the milestone.", 26,
                     offers="Milestones"),
        ReturnColumn("What", "title", "shown", "What will have been done.", 40),
        ReturnColumn("Planned", "planned", "shown", "The day in the plan.", 14),
        ReturnColumn("Forecast", "forecast", "day", "The day that is now expected.", 14),
        ReturnColumn("Done", "done", "day", "The day on which it was done.", 14),
        _NOTE,
    ),
    0, ("forecast or done",), ("action", "milestone"),
)  # fmt: skip
RATINGS_SHEET = ReturnSheet(
    "Ratings",
    "How each action goes: green, amber or red, with the reason for amber and red.",
    (
        _ACTION,
        ReturnColumn("Title", "title", "shown", "What the action is called.", 34),
        ReturnColumn("Rating", "rating", "choice", "green, amber or red.", 10, choices=RATINGS),
        ReturnColumn("Reason", "reason", "text", "Why; needed for amber and red.", 50),
        ReturnColumn("Narrative", "narrative", "text", "What happened in the three months.", 60),
    ),
    0, ("rating",), ("action",),
)  # fmt: skip
SHEETS = (SPEND, OUTPUTS, MILESTONES, RATINGS_SHEET)

ABOUT_FIELDS = {
    "template": "Template version",
    "partner": "Partner id",
    "name": "Partner",
    "quarter": "Quarter",
    "plan_title": "Plan",
    "due": "Due",
    "plan": "Fingerprint of the plan",
    "mark": "Fingerprint of this template",
    "role": "Filled in by (role)",
    "complete": "Is it complete?",
    "summary": "Summary",
}
"""Lines of the sheet about the return, by field; the last three are filled in."""
FILLED_IN = ("role", "complete", "summary")
ANSWERS = ("complete", "partial")


def plan_mark(hashes: Mapping[str, str]) -> str:
    """Fingerprint of a plan's files from the hash of each, by name.

    >>> plan_mark({"plan.yaml": "a"}) == plan_mark({"plan.yaml": "b"})
    False
    """
    return _mark(*(f"{name}={hashes[name]}" for name in sorted(hashes)))


def template_mark(template: int, partner: str, quarter: str, plan: str) -> str:
    """Fingerprint of a template: changes when any of what it was made for does.

    >>> template_mark(1, "a", "2026-27q1", "f") == template_mark(1, "b", "2026-27q1", "f")
    False
    """
    return _mark(str(template), partner, quarter, plan)


def _mark(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
