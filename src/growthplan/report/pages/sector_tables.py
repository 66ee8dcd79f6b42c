"""Tables of the sectors page."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from growthplan.report.pages.evidence import edition_title
from growthplan.report.table import Column, Table
from growthplan.sectors import (
    LocationQuotients,
    MixWithin,
    Multipliers,
    MultiplierStability,
    PlaceShiftShare,
    SectorLevels,
)

LP = ("log points", 1, True)
QUOTIENT = Column("lq", "Location quotient", decimals=2)
MOST_PRODUCTS = 25
_EMPLOYMENT = "employment_by_industry"
_KINDS = {"output": "Output", "gva": "GVA", "jobs": "Employment"}


def quotients_table(found: LocationQuotients) -> Table:
    """Every sector in the newest year."""
    newest = newest_quotients(found)
    jobs = found.indicator == _EMPLOYMENT
    columns = (
        Column("sector", "Sector", kind="text"),
        Column("value", "Jobs" if jobs else "GVA", "" if jobs else "£m", decimals=0),
        Column("share", "Share here", "%"),
        Column("comparator_share", f"Share in {found.comparator.name}", "%"),
        QUOTIENT,
        Column("low", "Low, 90% range", decimals=2),
        Column("high", "High, 90% range", decimals=2),
        Column("verdict", "Verdict", kind="verdict"),
        Column("lq_core", "Core industries only", decimals=2),
        Column("lq_broad", "Broadest reading", decimals=2),
    )
    rows = tuple(
        (
            row["title"],
            row["value"],
            _percent(row["share"]),
            _percent(row["comparator_share"]),
            row["lq"],
            row["low"],
            row["high"],
            row["verdict"],
            row["lq_core"],
            row["lq_broad"],
        )
        for row in newest.iter_rows(named=True)
    )
    year = newest["year"][0] if newest.height else ""
    return Table(
        "sector-concentration",
        f"Sectors of {found.place.name} against {found.comparator.name}, {year}",
        columns,
        rows,
        source_of(found.indicator, found.place.edition),
        notes=("Sectors overlap, so they are never added up. Empty: no definition by industry "
               "code can be relied on.",),
    )  # fmt: skip


def newest_quotients(found: LocationQuotients) -> pl.DataFrame:
    """The newest year's rows."""
    return found.table.filter(pl.col("year") == pl.col("year").max())


def source_of(indicator: str, edition: str) -> str:
    """Who published a table by industry."""
    what = "employment by industry" if indicator == _EMPLOYMENT else "GVA by industry"
    return f"ONS {what}, {edition_title(edition)}"


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def levels_table(found: SectorLevels) -> Table:
    """GVA of each sector in the newest year, and growth on both bases."""
    newest = found.levels.filter(pl.col("year") == pl.col("year").max())
    values = dict(newest.select("sector", "value").iter_rows())
    columns = (
        Column("sector", "Sector", kind="text"),
        Column("value", f"GVA, {newest['year'][0] if newest.height else ''}", "£m", decimals=0),
        Column("growth", "Growth, current prices", "% a year", signed=True),
        Column("years", "Years", kind="text"),
        Column("volume", "Growth, chained volume", "% a year", signed=True),
        Column("volume_years", "Years of volume", kind="text"),
    )
    rows = tuple(
        (
            row["title"],
            values.get(row["sector"]),
            row["pct_a_year"],
            _span(row["first_year"], row["last_year"]),
            row["volume_pct_a_year"],
            _span(row["volume_first_year"], row["volume_last_year"]),
        )
        for row in found.growth.iter_rows(named=True)
    )
    return Table(
        "sector-levels", "Size and growth of each sector", columns, rows,
        source_of(found.indicator, found.table.edition),
    )  # fmt: skip


def _span(first: int | None, last: int | None) -> str | None:
    return None if first is None else f"{first} to {last}"


def mix_table(found: MixWithin) -> Table:
    """The split of every year at the finest detail, three ways, and by section beside it."""
    rows = found.parts.filter(pl.col("split") == "three-way")
    wide = rows.pivot("part", index=["year", "detail"], values="log_points")
    names = ("mix", "within", "interaction", "imputed_rent", "outside", "total")
    columns = (
        Column("year", "Year", kind="year"),
        Column("detail", "Detail", kind="text"),
        Column("mix", "Industry mix", signed=True),
        Column("within", "Within industries", signed=True),
        Column("interaction", "Both together", signed=True),
        Column("imputed_rent", "Imputed rent", signed=True),
        Column("outside", "Left over", signed=True),
        Column("total", "Gap", "log points", signed=True),
    )
    shown = wide.sort(pl.col("year"), pl.col("detail"), descending=[True, False])
    return Table(
        "mix-and-within",
        "The gap in GVA per job by year, in log points",
        columns,
        tuple(
            (row["year"], row["detail"], *(row.get(name) for name in names))
            for row in shown.iter_rows(named=True)
        ),
        "ONS GVA by industry and employment by industry",
        notes=found.methods,
    )


def shift_table(found: PlaceShiftShare, labels: dict[str, str]) -> Table:
    """Industries by local shift, the largest either way first."""
    body = found.table.filter(pl.col("industry") != "Total")
    total = found.table.filter(pl.col("industry") == "Total").row(0, named=True)
    names = ("start", "end", "national", "mix", "local")
    unit = "jobs" if found.indicator == _EMPLOYMENT else "£m"
    columns = (
        Column("industry", "Industry", kind="text"),
        Column("start", str(found.first_year), unit, decimals=0),
        Column("end", str(found.last_year), unit, decimals=0),
        Column("national", "As the whole grew", unit, decimals=0, signed=True),
        Column("mix", "As its industry grew", unit, decimals=0, signed=True),
        Column("local", "Local", unit, decimals=0, signed=True),
    )
    ranked = body.sort(pl.col("local").abs(), descending=True)
    return Table(
        "shift-share",
        f"What moved {what_of(found)} from {found.first_year} to {found.last_year}",
        columns,
        tuple(
            (industry_name(row["industry"], labels), *(row[name] for name in names))
            for row in ranked.iter_rows(named=True)
        ),
        source_of(found.indicator, found.tables[0].edition),
        notes=(*found.methods, *found.notes),
        total=("All industries", *(total[name] for name in names)),
    )


def what_of(found: PlaceShiftShare) -> str:
    """What a shift-share is of: jobs, or GVA where jobs by industry are not published."""
    return "jobs" if found.indicator == _EMPLOYMENT else "GVA"


_CODES = re.compile(r" - [\d./-]+$")


def industry_name(code: str, labels: Mapping[str, str]) -> str:
    """What an industry is called, without the codes that a publisher puts after the name.

    >>> industry_name("20B", {"20B": "Petrochemicals - 20.14/16/17/60"}), industry_name("7", {})
    ('Petrochemicals', 'Division 7 of the classification')
    """
    name = labels.get(code)
    if name is None or name == code:
        return f"Division {code} of the classification"
    return _CODES.sub("", name)


def multipliers_table(found: Multipliers) -> Table:
    """Output, GVA and employment multipliers of the products that the place is most concentrated
    in; employment is empty where jobs by product are not known."""
    output = found.table.filter(pl.col("kind") == "output")
    gva = found.table.filter(pl.col("kind") == "gva")
    jobs = found.table.filter(pl.col("kind") == "jobs")
    joined = output.join(gva, on="product", suffix="_gva", maintain_order="left").join(
        jobs, on="product", how="left", suffix="_jobs", maintain_order="left"
    )
    ranked = joined.sort("quotient", descending=True).head(MOST_PRODUCTS)
    columns = (
        Column("product", "Product group", kind="text"),
        Column("output", "Output multiplier", "low to high", kind="text"),
        Column("gva", "GVA multiplier", "low to high", kind="text"),
        Column("jobs", "Employment multiplier", "low to high", kind="text"),
        Column("leakage", "Leaks out of the place", "%, low to high", kind="text"),
        Column("national", "UK output multiplier", decimals=2),
    )
    rows = tuple(
        (
            _CODES.sub("", row["label"]),
            between(row["low"], row["high"], 2),
            between(row["low_gva"], row["high_gva"], 2),
            between(row["low_jobs"], row["high_jobs"], 2),
            between(row["leakage_low"], row["leakage_high"], 0),
            row["national"],
        )
        for row in ranked.iter_rows(named=True)
    )
    return Table(
        "supply-chain-multipliers",
        f"Supply chains of the {len(rows)} product groups most concentrated here, {found.year}",
        columns,
        rows,
        f"ONS input-output analytical tables, {found.year}, with Flegg’s location quotient",
        notes=found.notes,
    )


def between(low: float | None, high: float | None, decimals: int) -> str | None:
    """A range in words; None when an end is missing."""
    return None if low is None or high is None else f"{low:.{decimals}f} to {high:.{decimals}f}"


def stability_table(found: MultiplierStability) -> Table:
    """How far multipliers moved between the two national tables."""
    columns = (
        Column("kind", "Multiplier of", kind="text"),
        Column("products", "Product groups", decimals=0),
        Column("median_change", "Median change", decimals=3),
        Column("largest_change", "Largest change", decimals=3),
        Column("largest", "Of", kind="text"),
        Column("within_range", "Inside the first year’s range", "%", decimals=0),
    )
    rows = tuple(
        (
            _KINDS.get(row["kind"], row["kind"]), row["products"], row["median_change"],
            row["largest_change"], _CODES.sub("", row["largest"]), _percent(row["within_range"]),
        )
        for row in found.summary.iter_rows(named=True)
    )  # fmt: skip
    return Table(
        "multiplier-stability",
        f"How much multipliers changed from {found.first_year} to {found.last_year}",
        columns,
        rows,
        "ONS input-output analytical tables",
        notes=found.notes,
    )
