"""The scorecard as tables, one a driver, and how many indicators are ahead or behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from growthplan.drivers import RULE, Scorecard
from growthplan.report.model import Block, Note, Prose
from growthplan.report.pages.counts import count_figure
from growthplan.report.pages.evidence import said, start_of_sentence
from growthplan.report.prose import rich
from growthplan.report.table import Column, Row, Table
from growthplan.vocabulary import Figure, Period, Source, display

AHEAD, BEHIND, UNTOLD = "ahead", "behind", "cannot tell"


@dataclass(frozen=True)
class Tally:
    """How many indicators with a figure stand where against the comparator."""

    ahead: Figure
    behind: Figure
    untold: Figure
    total: int

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (self.ahead, self.behind, self.untold)


def tally(card: Scorecard) -> Tally:
    """Count verdicts over indicators that have a figure; the direction of some is neither."""
    known = card.table.filter(pl.col("value").is_not_null())
    to = said(card.comparator)
    period = str(known["period"].str.slice(0, 4).max() or "none")
    verdicts = [
        figure
        for figure in card.figures
        if figure.id.startswith("driver_verdict/") and not figure.id.endswith("/peers")
    ]

    def one(name: str, verdict: str, words: str) -> Figure:
        many = known.filter(pl.col("verdict") == verdict).height
        return count_figure(
            f"drivers_{name}",
            card.place.code,
            period,
            many,
            f"{many} of {known.height} driver indicators of {said(card.place)} {words} {to}.",
            f"count of indicators whose verdict is '{verdict}'",
            comparator=card.comparator.code,
            function="growthplan.drivers.scorecard",
            over=verdicts,
        )

    return Tally(
        one("ahead", AHEAD, "are ahead of"),
        one("behind", BEHIND, "are behind"),
        one("untold", UNTOLD, "cannot be told from"),
        known.height,
    )


def scorecard_tables(card: Scorecard, sources: Mapping[str, Source]) -> tuple[Table, ...]:
    """A table a driver, in the registry's order."""
    return tuple(
        _table(card, driver, card.table.filter(pl.col("driver") == driver), sources)
        for driver in card.table["driver"].unique(maintain_order=True)
    )


def short_scorecard(card: Scorecard, suffix: str) -> Table:
    """Every indicator in one table, for a page of an authority."""
    columns = (
        Column("title", "Indicator", kind="text"),
        Column("value", said(card.place), kind="written"),
        Column("comparator", start_of_sentence(said(card.comparator)), kind="written"),
        Column("verdict", f"Against {said(card.comparator)}", kind="verdict"),
        Column("movement", "Own past", kind="verdict"),
    )
    rows: tuple[Row, ...] = tuple(
        (
            row["title"],
            _shown(row, "value"),
            _shown(row, "comparator_value"),
            row["verdict"],
            row["movement"],
        )
        for row in card.table.filter(pl.col("value").is_not_null()).iter_rows(named=True)
    )
    return Table(
        f"scorecard-{suffix}",
        f"Drivers of {said(card.place)} against {said(card.comparator)}",
        columns,
        rows,
        "as listed on the page of drivers",
        notes=(RULE,),
    )


def _table(
    card: Scorecard, driver: str, rows: pl.DataFrame, sources: Mapping[str, Source]
) -> Table:
    columns = (
        Column("title", "Indicator", kind="text"),
        Column("value", said(card.place), kind="written"),
        Column("period", "Period", kind="text"),
        Column("comparator", start_of_sentence(said(card.comparator)), kind="written"),
        Column("verdict", f"Against {said(card.comparator)}", kind="verdict"),
        Column("peers", "Peers’ median", kind="written"),
        Column("peers_verdict", "Against peers", kind="verdict"),
        Column("movement", "Own past", kind="verdict"),
    )
    name = driver.replace(": ", "-").replace(" ", "-")
    known = [row for row in rows.iter_rows(named=True) if row["value"] is not None]
    used = {s for row in known for s in str(row["source"]).split("; ")}
    return Table(
        f"scorecard-{name}",
        start_of_sentence(driver),
        columns,
        tuple(_row(row) for row in rows.iter_rows(named=True)),
        publishers_of(used, sources),
        notes=_old(known),
    )


def publishers_of(ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Who published some releases, how many there are, and when the newest came."""
    known = [sources[id_] for id_ in ids if id_ in sources]
    said_of = []
    for publisher in sorted({source.publisher for source in known}):
        own = [source for source in known if source.publisher == publisher]
        newest = max(source.released for source in own)
        many = f"{len(own)} releases, the newest of" if len(own) > 1 else "release of"
        said_of.append(f"{publisher} ({many} {newest:%B %Y})")
    return "; ".join(said_of) or "no release has a figure"


def _row(row: dict[str, object]) -> Row:
    if row["value"] is None:
        return (str(row["title"]), str(row["how"]), *[None] * 2, UNTOLD, None, UNTOLD, UNTOLD)
    return (
        str(row["title"]),
        _shown(row, "value"),
        str(Period(str(row["period"]))),
        _shown(row, "comparator_value"),
        str(row["verdict"]),
        _shown(row, "peers_median"),
        str(row["peers_verdict"]) if row["peers_median"] is not None else None,
        str(row["movement"]),
    )


def _shown(row: dict[str, object], name: str) -> str | None:
    value, unit = row[name], str(row["unit"])
    if not isinstance(value, float):
        return None
    shown = display(value, unit)
    return f"{shown} {unit}" if unit.startswith("per ") else shown


def _old(rows: list[dict[str, object]]) -> tuple[str, ...]:
    old = [str(r["title"]) for r in rows if isinstance(a := r["age_years"], float) and a >= 4]
    return (f"At least four years old: {', '.join(old)}.",) if old else ()


def findings_block(card: Scorecard) -> tuple[Block, ...]:
    """Parts of drivers that no good statistic speaks for: a finding of its own."""
    found = card.findings
    if found.is_empty():
        return ()
    table = Table(
        "drivers-without-statistic",
        "What no official statistic shows",
        (
            Column("driver", "Driver", kind="text"),
            Column("title", "What is missing", kind="text"),
            Column("finding", "Why", kind="text"),
        ),
        tuple(found.select("driver", "title", "finding").iter_rows()),
        "growthplan’s registry of driver indicators",
    )
    return (table,)


def missing_block(card: Scorecard) -> tuple[Block, ...]:
    """Notes on figures that are missing."""
    return tuple(Note("no data", rich("{n}", n=note)) for note in card.notes)


def rule_block(card: Scorecard) -> Prose:
    """How a verdict is reached."""
    return Prose((rich("{r}", r=card.method),))
