"""Pictures of one evaluation: beside what would have been, the gap, year by year, each method."""

from __future__ import annotations

import math

import polars as pl

from growthplan.evaluation import Estimate
from growthplan.report.charts import DotRow, Fan, Reference, dot_plot
from growthplan.report.charts.before_after import Began, Path, before_and_after
from growthplan.report.model import Chart
from growthplan.report.pages.evaluation_view import Examined
from growthplan.report.table import Column, Table

_BANDS = (90, 80, 50)


def path_chart(one: Examined) -> Chart | None:
    """The treated beside what they would have been, the last year before treatment as 100."""
    found = next((e for e in one.answered.estimates if "path" in e.tables
                  and "without" in e.tables["path"].columns), None)  # fmt: skip
    if found is None:
        return None
    rows = _indexed(found.tables["path"], one.answered.registration.outcome.scale)
    who, method = _who(one), one.title_of(found.estimator)
    last = rows[-1]
    finding = f"{who} against what it would have been: {_words(one, found)}"
    drawing = before_and_after(
        Path(who, tuple((year, own) for year, own, _ in rows), f"{last[1]:.0f}"),
        _began(one),
        beside=Path(
            "Without it", tuple((year, other) for year, _, other in rows), f"{last[2]:.0f}"
        ),
        alt=f"{finding}. In {last[0]} {who} stood at {last[1]:.1f} and would have stood at "
        f"{last[2]:.1f}.",
    )
    base = rows[_before(rows, one)][0]
    columns = (
        Column("year", "Year", kind="year"),
        Column("own", who, decimals=1),
        Column("without", "Without it", decimals=1),
    )
    subtitle = f"{one.answered.panel.measured}, {who} in {base} = 100. Method: {method}"
    return Chart(
        f"path-{one.answered.registration.id}", finding, subtitle, drawing, one.source(),
        Table(f"path-of-{one.answered.registration.id}", f"{who} and what it would have been",
              columns, tuple(rows), one.source(), notes=(f"{who} in {base} = 100.",)),
    )  # fmt: skip


def _indexed(path: pl.DataFrame, scale: str) -> list[tuple[int, float, float]]:
    """Year, treated and without treatment, the treated in the last year before as 100."""
    base = path.filter(~pl.col("after")).row(-1, named=True)["treated"]

    def index(value: float) -> float:
        if scale == "log":
            return 100 * math.exp((value - base) / 100)
        return 100 * value / base if base else value

    return [
        (int(row["time"]), index(row["treated"]), index(row["without"]))
        for row in path.iter_rows(named=True)
    ]


def _before(rows: list[tuple[int, float, float]], one: Examined) -> int:
    return max(n for n, row in enumerate(rows) if row[0] < _began(one).year)


def _began(one: Examined) -> Began:
    year = int(one.answered.panel.times[one.answered.panel.start])
    return Began(year, f"from {year}")


def _who(one: Examined) -> str:
    names = one.answered.panel.treated_names
    return names[0] if len(names) == 1 else f"Mean of {len(names)} areas"


def _words(one: Examined, found: Estimate) -> str:
    """The effect in a few words."""
    size = one.written(abs(found.effect))
    side = "higher" if found.effect > 0 else "lower"
    if found.told:
        return f"{size} {side}"
    return f"{size} {side}, which cannot be told from no change"


def gap_chart(one: Examined) -> Chart | None:
    """The gap to the synthetic control, against those of places that were not treated."""
    gaps = one.gaps
    if gaps is None or len(gaps.placebos) < 10:
        return None
    years = [int(time) for time in one.answered.panel.times]
    bands = {
        width: tuple(
            (year, float(low), float(high))
            for year, low, high in zip(years, *gaps.band(width / 100), strict=True)
        )
        for width in _BANDS
    }
    own = tuple(zip(years, (float(v) for v in gaps.own), strict=True))
    outside = [
        year for (year, value), (_, low, high) in zip(own, bands[90], strict=True)
        if year >= _began(one).year and not low <= value <= high
    ]  # fmt: skip
    after = sum(year >= _began(one).year for year in years)
    many = len(gaps.placebos)
    finding = (
        f"{_who(one)} strays no further than places where nothing was done"
        if not outside
        else f"In {len(outside)} of {after} years {_who(one)} lies outside where nine in ten "
        "places lie in which nothing was done"
    )
    drawing = before_and_after(
        Path(_who(one), own, one.written(own[-1][1]).removesuffix(" log points")),
        _began(one),
        band=Fan(own, bands),
        band_words=f"{many} untreated",
        level="No gap",
        alt=f"{finding}.",
    )
    columns = (
        Column("year", "Year", kind="year"),
        Column("gap", f"Gap of {_who(one)}", one.answered.unit, signed=True),
        *(
            Column(f"{end}_{width}", f"{end.title()}, {width}% of others", one.answered.unit,
                   signed=True)
            for width in _BANDS for end in ("low", "high")
        ),
    )  # fmt: skip
    rows = tuple(
        (year, value, *(end for width in _BANDS for end in bands[width][n][1:]))
        for n, (year, value) in enumerate(own)
    )
    id_ = one.answered.registration.id
    return Chart(
        f"gap-{id_}", finding,
        f"Gap to each place’s own synthetic control, {one.answered.unit}, less its mean before",
        drawing, one.source(),
        Table(f"gaps-of-{id_}", "The gap beside those of places that were not treated", columns,
              rows, one.source()),
        notes=("Each of the others is treated as though it had been the one.",),
    )  # fmt: skip


def event_chart(one: Examined) -> Chart | None:
    """The effect year by year with its interval, before and after."""
    found = one.event
    if found is None:
        return None
    rows = found.tables["path"].to_dicts()
    points = tuple((int(r["time"]), float(r["effect"])) for r in rows)
    band = tuple(
        (int(r["time"]), float(r["low"]), float(r["high"]))
        for r in rows if r["low"] is not None and r["high"] is not None
    )  # fmt: skip
    if not band:
        return None
    apart = [y for y, low, high in band if y < _began(one).year and (low > 0 or high < 0)]
    finding = (
        "Before it began the treated moved like the others, in every year within the interval"
        if not apart
        else f"Already in {', '.join(map(str, apart))}, before it began, the treated moved apart"
    )
    percent = f"{found.level:.0%}"
    drawing = before_and_after(
        Path(_who(one), points), _began(one), band=Fan(points, {90: band}),
        band_words=f"Line: {percent} interval", level="As before", dots=True,
        alt=f"{finding}.",
    )  # fmt: skip
    columns = (
        Column("year", "Year", kind="year"),
        Column("effect", "Difference", one.answered.unit, signed=True),
        Column("low", f"Low, {percent}", one.answered.unit, signed=True),
        Column("high", f"High, {percent}", one.answered.unit, signed=True),
    )
    id_ = one.answered.registration.id
    cells = tuple((int(r["time"]), r["effect"], r["low"], r["high"]) for r in rows)
    return Chart(
        f"event-{id_}", finding,
        f"Change against the others since the last year before, {one.answered.unit}",
        drawing, one.source(),
        Table(f"event-study-of-{id_}", "Difference to the others by year", columns, cells,
              one.source(), notes=(found.inference,)),
        notes=("Drawn to see; the registered rule does not use it.",),
    )  # fmt: skip


def estimators_chart(one: Examined) -> Chart:
    """Every registered estimator's effect with its interval, the deciding one on top."""
    answered = one.answered
    rows = tuple(
        DotRow(one.title_of(e.estimator), e.effect,
               one.written(e.effect).removesuffix(" log points"), e.low, e.high, n == 0)
        for n, e in enumerate(answered.estimates)
    )  # fmt: skip
    least = answered.registration.decision
    sign = 1 if least.direction == "up" else -1
    signs = {e.effect > 0 for e in answered.estimates}
    finding = (
        "The sign hangs on the method" if len(signs) > 1
        else "All methods put it on the same side" if len(rows) > 1
        else "One method was registered"
    )  # fmt: skip
    spoken = "; ".join(f"{one.title_of(e.estimator)} {one.written(e.effect)}, "
                       f"{one.written(e.low)} to {one.written(e.high)}"
                       for e in answered.estimates)  # fmt: skip
    chart = dot_plot(
        rows, Reference("Would matter from", sign * least.smallest, one.written(least.smallest)),
        Column("effect", "Effect", answered.unit), alt=f"{finding}: {spoken}.",
    )  # fmt: skip
    id_ = answered.registration.id
    return Chart(
        f"estimators-{id_}", finding,
        f"Effect, {answered.unit}, with {answered.registration.level:.0%} interval; blue decides",
        chart, one.source(), estimators_table(one),
    )  # fmt: skip


def estimators_table(one: Examined) -> Table:
    """Estimators side by side."""
    unit = one.answered.unit
    columns = (
        Column("estimator", "Estimator", kind="text"),
        Column("role", "Role", kind="text"),
        Column("effect", "Effect", unit, signed=True),
        Column("low", "Low", unit, signed=True),
        Column("high", "High", unit, signed=True),
        Column("p", "p", decimals=2),
        Column("grade", "Maryland grade", "of 5", decimals=0),
        Column("id", "Figure", kind="text", files_only=True),
    )
    rows = tuple(
        (one.title_of(e.estimator), "decides" if n == 0 else "beside", e.effect, e.low, e.high,
         e.p_value, e.grade.level, one.effects[e.estimator].id)
        for n, e in enumerate(one.answered.estimates)
    )  # fmt: skip
    notes = tuple(dict.fromkeys(f"{one.title_of(e.estimator)}: {e.inference}"
                                for e in one.answered.estimates))  # fmt: skip
    id_ = one.answered.registration.id
    return Table(f"estimators-of-{id_}", "Estimators side by side", columns, rows, one.source(),
                 notes=notes)  # fmt: skip
