"""Pictures of what is watched: the series on its path, and the chances beside each other."""

from __future__ import annotations

from growthplan.monitoring import UNDERLYING, Watched
from growthplan.report.charts import Bar, Fan, Track, bars, track_over_time
from growthplan.report.model import Chart
from growthplan.report.pages.progress_view import ProgressView, chance, in_words
from growthplan.report.table import Column, Table
from growthplan.vocabulary import MINUS, display

_BANDS = (50, 80, 90)


def track_chart(of: ProgressView, one: Watched) -> Chart | None:
    """One measure: published figures, the level underneath, the planned path; None where too few
    figures are published to look underneath."""
    if one.underlying is None:
        return None
    rows = one.underlying.table.to_dicts()
    known = [row for row in rows if not row["ahead"]]
    levels = [row for row in rows if row["level"] is not None]
    if not known or not levels:
        return None
    planned = tuple((row["year"], row["planned"]) for row in rows if row["planned"] is not None)
    track = Track(
        tuple((row["year"], row["published"]) for row in rows if row["published"] is not None),
        Fan(
            tuple((row["year"], row["level"]) for row in levels),
            {
                band: tuple((row["year"], row[f"low{band}"], row[f"high{band}"]) for row in levels)
                for band in _BANDS
            },
        ),
        known[-1]["year"],
        display(levels[-1]["level"], one.unit),
        planned,
        display(planned[-1][1], one.unit) if planned else "",
    )
    drawing = track_over_time(
        track,
        ticks=lambda value: tick(value, one.unit),
        divide=f"Published to {known[-1]['year']}, forecast after it",
        alt=_alt(one, track),
    )
    return Chart(
        f"track-{one.id}",
        _finding(one),
        f"{one.title}, {one.unit}, {of.place}: dots as published, line and ranges (50%, 80%, 90%) "
        "the level underneath" + (", dark line as planned" if planned else ""),
        drawing,
        _source(of, one),
        track_table(of, one),
        notes=(one.underlying.method,),
    )


def tick(value: float, unit: str) -> str:
    """A number on an axis, short.

    >>> tick(80000.0, "£m"), tick(37.5, "£ per hour"), tick(750000.0, "jobs"), tick(-2.5, "%")
    ('£80bn', '£37.5', '750,000', '−2.5%')
    """
    size = abs(value)
    big = next(((size / 10**n, word) for n, word in ((9, "bn"), (6, "m")) if size >= 10**n), None)
    number, word = big or (size, "")
    if unit == "£m":
        number, word = (size / 1000, "bn") if size >= 1000 else (size, "m" if size else "")
    mark = "%" if unit == "%" else ""
    pound = "£" if unit.startswith("£") else ""
    return f"{MINUS if value < 0 else ''}{pound}{number:,.10g}{word}{mark}"


def _finding(one: Watched) -> str:
    status = one.signal.status
    more = {"cannot tell yet": " whether it is on track"}.get(status, "")
    return f"{one.title}: {status}{more}"


def _alt(one: Watched, track: Track) -> str:
    meant = f"; planned {track.planned_label} in {track.planned[-1][0]}" if track.planned else ""
    last = track.published[-1]
    return (
        f"{_finding(one)}. Published {display(last[1], one.unit)} for {last[0]}; if it goes on, "
        f"{track.end_label} in {track.underlying.points[-1][0]}{meant}."
    )


def _source(of: ProgressView, one: Watched) -> str:
    day = f", newest release of {in_words(one.released)}" if one.released else ""
    return f"{one.statistic or one.title}{day}; level underneath by growthplan"


def track_table(of: ProgressView, one: Watched) -> Table:
    """What a picture is drawn from."""
    assert one.underlying is not None
    heads = {"year": "Year", "published": "Published", "level": "Level underneath",
             "planned": "Planned"}  # fmt: skip
    columns = [
        Column(key, heads[key], "" if key == "year" else one.unit,
               kind="year" if key == "year" else "number", decimals=2)
        for key in ("year", "published", "level")
    ]  # fmt: skip
    columns += [
        Column(f"{end}{band}", f"{end.capitalize()}, {band}%", one.unit, decimals=2,
               files_only=band != 90)
        for band in _BANDS for end in ("low", "high")
    ]  # fmt: skip
    columns += [
        Column("planned", "Planned", one.unit, decimals=2),
        Column("ahead", "", kind="text"),
    ]
    rows = tuple(
        tuple(("forecast" if row["ahead"] else "known") if c.key == "ahead" else row[c.key]
              for c in columns)
        for row in one.underlying.table.select(list(UNDERLYING)).to_dicts()
    )  # fmt: skip
    columns[-1] = Column("ahead", "Known or forecast", kind="text")
    return Table(f"track-{one.id}", f"{one.title} and its planned path, {of.place}",
                 tuple(columns), rows, _source(of, one))  # fmt: skip


def chances_chart(of: ProgressView, table: Table) -> Chart | None:
    """The chance of every measure to be where the plan means it, the most likely first."""
    known = [one for one in of.own if one.signal.probability is not None]
    if not known:
        return None
    ranked = sorted(known, key=lambda one: -(one.signal.probability or 0.0))
    rows = tuple(
        Bar(one.title, 100 * (one.signal.probability or 0.0),
            f"{chance(one)}, {one.signal.status}")
        for one in ranked
    )  # fmt: skip
    finding = f"{ranked[0].title} is the likeliest to be where the plan means it"
    if (ranked[0].signal.probability or 0.0) < 0.5:
        finding = "No measure is likelier than not to be where the plan means it"
    spoken = "; ".join(f"{row.name} {row.shown}" for row in rows)
    return Chart(
        "progress-chances",
        finding,
        "Chance that the level underneath is at least as good as planned in the year that the "
        "path leads to, per cent",
        bars(rows, alt=f"{finding}: {spoken}."),
        of.source,
        table,
    )
