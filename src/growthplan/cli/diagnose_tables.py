"""The tables that `growthplan diagnose` prints, and those of its JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
from rich.table import Table

from growthplan.cli.terminal import table
from growthplan.drivers import Constraints, Peers, Scorecard
from growthplan.report.diagnosis import Diagnosis
from growthplan.sectors import LocationQuotients, MixWithin
from growthplan.vocabulary import Period, display

_MARKS = {
    "ahead": "+",
    "behind": "-",
    "improving": "+",
    "worsening": "-",
    "more concentrated": "+",
    "less concentrated": "-",
}


def diagnosis_tables(found: Diagnosis, wide: bool = True) -> Iterator[Table]:
    """Each table that the diagnosis has, in the order in which a reader asks; without `wide` only
    the columns that fit 80 characters."""
    drivers, sectors = found.drivers, found.sectors
    yield _scorecard(drivers.scorecard, wide)
    if drivers.constraints is not None:
        yield _constraints(drivers.constraints, wide)
    if drivers.peers is not None and drivers.peers.table.height:
        yield _peers(drivers.peers, wide)
    if sectors.quotients is not None:
        yield _quotients(sectors.quotients)
    if sectors.mix is not None:
        yield _mix(sectors.mix)
    density = found.clusters.found.tables.get("density")
    if density is not None:
        yield _density(density.filter(pl.col("place") == found.place.code))


def diagnosis_tables_as_json(found: Diagnosis) -> dict[str, pl.DataFrame]:
    """Every table of the diagnosis by name."""
    drivers, sectors = found.drivers, found.sectors
    tables: dict[str, pl.DataFrame | None] = {
        "scorecard": drivers.scorecard.table,
        "drivers_without_statistic": drivers.scorecard.findings,
        "peers": drivers.peers.table if drivers.peers else None,
        "peers_of_the_publisher": drivers.peers.publisher if drivers.peers else None,
        "constraints": drivers.constraints.table if drivers.constraints else None,
        "constraint_indicators": drivers.constraints.groups if drivers.constraints else None,
        "constraint_models": drivers.constraints.fit if drivers.constraints else None,
        "causal_evidence": drivers.evidence,
        "location_quotients": sectors.quotients.table if sectors.quotients else None,
        "sector_levels": sectors.levels.levels if sectors.levels else None,
        "sector_growth": sectors.levels.growth if sectors.levels else None,
        "mix_and_within": sectors.mix.parts if sectors.mix else None,
        "mix_and_within_industries": sectors.mix.industries if sectors.mix else None,
        "mix_by_gva_shares": sectors.share_mix.parts if sectors.share_mix else None,
        "shift_share": sectors.shift.table if sectors.shift else None,
        "converging_pairs": sectors.convergence.pairs if sectors.convergence else None,
        "converging_triples": sectors.convergence.triples if sectors.convergence else None,
        "multipliers": sectors.multipliers.table if sectors.multipliers else None,
        "multiplier_stability": sectors.stability.summary if sectors.stability else None,
    }
    tables |= {f"clusters_{name}": one for name, one in found.clusters.found.tables.items()}
    return {name: one for name, one in tables.items() if one is not None}


def marked(verdict: str | None) -> str:
    """A verdict with a sign before it, so that it is found faster; the word says it.

    >>> marked("behind"), marked("cannot tell")
    ('- behind', '  cannot tell')
    """
    return f"{_MARKS.get(verdict, ' ')} {verdict}" if verdict else ""


def _scorecard(card: Scorecard, wide: bool) -> Table:
    """Indicators under the name of their driver."""
    narrow = [
        ("Indicator", "left"), ("Value", "right"), (card.comparator.name, "right"),
        ("Verdict", "left"),
    ]  # fmt: skip
    more = [("Period", "left"), ("Peers", "left"), ("Own past", "left")] if wide else []
    rows: list[tuple[str, ...]] = []
    driver = ""
    for row in card.table.filter(pl.col("value").is_not_null()).iter_rows(named=True):
        if row["driver"] != driver:
            driver = row["driver"]
            rows.append((f"[bold]{driver.capitalize()}[/bold]", *[""] * (3 + len(more))))
        rows.append((*_line(row), *(_rest(row) if wide else ())))
    return table([*narrow, *more], rows, title=f"Drivers against {card.comparator.name}")


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    other = row["comparator_value"]
    return (
        f"  {row['title']}",
        display(row["value"], row["unit"]),
        "" if other is None else display(other, row["unit"]),
        marked(row["verdict"]),
    )


def _rest(row: dict[str, Any]) -> tuple[str, ...]:
    return (
        str(Period(row["period"])),
        marked(row["peers_verdict"]) if row["peers_median"] is not None else "",
        marked(row["movement"]),
    )


def _constraints(found: Constraints, wide: bool) -> Table:
    columns = [("Driver", "left"), ("Log points", "right"), ("90% range", "right"),
               ("Verdict", "left")]  # fmt: skip
    rows: list[tuple[str, ...]] = []
    for row in found.table.iter_rows(named=True):
        without = row["log_points"] is None or row["known"] == 0
        shown = "" if without else display(row["log_points"], "index")
        ends = [None if without else row[end] for end in ("low", "high")]
        span = "" if None in ends else " to ".join(display(end, "index") for end in ends)
        cells = (row["title"], shown, span, row["verdict"] or "")
        rows.append((*cells, row["evidence_grade"] or "") if wide else cells)
    return table(
        [*columns, ("Causal evidence held", "left")] if wide else columns,
        rows,
        title="What goes with the gap (association, not cause)",
    )


def _peers(found: Peers, wide: bool) -> Table:
    columns = [("Peer", "left"), ("Distance", "right"), ("Most alike in", "left")]
    rows = [
        (
            row["name"],
            "" if row["distance"] is None else f"{row['distance']:.2f}",
            row["most_alike"] or "",
            *((row["publisher"] or "",) if wide else ()),
        )
        for row in found.table.iter_rows(named=True)
    ]
    return table(
        [*columns, ("On the publisher's list", "left")] if wide else columns,
        rows,
        title="Peers, nearest first",
    )


def _quotients(found: LocationQuotients) -> Table:
    newest = found.table.filter(pl.col("year") == pl.col("year").max())
    year = newest["year"].to_list()[0] if newest.height else ""
    return table(
        [("Sector", "left"), ("Quotient", "right"), ("90% range", "right"), ("Verdict", "left")],
        [
            (
                row["title"],
                "" if row["lq"] is None else f"{row['lq']:.2f}",
                "" if row["low"] is None else f"{row['low']:.2f} to {row['high']:.2f}",
                marked("no figure" if row["lq"] is None else row["verdict"]),
            )
            for row in newest.iter_rows(named=True)
        ],
        title=f"Sectors against {found.comparator.name}, {year}; they overlap",
    )


def _mix(found: MixWithin) -> Table:
    year = int(found.parts["year"].max())  # type: ignore[arg-type]
    rows = found.parts.filter(
        (pl.col("year") == year)
        & (pl.col("split") == "three-way")
        & (pl.col("detail") == pl.col("detail").filter(pl.col("year") == year).first())
    )
    return table(
        [("Part", "left"), ("£ per job", "right"), ("Log points", "right")],
        [
            (row["name"], display(row["gbp"], "£ per job"), display(row["log_points"], "index"))
            for row in rows.iter_rows(named=True)
        ],
        title=f"Gap in GVA per job, {year}: mix of industries against productivity within them",
    )


def _density(rows: pl.DataFrame) -> Table:
    return table(
        [("Group of sectors", "left"), ("England = 100", "right"), ("Published decays", "right")],
        [
            (
                row["label"],
                f"{row['index']:.0f}",
                f"{row['index_low']:.0f} to {row['index_high']:.0f}",
            )
            for row in rows.iter_rows(named=True)
        ],
        title="Effective density of jobs",
    )
