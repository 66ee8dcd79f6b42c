"""Which returns are in, late, partial or missing, and which version counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from growthplan.monitoring.returns.quarter import Quarter
from growthplan.monitoring.returns.record import KeptReturn
from growthplan.monitoring.returns.template import due_day, in_words
from growthplan.plan import PartnersFile

Status = Literal["complete", "partial", "not due yet", "overdue"]


@dataclass(frozen=True)
class Standing:
    """How a partner's return for a quarter stands on a day."""

    partner: str
    name: str
    quarter: Quarter
    due: date
    status: Status
    versions: tuple[KeptReturn, ...]
    """Oldest first; the last one counts."""
    days_late: int
    """Days between the due day and the first version, or today when there is none; 0 in time."""

    @property
    def counts(self) -> KeptReturn | None:
        """The version that counts: the newest that was taken in."""
        return self.versions[-1] if self.versions else None

    @property
    def sentence(self) -> str:
        """How it stands, in words."""
        late = f", {self.days_late} day{'s' * (self.days_late != 1)} late" if self.days_late else ""
        newest = self.counts
        if newest is None:
            due = f"due {in_words(self.due)}"
            return f"Not in{late}, {due}." if self.days_late else f"Not in yet, {due}."
        blank = len(newest.returned.gaps)
        gaps = f", {blank} value{'s' * (blank != 1)} blank" if blank else ""
        again = f" (version {newest.version})" if newest.version > 1 else ""
        first = in_words(self.versions[0].received)
        return f"In on {first}{late}{again}: {self.status}{gaps}."


def standings(
    partners: PartnersFile,
    kept: Mapping[tuple[str, str], Sequence[KeptReturn]],
    quarters: Iterable[Quarter],
    today: date,
) -> tuple[Standing, ...]:
    """How every partner's return for each quarter stands.

    `kept` has the versions, oldest first, by partner and code of the quarter.
    """
    return tuple(
        _standing(partners, one.id, one.name, quarter, kept.get((one.id, quarter.code), ()), today)
        for quarter in quarters
        for one in partners.partners
    )


def _standing(
    partners: PartnersFile, partner: str, name: str, quarter: Quarter,
    versions: Sequence[KeptReturn], today: date,
) -> Standing:  # fmt: skip
    due = due_day(partners, quarter)
    day = versions[0].received if versions else today
    late = max((day - due).days, 0)
    status: Status
    if versions:
        newest = versions[-1].returned
        status = "complete" if newest.complete and not newest.gaps else "partial"
    else:
        status = "overdue" if late else "not due yet"
    return Standing(partner, name, quarter, due, status, tuple(versions), late)


def counting(kept: Mapping[tuple[str, str], Sequence[KeptReturn]]) -> tuple[KeptReturn, ...]:
    """The version of each return that counts, by quarter and partner."""
    newest = [versions[-1] for versions in kept.values() if versions]
    return tuple(sorted(newest, key=lambda one: (one.returned.quarter, one.returned.partner)))
