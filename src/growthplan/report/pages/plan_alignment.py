"""Alignment with other strategies, and the priorities shared with government."""

from __future__ import annotations

from collections import Counter

from growthplan.plan import NOT_PUBLISHED, Priority, Strategy
from growthplan.report.charts import Bar, bars
from growthplan.report.model import Chart, Definitions, Page, Section
from growthplan.report.pages.evidence import start_of_sentence
from growthplan.report.pages.plan_figures import Numbers
from growthplan.report.pages.plan_sources import SOURCE, empty_page, plan_page
from growthplan.report.pages.plan_view import (
    ALIGNMENT,
    PRIORITIES,
    PlanView,
    anchor,
    counted,
)
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Column, Table

STATES = ("proposed", "in discussion", "agreed", "in delivery", "done", "dropped")


def alignment_page(view: PlanView, numbers: Numbers) -> Page:
    """What is shared with each other strategy, who acts and by when."""
    plan = view.plan
    if not plan.strategies:
        return empty_page(
            view, ALIGNMENT, "Alignment", "The plan names no other strategy yet",
            "It has to fit the spatial, transport, skills and national strategies.",
            "Write alignment.yaml: what is shared with each, who acts and by when.",
            "A date that is missing is a joint decision that nobody owns.",
        )  # fmt: skip
    sections = (
        *(_strategy(view, one) for one in plan.strategies),
        Section("all", "All links", (_links_table(view),)),
    )
    sources = [s for one in plan.strategies for s in
               (one.source, *(link.source for link in one.links))]  # fmt: skip
    return plan_page(
        view, ALIGNMENT, "Alignment", _title(view), _lede(view, numbers), sections,
        lead=(_chart(view),), sources=sources,
    )  # fmt: skip


def _dated(view: PlanView) -> tuple[int, int]:
    links = [link for one in view.plan.strategies for link in one.links]
    return sum(1 for link in links if link.by), len(links)


def _title(view: PlanView) -> str:
    dated, links = _dated(view)
    start = start_of_sentence(counted(links, "link"))
    many = counted(len(view.plan.strategies), "other strategy", "other strategies")
    end = "every one has a date" if dated == links else f"{dated} of them have a date"
    return f"{start} to {many}; {end if dated else 'none has a date'}"


def _lede(view: PlanView, numbers: Numbers) -> tuple[RichText, ...]:
    used = {a for one in view.plan.strategies for link in one.links for a in link.interventions}
    return (
        rich("The plan has to fit {n} other strategies.", n=numbers["strategies"]),
        rich("Each link says what is shared, who acts and by when, or that no date is published."),
        rich("{a} of {n} actions stand in such a link.", a=start_of_sentence(str(len(used))),
             n=numbers["actions"]),
    )  # fmt: skip


def _chart(view: PlanView) -> Chart:
    dated, links = _dated(view)
    finding = f"{dated} of {counted(links, 'link')} with other strategies have a published date"
    sizes = [(one.title, len(one.links), sum(1 for link in one.links if link.by))
             for one in view.plan.strategies]  # fmt: skip
    drawn = tuple(Bar(title, n, f"{d} of {n} dated", d) for title, n, d in sizes)
    spoken = "; ".join(f"{bar.name}: {bar.shown}" for bar in drawn)
    columns = (
        Column("strategy", "Strategy", kind="text"), Column("kind", "Kind", kind="text"),
        Column("owner", "Who answers for it", kind="text"), Column("state", "State", kind="text"),
        Column("links", "Links", decimals=0), Column("dated", "With a date", decimals=0),
    )  # fmt: skip
    rows = tuple(
        (one.title, one.kind, one.owner, one.state, n, d)
        for one, (_, n, d) in zip(view.plan.strategies, sizes, strict=True)
    )
    table = Table("plan-strategies", "Other strategies", columns, rows, SOURCE)
    return Chart("links-by-strategy", finding, "Number of links; blue: with a published date",
                 bars(drawn, alt=f"{finding}: {spoken}."), SOURCE, table)  # fmt: skip


def _strategy(view: PlanView, one: Strategy) -> Section:
    entries = []
    for link in one.links:
        words: RichText = rich("{w}; by when: {b}. ", w=link.who, b=link.by or NOT_PUBLISHED)
        for title, kind, ids in (("Actions", "action", link.interventions),
                                 ("Sites", "site", link.sites)):  # fmt: skip
            if ids:
                words = (*words, Words(f"{title}: "), *view.links(kind, ids), Words(". "))
        entries.append((link.shared, words))
    title = f"{one.title} ({one.state})"
    return Section(anchor("strategy", one.id), title, (Definitions(tuple(entries)),))


def _links_table(view: PlanView) -> Table:
    columns = (
        Column("strategy", "Strategy", kind="text"),
        Column("shared", "What is shared", kind="text"),
        Column("who", "Who acts", kind="text"),
        Column("by", "By when", kind="text"),
        Column("actions", "Actions", kind="text"),
        Column("sites", "Sites", kind="text"),
    )
    rows = tuple(
        (
            one.title, link.shared, link.who, link.by or NOT_PUBLISHED,
            ", ".join(view.title("action", a) for a in link.interventions),
            ", ".join(view.title("site", s) for s in link.sites),
        )
        for one in view.plan.strategies
        for link in one.links
    )  # fmt: skip
    table = Table("plan-links", "Links to other strategies", columns, rows, SOURCE)
    return view.linked(table, "strategy", [one.id for one in view.plan.strategies])


def priorities_page(view: PlanView, numbers: Numbers) -> Page:
    """Priorities shared with government, by how far each is."""
    plan = view.plan
    if not plan.priorities:
        return empty_page(
            view, PRIORITIES, "Shared priorities", "The plan names no priority shared with "
            "government yet", "A shared priority says what each side does, and how far it is.",
            "Add “priorities” to alignment.yaml.",
            "The guidance asks for a short list that is agreed with government.",
        )  # fmt: skip
    by_state: Counter[str] = Counter(one.state for one in plan.priorities)
    states = [state for state in STATES if by_state[state]]
    sections = (
        *(_state(view, state) for state in states),
        Section("all", "All of them", (_priorities_table(view),)),
    )
    firm = by_state["agreed"] + by_state["in delivery"] + by_state["done"]
    title = f"{firm} of {counted(len(plan.priorities), 'priority', 'priorities')} shared with " \
            "government are agreed or under way"  # fmt: skip
    said = ", ".join(f"{by_state[state]} {state}" for state in states)
    undated = sum(1 for one in plan.priorities if one.by is None)
    lede = (
        rich("The plan shares {n} priorities with government: {s}.", n=numbers["priorities"],
             s=said),
        rich("Their state is as published sources had it; {u} of them have no published date.",
             u=str(undated)),
        rich("What is dropped stays on the list, so that nothing is quietly forgotten."),
    )  # fmt: skip
    drawn = tuple(Bar(start_of_sentence(s), by_state[s], str(by_state[s])) for s in states)
    table = Table("plan-priority-states", "Shared priorities by state",
                  (Column("state", "State", kind="text"),
                   Column("number", "Priorities", decimals=0)),
                  tuple((state, by_state[state]) for state in states), SOURCE)  # fmt: skip
    chart = Chart("priorities-by-state", "How far they are", "Number of priorities",
                  bars(drawn, alt=f"{title}: {said}."), SOURCE, table)  # fmt: skip
    return plan_page(view, PRIORITIES, "Shared priorities", title, lede, sections, lead=(chart,),
                     sources=[one.source for one in plan.priorities])  # fmt: skip


def _state(view: PlanView, state: str) -> Section:
    own = [one for one in view.plan.priorities if one.state == state]
    entries = tuple((one.title, _priority(view, one)) for one in own)
    anchors = tuple(anchor("priority", one.id) for one in own)
    return Section(f"state-{state.replace(' ', '-')}", start_of_sentence(state),
                   (Definitions(entries, anchors),))  # fmt: skip


def _priority(view: PlanView, one: Priority) -> RichText:
    what = f" {one.what.rstrip('.')}." if one.what else " What each side does is not published."
    by = f" By {one.by}." if one.by else ""
    words = rich("With {w}.{t}{b} ", w=one.with_whom.rstrip("."), t=what, b=by)
    if one.interventions:
        words = (*words, Words("Actions: "), *view.links("action", one.interventions), Words("."))
    return words


def _priorities_table(view: PlanView) -> Table:
    columns = (
        Column("priority", "Priority", kind="text"),
        Column("state", "State", kind="text"),
        Column("with", "With", kind="text"),
        Column("by", "By", kind="text"),
        Column("actions", "Actions", kind="text"),
    )
    rows = tuple(
        (one.title, one.state, one.with_whom, str(one.by or NOT_PUBLISHED),
         ", ".join(view.title("action", a) for a in one.interventions))
        for one in view.plan.priorities
    )  # fmt: skip
    table = Table("plan-priorities", "Priorities shared with government", columns, rows, SOURCE)
    return view.linked(table, "priority", [one.id for one in view.plan.priorities])
