"""Tables of one action's appraisal; each has a whole of all actions among the files."""

from __future__ import annotations

import numpy as np

from growthplan.appraisal import Appraisal, Row, TakenOff, pounds, summary_rows
from growthplan.report.pages.worth_view import WorthView, telling
from growthplan.report.table import Cell, Column, Table
from growthplan.vocabulary import display

IMPACTS, BY_YEAR, MOVES, OTHERWISE, TESTS, SHARES = (
    "worth-impacts", "worth-by-year", "worth-switching", "worth-sensitivities", "worth-tests",
    "worth-additionality",
)  # fmt: skip


def impacts_table(view: WorthView, one: Appraisal) -> Table:
    """The appraisal summary table: every impact, valued or not, in one list."""
    columns = (
        Column("item", "Impact", kind="text"),
        Column("group", "What it is", kind="text"),
        Column("who", "Who", kind="text"),
        Column("value", "Present value", kind="written"),
        Column("range", "90% range", kind="written"),
        Column("mean", "Mean, £m, ratio or jobs", decimals=3, files_only=True),
        Column("low", "Low, 90%, £m, ratio or jobs", decimals=3, files_only=True),
        Column("high", "High, 90%, £m, ratio or jobs", decimals=3, files_only=True),
        Column("unit", "Unit", kind="text", files_only=True),
        Column("rests_on", "Rests on", kind="text", files_only=True),
    )
    rows = summary_rows(one)
    marks = {(n, "value"): "assumed" for n, row in enumerate(rows) if row.assumed and row.value}
    marks |= {(n, "item"): "announced" for n, row in enumerate(rows)
              if row.note.startswith("a claim")}  # fmt: skip
    return Table(
        f"impacts-{one.id}", "Appraisal summary: every impact, valued or not", columns,
        tuple(_impact(row) for row in rows), view.source,
        notes=("An empty cell: not valued, which is not the same as nothing. The local ledger is "
               "never added to the others.",),
        marks=marks, part_of=IMPACTS,
    )  # fmt: skip


def _impact(row: Row) -> tuple[Cell, ...]:
    unit = row.note if row.note in ("ratio", "jobs") else "£m"
    rests = ", ".join(row.rests_on)
    if row.value is None:
        return (row.item, row.group, row.who, None, None, None, None, None, unit, rests)
    value = row.value
    low = _written(value.low, unit).removesuffix(" jobs").removesuffix(" job")
    ends = f"{low} to {_written(value.high, unit)}"
    return (
        row.item, row.group, row.who, _written(value.mean, unit),
        ends if value.high - value.low > 1e-9 else None,
        value.mean, value.low, value.high, unit, rests,
    )  # fmt: skip


def _written(value: float, unit: str) -> str:
    if unit == "jobs":
        shown = display(value, "jobs")
        return f"{shown} {'job' if shown in ('1', '−1') else 'jobs'}"
    return display(value, "ratio") if unit == "ratio" else pounds(value)


def years_table(view: WorthView, one: Appraisal) -> Table:
    """Costs and benefits of each year that is counted, and what they are worth at the decision."""
    columns = (
        Column("year", "Year", kind="year"),
        Column("public", "Public cost", "£m", decimals=2),
        Column("private", "Cost to others", "£m", decimals=2),
        Column("gained", "Benefits", "£m", decimals=2),
        Column("factor", "Discount factor", decimals=4),
        Column("net", "Net, present value", "£m", decimals=2, signed=True),
    )
    rows = by_year(view, one)
    total = ("All years", *(sum(row[n] for row in rows) for n in (1, 2, 3)), None,
             sum(row[5] for row in rows))  # fmt: skip
    return Table(
        f"by-year-{one.id}", "Costs and benefits by year, mean over draws", columns, rows,
        view.source, total=total, part_of=BY_YEAR,
        notes=("Benefits to health are discounted at their own rate, so that there the last column "
               "is not the others times the factor shown.",),
    )  # fmt: skip


def by_year(view: WorthView, one: Appraisal) -> tuple[tuple[float, ...], ...]:
    """Year, public cost, cost to others, benefits, factor and net present value, as long as it is
    counted."""
    years, rates = np.array(one.years), view.discounting
    nothing = np.zeros(len(years))
    public, private, gained, net = nothing.copy(), nothing.copy(), nothing.copy(), nothing.copy()
    for line in one.lines:
        if line.ledger == "welfare":
            into = gained if line.side == "benefit" else public if line.who == "public" else private
            into += line.flow
            sign = 1.0 if line.side == "benefit" else -1.0
            net += sign * line.flow * rates.of(line.schedule)
    kept = (years <= one.last) & (years >= (one.first or years[0]))
    rows = np.column_stack([years, public, private, gained, rates.standard, net])[kept]
    return tuple((int(row[0]), *(float(value) for value in row[1:])) for row in rows)


def switching_table(view: WorthView, one: Appraisal) -> Table | None:
    """How far each line may move before the answer turns."""
    columns = (
        Column("line", "Line", kind="text"),
        Column("value", "Present value", "£m"),
        Column("change", "Change at which it breaks even", "%", decimals=0, signed=True),
        Column("switched", "Value at which it breaks even", "£m"),
    )
    moves = telling(one.switching)
    if not one.is_valued or not moves:
        return None
    rows = tuple((m.title, m.value, 100 * (m.change or 0.0), m.switched) for m in moves)
    return Table(
        f"switching-{one.id}", "Switching values, one line at a time", columns, rows, view.source,
        notes=("Lines left out could not turn the answer by themselves.",), part_of=MOVES,
    )  # fmt: skip


def sensitivities_table(view: WorthView, one: Appraisal) -> Table | None:
    """The net worth when one thing is otherwise; the income weights where it is known who gains."""
    if not one.is_valued:
        return None
    columns = (
        Column("what", "What is otherwise", kind="text"),
        Column("npsv", "Net worth", "£m"),
        Column("change", "Difference", "£m", signed=True),
    )
    rows = [(each.title, each.npsv, each.npsv - one.npsv.mean) for each in one.sensitivities]
    if one.weighted is not None:
        title = f"Benefits weighted by income of those who gain (weight {one.weight:.2f})"
        rows.append((title, one.weighted.mean, one.weighted.mean - one.npsv.mean))
    note = (
        "The main answer has no weights by income."
        if one.weighted is not None
        else "No weights by income: which fifths of income gain is not in the plan."
    )
    return Table(
        f"otherwise-{one.id}", "What the answer would be, one thing at a time", columns,
        (("As appraised", one.npsv.mean, 0.0), *rows), view.source, notes=(note,),
        part_of=OTHERWISE,
    )  # fmt: skip


def tests_table(view: WorthView, one: Appraisal) -> Table | None:
    """How it stands to each principle: the plan’s word, what was worked out, and the verdict."""
    if not one.principles:
        return None
    columns = (
        Column("principle", "Principle", kind="text"),
        Column("verdict", "Keeps to it?", kind="verdict"),
        Column("in_plan", "The plan says", kind="text"),
        Column("evidence", "What the plan rests it on", kind="text"),
        Column("facts", "What was worked out here", kind="text"),
    )
    rows = tuple(
        (test.title, test.verdict, test.in_plan, test.evidence, " ".join(test.facts))
        for test in one.principles
    )
    return Table(
        f"tests-{one.id}", "Tests of principle", columns, rows, view.source, part_of=TESTS,
        notes=("Where the plan and what was worked out disagree, the verdict is unknown.",),
    )  # fmt: skip


def gross_to_net_table(view: WorthView, one: Appraisal) -> Table | None:
    """From gross to what is additional here, and in the country."""
    ledger = one.local
    if ledger is None or not ledger.gva_gross.high:
        return None
    columns = (
        Column("what", "Counted", kind="text"),
        Column("gva", "GVA, present value", "£m"),
        Column("gva_low", "Low, 90%", "£m"),
        Column("gva_high", "High, 90%", "£m"),
        Column("jobs", f"Jobs in {ledger.year}", decimals=0),
        Column("jobs_low", "Jobs, low, 90%", decimals=0, files_only=True),
        Column("jobs_high", "Jobs, high, 90%", decimals=0, files_only=True),
    )
    rows = tuple(
        (words, gva.mean, gva.low, gva.high, jobs.mean, jobs.low, jobs.high)
        for words, gva, jobs in (
            ("Gross: as if all were additional", ledger.gva_gross, ledger.jobs_gross),
            ("Net additional here", ledger.gva_net, ledger.jobs_net),
            ("Net additional in the country", ledger.gva_national, ledger.jobs_national),
        )
    )
    return Table(
        f"additional-{one.id}", "From gross to additional: the local ledger", columns, rows,
        view.source, part_of=SHARES,
        notes=("Contribution to output and jobs, never added to net worth.",),
    )  # fmt: skip


def share_in_words(view: WorthView, one: TakenOff) -> str:
    """A share with its number: the plan’s own, or an assumption’s."""
    if isinstance(one.given, str):
        known = view.assumption(one.given)
        return "" if known is None else known.describe()
    return f"{100 * one.given:.0f}%, the plan’s own"
