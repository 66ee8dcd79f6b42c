"""From the CSV's text to figures: values, intervals, markers, periods, each checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from growthplan.importers.cells import with_values
from growthplan.importers.ons_local_statistics.catalogue import Entry
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Fault, GrowthplanError, period_from_iso

STATUS_EMPTY = {
    "x": "not available",
    "c": "suppressed to protect confidentiality",
    "u": "suppressed as unreliable",
}
"""What a marker means beside an empty cell."""
LOW_QUALITY = "low quality"
"""What `u`, or a note that says unreliable, means beside a figure."""

_BOUNDS = {"%": (0.0, 100.0)} | dict.fromkeys(
    ("£ per hour", "£ per job", "£ per head", "£ per week", "years", "minutes", "ratio", "count"),
    (0.0, float("inf")),
)
"""What figures in a unit can be."""


def with_periods(cells: pl.DataFrame, file: OpenFile) -> pl.DataFrame:
    """Replace the publisher's period string by the short code.

    Raises GrowthplanError naming every string that is not a period, with its first line.
    """
    codes: dict[str | None, str] = {}
    faults: list[Fault] = []
    firsts = cells.group_by("period", maintain_order=True).agg(pl.col("row").first())
    for text, row in firsts.iter_rows():
        try:
            codes[text] = period_from_iso(text or "").code
        except GrowthplanError as error:
            faults.append(Fault(error.faults[0].message, file=file.name, line=row, code="period"))
    if faults:
        raise GrowthplanError(faults[:10])
    return cells.with_columns(pl.col("period").replace_strict(codes, return_dtype=pl.String))


def with_figures(cells: pl.DataFrame, file: OpenFile) -> pl.DataFrame:
    """Replace `text`, `low`, `high`, `marker` and `note` by numbers and a status in words.

    Raises GrowthplanError for text that is no number, an unknown marker, a marker that
    contradicts its cell, and an interval that does not contain its figure.
    """
    printed = [pl.col(name).str.strip_chars().replace("", None) for name in ("text", "low", "high")]
    cells = cells.with_columns(*printed, marker=pl.col("marker").str.strip_chars().fill_null(""))
    _check(cells, file, {"has a comma in its number": pl.col("text").str.contains(",")})
    limits = [pl.col(side).cast(pl.Float64, strict=False) for side in ("low", "high")]
    cells = with_values(cells.with_columns(low_text="low", high_text="high"), file).with_columns(
        *limits
    )
    value, marker, empty = pl.col("value"), pl.col("marker"), pl.col("value").is_null()
    unread = [
        pl.col(f"{side}_text").is_not_null() & ~pl.col(side).is_finite().fill_null(False)
        for side in ("low", "high")
    ]
    _check(
        cells,
        file,
        {
            "has an end of its interval that is not a number": unread[0] | unread[1],
            "has an interval that does not contain its figure": (pl.col("low") > value)
            | (pl.col("high") < value),
            "has a status that is not x, c or u": ~marker.is_in(["", *STATUS_EMPTY]),
            "has a figure, and a status of none": ~empty & marker.is_in(["x", "c"]),
        },
    )
    unreliable = (marker == "u") | pl.col("note").fill_null("").str.contains("(?i)unreliable")
    return cells.with_columns(
        status=pl.when(empty & (marker != ""))
        .then(marker.replace_strict(STATUS_EMPTY, default="", return_dtype=pl.String))
        .when(~empty & unreliable)
        .then(pl.lit(LOW_QUALITY))
        .otherwise(pl.col("status"))
    ).drop("marker", "note", "low_text", "high_text")


def check_plausible(cells: pl.DataFrame, entries: Sequence[Entry], file: OpenFile) -> None:
    """Raise GrowthplanError for figures that their unit can't have, such as 120 per cent."""
    wrong: dict[str, pl.Expr] = {}
    for unit, (least, most) in _BOUNDS.items():
        ids = [entry.id for entry in entries if entry.unit == unit]
        if ids:
            outside = ~pl.col("value").is_between(least, most)
            wrong[f"can't be a figure in {unit}"] = pl.col("indicator").is_in(ids) & outside
    if wrong:
        _check(cells, file, wrong)


def check_years(cells: pl.DataFrame, entries: Sequence[Entry], file: OpenFile) -> None:
    """Raise GrowthplanError when an indicator, or an area of it, lacks a year that it should have.

    That is a year between its first and last, unless the catalogue knows the gap; for datasets
    that have always been complete it is any year of the indicator.
    """
    years = (
        cells.select("indicator", "place", "name", year=pl.col("period").str.head(4).cast(pl.Int32))
        .unique(["indicator", "place", "year"], maintain_order=True)
        .with_columns(number=pl.col("year").rank("dense").over("indicator"))
    )
    of_indicator = {
        name: sorted(years)
        for name, years in years.group_by("indicator").agg(pl.col("year").unique()).iter_rows()
    }
    spans = years.group_by("indicator", "place", maintain_order=True).agg(
        pl.col("name").first(),
        span=pl.col("number").max() - pl.col("number").min() + 1,
        count=pl.len(),
    )
    faults: list[Fault] = []
    for entry in entries:
        present = of_indicator[entry.id]
        expected = set(range(present[0], present[-1] + 1)) - entry.gaps
        lacking = sorted(expected.difference(present))
        if lacking:
            what = f"has no figures for {', '.join(map(str, lacking))}"
            faults.append(_lost(file, entry, f"{what}, between {present[0]} and {present[-1]}"))
            continue
        due = pl.lit(len(present)) if entry.complete == "yes" else pl.col("span")
        short = spans.filter((pl.col("indicator") == entry.id) & (pl.col("count") < due))
        if short.height:
            names = ", ".join(short["name"].head(5))
            more = f" and {short.height - 5} more areas" if short.height > 5 else ""
            faults.append(_lost(file, entry, f"lacks lines for some years of {names}{more}"))
    if faults:
        raise GrowthplanError(faults)


def _lost(file: OpenFile, entry: Entry, what: str) -> Fault:
    return Fault(
        f"'{entry.published}' {what}",
        file=file.name,
        fix="Rows may have been lost: download it again.",
        code="years",
    )


def merge_same_area(cells: pl.DataFrame, file: OpenFile) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """One row where the file has an area under two codes, such as `TLD` and `E12000002`.

    Raises GrowthplanError when the two print different figures, or when one code is repeated.
    """
    key = ["indicator", "place", "period"]
    repeated = cells.filter(pl.struct(key).is_duplicated())
    if repeated.is_empty():
        return cells, ()
    same_code = pl.struct([*key, "code"]).is_duplicated()
    differing = pl.struct("value", "status").n_unique().over(key) > 1
    _check(
        repeated,
        file,
        {
            "repeats the area, indicator and period of another line": same_code,
            "differs from another line for the same area and period": differing & ~same_code,
        },
    )
    merged = cells.sort("row").unique(key, keep="first", maintain_order=True)
    dropped = cells.height - merged.height
    codes = ", ".join(sorted(set(repeated["code"]))[:6])
    note = (
        f"{dropped} lines repeat an area under its other code ({codes}, ...) with the same figure"
    )
    return merged, (note,)


def base_year(cells: pl.DataFrame, entry: Entry) -> int | None:
    """The year in which chained volumes equal current prices: the one whose money they are in.

    Equal means within £1.50 in 95% of areas, as each is rounded. None when no year is like that.
    """
    twins = {entry.current_price_twin: "current", entry.id: "volume"}
    both = (
        cells.filter(pl.col("indicator").is_in(list(twins)) & pl.col("value").is_not_null())
        .with_columns(pl.col("indicator").replace(twins))
        .pivot(
            on="indicator",
            on_columns=["current", "volume"],
            index=["place", "period"],
            values="value",
        )
        .drop_nulls()
        .group_by("period")
        .agg(share=((pl.col("current") - pl.col("volume")).abs() < 1.5).mean())
        .filter(pl.col("share") >= 0.95)
    )
    return int(both["period"][0][:4]) if both.height == 1 else None


def _check(cells: pl.DataFrame, file: OpenFile, wrong: Mapping[str, pl.Expr]) -> None:
    """Raise GrowthplanError with the first lines for which an expression is true, of each."""
    found = cells.select(expression.any().alias(what) for what, expression in wrong.items())
    faults: list[Fault] = []
    for what, any_found in found.row(0, named=True).items():
        if any_found:
            faults += _faults_of_lines(cells.filter(wrong[what]), what, file)
    if faults:
        raise GrowthplanError(faults)


def _faults_of_lines(lines: pl.DataFrame, what: str, file: OpenFile) -> list[Fault]:
    more = f" (and {lines.height - 5} more lines)" if lines.height > 5 else ""
    return [
        Fault(
            f"'{row['published']}' for {row['name'] or row['code']}, {row['period']}, {what}{more}",
            file=file.name,
            line=row["row"],
            code="cell",
        )
        for row in lines.head(5).iter_rows(named=True)
    ]
