"""Watch one outcome or indicator in one place: level, path, chance, signal, alarm rates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from growthplan.monitoring.alarm import Alarms
from growthplan.monitoring.alarm_rates import WORSE, Course, alarms, course
from growthplan.monitoring.figures import Cell, figures_of, signal_figure
from growthplan.monitoring.signal import Signal, Status
from growthplan.monitoring.signal_rule import statuses
from growthplan.monitoring.signal_words import Seen, words_of
from growthplan.monitoring.trajectory import PlannedPath
from growthplan.monitoring.trajectory_paths import Paths
from growthplan.monitoring.trajectory_watched import Watched
from growthplan.monitoring.trend import Estimated, Underlying, estimate, underlying
from growthplan.monitoring.trend_model import Variances
from growthplan.monitoring.trend_pool import FEWEST_FIGURES
from growthplan.monitoring.trend_readings import DIFFERENCE, Readings
from growthplan.vocabulary import Direction, Figure, Input, Place

_TELLS = 0.8
"""The share of futures in which the rule must tell before it is said to be able to."""


@dataclass(frozen=True)
class Wanted:
    """What is to be watched, wherever it is watched."""

    id: str
    title: str
    headline: bool
    kind: str
    statistic: str | None
    unit: str
    direction: Direction
    paths_of: Callable[[str], Callable[[tuple[int, float]], Paths]]
    """For a place's code, the planned paths from the (year, level) at which they begin."""
    missing: str
    """Why there is no official figure, and what is done about it; empty when there is one."""
    prices: int | None = None
    """The year in whose prices money is watched; None for each year's own."""
    notes: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The title, with the prices when they are not each year's own."""
        return self.title if self.prices is None else f"{self.title} in prices of {self.prices}"


@dataclass(frozen=True)
class Ground:
    """What the figures of one indicator are read with."""

    variances: Variances
    method: str
    cell: Cell
    start: int
    """The plan's first year."""
    alarms: bool = True
    """Whether rates of error are worked out, which takes longest."""


def unwatched(wanted: Wanted, place: Place, why: str, period: str) -> Watched:
    """One for which nobody publishes anything that could be read."""
    sentence = f"{wanted.title}, {place.name}: no data. {why}"
    signal = Signal("no data", sentence, None, None, None, None, None)
    entry = Input(
        label=f"{wanted.title}, as the plan has it", value=None, unit="",
        file="outcomes" if wanted.headline else "indicators", cell=wanted.id,
    )  # fmt: skip
    figure = signal_figure(wanted.id, place.code, period, signal, (entry,))
    return _watched(wanted, place, signal, replace(_NOTHING, figures=(figure,)))


def watch(wanted: Wanted, place: Place, readings: Readings, ground: Ground) -> Watched:
    """Watch one place (`readings` of it alone, in the unit of `wanted`)."""
    count = int(readings.table.height)
    newest = readings.table.row(-1, named=True)
    if count < FEWEST_FIGURES:
        signal = _too_few(wanted, place, count)
        figure = signal_figure(
            wanted.id, place.code, newest["period"], signal, ground.cell(readings.table)
        )
        rest = replace(_NOTHING, readings=readings, figures=(figure,))
        return _watched(wanted, place, signal, rest)
    up = wanted.direction is not Direction.DOWN
    path, earlier, found, at = _followed(wanted, place, readings, ground, up)
    history = _history(readings, ground, path, up, at)
    rates = _rates(found, at) if ground.alarms and path.end > ground.start else None
    signal = _signal(wanted, place, found, path, up, history, rates)
    picture = underlying(found, path, ground.method)
    figures = figures_of(
        wanted.id, wanted.said, place, found, path, signal, picture, rates, ground.cell
    )
    return _watched(wanted, place, signal, _Rest(readings, path, earlier, picture, rates, figures))


@dataclass(frozen=True)
class _Rest:
    readings: Readings | None = None
    path: PlannedPath | None = None
    earlier: tuple[PlannedPath, ...] = ()
    underlying: Underlying | None = None
    alarms: Alarms | None = None
    figures: tuple[Figure, ...] = ()


_NOTHING = _Rest()


def _followed(
    wanted: Wanted, place: Place, readings: Readings, ground: Ground, up: bool
) -> tuple[PlannedPath, tuple[PlannedPath, ...], Estimated, Course]:
    """The path from where the level stood when the plan began, and the level along it.

    Up to then the trend is the record's; after it, it may have changed (see `Course.fresh`).
    """
    before = readings.until(max(ground.start, readings.years[0] + FEWEST_FIGURES - 1))
    began = max(ground.start, before.years[-1])
    then = estimate(before, ground.variances, began)
    path, earlier = wanted.paths_of(place.code)((began, then.between(began, 0.5)[0]))
    if path is None:
        raise AssertionError("every series has a path")
    levels = tuple(readings.scaled(level) for _, level in path.points)
    step = _step(readings, path)
    at = course(len(before.years), then.slope, levels, up, step)
    found = estimate(readings, ground.variances, path.end, (path.start, at.fresh))
    return path, earlier, found, at


def _step(readings: Readings, path: PlannedPath) -> float:
    """What getting worse is, on the filter's scale: a share of the level; of a gap in %, as much of
    the comparator's level, since the gap itself may be next to nothing."""
    if readings.logged:
        return WORSE
    is_gap = DIFFERENCE in readings.indicator and readings.unit == "%"
    return 100 * WORSE if is_gap else WORSE * abs(path.points[0][1])


def _history(
    readings: Readings, ground: Ground, path: PlannedPath, up: bool, at: Course
) -> tuple[tuple[str, float, Status], ...]:
    """Chance and status after each figure since the path began, each from what was out by then."""
    printed = [r for r in readings.table.iter_rows(named=True) if r["year"] > path.start]
    chances = []
    for row in printed:
        known = readings.until(row["year"])
        found = estimate(known, ground.variances, path.end, (path.start, at.fresh))
        chances.append(found.chance(path.goal, path.end, up))
    said = statuses(chances)
    return tuple(
        (row["period"], chance, status)
        for row, chance, status in zip(printed, chances, said, strict=True)
    )


def _rates(found: Estimated, at: Course) -> Alarms:
    return alarms(found.variances, at, found.readings.window)


def _signal(
    wanted: Wanted,
    place: Place,
    found: Estimated,
    path: PlannedPath,
    up: bool,
    history: tuple[tuple[str, float, Status], ...],
    rates: Alarms | None,
) -> Signal:
    status: Status = history[-1][2] if history else "cannot tell yet"
    chance = found.chance(path.goal, path.end, up)
    gap = _gap(found, path)
    more = _more(rates, len(history)) if status == "cannot tell yet" else None
    newest = found.readings.table.row(-1, named=True)["period"]
    seen = Seen(
        wanted.said, place.name, found.readings.unit, newest, status, chance, gap, more, path,
        len(history), rates is not None,
    )  # fmt: skip
    middle, low, high = gap or (None, None, None)
    return Signal(status, words_of(seen), chance, middle, low, high, more, history)


def _gap(found: Estimated, path: PlannedPath) -> tuple[float, float, float] | None:
    """Level less planned level in the newest year, with its 90% range."""
    if found.newest < path.start:
        return None
    middle, low, high = found.between(found.newest, 0.9)
    planned = path.level(found.newest)
    return middle - planned, low - planned, high - planned


def _more(rates: Alarms | None, out: int) -> int | None:
    """Further figures until a plan that falls short is told four times in five."""
    if rates is None:
        return None
    able = next((n + 1 for n, share in enumerate(rates.detection) if share >= _TELLS), None)
    return None if able is None or able <= out else able - out


def _too_few(wanted: Wanted, place: Place, count: int) -> Signal:
    word = "figure is" if count == 1 else "figures are"
    more = FEWEST_FIGURES - count
    sentence = (
        f"{wanted.title}, {place.name}: cannot tell yet. Only {count} yearly {word} published for "
        f"this place; a level and its noise need at least {FEWEST_FIGURES}, so {more} more."
    )
    return Signal("cannot tell yet", sentence, None, None, None, None, None)


def _watched(wanted: Wanted, place: Place, signal: Signal, rest: _Rest) -> Watched:
    newest = rest.readings.table.row(-1, named=True) if rest.readings else None
    return Watched(
        wanted.id, wanted.title, wanted.headline, wanted.kind, place, wanted.statistic,
        rest.readings.unit if rest.readings else wanted.unit, wanted.direction,
        newest["period"] if newest else None, newest["released"] if newest else None, signal,
        rest.path, rest.earlier, rest.underlying, rest.alarms, rest.figures, wanted.notes,
    )  # fmt: skip
