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
    makers: dict[str, Callable[[Measurement, pl.DataFrame], Table]] = {
        "gap": _gap,
        "identity": _identity,
        "contributions": _contributions,
        "catch_up": _catch_up,
        "switches": _switches,
    }
    for name, maker in makers.items():
        rows = made.tables.get(name)
        if rows is not None and not rows.is_empty():
            yield maker(made, rows)


def _gap(made: Measurement, rows: pl.DataFrame) -> Table:
    """The headline measure of the basis, against the chosen comparator, newest years last."""
    chosen = rows.filter(
        (pl.col("basis") == made.basis) & (pl.col("comparator") == made.comparator.code)
    )
    per_hour = chosen.filter(pl.col("measure") == "gva_per_hour")
    shown = per_hour if per_hour.height else chosen.filter(pl.col("measure") == "gva_per_job")
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
