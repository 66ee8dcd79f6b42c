"""Charts of where the gap comes from: the identity and the authorities."""

from __future__ import annotations

import polars as pl

from growthplan.accounts import levels
from growthplan.report.charts import (
    MOST_PANELS,
    Panel,
    Part,
    small_multiples,
    waterfall,
)
from growthplan.report.model import Chart
from growthplan.report.pages.evidence import (
    HEADLINE,
    Evidence,
    Row,
    count,
    start_of_sentence,
)
from growthplan.report.table import Column, Table
from growthplan.vocabulary import display

POINTS = Column("log_points", "Contribution", "log points", signed=True)
MOST_BARS = 11
"""More parts than this are drawn as the largest and the rest together; the table has all."""
_WHOLE, _DIFFERENCE, _TOTAL = "gva_per_head", "published_difference", "total"
_SHORT_NAMES = {
    "gva_per_hour": "GVA per hour worked",
    "hours_per_job": "Hours per job",
    "jobs_per_working_age": "Jobs per resident aged 16 to 64",
    "working_age_share": "Share aged 16 to 64",
    "jobs_per_resident": "Jobs per resident",
    _DIFFERENCE: "Rounding and smoothing",
}


def identity_chart(evidence: Evidence) -> Chart | None:
    """The gap in GVA per head as the sum of its factors' gaps."""
    rows = evidence.table("identity")
    if rows is None:
        return None
    year = _fullest_year(rows)
    rows = rows.filter(pl.col("year") == year)
    factors = rows.filter(pl.col("factor") != _WHOLE)
    whole = rows.filter(pl.col("factor") == _WHOLE).row(0, named=True)
    parts = tuple(_part(row["factor"], row["title"], row) for row in factors.to_dicts())
    largest = max(parts, key=lambda p: abs(p.value))
    finding = f"{largest.name} is the largest part of the gap in GVA per head"
    spoken = "; ".join(f"{p.name} {POINTS.write(p.value)}" for p in parts)
    drawing = waterfall(
        parts,
        Part("GVA per head", whole["log_points"]),
        column=POINTS,
        alt=f"{finding}: {spoken}; together {POINTS.write(whole['log_points'])} log points.",
    )
    columns = (
        Column("factor", "Factor", kind="text"),
        Column("unit", "Unit", kind="text"),
        Column("place", evidence.place, decimals=3),
        Column("comparator", evidence.comparator, decimals=3),
        POINTS,
    )
    names = ("title", "unit", "value", "comparator_value", "log_points")
    table = Table(
        "living-standards",
        f"GVA per head taken apart, {evidence.place} and {evidence.comparator}, {year}",
        columns,
        tuple(_capital(row) for row in factors.select(names).iter_rows()),
        evidence.edition_line + ", and releases listed under How do we know this?",
        notes=("100 × natural log of place ÷ comparator; the factors sum exactly to the whole.",),
        total=_capital(tuple(whole[name] for name in names)),
    )
    subtitle = f"Log points of the gap to {evidence.comparator}, {year}; the bars sum to the last"
    return Chart("identity", finding, subtitle, drawing, table.source, table)


def _fullest_year(rows: pl.DataFrame) -> int:
    """The newest year whose working-age residents are known, else the newest of all."""
    full = rows.filter(pl.col("factor") == "working_age_share")
    return int((full if full.height else rows)["year"].max())  # type: ignore[arg-type]


def _capital(row: tuple[str | float | None, ...]) -> tuple[str | float | None, ...]:
    return (start_of_sentence(str(row[0])), *row[1:])


def _part(key: str, title: str, row: Row) -> Part:
    return Part(_SHORT_NAMES.get(key, start_of_sentence(title)), row["log_points"])


def authorities_chart(evidence: Evidence) -> Chart | None:
    """Each local authority's contribution to the gap in GVA per hour."""
    rows = evidence.table("contributions")
    if rows is None:
        return None
    total = rows.filter(pl.col("part") == _TOTAL).row(0, named=True)
    others = rows.filter(pl.col("part") != _TOTAL)
    parts = _fold([_part(r["part"], r["name"], r) for r in others.to_dicts()])
    members = others.filter(pl.col("part") != _DIFFERENCE)
    behind = members.filter(pl.col("log_points") < 0).height
    finding = _how_many_widen(behind, members.height, total["log_points"], evidence.comparator)
    spoken = "; ".join(f"{p.name} {POINTS.write(p.value)}" for p in parts)
    drawing = waterfall(
        parts,
        Part(_total_name(evidence.comparator), total["log_points"]),
        column=POINTS,
        alt=f"{finding}: {spoken}; together {POINTS.write(total['log_points'])} log points.",
    )
    return Chart(
        "authorities",
        finding,
        f"Contribution to the gap in GVA per hour worked, log points, {total['year']}",
        drawing,
        evidence.edition_line,
        _authorities_table(evidence, others, total),
    )


def _total_name(comparator: str) -> str:
    return f"Gap to {comparator}" if len(comparator) < 18 else "Gap"


def _how_many_widen(behind: int, many: int, gap: float, comparator: str) -> str:
    ahead = many - behind
    if gap >= 0:
        who = f"All {count(many)}" if ahead == many else f"{count(ahead)} of {count(many)}"
        return f"{start_of_sentence(who)} local authorities are above {comparator}"
    who = f"All {count(many)}" if behind == many else f"{count(behind)} of {count(many)}"
    return f"{start_of_sentence(who)} local authorities widen the gap"


def _fold(parts: list[Part]) -> tuple[Part, ...]:
    if len(parts) <= MOST_BARS + 1:
        return tuple(parts)
    largest = sorted(parts, key=lambda p: -abs(p.value))[:MOST_BARS]
    rest = [p for p in parts if p not in largest]
    shown = [p for p in parts if p in largest]
    return (*shown, Part(f"{len(rest)} others together", sum(p.value for p in rest)))


def _authorities_table(evidence: Evidence, rows: pl.DataFrame, total: Row) -> Table:
    columns = (
        Column("authority", "Local authority", kind="text"),
        Column("hours_share", "Share of hours worked", "%"),
        Column("productivity", "GVA per hour worked", "£", decimals=2),
        Column("relative", "Relative", f"{evidence.comparator} = 100"),
        POINTS,
    )
    shares = rows.with_columns(pl.col("hours_share") * 100, pl.col("relative") * 100)
    names = ("name", "hours_share", "productivity", "relative", "log_points")
    return Table(
        "local-authorities",
        f"Contribution of each local authority to the gap, {total['year']}",
        columns,
        tuple(shares.select(names).iter_rows()),
        evidence.edition_line,
        notes=("The last line before the total is what rounding and smoothing leave over.",),
        total=("Gap", 100.0, total["productivity"], 100 * total["relative"], total["log_points"]),
    )


def change_table(evidence: Evidence) -> Table | None:
    """How each authority moved the gap: by its own productivity, by its share of hours."""
    rows = evidence.table("change_contributions")
    if rows is None:
        return None
    total = rows.filter(pl.col("part") == _TOTAL).row(0, named=True)
    names = ("name", "within", "between", "log_points")
    columns = (
        Column("authority", "Local authority", kind="text"),
        Column("within", "Own productivity", "log points", signed=True),
        Column("between", "Share of hours", "log points", signed=True),
        Column("log_points", "Both", "log points", signed=True),
    )
    return Table(
        "local-authorities-change",
        f"What moved the gap between {total['first_year']} and {total['last_year']}",
        columns,
        tuple(rows.filter(pl.col("part") != _TOTAL).select(names).iter_rows()),
        evidence.edition_line,
        notes=(
            "Below zero widens the gap to a comparator ahead. A growing share of hours counts for "
            "an authority that is above the whole, against one that is below.",
        ),
        total=("Change in the gap", *(total[name] for name in names[1:])),
    )


def each_authority_chart(evidence: Evidence) -> Chart | None:
    """One panel an authority on one scale; the largest by hours when there are many."""
    rows, newest, gaps = evidence.table("contributions"), evidence.newest, evidence.gaps
    if rows is None or newest is None or gaps is None:
        return None
    members = rows.filter(~pl.col("part").is_in([_DIFFERENCE, _TOTAL]))
    shown = members.sort("hours_share", descending=True).head(MOST_PANELS).sort("name")
    series = {
        name: _newest_edition(evidence, code, newest["edition"])
        for code, name in shown.select("part", "name").iter_rows()
    }
    if any(len(points) < 2 for points in series.values()):
        return None
    above = members.filter(pl.col("relative") > 1)["name"].to_list()
    finding = _who_is_above(above, members.height, evidence.comparator)
    there = tuple(gaps.select("year", "comparator_value").iter_rows())
    panels = tuple(
        Panel(name, points, display(points[-1][1], "£ per hour")) for name, points in series.items()
    )
    drawing = small_multiples(
        panels,
        Panel(evidence.comparator, there, display(there[-1][1], "£ per hour")),
        alt=f"{finding}. " + "; ".join(f"{p.name} {p.end_label}" for p in panels) + ".",
    )
    table = Table(
        "local-authority-series",
        "GVA per hour worked by local authority",
        (
            Column("authority", "Local authority", kind="text"),
            Column("year", "Year", kind="year"),
            Column("gva_per_hour", "GVA per hour worked", "£", decimals=2),
        ),
        tuple((name, y, v) for name, points in series.items() for y, v in points),
        evidence.edition_line,
    )
    note = f"The {MOST_PANELS} with most hours worked." if members.height > MOST_PANELS else ""
    subtitle = "GVA per hour worked, £, current prices, smoothed; the same scale in every panel"
    notes = (note,) if note else ()
    return Chart("each-authority", finding, subtitle, drawing, table.source, table, notes)


def _newest_edition(evidence: Evidence, code: str, edition: str) -> tuple[tuple[int, float], ...]:
    rows = levels(evidence.statistics, HEADLINE, code, every_edition=True)
    kept = rows.filter(pl.col("edition") == edition).sort("year")
    return tuple(kept.select("year", "value").iter_rows())


def _who_is_above(above: list[str], many: int, comparator: str) -> str:
    if not above:
        return f"None of the {count(many)} local authorities is above {comparator}"
    if len(above) == 1:
        return f"Only {above[0]} is above {comparator}"
    if len(above) == many:
        return f"All {count(many)} local authorities are above {comparator}"
    some = start_of_sentence(count(len(above)))
    return f"{some} of {count(many)} local authorities are above {comparator}"
