"""Progress: how much of the plan is on track, off track, cannot be told yet, or has no data."""

from __future__ import annotations

from collections import Counter

from growthplan.monitoring import STATUSES, Watched
from growthplan.report.model import (
    Block,
    KeyFigure,
    KeyFigures,
    Note,
    Page,
    Prose,
    Section,
)
from growthplan.report.pages.files import downloads
from growthplan.report.pages.progress_tracks import chances_chart, track_chart
from growthplan.report.pages.progress_view import (
    HEAD,
    MEASURES,
    NAME,
    ProgressView,
    anchor,
    chance,
    gap,
    period_in_words,
    until_told,
)
from growthplan.report.prose import Link, RichText, rich
from growthplan.report.table import Column, Row, Table

_PAST = "Each past case was worked out from what had been published by then."


def progress_page(of: ProgressView) -> Page:
    """The page that leads to all others on progress."""
    sections = [
        Section("outcomes", "The headline outcomes", _outcomes(of)),
        Section("nowcast", "Years that are not published yet", _nowcast(of)),
        Section("measures", "Everything that is watched", (measures_table(of),)),
        Section("authorities", "In each local authority", _authorities(of)),
        Section("rule", "How a signal is given, and how often it is wrong", _rule(of)),
    ]
    return Page(
        HEAD,
        NAME,
        title_of(of),
        _lede(of),
        tuple(one for one in sections if one.blocks),
        lead=_lead(of),
        downloads=downloads(),
        caveat=rich("{c}", c=" ".join(of.found.notes)) if of.found.notes else (),
    )


def title_of(of: ProgressView) -> str:
    """`2 of 30 measures are on track and 1 is off track; 20 cannot be told yet`."""
    n = of.found.counts
    many = len(of.own)
    if not many:
        return "Nothing of the plan is watched yet"
    first = f"{n['on track']} of {many} measures {_are(n['on track'])} on track"
    off = f"{n['off track']} {_are(n['off track'])} off track"
    rest = n["cannot tell yet"]
    if not n["on track"] and not n["off track"]:
        return f"No measure can be told to be on or off track yet: {rest} are too early or noisy"
    return f"{first} and {off}; {rest} cannot be told yet"


def _are(many: int) -> str:
    return "is" if many == 1 else "are"


def _lede(of: ProgressView) -> tuple[RichText, ...]:
    counts = of.counts
    what = rich(
        "On track: {on}. Off track: {off}. Cannot tell yet: {unsure}. No data: {none}.",
        on=counts["on track"], off=counts["off track"], unsure=counts["cannot tell yet"],
        none=counts["no data"],
    )  # fmt: skip
    sure = rich("{r}", r=of.found.rule)
    return what, sure, _so_what(of)


def _so_what(of: ProgressView) -> RichText:
    waits = [one.signal.releases_to_tell for one in of.own
             if one.signal.status == "cannot tell yet" and one.signal.releases_to_tell]  # fmt: skip
    never = sum(one.signal.status == "cannot tell yet" and not one.signal.releases_to_tell
                for one in of.own)  # fmt: skip
    if waits:
        soonest = min(waits)
        first = "one more yearly figure" if soonest == 1 else f"{soonest} more yearly figures"
        return rich(
            "“Cannot tell yet” is a result: the soonest could be told after {f}, and {n} not "
            "before their path ends.",
            f=first, n=str(never),
        )  # fmt: skip
    return rich("“Cannot tell yet” is a result: it says that noise is still larger than progress.")


def key_counts(of: ProgressView) -> KeyFigures:
    """How many measures have each status, side by side."""
    names = {"on track": "On track", "off track": "Off track",
             "cannot tell yet": "Cannot tell yet", "no data": "No data"}  # fmt: skip
    return KeyFigures(tuple(
        KeyFigure(names[status], of.counts[status].id,
                  rich("of {n} measures", n=str(len(of.own)))) for status in STATUSES
    ))  # fmt: skip


def _lead(of: ProgressView) -> tuple[Block, ...]:
    keys = key_counts(of)
    chart = chances_chart(of, _chances_table(of))
    if chart is None:
        return keys, Note("no data", rich("No measure has a path and enough figures to judge it."))
    return keys, chart


def _chances_table(of: ProgressView) -> Table:
    whole = measures_table(of)
    keep = ("measure", "chance", "status", "period")
    indexes = [n for n, c in enumerate(whole.columns) if c.key in keep]
    rows = tuple(tuple(row[n] for n in indexes) for row in whole.rows)
    return Table("progress-chances", "Chance of being where the plan means it",
                 tuple(whole.columns[n] for n in indexes), rows, of.source,
                 part_of="progress-measures")  # fmt: skip


def measures_table(of: ProgressView) -> Table:
    """Every measure of the place with its signal."""
    columns = (
        Column("measure", "Measure", kind="text"),
        Column("kind", "Kind", kind="text", files_only=True),
        Column("period", "Newest", kind="text"),
        Column("status", "Signal", kind="verdict"),
        Column("chance", "Chance", kind="written"),
        Column("gap", "From its path (90%)", kind="written"),
        Column("needs", "What would tell", kind="text"),
        Column("why", "Why", kind="text", files_only=True),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple(_row(one) for one in of.own)
    links = {one.title: f"{MEASURES}.html#{anchor(one)}" for one in of.own}
    return Table("progress-measures", f"Measures of the plan, {of.place}", columns, rows,
                 of.source, links=links)  # fmt: skip


def _row(one: Watched) -> tuple[str | None, ...]:
    return (
        one.title, one.kind, period_in_words(one) or None, one.signal.status, chance(one) or None,
        gap(one) or None, until_told(one), one.signal.sentence, one.id,
    )  # fmt: skip


def _outcomes(of: ProgressView) -> tuple[Block, ...]:
    found: list[Block] = []
    for one in of.own:
        if not one.headline:
            continue
        found.append(Prose((told(one),)))
        chart = track_chart(of, one)
        if chart is not None:
            found.append(chart)
    return tuple(found)


def told(one: Watched) -> RichText:
    """What is said of a measure, with its own page's anchor."""
    link = Link(one.title, f"{MEASURES}.html#{anchor(one)}")
    return rich("{l}. {s}", l=link, s=one.signal.sentence)


def _nowcast(of: ProgressView) -> tuple[Block, ...]:
    made = of.found.nowcast
    if made is None:
        return ()
    words = Prose((rich("{s}", s=made.sentence), *(rich("{n}", n=n) for n in made.notes)))
    columns = (
        Column("method", "Method", kind="text"),
        Column("horizon", "Years ahead", decimals=0),
        Column("errors", "Past cases", decimals=0),
        Column("mean_absolute_error", "Error, mean size", "%", decimals=2),
        Column("bias", "Error, mean", "%", decimals=2, signed=True),
        Column("beats_no_change", "Better than no change", kind="text"),
        Column("coverage", "Within its 90% range", "%", decimals=0),
    )
    rows = tuple(_record_row(row) for row in made.record.to_dicts())
    table = Table("nowcast-record", "How each method did before", columns, rows, of.source,
                  notes=(_PAST,))  # fmt: skip
    return words, table


def _record_row(row: dict[str, object]) -> tuple[str | int | float | None, ...]:
    share = row["coverage"]
    beats = row["beats_no_change"]
    return (
        str(row["method"]), _int(row["horizon"]), _int(row["errors"]),
        _float(row["mean_absolute_error"]), _float(row["bias"]),
        None if beats is None else "yes" if beats else "no",
        100 * share if isinstance(share, float) else None,
    )  # fmt: skip


def _int(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _float(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _authorities(of: ProgressView) -> tuple[Block, ...]:
    """How many measures stand how in each authority: to look closer, not to rank."""
    others = [one for one in of.found.watched if one.place.code != of.found.place.code]
    if not others:
        return ()
    names = sorted({one.place.name for one in others})
    counted = (Column(s.replace(" ", "_"), s.capitalize(), decimals=0) for s in STATUSES)
    columns = (Column("authority", "Local authority", kind="text"), *counted)
    rows: list[Row] = []
    for name in names:
        counts = Counter(one.signal.status for one in others if one.place.name == name)
        rows.append((name, *(counts[s] for s in STATUSES)))
    note = (
        "In alphabetical order. Figures of one authority are noisier than those of the whole, so "
        "more cannot be told."
    )
    return (
        Table("progress-authorities", "Signals in each local authority", columns, tuple(rows),
              of.source, notes=(note,)),
        _details(of),
    )  # fmt: skip


def _details(of: ProgressView) -> Table:
    columns = (
        Column("place", "Place", kind="text"),
        Column("measure", "Measure", kind="text"),
        Column("period", "Newest", kind="text"),
        Column("status", "Signal", kind="verdict"),
        Column("chance", "Chance", kind="written"),
        Column("gap", "From its path (90%)", kind="written"),
        Column("needs", "What would tell", kind="text", files_only=True),
        Column("why", "Why", kind="text", files_only=True),
    )
    rows = tuple(
        (one.place.name, one.title, period_in_words(one) or None, one.signal.status,
         chance(one) or None, gap(one) or None, until_told(one), one.signal.sentence)
        for one in of.found.watched if one.place.code != of.found.place.code
    )  # fmt: skip
    return Table("progress-authorities-all", "Each signal of each local authority", columns, rows,
                 of.source)  # fmt: skip


def _rule(of: ProgressView) -> tuple[Block, ...]:
    words = rich(
        "Simulated for each series with its own noise: a false alarm says off track of a series "
        "that reaches its goal; detection says it of one that makes no progress."
    )
    known = [one for one in of.own if one.alarms is not None]
    if not known:
        return (Prose((rich("{r}", r=of.found.rule),)),)
    return Prose((rich("{r}", r=of.found.rule), words)), _alarms_table(of)


def _alarms_table(of: ProgressView) -> Table:
    after = 5
    columns = (
        Column("measure", "Measure", kind="text"),
        Column("false_alarm", "False alarm by the end", "%"),
        Column("detection", f"Detection after {after} figures", "%"),
        Column("false_comfort", "False comfort by the end", "%"),
        Column("confirmation", f"Confirmation after {after} figures", "%"),
        Column("error", "Error of simulation", "percentage points"),
    )
    rows: list[Row] = []
    for one in of.own:
        if one.alarms is None:
            continue
        a = one.alarms
        at = min(after, len(a.detection)) - 1
        rates = (a.false_alarm[-1], a.detection[at], a.false_comfort[-1], a.confirmation[at])
        rows.append((one.title, *(100 * rate for rate in rates), 100 * a.error))
    return Table("alarm-rates", "How often the rule is wrong, and how soon it is right", columns,
                 tuple(rows), of.source)  # fmt: skip
