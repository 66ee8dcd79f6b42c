"""Tables of the projection's first page: paths by year, outcomes, forms, actions, precision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from growthplan.report.pages.projection_view import BANDS, GAP, LIFT, Outlook, ends, middle
from growthplan.report.table import Column, Row, Table

_WHEN = {
    "no_plan": "without the plan",
    "plan": "with the plan",
    "difference": "with the plan less without",
}


_SHORT = {"no_plan": "Without", "plan": "With", "difference": "Difference"}


def path_table(
    of: Outlook, id_: str, title: str, measure: str, scenario: str, unit: str, decimals: int
) -> Table:
    """A path by year: median, then each range."""
    columns = [
        Column("year", "Year", kind="year"),
        Column("median", "Middle", unit, decimals=decimals),
    ]
    for band in BANDS:
        columns += [
            Column(f"low_{band}", f"Low, {band}%", unit, decimals=decimals),
            Column(f"high_{band}", f"High, {band}%", unit, decimals=decimals),
        ]
    rows = of.made.path(measure, scenario).select([c.key for c in columns]).rows()
    return Table(id_, title, tuple(columns), tuple(rows), of.source)


def gap_table(of: Outlook, scenario: str = "") -> Table:
    """The gap by year in one future."""
    chosen = scenario or ("plan" if of.moves else "no_plan")
    return path_table(
        of,
        f"gap-{chosen.replace('_', '-')}",
        f"Gap in GVA per hour to {of.comparator} by year, {_WHEN[chosen]}",
        GAP,
        chosen,
        "%",
        1,
    )


def lift_table(of: Outlook) -> Table:
    """What the plan adds by year."""
    return path_table(of, "plan-adds-by-year", "What the plan adds to GVA per hour by year", LIFT,
                      "difference", "%", 2)  # fmt: skip


def outcomes_table(of: Outlook) -> Table:
    """Every outcome in the last year in each future, as written to the digits supported."""
    titles = {
        "gva_per_hour": "GVA per hour worked",
        GAP: f"Gap to {of.comparator}",
        "gva": "GVA",
        "jobs": "Filled jobs",
        "hours": "Hours worked",
        "greenhouse_gas_emissions": "Greenhouse gas emissions",
    }
    futures = ("no_plan", "plan", "difference") if of.moves else ("no_plan",)
    columns = [Column("outcome", "Outcome", kind="text")]
    for future in futures:
        columns += [
            Column(future, _SHORT[future], kind="written"),
            Column(f"{future}_range", f"{_SHORT[future]}, 90% range", kind="written"),
        ]
    rows: list[Row] = []
    for measure, title in titles.items():
        if of.has(measure):
            cells: list[str] = [title]
            for future in futures:
                row = of.row(measure, future)
                cells += [middle(row), _range(row)]
            rows.append(tuple(cells))
    return Table(
        "outcomes-ahead",
        f"Outcomes in {of.until}",
        tuple(columns),
        tuple(rows),
        of.source,
        notes=(f"Money in the prices of {of.made.base_year}. Medians: the middle of a difference "
               "is not the difference of two middles.",),
    )  # fmt: skip


def _range(row: Mapping[str, Any]) -> str:
    if row["low_90"] == row["high_90"]:
        return "taken as given"
    return ends(row).removeprefix("between ").replace(" and ", " to ")


def forms_table(of: Outlook) -> Table:
    """No plan under every form of the baseline."""
    columns = (
        Column("form", "As if the place", kind="text"),
        Column("median", "Gap, middle", "%"),
        Column("low", "Low, 90%", "%"),
        Column("high", "High, 90%", "%"),
        Column("half", "Half the gap closed", "% of draws"),
        Column("used", "Use", kind="text"),
    )
    rows = tuple(
        (
            one.title,
            one.end.median,
            *one.end.widest,
            100 * one.half_closed.value,
            "used here" if one.form == of.made.no_plan.form else "",
        )
        for one in of.made.forms
    )
    return Table("no-plan-forms", f"The gap without the plan in {of.until} under every form",
                 columns, rows, of.source)  # fmt: skip


def modelled_table(of: Outlook) -> Table:
    """Each line of money as the model takes it."""
    columns = (
        Column("action", "Action", kind="text"),
        Column("theme", "Theme", kind="text"),
        Column("driver", "Driver", kind="text"),
        Column("money", "Money", f"£m, {of.made.base_year} prices"),
        Column("starts", "From", kind="year"),
        Column("full_by", "In full from", kind="year"),
        Column("basis", "Amounts", kind="text"),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple(
        (
            one.title,
            of.theme(one.theme),
            one.driver,
            one.money or None,
            one.starts,
            one.full_by,
            "illustrative" if one.illustrative else "published",
            one.id,
        )
        for one in of.made.modelled
    )
    return Table(
        "modelled-actions",
        "What of the plan is modelled",
        columns,
        rows,
        of.source,
        notes=("A line without money gives its size instead.",),
        marks={
            (n, "money"): "illustrative"
            for n, one in enumerate(of.made.modelled)
            if one.illustrative and one.money
        },
    )


def left_out_table(of: Outlook) -> Table:
    """What of the plan is not modelled, and why."""
    columns = (
        Column("action", "Action", kind="text"),
        Column("driver", "Driver", kind="text"),
        Column("reason", "Why not", kind="text"),
        Column("money", "Money with it", "£m, cash"),
        Column("code", "Code", kind="text", files_only=True),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple(
        (one.title, one.driver or "all of it", one.reason, one.money, one.code, one.intervention)
        for one in of.made.not_modelled
    )
    return Table("not-modelled", "What of the plan is not modelled, and why", columns, rows,
                 of.source)  # fmt: skip


def precision_table(of: Outlook) -> Table:
    """The error that is left by the number of draws."""
    columns = (
        Column("answer", "Answer", kind="text"),
        Column("value", "Value", decimals=3),
        Column("error", "Error from the draws", "SD", decimals=4),
        Column("decimals", "Decimals supported", decimals=0),
    )
    wording = {"no_plan": "without the plan", "plan": "with the plan"}
    rows = []
    for answer, *rest in of.made.convergence.select("answer", "value", "error", "decimals").rows():
        head, _, future = answer.rpartition(", ")
        said = f"{head}, {wording[future]}" if future in wording else answer
        rows.append((said, *rest))
    return Table("precision", "What so many draws support", columns, tuple(rows), of.source,
                 notes=("Chances are shares of draws, 0 to 1.",))  # fmt: skip
