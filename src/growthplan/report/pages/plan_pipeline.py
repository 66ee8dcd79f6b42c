"""The investment pipeline, as an investor would read it."""

from __future__ import annotations

from collections import Counter

from growthplan.plan import NOT_PUBLISHED, Investment
from growthplan.report.charts import Bar, bars
from growthplan.report.model import Chart, Definitions, Page, Section
from growthplan.report.pages.evidence import start_of_sentence
from growthplan.report.pages.plan_figures import Numbers
from growthplan.report.pages.plan_sources import SOURCE, empty_page, plan_page
from growthplan.report.pages.plan_view import (
    PIPELINE,
    PlanView,
    anchor,
    counted,
    millions,
    or_not,
)
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Column, Table

STAGES = ("idea", "feasibility", "planning", "ready to invest", "under construction", "complete")


def pipeline_page(view: PlanView, numbers: Numbers) -> Page:
    """Site, sector, ask, stage and return of each entry."""
    plan = view.plan
    if not plan.pipeline:
        return empty_page(
            view, PIPELINE, "Pipeline", "The plan offers nothing to investors yet",
            "An entry says where, in which sector, what is asked, how far it is and what comes "
            "back.", "Write pipeline.yaml.",
            "The guidance asks for a pipeline that an investor can read.",
        )  # fmt: skip
    sections = (
        Section("each", "Each entry", (_entries(view),)),
        Section("all", "All of them", (_table(view),)),
    )
    return plan_page(
        view, PIPELINE, "Pipeline", _title(view), _lede(view, numbers), sections,
        lead=(_chart(view),), sources=[one.source for one in plan.pipeline],
    )  # fmt: skip


def _title(view: PlanView) -> str:
    found = view.plan.pipeline
    sized = sum(1 for one in found if one.amount is not None)
    start = start_of_sentence(counted(len(found), "opportunity", "opportunities"))
    end = "every one says how much is sought" if sized == len(found) else (
        f"{sized} of them {'says' if sized == 1 else 'say'} how much is sought")  # fmt: skip
    return f"{start} for investors; {end}"


def _lede(view: PlanView, numbers: Numbers) -> tuple[RichText, ...]:
    found = view.plan.pipeline
    by_stage: Counter[str] = Counter(one.stage for one in found)
    said = ", ".join(f"{by_stage[stage]} {stage}" for stage in STAGES if by_stage[stage])
    back = sum(1 for one in found if one.returns is None)
    return (
        rich("The pipeline has {n} entries: {s}.", n=numbers["pipeline"], s=said),
        rich("Amounts are as {a}; they are no part of the plan’s own money and are not added up.",
             a=Words("announced", "announced")),
        rich("What an investor gets back is not published for {b} of them, so those cannot be "
             "compared with other places to put money.", b=str(back)),
    )  # fmt: skip


def _chart(view: PlanView) -> Chart:
    by_stage: Counter[str] = Counter(one.stage for one in view.plan.pipeline)
    stages = [stage for stage in STAGES if by_stage[stage]]
    most = max(stages, key=lambda stage: by_stage[stage])
    finding = f"Most are at the stage “{most}”" if by_stage[most] * 2 > len(view.plan.pipeline) \
        else "From idea to completion"  # fmt: skip
    drawn = tuple(Bar(start_of_sentence(s), by_stage[s], str(by_stage[s])) for s in stages)
    table = Table("plan-pipeline-stages", "The pipeline by stage",
                  (Column("stage", "Stage", kind="text"),
                   Column("number", "Entries", decimals=0)),
                  tuple((stage, by_stage[stage]) for stage in stages), SOURCE)  # fmt: skip
    spoken = "; ".join(f"{bar.name} {bar.shown}" for bar in drawn)
    return Chart("pipeline-by-stage", finding, "Number of entries",
                 bars(drawn, alt=f"{finding}: {spoken}."), SOURCE, table)  # fmt: skip


def _entries(view: PlanView) -> Definitions:
    entries = tuple((one.title, _entry(view, one)) for one in view.plan.pipeline)
    return Definitions(entries, tuple(anchor("investment", one.id) for one in view.plan.pipeline))


def _entry(view: PlanView, one: Investment) -> RichText:
    size = (Words(millions(one.amount), "announced"),) if one.amount is not None else (
        Words(NOT_PUBLISHED),)  # fmt: skip
    words: RichText = (
        Words(f"{one.what.rstrip('.')}. Stage: {one.stage}. Asked: {or_not(one.ask).rstrip('.')}. "
              "Size: "),
        *size,
        Words(f". Return: {or_not(one.returns).rstrip('.')}. "),
    )  # fmt: skip
    sites = [one.site] if one.site else []
    for title, kind, ids in (("Site", "site", sites), ("Sectors", "sector", list(one.sectors)),
                             ("Actions", "action", list(one.interventions))):  # fmt: skip
        if ids:
            words = (*words, Words(f"{title}: "), *view.links(kind, ids), Words(". "))
    return words


def _table(view: PlanView) -> Table:
    columns = (
        Column("title", "Opportunity", kind="text"),
        Column("site", "Site", kind="text"),
        Column("sectors", "Sectors", kind="text"),
        Column("ask", "Asked", kind="text"),
        Column("amount", "Size", "£m", decimals=1),
        Column("stage", "Stage", kind="text"),
        Column("returns", "Return", kind="text"),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple(
        (
            one.title, view.title("site", one.site) if one.site else None,
            ", ".join(view.title("sector", s) for s in one.sectors), or_not(one.ask), one.amount,
            one.stage, or_not(one.returns), one.id,
        )
        for one in view.plan.pipeline
    )  # fmt: skip
    marks = {(n, "amount"): "announced" for n, one in enumerate(view.plan.pipeline)
             if one.amount is not None}  # fmt: skip
    notes = ("An empty cell: not published, or no single site.",)
    table = Table("plan-pipeline", "The investment pipeline", columns, rows, SOURCE, marks=marks,
                  notes=notes)  # fmt: skip
    return view.linked(table, "investment", [one.id for one in view.plan.pipeline])
