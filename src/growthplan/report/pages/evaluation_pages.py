"""All pages of evidence, in the order of their second row of navigation."""

from __future__ import annotations

from growthplan.plan import Plan
from growthplan.report.model import Page
from growthplan.report.pages.evaluation_before import before_page
from growthplan.report.pages.evaluation_findings import findings_page
from growthplan.report.pages.evaluation_overview import evidence_page
from growthplan.report.pages.evaluation_page import evaluation_page
from growthplan.report.pages.evaluation_view import Evaluations, EvidenceView
from growthplan.report.table import Column, Table
from growthplan.vocabulary import Figure


def evidence_pages(
    found: Evaluations, plan: Plan
) -> tuple[tuple[Page, ...], tuple[Figure, ...], tuple[Table, ...]]:
    """The pages, every figure that they or an explanation may quote, and tables for the files."""
    view = EvidenceView(found, plan)
    pages = (
        evidence_page(view),
        findings_page(view),
        before_page(view),
        *(evaluation_page(view, one) for one in found.examined),
    )
    return pages, found.figures, _donors(view)


def _donors(view: EvidenceView) -> tuple[Table, ...]:
    """Every place compared with, with its weights: too long for a page."""
    columns = (
        Column("evaluation", "Evaluation", kind="text"),
        Column("estimator", "Method", kind="text"),
        Column("place", "Place", kind="text"),
        Column("weight", "Weight", decimals=6),
    )
    rows = tuple(
        (one.answered.registration.id, e.estimator, row["unit"], row["weight"])
        for one in view.found.examined
        for e in one.answered.estimates
        if "weights" in e.tables
        for row in e.tables["weights"].iter_rows(named=True)
    )
    if not rows:
        return ()
    return (Table("evaluation-weights", "Weights of every place compared with", columns, rows,
                  "evaluated by growthplan"),)  # fmt: skip
