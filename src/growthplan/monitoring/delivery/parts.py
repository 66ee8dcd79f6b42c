"""What delivery is told in: slips, spending, outturns, delays, risks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from growthplan.monitoring.returns import in_words, pounds_shown

MilestoneState = Literal["done", "expected", "overdue, no day given", "not due yet"]


@dataclass(frozen=True)
class Slip:
    """A milestone: when it was planned, and when it was done or is expected."""

    action: str
    milestone: str
    title: str
    planned: date
    state: MilestoneState
    day: date | None
    """Day done, or the newest forecast; None when none was given."""
    days: int | None
    """Days later than planned, below 0 earlier; at least so many when it is overdue without a
    day. None when nothing is known yet."""
    where: str = ""
    """File and cell that say so; "" when it is the plan itself."""
    moved: int = 0
    """How many times its forecast moved later from one return to the next."""

    @property
    def sentence(self) -> str:
        """How it stands, in words."""
        if self.days is None or self.state == "not due yet":
            return f"{self.title}: planned for {in_words(self.planned)}, not due yet."
        if self.state == "overdue, no day given":
            return (
                f"{self.title}: planned for {in_words(self.planned)}, at least {self.days:,} days "
                "late; no new day is given."
            )
        how = (
            "on the day"
            if self.days == 0
            else f"{abs(self.days):,} days {'late' if self.days > 0 else 'early'}"
        )
        verb = "done" if self.state == "done" else "expected"
        assert self.day is not None
        again = f"; its forecast has moved later {self.moved} times" if self.moved > 1 else ""
        return f"{self.title}: {verb} {in_words(self.day)}, {how}{again}."


@dataclass(frozen=True)
class Spending:
    """One action's money of one line and kind, in the financial year of the quarter. Pence."""

    action: str
    line: str
    kind: str
    planned_year: int
    planned_to_date: int
    """Of the year, up to the quarter's end, if it were spent evenly over the year: an
    assumption, because a plan gives years only."""
    planned_in: int
    """The same for the quarters that are in, which is what the spending compares with."""
    spent_to_date: int
    quarters_in: int
    """Quarters of the year for which spending was returned."""
    quarters_due: int
    rest_of_year: int | None
    """The partner's newest forecast for the rest of the year."""
    cells: tuple[str, ...] = ()
    """File and cell of every amount spent."""

    @property
    def partners_outturn(self) -> int | None:
        """The year's outturn as the partner forecasts it."""
        whole = self.rest_of_year is not None and self.quarters_in == self.quarters_due
        return self.spent_to_date + (self.rest_of_year or 0) if whole else None

    @property
    def sentence(self) -> str:
        """Spending against profile, in words."""
        if not self.quarters_in:
            return f"{self.action}, {self.line}: no spending was returned this year."
        spent, planned = pounds_shown(self.spent_to_date), pounds_shown(self.planned_in)
        missing = self.quarters_due - self.quarters_in
        gap = f"; {missing} quarter{'s are' if missing > 1 else ' is'} not in" if missing else ""
        share = f" ({self.spent_to_date / self.planned_in:.0%})" if self.planned_in else ""
        return f"{self.action}, {self.line}: {spent} spent of {planned} planned{share}{gap}."


@dataclass(frozen=True)
class Outturn:
    """What will have been spent by the end of the financial year, in pence, with its range."""

    action: str
    line: str
    kind: str
    low: int
    middle: int
    high: int
    """Low and high hold 90%."""
    own_weight: float
    """How much the action's own record counts beside that of its kind, 0 to 1."""
    class_members: int
    class_records: int
    planned: int
    partners: int | None

    @property
    def sentence(self) -> str:
        """The outturn in words."""
        spread = f"{pounds_shown(self.low)} to {pounds_shown(self.high)}, 90%"
        own = "" if self.partners is None else (
            f"; the partner expects {pounds_shown(self.partners)}"
        )  # fmt: skip
        return (
            f"{self.action}, {self.line}: about {pounds_shown(self.middle)} by the end of the year "
            f"({spread}), of {pounds_shown(self.planned)} planned{own}."
        )


Basis = Literal["own record and its kind's", "own record and published bias", "published bias",
                "own record alone"]  # fmt: skip


@dataclass(frozen=True)
class ForecastDelay:
    """By how many years an action is expected to be late."""

    action: str
    title: str
    years: float
    low: float | None
    high: float | None
    """Low and high hold 90%; None when one record alone says nothing about the range."""
    basis: Basis
    milestones: int
    """Milestones of its own that it rests on."""
    sources: tuple[str, ...]
    """Cells, and ids of assumptions."""

    @property
    def sentence(self) -> str:
        """The delay in words."""
        spread = "" if self.low is None or self.high is None else (
            f" ({self.low:.1f} to {self.high:.1f}, 90%)".replace("-", "−")
        )  # fmt: skip
        return f"{self.title}: about {self.years:.1f} years late{spread}, from {self.basis}."


@dataclass(frozen=True)
class RiskStanding:
    """A risk of the register beside what returns say of its action."""

    action: str
    risk: str
    title: str
    likelihood: str
    impact: str
    delay_years: float
    loss_share: float
    rating: str
    """The newest rating of the action; "" when none was returned."""
    delay_so_far: float | None
    """The action's forecast delay in years."""
    moves: bool
    """Whether it would move the projection: it has a delay or a loss."""

    @property
    def come_to_pass(self) -> bool:
        """Whether the action is already forecast to be as late as the risk would make it."""
        return self.delay_years > 0 and (self.delay_so_far or 0.0) >= self.delay_years


@dataclass(frozen=True)
class Delivery:
    """How a plan's delivery stands."""

    quarter: str
    """The quarter up to which it is told."""
    day: date
    slips: tuple[Slip, ...]
    spending: tuple[Spending, ...]
    outturns: tuple[Outturn, ...]
    delays: tuple[ForecastDelay, ...]
    """Actions forecast to be late, latest first."""
    risks: tuple[RiskStanding, ...]
    returns_in: int
    returns_due: int
    notes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The headline."""
        if not self.returns_in:
            return "No return is in yet, so delivery is known from the plan alone."
        late = [s for s in self.slips if s.days is not None and s.days > 0]
        known = [s for s in self.slips if s.days is not None]
        spent = sum(one.spent_to_date for one in self.spending)
        planned = sum(one.planned_in for one in self.spending)
        words = f"{len(late)} of {len(known)} milestones that are known of are late"
        if planned:
            words += (
                f"; {pounds_shown(spent)} was spent of {pounds_shown(planned)} planned this "
                "year for the quarters that are in"
            )
        return f"{words}. {self.returns_in} of {self.returns_due} returns due are in."
