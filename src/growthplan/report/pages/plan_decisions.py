"""Decisions: what was decided, when, by which role, and on which figures."""

from __future__ import annotations

from growthplan.plan import Decision
from growthplan.report.charts import Span, spans
from growthplan.report.model import Chart, Definitions, Page, Section
from growthplan.report.pages.evidence import start_of_sentence
from growthplan.report.pages.plan_figures import Numbers
from growthplan.report.pages.plan_sources import SOURCE, empty_page, plan_page
from growthplan.report.pages.plan_view import DECISIONS, PlanView, anchor, counted
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Column, Table


def decisions_page(view: PlanView, numbers: Numbers) -> Page:
    """What was decided, when, by which role, on which figures."""
    plan = view.plan
    if not plan.decisions:
        return empty_page(
            view, DECISIONS, "Decisions", "No decision is on record yet",
            "A decision says what was decided, when, by which role and on which figures.",
            "Write decisions.yaml, oldest first.",
            "Later it can be seen what was known when it was taken.",
        )  # fmt: skip
    found = sorted(plan.decisions, key=lambda one: one.date)
    based = sum(1 for one in found if one.figures or one.run)
    title = (f"{start_of_sentence(counted(len(found), 'decision'))} on record, "
             f"{based or 'none'} of them with the figures that it rested on")  # fmt: skip
    first, last = found[0].date, found[-1].date
    lede = (
        rich("The plan records {n} decisions, from {a} to {b}.", n=numbers["decisions"],
             a=_said(found[0]), b=_said(found[-1])),
        rich("Those without figures were taken before this record, or their grounds are not "
             "public."),
        rich("New decisions can name a run and its figures, so that what was known can be shown "
             "again."),
    )  # fmt: skip
    drawn = tuple(Span(_short(one), one.date, one.date, _said(one)) for one in found)
    spoken = "; ".join(f"{row.shown}: {row.name}" for row in drawn)
    columns = (
        Column("date", "Day", kind="text"), Column("decision", "Decision", kind="text"),
        Column("role", "Who decided", kind="text"), Column("reason", "Why", kind="text"),
        Column("figures", "Figures it rested on", kind="text"),
        Column("actions", "Actions", kind="text"),
    )  # fmt: skip
    rows = tuple(
        (_said(one), one.decision, one.role, one.reason,
         ", ".join([*one.figures, *([f"run {one.run}"] if one.run else [])]),
         ", ".join(view.title("action", a) for a in one.interventions))
        for one in found
    )  # fmt: skip
    table = Table("plan-decisions", "Decisions", columns, rows, SOURCE,
                  notes=("An empty cell: not published.",))  # fmt: skip
    chart = Chart("decisions-chart", f"From {first:%B %Y} to {last:%B %Y}", "Each on its day",
                  spans(drawn, alt=f"{title}: {spoken}."), SOURCE, table)  # fmt: skip
    section = Section("each", "Each decision", (Definitions(
        tuple((_said(one), _decision(view, one)) for one in found),
        tuple(anchor("decision", one.id) for one in found),
    ),))  # fmt: skip
    return plan_page(view, DECISIONS, "Decisions", title, lede, (section,), lead=(chart,),
                     sources=[one.source for one in found])  # fmt: skip


def _said(one: Decision) -> str:
    return f"{one.date.day} {one.date:%B %Y}"


def _short(one: Decision) -> str:
    text = one.decision.rstrip(".")
    return text if len(text) <= 60 else text[:59].rsplit(" ", 1)[0] + " …"


def _decision(view: PlanView, one: Decision) -> RichText:
    why = f" Why: {one.reason.rstrip('.')}." if one.reason else ""
    words = rich("{d}. Decided by: {r}.{w} ", d=one.decision.rstrip("."), r=one.role, w=why)
    if one.interventions:
        words = (*words, Words("Actions: "), *view.links("action", one.interventions), Words("."))
    return words
