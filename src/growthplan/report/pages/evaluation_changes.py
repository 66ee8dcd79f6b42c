"""What accepted findings changed in the projection, as it stands on pages of both."""

from __future__ import annotations

from growthplan.report.charts import DotRow, dot_plot
from growthplan.report.model import Chart, Prose, Section
from growthplan.report.prose import Link, rich
from growthplan.report.table import Column, Table
from growthplan.system.answers import BEFORE, CHANGE, LIFT, Findings, shown
from growthplan.vocabulary import Figure


def evidence_section(found: Findings | None, source: str, link: bool = True) -> tuple[Section, ...]:
    """Outcomes before and after accepted findings; nothing when none is accepted.

    With `link` it leads to the page on findings; the table is then that page's.
    """
    if found is None:
        return ()
    figures = {one.id: one for one in found.figures}
    before, change = (_figure(found, figures, name) for name in (BEFORE, CHANGE))
    row = found.table.filter(found.table["measure"] == LIFT).row(0, named=True)
    words = [rich("{s}", s=found.sentence)]
    words.append(
        rich(
            "Before them the plan added {b} ({b:range}, 90%); the mean moves by {c}. Both runs "
            "share their draws, so only what was learned differs.",
            b=before, c=change,
        )
        if row["told"]
        else rich("Before them the plan added {b}; the mean moves by {c}, which could be luck of "
                  "the draws.", b=before, c=change)
    )  # fmt: skip
    if link:
        words.append(rich("{l} shows what was learned, and from what.",
                          l=Link("What evaluations taught", "evidence-findings.html")))  # fmt: skip
        return (Section("evidence", "What the evidence changed", (Prose(tuple(words)),)),)
    blocks = (Prose(tuple(words)), _chart(found, source))
    return (Section("changed", "What the projection shows because of it", blocks),)


def _figure(found: Findings, figures: dict[str, Figure], scenario: str) -> Figure:
    return figures[f"{LIFT}/{found.place.code}/{found.year}/{scenario}"]


def _chart(found: Findings, source: str) -> Chart:
    row = found.table.filter(found.table["measure"] == LIFT).row(0, named=True)
    rows = tuple(
        DotRow(name, row[key], shown(row[key], row["unit"], row["error"]), row[f"{key}_low"],
               row[f"{key}_high"], strong)
        for name, key, strong in (("Before the findings", "before", False),
                                  ("With the findings", "after", True))
    )  # fmt: skip
    column = Column("lift", "The plan adds", "%", decimals=2)
    alt = "; ".join(f"{one.name}: the plan adds {one.shown}" for one in rows)
    return Chart(
        "findings-and-the-plan",
        f"With the findings the plan adds {rows[1].shown}, before them {rows[0].shown}",
        f"What the plan adds to GVA per hour in {found.year}, per cent, with 90% range",
        dot_plot(rows, None, column, alt=f"{alt}."),
        source,
        _table(found, source),
    )


def _table(found: Findings, source: str) -> Table:
    columns = (
        Column("outcome", f"In {found.year}", kind="text"),
        Column("before", "Before the findings", kind="written"),
        Column("after", "With the findings", kind="written"),
        Column("change", "Change of the mean", kind="written"),
        Column("told", "More than luck of the draws", kind="text"),
    )
    rows = []
    for row in found.table.iter_rows(named=True):
        ends = [shown(row[key], row["unit"], row["error"]) for key in ("before", "after")]
        change = shown(row["change"], row["unit_of_change"], row["error"])
        rows.append((row["title"], *ends, change, "yes" if row["told"] else "no"))
    return Table("findings-outcomes", "Outcomes before and with the accepted findings", columns,
                 tuple(rows), source)  # fmt: skip
