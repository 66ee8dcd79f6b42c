"""Indicators: how what is done leads to what should change, and where the chain has gaps."""

from __future__ import annotations

from growthplan.plan import PlanIndicator
from growthplan.report.board import Band, Board, Group
from growthplan.report.model import Block, Definitions, Note, Page, Section
from growthplan.report.pages.evidence import start_of_sentence
from growthplan.report.pages.plan_figures import Numbers
from growthplan.report.pages.plan_picture import chip, indicator_chip
from growthplan.report.pages.plan_sources import SOURCE, empty_page, plan_page
from growthplan.report.pages.plan_view import (
    INDICATORS,
    PlanView,
    anchor,
    counted,
)
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Column, Table

_KINDS = (("input", "What goes in"), ("output", "What is delivered"),
          ("outcome", "What should change"))  # fmt: skip


def indicators_page(view: PlanView, numbers: Numbers) -> Page:
    """The theory of change as a picture and a table, with its gaps stated."""
    plan = view.plan
    if not plan.indicators:
        return empty_page(
            view, INDICATORS, "Indicators", "The plan counts nothing yet",
            "An indicator is counted to see whether the plan works.",
            "Write indicators.yaml: what goes in, what is delivered, what should change.",
            "Each action then leads to an outcome, and each outcome to a number.",
        )  # fmt: skip
    sections = (
        Section("gaps", "Where the chain has gaps", _gaps(view)),
        *(_kind(view, kind, title) for kind, title in reversed(_KINDS)),
        Section("all", "All indicators", (_table(view),)),
    )
    sources = [s for one in plan.indicators for s in
               (one.source, one.baseline.source if one.baseline else None)]  # fmt: skip
    return plan_page(
        view, INDICATORS, "Indicators", _title(view), _lede(view, numbers), sections,
        lead=(_board(view),), sources=sources,
    )  # fmt: skip


def _unmoved(view: PlanView) -> tuple[str, ...]:
    """Actions that go ahead and that no indicator names."""
    named = {a for one in view.plan.indicators for a in one.interventions}
    return tuple(action.id for action in view.active if action.id not in named)


def _title(view: PlanView) -> str:
    unseen, missing = _unmoved(view), [one for one in view.plan.indicators if one.gap]
    start = start_of_sentence(counted(len(view.plan.indicators), "indicator"))
    first = (
        f"{len(unseen)} of {len(view.active)} actions move none of them" if unseen
        else "every action moves at least one"
    )  # fmt: skip
    end = f"; {len(missing)} of them have no source yet" if missing else ""
    return f"{start}: {first}{end}"


def _lede(view: PlanView, numbers: Numbers) -> tuple[RichText, ...]:
    plan = view.plan
    official = sum(1 for one in plan.indicators if one.statistic)
    planned = sum(1 for one in plan.indicators if one.trajectory)
    returned = sum(1 for one in plan.indicators if one.returned_by and not one.statistic)
    return (
        rich("The plan counts {n} things: {s} come from official statistics and {r} are returned "
             "by partners.", n=numbers["indicators"], s=str(official), r=str(returned)),
        rich("{g} have no source yet, and say why.", g=numbers["gaps"]),
        rich("A level is meant for later years in {p} of them; without one it can be seen whether "
             "a number moves, not whether it is on track.", p=str(planned) if planned else "none"),
    )  # fmt: skip


def _board(view: PlanView) -> Board:
    """From what goes in to the headline outcomes, and the actions that move each."""
    plan = view.plan
    actions = tuple(
        chip(view, "action", a.id,
             (anchor("indicator", one.id) for one in view.indicators_of(a)))
        for a in view.active
    )  # fmt: skip
    outcomes = tuple(chip(view, "outcome", one.id) for one in plan.outcomes)
    bands = (
        Band("Headline outcomes", (Group("", outcomes),)),
        *(Band(title, (Group("", tuple(indicator_chip(view, one) for one in plan.indicators
                                       if one.kind == kind)),))
          for kind, title in reversed(_KINDS)),
        Band("Actions", (Group("", actions),), "" if actions else "No action goes ahead yet."),
    )  # fmt: skip
    return Board(
        "theory-of-change", "How actions are meant to lead to the headline outcomes",
        "Point at a part, or reach it with the Tab key, to see what it moves and what moves it.",
        bands, SOURCE,
    )  # fmt: skip


def _gaps(view: PlanView) -> tuple[Block, ...]:
    missing = [one for one in view.plan.indicators if one.gap]
    unseen = _unmoved(view)
    alone = [one for one in view.plan.indicators if not one.interventions and not one.statistic]
    blocks: list[Block] = []
    if missing:
        blocks.append(Definitions(tuple(
            (one.title, rich("No source yet: {g}.", g=(one.gap or "").rstrip(".")))
            for one in missing
        )))  # fmt: skip
    if unseen:
        words = (Words("No indicator names these actions: "), *view.links("action", unseen),
                 Words("."))  # fmt: skip
        blocks.append(Note("no data", words))
    if alone:
        words = (Words("No action should move these: "),
                 *view.links("indicator", [one.id for one in alone]), Words("."))  # fmt: skip
        blocks.append(Note("no data", words))
    return tuple(blocks) or (Note("no data", rich("No gap is stated.")),)


def _kind(view: PlanView, kind: str, title: str) -> Section | None:
    own = [one for one in view.plan.indicators if one.kind == kind]
    if not own:
        return None
    entries = tuple((one.title, _indicator(view, one)) for one in own)
    anchors = tuple(anchor("indicator", one.id) for one in own)
    return Section(f"kind-{kind}", title, (Definitions(entries, anchors),))


def _indicator(view: PlanView, one: PlanIndicator) -> RichText:
    place = f", {view.name_of(one.place)}" if one.place else ""
    words = rich("Counted in {u}{p}; {d}. {s} ", u=one.unit, p=place, d=one.direction,
                 s=_source(one))  # fmt: skip
    if one.baseline:
        words = (*words, Words(f"It stood at {one.baseline.value:,g} in {one.baseline.period}. "))
    if one.trajectory:
        levels = ", ".join(f"{value:,g} in {year}" for year, value in one.trajectory.items())
        words = (*words, Words(f"Meant: {levels}. "))
    before = [i.id for i in view.plan.indicators if one.id in i.leads_to]
    links = (
        ("Moved by", "action", [a.id for a in view.moving(one)]),
        ("After", "indicator", before),
        ("Leads to", "indicator", list(one.leads_to)),
        ("Speaks for", "outcome", [one.outcome] if one.outcome else []),
    )  # fmt: skip
    for title, kind, ids in links:
        if ids:
            words = (*words, Words(f"{title}: "), *view.links(kind, ids), Words(". "))
    return words


def _source(one: PlanIndicator) -> str:
    if one.statistic:
        return "Source: an official statistic."
    if one.returned_by:
        return f"Returned by {one.returned_by.rstrip('.')}."
    return f"No source yet: {(one.gap or '').rstrip('.')}."


def _table(view: PlanView) -> Table:
    columns = (
        Column("indicator", "Indicator", kind="text"),
        Column("kind", "Kind", kind="text"),
        Column("unit", "Unit", kind="text"),
        Column("source", "Source", kind="text"),
        Column("baseline", "Stood at", kind="text"),
        Column("actions", "Moved by", "actions", decimals=0),
        Column("leads", "Leads to", kind="text"),
        Column("outcome", "Headline outcome", kind="text"),
        Column("statistic", "Statistic", kind="text", files_only=True),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple(
        (
            one.title, one.kind, one.unit,
            "official statistic" if one.statistic else one.returned_by or "none yet",
            f"{one.baseline.value:,g} ({one.baseline.period})" if one.baseline else None,
            len(view.moving(one)), ", ".join(view.title("indicator", i) for i in one.leads_to),
            view.title("outcome", one.outcome) if one.outcome else None, one.statistic, one.id,
        )
        for one in view.plan.indicators
    )  # fmt: skip
    table = Table("plan-indicators", "Indicators of the plan", columns, rows, SOURCE,
                  notes=("An empty cell: not stated.",))  # fmt: skip
    return view.linked(table, "indicator", [one.id for one in view.plan.indicators])
