"""Binding constraints: which drivers go with the gap, as a picture, a table and sentences."""

from __future__ import annotations

import polars as pl

from growthplan.drivers import NOTHING_TOLD, Constraints
from growthplan.report.charts import DotRow, Reference, dot_plot
from growthplan.report.model import Block, Chart, Note, Prose, Section
from growthplan.report.pages.evidence import said
from growthplan.report.prose import Words, rich
from growthplan.report.table import Column, Table
from growthplan.vocabulary import Figure, Place, display

POINTS = Column("log_points", "Goes with", "log points", signed=True)
METHOD = "Ridge regression over all local authorities; see below"


def groups_of(found: Constraints) -> pl.DataFrame:
    """Rows of groups of drivers, largest hold first."""
    return found.table.filter(pl.col("kind") == "drivers").sort("log_points", "part")


def tells_anything(found: Constraints | None) -> bool:
    """Whether the model foretells places it has not seen, whatever it says of this one."""
    return found is not None and NOTHING_TOLD not in groups_of(found)["verdict"].to_list()


def top_constraint(found: Constraints) -> tuple[dict[str, object], Figure] | None:
    """The group that holds the place back most, if one can be told, with its figure."""
    if not found.binding:
        return None
    row = found.table.filter(pl.col("part") == found.binding[0]).row(0, named=True)
    figure = next((f for f in found.figures if _of(f, row["part"])), None)
    return (row, figure) if figure is not None else None


def _of(figure: Figure, part: str) -> bool:
    from_part = "".join(c if c.isalnum() else "-" for c in part.casefold())
    squeezed = "-".join(piece for piece in from_part.split("-") if piece)
    return f"/drivers-{squeezed}" in f"{figure.id}" and (
        figure.id.split("/drivers-")[1].split("/")[0] == squeezed
    )


def constraints_chart(found: Constraints, place: Place, comparator: Place) -> Chart | None:
    """Each group of drivers with its part of the gap and its range; None when the place has no
    figure for any."""
    rows = groups_of(found)
    dots = tuple(
        DotRow(
            row["title"],
            row["log_points"],
            POINTS.write(row["log_points"]),
            row["low"],
            row["high"],
            strong=row["verdict"].startswith("goes with"),
        )
        for row in rows.filter(pl.col("known") > 0).iter_rows(named=True)
    )
    if not dots:
        return None
    finding = constraints_finding(found, place)
    spoken = "; ".join(f"{dot.name} {dot.shown} ({_range(dot)})" for dot in dots)
    drawing = dot_plot(
        dots, Reference("No difference", 0.0, ""), POINTS, alt=f"{finding}: {spoken} log points."
    )
    return Chart(
        "constraints",
        finding,
        f"Part of the gap in GVA per hour to {said(comparator)} that goes with each driver, log "
        "points, with 90% range",
        drawing,
        METHOD,
        constraints_table(found, comparator),
        notes=("An association over places, not a cause. Grey: the range does not clear nought.",),
    )


def _range(dot: DotRow) -> str:
    return f"{POINTS.write(dot.low)} to {POINTS.write(dot.high)}"


def constraints_finding(found: Constraints, place: Place) -> str:
    """The largest constraint in words, or that none can be told."""
    top = top_constraint(found)
    if top is None:
        return f"No driver can be told to go with the gap of {said(place)}"
    verb = "go" if ";" in str(top[0]["drivers"]) else "goes"
    return f"{top[0]['title']} {verb} with the largest part of the gap"


def constraints_table(found: Constraints, comparator: Place) -> Table:
    """Every group, then what they sum to, what is left over, and the gap."""
    columns = (
        Column("driver", "Driver", kind="text"),
        POINTS,
        Column("low", "Low, 90% range", signed=True),
        Column("high", "High, 90% range", signed=True),
        Column("r2_share", "Share of the fit", "%", decimals=0),
        Column("top_three", "Among the three largest", "% of refits", decimals=0),
        Column("verdict", "Verdict", kind="verdict"),
        Column("over_time", "Over time, inside places", kind="text"),
        Column("evidence", "Causal evidence held", kind="text"),
    )
    sums = found.table.filter(pl.col("kind") != "drivers")
    rows = [
        (
            row["title"],
            *((row[name] if row["known"] != 0 else None) for name in ("log_points", "low", "high")),
            None if row["r2_share"] is None else 100 * row["r2_share"],
            None if row["top_three"] is None else 100 * row["top_three"],
            row["verdict"] or "",
            row["over_time"] or "",
            row["evidence_grade"] or "",
        )
        for row in (*groups_of(found).to_dicts(), *sums.filter(pl.col("part") != "gap").to_dicts())
    ]
    gap = sums.filter(pl.col("part") == "gap").to_dicts()
    total = (gap[0]["title"], gap[0]["log_points"], *[None] * 4, "", "", "") if gap else None
    return Table(
        "binding-constraints",
        f"Parts of the gap to {said(comparator)} by driver",
        columns,
        tuple(rows),
        METHOD,
        notes=(
            "Groups sum to all drivers together; that and what is not put down to a driver sum to "
            "the gap.",
        ),
        total=total,
        emphasis=frozenset({"All drivers together"}),
    )


def constraints_section(found: Constraints | None, notes: tuple[str, ...]) -> Section:
    """How it was found and how far to trust it."""
    if found is None:
        return Section("constraints-how", "What goes with the gap", tuple(
            Note("no data", rich("{n}", n=note)) for note in notes
        ) or (Note("no data", rich("No model could be fitted.")),))  # fmt: skip
    paragraphs = tuple(rich("{n}", n=Words(note)) for note in found.notes)
    blocks: list[Block] = [Prose(paragraphs), _fit(found)]
    return Section("constraints-how", "How sure is that?", tuple(blocks))


def _fit(found: Constraints) -> Table:
    columns = (
        Column("model", "Model", kind="text"),
        Column("sample", "Places", kind="text"),
        Column("places", "Number of places", decimals=0),
        Column("indicators", "Indicators", decimals=0),
        Column("r2", "Fit (R²), within", decimals=2),
        Column("r2_regions", "Fit, regions held out", decimals=2),
        Column("chance", "Shuffled outcomes that do as well", "%", decimals=1),
    )
    rows = tuple(
        (
            row["model"],
            row["sample"],
            row["places"],
            row["indicators"],
            row["r2"],
            row["r2_regions"],
            None if row["chance"] is None else 100 * row["chance"],
        )
        for row in found.fit.iter_rows(named=True)
    )
    return Table("constraint-models", "How well the drivers foretell productivity", columns, rows,
                 METHOD)  # fmt: skip


def evidence_table(evidence: pl.DataFrame) -> Table:
    """Causal findings by driver, the best graded first in each."""
    columns = (
        Column("driver", "Driver", kind="text"),
        Column("finding", "What was found", kind="text"),
        Column("size", "Size", kind="text"),
        Column("grade", "Grade", kind="text"),
        Column("source", "Study", kind="text"),
    )
    rows = tuple(
        (row["driver"], row["finding"], _size(row), row["grade"], row["source"])
        for row in evidence.sort("driver", "grade", "id").iter_rows(named=True)
    )
    return Table(
        "causal-evidence",
        "What studies found that changing a driver does",
        columns,
        rows,
        "as named in each row",
        notes=(
            "SMS is the Maryland scientific methods scale: 5 is a trial, 4 uses chance-like "
            "variation, 3 has a comparison group before and after, 2 controls only.",
            "Where a size was not simply read in the study, square brackets say what was.",
        ),
    )


def _size(row: dict[str, object]) -> str:
    if row["central"] is None:
        return "direction only"
    text = f"{row['central']:g}"
    if row["low"] is not None and row["high"] is not None:
        text += f" ({row['low']:g} to {row['high']:g})"
    text = f"{text} {row['unit'] or ''}".strip()
    return text if row["checked"] == "value" else f"{text} [{row['checked']}]"


def points(value: float) -> str:
    """Log points as a reader sees them."""
    return display(value, "log points")
