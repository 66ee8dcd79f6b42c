"""From the CSV's text to figures: values, intervals, markers, periods, each checked."""

from __future__ import annotations

from collections.abc import Sequence

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
    numbers = [pl.col(name).str.strip_chars().replace("", None) for name in ("text", "low", "high")]
    cells = cells.with_columns(*numbers, marker=pl.col("marker").str.strip_chars().fill_null(""))
    _check(cells, pl.col("text").str.contains(","), "has a comma in its number", file)
    cells = with_values(cells, file)
    limits = cells.with_columns(pl.col("low", "high").cast(pl.Float64, strict=False))
    for side in ("low", "high"):
        spoilt = cells[side].is_not_null() & ~limits[side].is_finite().fill_null(False)
        _check(limits, spoilt, f"has a {side} end of its interval that is not a number", file)
    value, marker, empty = pl.col("value"), pl.col("marker"), pl.col("value").is_null()
    known = marker.is_in(["", *STATUS_EMPTY])
    _check(limits, ~known, "has a status that is not x, c or u", file)
    _check(limits, ~empty & marker.is_in(["x", "c"]), "has a figure, and a status of none", file)
    outside = (pl.col("low") > value) | (pl.col("high") < value)
    _check(limits, outside, "has an interval that does not contain its figure", file)
    unreliable = (marker == "u") | pl.col("note").fill_null("").str.contains("(?i)unreliable")
    return limits.with_columns(
        status=pl.when(empty & (marker != ""))
        .then(marker.replace_strict(STATUS_EMPTY, default="", return_dtype=pl.String))
        .when(~empty & unreliable)
        .then(pl.lit(LOW_QUALITY))
        .otherwise(pl.col("status"))
    ).drop("marker", "note")


def check_plausible(cells: pl.DataFrame, entries: Sequence[Entry], file: OpenFile) -> None:
    """Raise GrowthplanError for figures that their unit can't have, such as 120 per cent."""
    for entry in entries:
        least, most = _BOUNDS.get(entry.unit, (float("-inf"), float("inf")))
        wrong = (pl.col("indicator") == entry.id) & ~pl.col("value").is_between(least, most)
        _check(cells, wrong, f"can't be a figure in {entry.unit}", file)


def check_years(cells: pl.DataFrame, entries: Sequence[Entry], file: OpenFile) -> None:
    """Raise GrowthplanError when an indicator, or an area of it, lacks a year that it should have.

    That is a year between its first and last, unless the catalogue knows the gap; for datasets
    that have always been complete it is any year of the indicator.
    """
    years = cells.select(
        "indicator", "place", "name", year=pl.col("period").str.head(4).cast(pl.Int32)
    ).unique(["indicator", "place", "year"], maintain_order=True)
    faults: list[Fault] = []
    for entry in entries:
        own = years.filter(pl.col("indicator") == entry.id)
        present = sorted(set(own["year"]))
        expected = set(range(present[0], present[-1] + 1)) - entry.gaps
        lacking = sorted(expected.difference(present))
        if lacking:
            what = f"has no figures for {', '.join(map(str, lacking))}"
            faults.append(_lost(file, entry, f"{what}, between {present[0]} and {present[-1]}"))
            continue
        broken = _areas_with_gaps(own, present, complete=entry.complete == "yes")
        if broken:
            more = f" and {len(broken) - 5} more areas" if len(broken) > 5 else ""
            faults.append(
                _lost(file, entry, f"lacks lines for some years of {', '.join(broken[:5])}{more}")
            )
    if faults:
        raise GrowthplanError(faults)


def _areas_with_gaps(own: pl.DataFrame, present: list[int], *, complete: bool) -> list[str]:
    """Names of the areas with fewer years than lie between their first and last."""
    first, last = (present[0], present[-1]) if complete else (pl.col("first"), pl.col("last"))
    spans = own.group_by("place", maintain_order=True).agg(
        pl.col("name").first(),
        first=pl.col("year").min(),
        last=pl.col("year").max(),
        count=pl.len(),
    )
    due = pl.sum_horizontal(pl.lit(year).is_between(first, last).cast(pl.Int32) for year in present)
    return list(spans.filter(pl.col("count") < due)["name"])


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
    _check(repeated, same_code, "repeats the area, indicator and period of another line", file)
    _check(repeated, differing, "differs from another line for the same area and period", file)
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


def _check(cells: pl.DataFrame, wrong: pl.Expr | pl.Series, what: str, file: OpenFile) -> None:
    found = cells.filter(wrong)
    if found.is_empty():
        return
    more = f" (and {found.height - 5} more lines)" if found.height > 5 else ""
    raise GrowthplanError(
        [
            Fault(
                f"'{row['published']}' for {row['name'] or row['code']}, {row['period']}, "
                f"{what}{more}",
                file=file.name,
                line=row["row"],
                code="cell",
            )
            for row in found.head(5).iter_rows(named=True)
        ]
    )
