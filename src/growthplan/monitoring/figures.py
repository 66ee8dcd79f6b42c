"""Figures of monitoring: signal, chance, level, trend, gap and rates of error."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from growthplan.monitoring.alarm import Alarms
from growthplan.monitoring.signal import Signal
from growthplan.monitoring.signal_words import in_words
from growthplan.monitoring.trajectory import BASES, PlannedPath
from growthplan.monitoring.trend import Estimated, Underlying
from growthplan.vocabulary import Figure, Input, Lineage, Period, Place, display

Cell = Callable[[pl.DataFrame], tuple[Input, ...]]
"""Published rows (store columns) as inputs with release, file and cell."""

STATUS = "status"
_ASSUMED = (
    "Shocks and noise are normal and independent from year to year; their size is common to places "
    "alike up to a factor of each place's own.",
    "The trend may change once, when the plan begins; before and after it moves as in the past.",
)


def signal_figure(
    id_: str, place: str, period: str, signal: Signal, inputs: tuple[Input, ...]
) -> Figure:
    """`signal/ID/PLACE/PERIOD`."""
    return Figure(
        id=f"signal/{id_}/{place}/{period}",
        value=signal.status,
        display=signal.status,
        unit=STATUS,
        place=place,
        period=period,
        sentence=signal.sentence,
        lineage=Lineage(
            formula="the rule of signals on the chance of reaching the goal, figure by figure",
            inputs=inputs,
            functions=("growthplan.monitoring.statuses",),
        ),
    )


def figures_of(
    id_: str,
    title: str,
    place: Place,
    found: Estimated,
    path: PlannedPath,
    signal: Signal,
    picture: Underlying,
    rates: Alarms | None,
    cell: Cell,
) -> tuple[Figure, ...]:
    """All figures of one watched series, the signal first."""
    newest = found.readings.table.row(-1, named=True)["period"]
    made = _Made(id_, title, place, newest, found.readings.unit, picture.method)
    level = made.level(found, cell(found.readings.table))
    trend = made.trend(picture, level)
    chance = made.chance(signal, path, level)
    rest = [made.gap(signal, path, level)] if signal.gap is not None else []
    rest += made.rates(rates, level) if rates is not None else []
    first = signal_figure(
        id_, place.code, newest, signal, (_other(chance), *(_other(f) for f in rest))
    )
    return (first, chance, level, trend, *rest)


def _other(figure: Figure) -> Input:
    value = figure.value if isinstance(figure.value, float) else None
    return Input(label=figure.sentence, value=value, unit=figure.unit, figure=figure.id)


class _Made:
    """What figures of one series share; each method makes one of them."""

    def __init__(
        self, id_: str, title: str, place: Place, period: str, unit: str, method: str
    ) -> None:
        self._tail = f"{id_}/{place.code}/{period}"
        self._title, self._place, self._period = title, place, period
        self._unit, self._method = unit, method
        self._when = str(Period(period))

    def _figure(
        self,
        measure: str,
        value: float,
        unit: str,
        sentence: str,
        formula: str,
        inputs: tuple[Input, ...],
        shown: str | None = None,
        ends: tuple[float | None, float | None] = (None, None),
        caveats: tuple[str, ...] = (),
        function: str = "estimate",
    ) -> Figure:
        return Figure(
            id=f"{measure}/{self._tail}",
            value=value,
            display=shown or display(value, unit),
            unit=unit,
            low=ends[0],
            high=ends[1],
            place=self._place.code,
            period=self._period,
            sentence=sentence,
            lineage=Lineage(
                formula=formula,
                inputs=inputs,
                functions=(f"growthplan.monitoring.{function}",),
                assumptions=_ASSUMED,
            ),
            caveats=(self._method, *caveats),
        )

    def level(self, found: Estimated, inputs: tuple[Input, ...]) -> Figure:
        middle, low, high = found.between(found.newest, 0.9)
        unit = self._unit
        return self._figure(
            "underlying_level", middle, unit,
            f"{self._title} in {self._place.name} in {self._when}, with noise and revision taken "
            f"out: {display(middle, unit)} (between {display(low, unit)} and "
            f"{display(high, unit)}, 90%).",
            "state-space filter of a level and a trend on every published figure", inputs,
            ends=(low, high),
        )  # fmt: skip

    def trend(self, picture: Underlying, level: Figure) -> Figure:
        unit = picture.trend_unit
        low, high = picture.trend_low, picture.trend_high
        shown = [display(x, unit) for x in (picture.trend, low, high)]
        apart = " It cannot be told apart from no change." if low <= 0 <= high else ""
        name = "" if unit.startswith("%") else f" {unit}"
        return self._figure(
            "underlying_trend", picture.trend, unit,
            f"{self._title} in {self._place.name} changes by {shown[0]}{name} at {self._when} "
            f"(between {shown[1]} and {shown[2]}, 90%).{apart}",
            "change a year of the underlying level at the newest figure", (_other(level),),
            ends=(low, high),
        )  # fmt: skip

    def chance(self, signal: Signal, path: PlannedPath, level: Figure) -> Figure:
        chance = signal.probability or 0.0
        return self._figure(
            "on_track_probability", chance, "share",
            f"The chance that {self._title} in {self._place.name} is at least as good as planned "
            f"in {path.end} ({display(path.goal, self._unit)}) is {in_words(chance)}, on figures "
            f"to {self._when}.",
            "share of the forecast's distribution for the last year that is as good as the goal",
            (_other(level),), in_words(chance),
            caveats=(f"Planned path: {BASES[path.basis]}. {path.sentence}",),
        )  # fmt: skip

    def gap(self, signal: Signal, path: PlannedPath, level: Figure) -> Figure:
        assert signal.gap is not None
        unit = "percentage points" if self._unit == "%" else self._unit
        return self._figure(
            "gap_to_path", signal.gap, unit,
            f"{self._title} in {self._place.name} in {self._when}: underlying level less planned "
            f"level {display(signal.gap, unit)} (between {display(signal.gap_low, unit)} and "
            f"{display(signal.gap_high, unit)}, 90%).",
            "underlying level - planned level", (_other(level),),
            ends=(signal.gap_low, signal.gap_high),
            caveats=(f"Planned path: {BASES[path.basis]}. {path.sentence}",),
        )  # fmt: skip

    def rates(self, rates: Alarms, level: Figure) -> list[Figure]:
        halfway = (len(rates.detection) + 1) // 2
        noise = f"simulated at most {rates.error:.1%} off (Monte Carlo standard error)"
        return [
            self._figure(
                name, share[halfway - 1], "share",
                f"{self._title} in {self._place.name}: {words} {share[halfway - 1]:.0%} of "
                f"{rates.futures} simulated futures, by {halfway} yearly figures.",
                f"share of simulated futures; {noise}", (_other(level),),
                caveats=(rates.sentence,), function="alarms",
            )
            for name, share, words in (
                ("false_alarm_rate", rates.false_alarm,
                 "off track is wrongly said of a plan that reaches its goal in"),
                ("detection_rate", rates.detection,
                 "off track is said of a plan that falls short and misses its goal in"),
            )
        ]  # fmt: skip
