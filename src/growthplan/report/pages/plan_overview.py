"""The plan on one page: the mission, how it will be judged, and the whole system as one picture."""

from __future__ import annotations

from growthplan.plan import NOT_PUBLISHED, Intervention, Outcome, Site, Zone
from growthplan.plan.versions import targets_through_time
from growthplan.report.model import (
    Block,
    Definitions,
    KeyFigure,
    KeyFigures,
    Note,
    Page,
    Prose,
    Section,
)
from growthplan.report.pages.evidence import count, start_of_sentence
from growthplan.report.pages.plan_figures import Numbers
from growthplan.report.pages.plan_picture import system_board
from growthplan.report.pages.plan_sources import SOURCE, plan_page
from growthplan.report.pages.plan_view import PLAN, PlanView, anchor, counted
from growthplan.report.prose import Link, RichText, Words, rich
from growthplan.report.table import Column, Table


def overview_of_plan(view: PlanView, numbers: Numbers) -> Page:
    """The first page of the plan."""
    plan = view.plan
    sections = (
        Section("mission", "Mission and headline outcomes", _mission(view)),
        _targets(view),
        _since(view),
    )
    sources = [plan.mission.source, *(o.source for o in plan.outcomes),
               *(t.source for o in plan.outcomes for t in (o.target, o.baseline) if t),
               *(p.source for p in plan.predecessors),
               *(c.source for c in plan.claims if c.id in _headline_claims(view))]  # fmt: skip
    return plan_page(
        view, PLAN, "Plan", _title(view), _lede(view, numbers), sections,
        lead=(_key_figures(view, numbers), system_board(view)), sources=sources, under="",
        beside=False,
    )  # fmt: skip


def _title(view: PlanView) -> str:
    plan = view.plan
    mission = plan.mission.statement.rstrip(".")
    if not plan.interventions:
        return f"{mission}: the plan names no actions yet"
    actions = counted(len(view.active), "action")
    missing = sum(1 for outcome in plan.outcomes if outcome.target is None)
    if missing == len(plan.outcomes):
        return f"{mission}: {actions}, and no headline target is published"
    if missing:
        return (f"{mission}: {actions}; {missing} of {len(plan.outcomes)} headline "
                "outcomes have no published target")  # fmt: skip
    return f"{mission}: {actions}, and every headline outcome has a target"


def _lede(view: PlanView, numbers: Numbers) -> tuple[RichText, ...]:
    plan = view.plan
    launched = f"launched on {_day(view)}, " if plan.launched else "not yet launched, "
    what = rich(
        "{t}, {l}runs from {a} to {b} under {themes}.",
        t=plan.title, l=launched, a=str(plan.horizon.start), b=str(plan.horizon.end),
        themes=counted(len(plan.themes), "theme"),
    )  # fmt: skip
    if not plan.interventions:
        return (
            what,
            rich("It names no actions yet, so there is nothing to measure or to pay for."),
            rich("Put a file for each action into the folder “interventions” and build again."),
        )
    sure = rich(
        "Of its {n} actions the model can carry the effects of {m}; the sizes of most rest on {a}, "
        "and announced jobs or pounds are never counted as effects.",
        n=numbers["actions"], m=numbers["modelled"], a=Words("assumptions", "assumed"),
    )  # fmt: skip
    return (what, sure, _powers(numbers))


def _powers(numbers: Numbers) -> RichText:
    return rich(
        "With the {levers} that the place holds {r} of them can go on; {w} must wait on a power "
        "that others hold.",
        r=numbers["ready"], levers=Link("levers", "levers.html"), w=numbers["waiting"],
    )  # fmt: skip


def _day(view: PlanView) -> str:
    day = view.plan.launched
    return f"{day.day} {day:%B %Y}" if day else ""


def _key_figures(view: PlanView, numbers: Numbers) -> Block | None:
    if not view.plan.interventions:
        return Note("no data", rich("The plan names no actions yet."))
    items = [
        KeyFigure("Actions, without those paused or cancelled", numbers["active"].id),
        KeyFigure("Levers held", numbers["held"].id, rich("of {n}", n=numbers["levers"])),
        KeyFigure("Headline targets published", numbers["targets"].id,
                  rich("of {n}", n=numbers["outcomes"])),
    ]  # fmt: skip
    totals = [key for key in numbers if key.startswith("total/")]
    if totals:
        figure = max((numbers[key] for key in totals), key=lambda f: float(f.value or 0))
        items.append(KeyFigure("Largest part of the settlement", figure.id, rich("as published")))
    return KeyFigures(tuple(items))


def _mission(view: PlanView) -> tuple[Block, ...]:
    plan = view.plan
    entries = tuple((outcome.title, _outcome(view, outcome)) for outcome in plan.outcomes)
    anchors = tuple(anchor("outcome", outcome.id) for outcome in plan.outcomes)
    mission = rich("{m}.", m=Words(plan.mission.statement.rstrip("."), "strong"))
    return (Prose((mission,)), Definitions(entries, anchors))


def _outcome(view: PlanView, outcome: Outcome) -> RichText:
    target = (
        rich("Target: {t}, by {y}.", t=Words(outcome.target.statement, "announced"),
             y=str(outcome.target.year))
        if outcome.target
        else rich("Target: {n}.", n=NOT_PUBLISHED)
    )  # fmt: skip
    stood = ""
    if outcome.baseline:
        stood = f" It stood at {outcome.baseline.value:,g} {outcome.baseline.unit} in " \
                f"{outcome.baseline.year}."  # fmt: skip
    actions = view.actions_with(lambda a: outcome.id in a.outcomes)
    counted_by = [one for one in view.plan.indicators if one.outcome == outcome.id]
    serve = "serves" if len(actions) == 1 else "serve"
    speak = "speaks" if len(counted_by) == 1 else "speak"
    links = rich(
        "{s} {a} {serve} it and {i} {speak} for it.",
        s=stood, a=start_of_sentence(counted(len(actions), "action")), serve=serve,
        i=counted(len(counted_by), "indicator"), speak=speak,
    )  # fmt: skip
    return (*target, *links)


def _targets(view: PlanView) -> Section:
    rows = tuple(
        (one.plan, one.since, one.outcome or "–", one.statement, one.year, one.standing,
         one.replaced)
        for one in targets_through_time(view.plan)
    )  # fmt: skip
    columns = (
        Column("plan", "Plan", kind="text"),
        Column("since", "Published", kind="text"),
        Column("outcome", "Headline outcome", kind="text"),
        Column("target", "Target, as published", kind="text"),
        Column("year", "By", kind="year"),
        Column("standing", "Standing", kind="text"),
        Column("replaced", "Replaced", kind="text"),
    )
    table = Table(
        "targets", "Targets of this plan and of those before it", columns, rows, SOURCE,
        notes=("A target is never overwritten: when it is replaced it stays, with day and reason.",
               "Earlier plans had headline outcomes of their own, so theirs stay empty here."),
    )  # fmt: skip
    return Section("targets-then", "Targets, now and before", (table,))


def _headline_claims(view: PlanView) -> tuple[str, ...]:
    """Public statements that belong to no action, site or zone: they are about the whole plan."""
    plan = view.plan
    holders: tuple[Intervention | Site | Zone, ...] = (
        *plan.interventions,
        *plan.sites,
        *plan.zones,
    )
    taken = {id_ for holder in holders for id_ in holder.claims}
    return tuple(claim.id for claim in plan.claims if claim.id not in taken)


def _since(view: PlanView) -> Section | None:
    ids = _headline_claims(view)
    if not ids:
        return None
    words = tuple(
        rich("{s} {who}", s=Words(view.claims[id_].statement, "announced"),
             who=f"({view.plan.sources[view.claims[id_].source].publisher}, "
             f"{view.claims[id_].date})")
        for id_ in ids if view.claims[id_].source in view.plan.sources
    )  # fmt: skip
    start = rich(
        "{n} public statements are about the whole plan. They are gross, as announced, and enter "
        "no calculation.", n=start_of_sentence(count(len(words))),
    )  # fmt: skip
    return Section("announced", "What has been announced", (Prose((start, *words)),))
