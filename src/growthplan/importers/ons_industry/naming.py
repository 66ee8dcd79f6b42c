"""The industry column: one spelling of each code, spreadsheet damage mended, nesting."""

from __future__ import annotations

import re

import polars as pl

from growthplan.importers.layout import stop
from growthplan.importers.year_table import YearTable
from growthplan.vocabulary.industry import industry_code, industry_level, industry_parents

HEADINGS = {
    "industry": ("sic07 code", "sic07"),
    "label": ("sic07 description", "sic07 industry"),
}

_DATE = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3})|([A-Za-z]{3})[- ](\d{1,2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_DAMAGED: dict[str, str] = {
    "forestry and fishing": "2-3",
    "mining and quarrying, excluding support activities": "5-8",
    "manufacture of beverages and tobacco products": "11-12",
    "manufacture of beverages and tobacco": "11-12",
}
"""Codes that a spreadsheet takes for a date (`2-3` becomes `02-Mar`), by their description."""


def with_industries(table: YearTable) -> tuple[YearTable, tuple[str, ...]]:
    """The table with each industry under one spelling of its code, and notes on codes mended.

    A code that a spreadsheet turned into a date is told by its description, which must agree
    with the date. Raises GrowthplanError for anything else that is not a code.
    """
    pairs = table.rows.group_by("industry", "label", maintain_order=True).agg(
        pl.col("row").first(), pl.len().alias("rows")
    )
    codes: list[str] = []
    notes: list[str] = []
    for pair in pairs.iter_rows(named=True):
        published, label = pair["industry"] or "", pair["label"] or ""
        code = industry_code(published)
        if code is None:
            code = _mended(published, label)
            if code is None:
                raise stop(
                    table.file,
                    f"'{published}' ('{label}') is not an industry code such as C (10-33) or 10",
                    f"{table.sheet} row {pair['row']}".strip(),
                )
            notes.append(
                f"'{published}' in {pair['rows']:,} rows is industry {code} ('{label}'), which a "
                "spreadsheet had turned into a date; mended."
            )
        codes.append(code)
    spelt = pairs.select("industry", "label", spelling=pl.Series(codes))
    rows = (
        table.rows.join(
            spelt, on=["industry", "label"], how="left", nulls_equal=True, maintain_order="left"
        )
        .with_columns(industry="spelling")
        .drop("spelling")
    )
    return table.with_rows(rows), tuple(notes)


def _mended(published: str, label: str) -> str | None:
    code = _DAMAGED.get(label.strip().casefold())
    found = _DATE.fullmatch(published.strip())
    if code is None or found is None:
        return None
    day = int(found[1] or found[4])
    month = str(found[2] or found[3]).casefold()
    if month not in _MONTHS:
        return None
    return code if code == f"{day}-{_MONTHS.index(month) + 1}" else None


def check_same_industries(table: YearTable) -> None:
    """Raise GrowthplanError when areas of one table have different industries: rows are missing."""
    counts = table.rows.group_by("code", maintain_order=True).len()
    usual = int(counts["len"].mode().sort()[-1])
    odd = counts.filter(pl.col("len") != usual)
    if odd.height:
        code, number = odd.item(0, "code"), odd.item(0, "len")
        raise stop(
            table.file,
            f"{code} has {number} industries and the other areas {usual}: rows are missing",
            table.sheet,
            "Download the file again.",
        )


def nesting(rows: pl.DataFrame) -> list[tuple[str, str]]:
    """Each industry with the one that it is a part of, for a table in which every area has the
    same industries."""
    parents = industry_parents(rows["industry"].unique().to_list())
    return [(code, parent) for code, parent in parents.items() if parent is not None]


def industries(rows: pl.DataFrame) -> pl.DataFrame:
    """The industries of a table: industry, label (as published), level, parent (empty for the
    widest).

    Add up only rows that share a parent; those of one parent sum to it at current prices.
    """
    labels = rows.select("industry", "label").unique("industry", keep="first", maintain_order=True)
    parents = industry_parents(labels["industry"].to_list())
    return labels.with_columns(
        pl.col("label").fill_null(""),
        level=pl.col("industry").map_elements(industry_level, return_dtype=pl.String),
        parent=pl.col("industry").replace_strict(
            {code: parent or "" for code, parent in parents.items()}, return_dtype=pl.String
        ),
    )
