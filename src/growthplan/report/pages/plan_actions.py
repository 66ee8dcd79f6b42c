"""Actions: all of them in one table, what they act on, and how strong the evidence is."""

from __future__ import annotations

from collections import Counter

from growthplan.plan import DRIVERS, Intervention
from growthplan.report.charts import Bar, bars
from growthplan.report.model import Block, Chart, Definitions, Page, Section
from growthplan.report.pages.evidence import count, start_of_sentence
from growthplan.report.pages.plan_evidence import drivers_of, grades_of, in_short
from growthplan.report.pages.plan_figures import Numbers
from growthplan.report.pages.plan_money_sums import cost_of, is_illustrative
from growthplan.report.pages.plan_powers import waits_on
from growthplan.report.pages.plan_sources import SOURCE, empty_page, plan_page
from growthplan.report.pages.plan_view import (
    ACTIONS,
    DRIVER_NAMES,
    PlanView,
    anchor,
    counted,
)
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Column, Table


def actions_page(view: PlanView, numbers: Numbers) -> Page:
    """The index of actions."""
    if not view.plan.interventions:
        return empty_page(
            view, ACTIONS, "Actions", "The plan names no actions yet",
            "An action says what is done, where, by whom, with which money and to what effect.",
            "Put a file for each into the folder “interventions”.",
            "Everything that is projected, appraised or monitored starts from them.",
        )  # fmt: skip
    sections = (
        Section("all", "All actions", (actions_table(view),)),
        Section("drivers", "By driver", (_by_driver(view),)),
    )
    sources = [source for action in view.plan.interventions for source in action.sources[:1]]
    return plan_page(
        view, ACTIONS, "Actions", _title(view), _lede(view, numbers), sections,
        lead=(_drivers_chart(view),), sources=sources,
    )  # fmt: skip


def _by_count(view: PlanView) -> list[tuple[str, int]]:
    """Drivers that are acted on, with the number of actions that go ahead; most first."""
    found = Counter(d for a in view.active for d in dict.fromkeys(e.driver for e in a.effects))
    return sorted(found.items(), key=lambda pair: (-pair[1], DRIVERS.index(pair[0])))


def _title(view: PlanView) -> str:
    most = _by_count(view)
    start = start_of_sentence(counted(len(view.active), "action"))
    if not most:
        return f"{start}, and none says which driver it acts on"
    driver, many = most[0]
    named = DRIVER_NAMES[driver].casefold()
    missing = [DRIVER_NAMES[d].casefold() for d in DRIVERS if d not in dict(most)]
    end = f"; none acts on {missing[0]}" if len(missing) == 1 else ""
    return f"{start}, more of them on {named} ({many}) than on any other driver{end}"


def _lede(view: PlanView, numbers: Numbers) -> tuple[RichText, ...]:
    assumed = sum(1 for a in view.active if "assumption" in grades_of(view, a))
    states = Counter(action.status for action in view.plan.interventions)
    said = ", ".join(f"{many} {state}" for state, many in states.most_common())
    return (
        rich("The plan has {n} actions: {s}.", n=numbers["actions"], s=said),
        rich(
            "The model can carry the effects of {m}; of {a} the size is {w}.",
            m=numbers["modelled"], a=count(assumed), w=Words("an assumption", "assumed"),
        ),
        rich(
            "{r} can go on with levers that the place holds; {w} must wait for somebody else.",
            r=numbers["ready"], w=numbers["waiting"],
        ),
    )  # fmt: skip


def _drivers_chart(view: PlanView) -> Chart | None:
    rows = _by_count(view)
    if not rows:
        return None
    driver, many = rows[0]
    finding = f"{DRIVER_NAMES[driver]} is acted on most, by {counted(many, 'action')}"
    drawn = tuple(Bar(DRIVER_NAMES[one], n, str(n)) for one, n in rows)
    spoken = "; ".join(f"{bar.name} {bar.shown}" for bar in drawn)
    table = Table(
        "plan-drivers", "Actions by driver, without those paused or cancelled",
        (Column("driver", "Driver", kind="text"), Column("actions", "Actions", decimals=0)),
        tuple((DRIVER_NAMES[one], n) for one, n in rows), SOURCE,
        notes=("An action that acts on two drivers counts under both.",),
    )  # fmt: skip
    return Chart(
        "drivers-acted-on", finding,
        "Number of actions, without those paused or cancelled; some act on two drivers",
        bars(drawn, alt=f"{finding}: {spoken}."), SOURCE, table,
    )  # fmt: skip


def actions_table(
    view: PlanView,
    actions: tuple[Intervention, ...] | None = None,
    id_: str = "plan-actions",
    title: str = "The actions of the plan",
) -> Table:
    """A row an action; the whole plan's, or those given as part of it."""
    columns = (
        Column("action", "Action", kind="text"),
        Column("theme", "Theme", kind="text"),
        Column("status", "Status", kind="text"),
        Column("money", "Money set down", "£m"),
        Column("announced", "Cost as announced", "£m"),
        Column("drivers", "Drivers", kind="text"),
        Column("evidence", "Evidence", kind="text"),
        Column("where", "Where", kind="text"),
        Column("waits", "Waits on", kind="text"),
        Column("basis", "Basis of the money", kind="text", files_only=True),
        Column("id", "Id", kind="text", files_only=True),
    )
    chosen = view.plan.interventions if actions is None else actions
    marks: dict[tuple[int, str], str] = {}
    for n, action in enumerate(chosen):
        if is_illustrative(action):
            marks[(n, "money")] = "illustrative"
        if action.cost.amount is not None:
            marks[(n, "announced")] = "announced"
    table = Table(
        id_, title, columns,
        tuple(_row(view, action) for action in chosen), SOURCE,
        notes=("Money: an empty cell means that none is set down, or that no cost was announced. "
               "Announced costs may hold the same pounds, so no total is given.",
               "Evidence: SMS is the Maryland scale, 5 the strongest; an assumption is a number "
               "that was chosen."),
        marks=marks, part_of="" if actions is None else "plan-actions",
    )  # fmt: skip
    return view.linked(table, "action", [action.id for action in chosen])


def _row(view: PlanView, action: Intervention) -> tuple[str | float | None, ...]:
    missing = [view.levers[i] for i in action.levers
               if i in view.levers and view.levers[i].devolution != "held"]  # fmt: skip
    basis = "illustrative" if is_illustrative(action) else "published" if action.costs else None
    return (
        action.title, view.title("theme", action.theme), action.status, cost_of(action) or None,
        action.cost.amount, ", ".join(drivers_of(action)), in_short(view, action),
        _where(view, action), "; ".join(dict.fromkeys(waits_on(lever) for lever in missing)),
        basis, action.id,
    )  # fmt: skip


def _where(view: PlanView, action: Intervention) -> str:
    if action.sites:
        return ", ".join(view.title("site", one) for one in action.sites)
    if action.places:
        return ", ".join(view.name_of(one.place) for one in action.places)
    if action.zones:
        return ", ".join(view.title("zone", one) for one in action.zones)
    return "the whole area"


def _by_driver(view: PlanView) -> Block:
    entries: list[tuple[str, RichText]] = []
    used = [d for d in DRIVERS
            if any(e.driver == d for a in view.plan.interventions for e in a.effects)]  # fmt: skip
    for driver in used:
        own = view.actions_with(lambda a, d=driver: any(e.driver == d for e in a.effects))  # type: ignore[misc]
        words = view.links("action", [action.id for action in own])
        entries.append((DRIVER_NAMES[driver], (*words, Words("."))))
    return Definitions(tuple(entries), tuple(anchor("driver", driver) for driver in used))
