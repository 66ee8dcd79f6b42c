"""A made-up plan on which made-up partners return, and workbooks filled in for them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from made_plan import action, write_plan

from growthplan.journeys.returns_template import make_template

INDICATORS = """indicators:
  - id: gva-per-hour
    title: GVA per hour
    kind: outcome
    unit: £ per hour
    statistic: gva_per_hour
    outcome: productivity
    interventions: [reliefs, lab, courses]
  - id: jobs-on-sites
    title: Jobs on sites, gross
    kind: output
    unit: jobs
    returned_by: Whoever delivers
    leads_to: [gva-per-hour]
    interventions: [reliefs, courses]
  - id: learners
    title: Adults who complete a course
    kind: output
    unit: people
    returned_by: Whoever delivers
    leads_to: [gva-per-hour]
    interventions: [courses]
"""
PARTNERS = """due_days: 30
basis: illustrative
note: Made up for a test.
partners:
  - id: council
    name: A made-up council
    actions: [reliefs, lab]
  - id: college
    name: A made-up college
    actions: [courses]
"""
FRAMEWORKS = {
    "fund": """id: fund
title: A made-up fund
for_whom: Nobody
basis: illustrative
lines:
  - {id: jobs, title: Jobs on sites, takes: outputs, indicators: [jobs-on-sites]}
  - {id: spent, title: Spent, takes: spend, over: year to date}
  - {id: to-come, title: Still to come, takes: forecast}
  - {id: worst, title: Worst rating, takes: rating}
  - {id: steps, title: Milestones, takes: milestones}
  - {id: said, title: In their words, takes: narrative}
""",
    "board": """id: board
title: A made-up board
for_whom: Nobody
basis: illustrative
lines:
  - {id: learners, title: Learners, takes: outputs, over: to date, indicators: [learners]}
  - {id: council, title: The council's spending, takes: spend, partners: [council]}
  - {id: mixed, title: Mixed units, takes: outputs, indicators: [jobs-on-sites, learners]}
""",
}
STEPS = """  milestones:
    - {{id: {id}-start, title: Work starts on {id}, due: 1 June 2026}}
    - {{id: {id}-open, title: Opening of {id}, due: 31 March 2027}}
"""
RISK = """risks:
  - id: slow
    title: It is slow
    likelihood: high
    impact: high
    delay_years: 2
    loss_share: 0.5"""


def returned_plan(folder: Path) -> Path:
    """The plan's folder, with partners and frameworks; no return yet."""
    names = ("reliefs", "lab", "courses")
    plan = write_plan(
        folder,
        *(
            action(name, money=40.0, extra=RISK if name == "lab" else "").replace(
                "  basis: illustrative\nevaluation",
                f"{STEPS.format(id=name)}  basis: illustrative\nevaluation",
            )
            for name in names
        ),
    )
    (plan / "indicators.yaml").write_text(INDICATORS, encoding="utf-8")
    (plan / "returns").mkdir()
    (plan / "returns" / "partners.yaml").write_text(PARTNERS, encoding="utf-8")
    (plan / "frameworks").mkdir()
    for name, text in FRAMEWORKS.items():
        (plan / "frameworks" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return plan


def template(plan: Path, partner: str, quarter: str, path: Path) -> Path:
    """A partner's empty workbook."""
    make_template(plan, partner, quarter, xlsx=path, replace=True)
    return path


def filled(source: Path, path: Path, cells: Mapping[str, Any] | None = None) -> Path:
    """A workbook filled in: £1m of each money, 10 of each output, opening in June 2027.

    `cells` are put over that, by sheet and cell: `{"Spend!F5": 12}`.
    """
    book = openpyxl.load_workbook(source)
    for row in _rows(book["Spend"]):
        for column, value in ((6, 1_000_000), (7, 25_000_000), (8, 80_000_000)):
            book["Spend"].cell(row, column).value = value
    for row in _rows(book["Outputs"]):
        book["Outputs"].cell(row, 5).value = 10
    for row in _rows(book["Milestones"]):
        is_start = str(book["Milestones"].cell(row, 2).value).endswith("-start")
        book["Milestones"].cell(row, 6 if is_start else 5).value = (
            datetime.date(2026, 6, 11) if is_start else datetime.date(2027, 6, 30)
        )
    for row in _rows(book["Ratings"]):
        book["Ratings"].cell(row, 3).value = "green"
        book["Ratings"].cell(row, 5).value = "Work goes on."
    for where, value in (cells or {}).items():
        sheet, cell = where.split("!")
        book[sheet][cell].value = value
    book.save(path)
    return path


def _rows(sheet: Any) -> list[int]:
    return [n for n in range(5, sheet.max_row + 1) if sheet.cell(n, 1).value]
