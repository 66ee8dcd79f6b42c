"""What other defensible methods say of the gap."""

from __future__ import annotations

from growthplan.report.charts import Answer, range_of_answers
from growthplan.report.model import Chart
from growthplan.report.pages.evidence import Evidence, Row, edition_title, start_of_sentence
from growthplan.report.table import Column, Table
from growthplan.vocabulary import display


def methods_chart(evidence: Evidence) -> Chart | None:
    """The gap under every other defensible choice of method."""
    rows = evidence.table("switches")
    if rows is None or rows.height < 2:
        return None
    answers = tuple(
        Answer(_choice(row, index == 0), row["gap_pct"], display(row["gap_pct"], "%"), index == 0)
        for index, row in enumerate(rows.to_dicts())
    )
    low, high = rows["gap_pct"].min(), rows["gap_pct"].max()
    shown = [display(float(end), "%") for end in (low, high)]  # type: ignore[arg-type]
    finding = f"Other methods put the gap between {shown[0]} and {shown[1]}"
    drawing = range_of_answers(answers, unit_mark="%", alt=f"{finding}.")
    table = Table(
        "method-choices",
        f"The gap to {evidence.comparator} by choice of method",
        (
            Column("choice", "Choice", kind="text"),
            Column("setting", "Set to", kind="text"),
            Column("years", "Years", kind="text"),
            Column("edition", "Edition", kind="text"),
            Column("gap_pct", "Gap", "%"),
            Column("difference", "Less the headline", "percentage points", signed=True),
        ),
        tuple(
            (start_of_sentence(switch), start_of_sentence(setting), year, edition_title(e), gap, d)
            for switch, setting, year, e, gap, d in rows.iter_rows()
        ),
        evidence.edition_line + ", and earlier editions as named",
        notes=("One choice is moved at a time. The range is over methods, not a probability.",),
        emphasis=frozenset({"Headline"}),
    )
    subtitle = "Gap in productivity, %, one choice moved at a time"
    return Chart("methods", finding, subtitle, drawing, table.source, table)


def _choice(row: Row, quoted: bool) -> str:
    if quoted:
        return f"As quoted: {row['year']}"
    named = {
        "smoothing": f"{start_of_sentence(row['setting'])}, {row['year']}",
        "comparator": f"Against {row['setting']}",
        "edition": f"{row['setting'].replace(', its newest year', '')} edition, {row['year']}",
        "year": f"Year {row['setting']}",
        "average": start_of_sentence(row["setting"]),
    }
    return named.get(row["switch"], f"{start_of_sentence(row['setting'])}, {row['year']}")
