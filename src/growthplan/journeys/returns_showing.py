"""What returns say: how they stand, a framework's table, and what is claimed twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from growthplan.journeys import running
from growthplan.journeys.returns_files import Kept, changed_evidence, read_kept
from growthplan.journeys.returns_setup import Setup, framework_of, open_setup
from growthplan.monitoring.double_count import Guarded, claims_of, guard
from growthplan.monitoring.framework_figures import framework_figures, overlap_figures
from growthplan.monitoring.frameworks import Entered, FrameworkTable, framework_table
from growthplan.monitoring.returns import (
    KeptReturn,
    Quarter,
    Standing,
    counting,
    quarter_of,
    quarters,
    read_quarter,
    standings,
)
from growthplan.plan import first_year
from growthplan.vocabulary import Fault, Figure, RunRecord

ILLUSTRATIVE = "Who returns what is illustrative, not published."


@dataclass(frozen=True)
class Returns:
    """Everything that was returned on a plan, on a day."""

    setup: Setup
    kept: Kept
    day: date
    quarter: Quarter
    """The newest quarter that is told of."""

    @property
    def counting(self) -> tuple[KeptReturn, ...]:
        """The version of each return that counts, oldest quarter first."""
        return counting(self.kept)

    @property
    def standings(self) -> tuple[Standing, ...]:
        """How every partner's return stands, from the first quarter asked for to the newest; none
        when nobody was asked and nothing came in."""
        asked = self.setup.partners.first
        known = [one.returned.period for one in self.counting]
        known += [Quarter(first_year(asked), 1)] if asked else []
        if not known:
            return ()
        span = quarters(min(known), self.quarter)
        return standings(self.setup.partners, self.kept, span, self.day)


@dataclass(frozen=True)
class Listed:
    """How returns stand, with what is wrong with their evidence."""

    returns: Returns
    standings: tuple[Standing, ...]
    warnings: tuple[Fault, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """A framework filled in, with its figures."""

    returns: Returns
    table: FrameworkTable
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    run: RunRecord


@dataclass(frozen=True)
class Overlapping:
    """What two programmes claim."""

    returns: Returns
    guarded: Guarded
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]


def open_returns(
    plan: Path | str,
    quarter: str | None = None,
    *,
    day: date | None = None,
    store: Path | None = None,
) -> Returns:
    """The returns on a plan. Without a quarter it is the newest returned, else the last over.

    With `day` only what had come in by then counts. Raises GrowthplanError with every fault of the
    plan's files and of the returns kept.
    """
    setup = open_setup(plan, store)
    today = day or running.start().date()
    kept = _by_then(read_kept(setup.folder), today)
    newest = max((one.returned.period for one in counting(kept)), default=None)
    chosen = read_quarter(quarter) if quarter else newest or _last_over(today)
    return Returns(setup, kept, today, chosen)


def list_returns(
    plan: Path | str,
    quarter: str | None = None,
    *,
    day: date | None = None,
    store: Path | None = None,
) -> Listed:
    """How every partner's return stands: all quarters, or one; and whether evidence changed.

    All quarters reach to the last that is over, so that one of which nothing came in is told too.
    """
    found = open_returns(plan, quarter, day=day, store=store)
    if quarter is None:
        found = replace(found, quarter=max(found.quarter, _last_over(found.day)))
    chosen = [one for one in found.standings if quarter is None or one.quarter == found.quarter]
    warnings = changed_evidence(found.setup.folder, found.counting)
    return Listed(found, tuple(chosen), tuple(warnings), notes_of(found.setup))


def show_framework(
    plan: Path | str,
    framework: str | None = None,
    quarter: str | None = None,
    *,
    day: date | None = None,
    store: Path | None = None,
) -> Shown:
    """A framework's table for a quarter, every number traced to partner, version and cell."""
    started = running.start()
    found = open_returns(plan, quarter, day=day, store=store)
    chosen = framework_of(found.setup, framework)
    table = framework_table(chosen, found.quarter, entered(found))
    inputs = found.setup.hashes | {one.where: one.sha256 for one in found.counting}
    command = f"returns show --framework {chosen.id} --quarter {found.quarter.code}"
    run = running.record(command, (), started, inputs, day)
    figures = running.stamped(framework_figures(table, found.setup.plan.place), run)
    notes = notes_of(found.setup)
    if chosen.basis == "illustrative":
        notes = (f"{chosen.title} is illustrative: what it asks for is not public.", *notes)
    return Shown(found, table, figures, notes, run)


def entered(found: Returns) -> Entered:
    """What frameworks are filled in from."""
    actions = {one.id: one.actions for one in found.setup.partners.partners}
    return Entered(found.setup.plan, found.counting, found.standings, actions)


def find_overlaps(
    plan: Path | str,
    quarter: str | None = None,
    *,
    day: date | None = None,
    store: Path | None = None,
) -> Overlapping:
    """What two programmes claim of the same site, firm and group in a quarter, or in any."""
    found = open_returns(plan, quarter, day=day, store=store)
    chosen = _of_quarter(found.counting, found.quarter if quarter else None)
    guarded = guard(claims_of(chosen))
    figures = overlap_figures(guarded, found.setup.plan.place)
    notes = list(notes_of(found.setup))
    if guarded.untold:
        notes.append(
            f"Claims that name neither site, firm nor group: {len(guarded.untold)}. Whether they "
            "overlap cannot be told."
        )
    return Overlapping(found, guarded, figures, tuple(notes))


def _of_quarter(returns: Iterable[KeptReturn], quarter: Quarter | None) -> list[KeptReturn]:
    return [one for one in returns if quarter is None or one.returned.period == quarter]


def _by_then(kept: Kept, day: date) -> Kept:
    known = {key: tuple(v for v in versions if v.received <= day) for key, versions in kept.items()}
    return {key: versions for key, versions in known.items() if versions}


def _last_over(today: date) -> Quarter:
    this = quarter_of(today)
    return Quarter(this.start - 1, 4) if this.number == 1 else Quarter(this.start, this.number - 1)


def notes_of(setup: Setup) -> tuple[str, ...]:
    """What a reader should know of who returns what."""
    said: Sequence[str] = [setup.partners.note] if setup.partners.note else []
    illustrative = [ILLUSTRATIVE] if setup.partners.basis == "illustrative" else []
    return (*illustrative, *said)
