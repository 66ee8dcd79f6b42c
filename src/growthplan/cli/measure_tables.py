"""The tables that `growthplan measure` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl
from rich.table import Table

from growthplan.accounts import Measurement
from growthplan.cli.terminal import table
from growthplan.vocabulary import display


def measure_tables(made: Measurement) -> Iterator[Table]:
    """Each table that the measurement has, in the order in which a reader asks."""
    makers: dict[str, Callable[[Measurement, pl.DataFrame], Table | None]] = {
        "growth": _growth,
        "gap": _gap,
        "identity": _identity,
        "contributions": _contributions,
        "catch_up": _catch_up,
        "switches": _switches,
    }
    for name, maker in makers.items():
        rows = made.tables.get(name)
        if rows is not None and not rows.is_empty():
            made_table = maker(made, rows)
            if made_table is not None:
                yield made_table


def _gap(made: Measurement, rows: pl.DataFrame) -> Table | None:
    """The headline measure of the basis, against the chosen comparator, newest years last."""
    chosen = rows.filter(
        (pl.col("basis") == made.basis) & (pl.col("comparator") == made.comparator.code)
    )
    per_hour = chosen.filter(pl.col("measure") == "gva_per_hour")
    shown = per_hour if per_hour.height else chosen.filter(pl.col("measure") == "gva_per_job")
    if shown.is_empty():
        return None
    unit = "£ per hour" if per_hour.height else "£ per job"
    what = "GVA per hour worked" if per_hour.height else "GVA per filled job"
    return table(
        [
            ("Year", "left"),
            (made.place.name, "right"),
            (made.comparator.name, "right"),
            ("Gap", "right"),
            ("90% range", "right"),
            ("Edition", "left"),
        ],
        [
            (
                str(r["year"]),
                display(r["value"], unit),
                display(r["comparator_value"], unit),
                display(r["gap_pct"], "%"),
                _range(r["low"], r["high"]),
                r["edition"],
            )
            for r in shown.sort("year").iter_rows(named=True)
        ],
        title=f"{what}, current prices, {made.basis}",
    )


def _growth(made: Measurement, rows: pl.DataFrame) -> Table | None:
    """Growth in real terms: shown when that is the basis asked for."""
    chosen = rows.filter(
        (pl.col("basis") == "volume")
        & (pl.col("measure") == "gva_per_hour")
        & (pl.col("basis") == made.basis)
    )
    if chosen.is_empty():
        return None
    by_year: dict[int, dict[str, dict[str, object]]] = {}
    for row in chosen.iter_rows(named=True):
        by_year.setdefault(row["year"], {})[row["place"]] = row
    return table(
        [
            ("Year", "left"),
            (made.place.name, "right"),
            (made.comparator.name, "right"),
            ("Edition", "left"),
        ],
        [
            (
                str(year),
                *(_grew(found.get(code)) for code in (made.place.code, made.comparator.code)),
                ", ".join(sorted({str(row["edition"]) for row in found.values()})),
            )
            for year, found in sorted(by_year.items())
        ],
        title="GVA per hour worked, chained volume: growth on the year before",
    )


def _grew(row: dict[str, object] | None) -> str:
    value = row and row["growth_pct"]
    return display(value, "%") if isinstance(value, float) else ""


def _range(low: float | None, high: float | None) -> str:
    return "" if low is None else f"{display(low, '%')} to {display(high, '%')}"


def _identity(made: Measurement, rows: pl.DataFrame) -> Table:
    year = max(rows["year"].to_list())
    newest = rows.filter(pl.col("year") == year)
    return table(
        [("Term", "left"), ("Log points", "right")],
        [(r["title"], display(r["log_points"], "index")) for r in newest.iter_rows(named=True)],
        title=f"From living standards to productivity, {year}: gap in GVA per head by term",
    )


def _contributions(made: Measurement, rows: pl.DataFrame) -> Table:
    year = max(rows["year"].to_list())
    return table(
        [
            ("Local authority", "left"),
            ("Share of hours", "right"),
            ("£ per hour", "right"),
            ("Contribution, log points", "right"),
        ],
        [
            (
                r["name"],
                "" if r["hours_share"] is None else display(r["hours_share"], "share"),
                "" if r["relative"] is None else display(r["productivity"], "£ per hour"),
                display(r["log_points"], "index"),
            )
            for r in rows.iter_rows(named=True)
        ],
        title=f"What each local authority contributes to the gap, {year}",
    )


def _catch_up(made: Measurement, rows: pl.DataFrame) -> Table:
    return table(
        [
            ("Share of gap", "left"),
            ("By", "left"),
            ("Growth needed", "right"),
            ("Above comparator", "right"),
            ("Lift", "right"),
            ("Worth", "right"),
        ],
        [
            (
                display(r["share"], "share"),
                str(r["by"]),
                display(r["growth_pct"], "% a year"),
                display(r["extra_pct"], "percentage points"),
                display(r["lift_pct"], "%"),
                "" if r["worth_bn"] is None else display(r["worth_bn"], "£bn"),
            )
            for r in rows.iter_rows(named=True)
        ],
        title="What closing the gap takes",
    )


def _switches(made: Measurement, rows: pl.DataFrame) -> Table:
    return table(
        [("Method", "left"), ("Years", "left"), ("Edition", "left"), ("Gap", "right")],
        [
            (r["setting"], r["year"], r["edition"], display(r["gap_pct"], "%"))
            for r in rows.iter_rows(named=True)
        ],
        title="The gap under other methods",
    )
