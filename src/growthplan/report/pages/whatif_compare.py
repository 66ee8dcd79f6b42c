"""What-ifs side by side."""

from __future__ import annotations

from collections.abc import Sequence

from growthplan.report.charts import DotRow, dot_plot
from growthplan.report.model import Block, Chart
from growthplan.report.pages.projection_view import GAP, LIFT, Row, ends, middle
from growthplan.report.pages.whatif_tables import of_side
from growthplan.report.pages.whatif_view import Asked
from growthplan.report.table import Column, Table
from growthplan.system.answers import frequency


def compare_title(views: Sequence[Asked], titles: Sequence[str]) -> str:
    """Which of them adds most."""
    if len(views) == 1:
        return "Add another what-if to compare this one with"
    most, title = max(zip(views, titles, strict=True), key=lambda one: _lift(one[0])["median"])
    return f"‘{title}’ adds most to GVA per hour by {most.until}: {middle(_lift(most))}"


def compare_blocks(views: Sequence[Asked], titles: Sequence[str]) -> tuple[Block, ...]:
    """A picture of what each adds, and a table of everything."""
    first = views[0]
    rows = tuple(
        DotRow(title, row["median"], middle(row), row["low_90"], row["high_90"])
        for view, title in zip(views, titles, strict=True)
        for row in (_lift(view),)
    )
    spoken = "; ".join(f"{row.name}: {row.shown}" for row in rows)
    return (
        Chart(
            "compared",
            f"What each adds to GVA per hour by {first.until}",
            "Over no plan in the same country, per cent, with 90% range",
            dot_plot(rows, None, Column("lift", "Added", "%", decimals=2), alt=f"{spoken}."),
            first.source,
            _lifts(views, titles),
        ),
        _table(views, titles),
    )


def _lifts(views: Sequence[Asked], titles: Sequence[str]) -> Table:
    columns = (
        Column("what-if", "What-if", kind="text"),
        Column("added", "Added", "%", decimals=2, signed=True),
        Column("low", "Low, 90%", "%", decimals=2, signed=True),
        Column("high", "High, 90%", "%", decimals=2, signed=True),
        Column("error", "Error of the draws", "points", decimals=3),
    )
    rows = tuple(
        (title, row["median"], row["low_90"], row["high_90"], row["error"])
        for view, title in zip(views, titles, strict=True)
        for row in (_lift(view),)
    )
    return Table("compared-lifts", f"Added to GVA per hour by {views[0].until}", columns, rows,
                 views[0].source)  # fmt: skip


def _lift(view: Asked) -> dict[str, float]:
    return dict(view.row(view.found.asked, LIFT, "difference"))


def _table(views: Sequence[Asked], titles: Sequence[str]) -> Table:
    """A row an outcome, a column a what-if."""
    columns = (
        Column("outcome", "Outcome", kind="text"),
        *(Column(f"what-if-{n}", title, kind="text") for n, title in enumerate(titles, start=1)),
    )
    rows: list[tuple[str, ...]] = []

    def add(title: str, cells: list[str]) -> None:
        rows.append((title, *cells))

    until = views[0].until
    for measure, scenario, title in (
        (LIFT, "difference", f"Added to GVA per hour, {until}"),
        (GAP, "plan", f"Gap in GVA per hour, {until}"),
        ("gva", "difference", "GVA a year over no plan"),
        ("jobs", "difference", "Jobs over no plan"),
    ):
        found = [view.row(view.found.asked, measure, scenario) for view in views]
        add(title, [f"{middle(row)} ({_from_to(row)})" for row in found])
    for one in views[0].chances(views[0].found.asked):
        chances = [
            next((c for c in view.chances(view.found.asked)
                  if (c.target, c.year) == (one.target, one.year)), None)
            for view in views
        ]  # fmt: skip
        add(f"{one.title}, by {one.year}",
            [frequency(c.value, v.found.draws) if c else ""
             for c, v in zip(chances, views, strict=True)])  # fmt: skip
    for key, title in (("deprived", "To the most deprived fifth"),
                       ("adoption", "Further adoption of digital tools and AI"),
                       ("carbon", "Emissions against no plan")):  # fmt: skip
        add(title, [of_side(view.found.asked, key) for view in views])
    add("Money, at base-year prices", [f"£{view.found.asked.money:,.0f}m" for view in views])
    add("Does the money allow it?", [_allowed(view) for view in views])
    return Table("compared-outcomes", "Outcomes side by side", columns, tuple(rows),
                 views[0].source)  # fmt: skip


def _from_to(row: Row) -> str:
    return ends(row).removeprefix("between ").replace(" and ", " to ")


def _allowed(view: Asked) -> str:
    found = view.affording
    if found is None:
        return "no settlement in the plan"
    if found.is_paid:
        return "yes" if not found.moved else "yes, with switching"
    return f"no: £{found.short:,.1f}m short"
