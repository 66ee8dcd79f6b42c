"""Levers by tier, what can be done with those held today, and the devolution journey."""

from __future__ import annotations

import re
from datetime import date

from growthplan.plan import Lever
from growthplan.report.charts import Bar, Span, bars, spans
from growthplan.report.model import Block, Chart, Definitions, Note, Page, Prose, Section
from growthplan.report.pages.evidence import start_of_sentence
from growthplan.report.pages.plan_figures import Numbers
from growthplan.report.pages.plan_picture import TIERS
from growthplan.report.pages.plan_powers import Powers, powers, waits_on
from growthplan.report.pages.plan_sources import SOURCE, empty_page, plan_page
from growthplan.report.pages.plan_view import LEVERS, PlanView, anchor, counted
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Column, Table
from growthplan.vocabulary import Period

_TITLES = {
    "national": "Held by national government", "regional": "Held by the strategic authority",
    "local": "Held by the councils", "partner": "Held by partners",
}  # fmt: skip


def levers_page(view: PlanView, numbers: Numbers) -> Page:
    """Powers, by who holds them; what waits on whom; the journey."""
    plan = view.plan
    if not plan.levers and not plan.devolution:
        return empty_page(
            view, LEVERS, "Levers", "The plan names no levers yet",
            "A lever is a power that the plan uses or needs, with who holds it.",
            "Write levers.yaml, and let each action name the levers that it needs.",
            "Then it can be seen what the place can do by itself and what waits on whom.",
        )  # fmt: skip
    able = powers(view)
    sections = (
        Section("waits", "What waits on whom", _waiting(view, able)),
        Section("ready", "What can go on with levers held today", _ready(view, able)),
        *(_tier(view, tier) for tier in TIERS),
        Section("all", "All levers", (_table(view),)),
        _journey(view),
    )
    sources = [*(one.source for one in plan.levers), *(one.source for one in plan.devolution)]
    return plan_page(
        view, LEVERS, "Levers", _title(able), _lede(view, numbers, able), sections,
        lead=(_chart(view),), sources=sources,
    )  # fmt: skip


def _title(able: Powers) -> str:
    ready, waiting = len(able.ready), len(able.waiting)
    whom = list(able.by_whom())
    if not ready and not waiting:
        return "No action says yet which levers it needs"
    if not waiting:
        return f"{start_of_sentence(counted(ready, 'action'))} can go on with levers held today"
    verb = "waits" if waiting == 1 else "wait"
    return (f"{start_of_sentence(counted(ready, 'action'))} can go on with levers held today; "
            f"{waiting} {verb} for others (most often: {_short(whom[0])})")  # fmt: skip


def _short(who: str) -> str:
    return re.split(r"[;:(]", who)[0].strip()


def _lede(view: PlanView, numbers: Numbers, able: Powers) -> tuple[RichText, ...]:
    asked = [lever for lever in view.plan.levers if lever.devolution == "asked for"]
    end = (
        f"{start_of_sentence(counted(len(asked), 'lever'))} "
        f"{'is' if len(asked) == 1 else 'are'} asked for."
        if asked
        else "No lever is asked for at present."
    )
    return (
        rich("The plan names {n} levers, of which the place holds {h}.", n=numbers["levers"],
             h=numbers["held"]),
        rich("An action can go on when all the levers that it names are held; {u}.",
             u=_unnamed(len(able.unnamed))),
        rich("{e}", e=end),
    )  # fmt: skip


def _unnamed(many: int) -> str:
    if not many:
        return "every action that is still to be done names its levers"
    return f"{counted(many, 'action')} {'names' if many == 1 else 'name'} none"


def _chart(view: PlanView) -> Chart | None:
    sizes = []
    for tier, name in TIERS.items():
        own = [lever for lever in view.plan.levers if lever.tier == tier]
        held = sum(1 for lever in own if lever.devolution == "held")
        if own:
            sizes.append((name, len(own), held))
    if not sizes:
        return None
    total, held_all = sum(n for _, n, _ in sizes), sum(h for _, _, h in sizes)
    finding = f"The place holds {held_all} of {counted(total, 'lever')}"
    drawn = tuple(Bar(name, n, f"{h} of {n} held", h) for name, n, h in sizes)
    spoken = "; ".join(f"{bar.name}: {bar.shown}" for bar in drawn)
    columns = (Column("tier", "Tier", kind="text"), Column("levers", "Levers", decimals=0),
               Column("held", "Of which held by the place", decimals=0))  # fmt: skip
    table = Table("plan-lever-tiers", "Levers by tier", columns, tuple(sizes), SOURCE)
    return Chart("levers-by-tier", finding, "Number of levers; blue: held by the place",
                 bars(drawn, alt=f"{finding}: {spoken}."), SOURCE, table)  # fmt: skip


def _waiting(view: PlanView, able: Powers) -> tuple[Block, ...]:
    if not able.waiting:
        return (Note("no data", rich("No action waits on a lever that others hold.")),)
    entries = []
    for who, those in able.by_whom().items():
        words: RichText = ()
        for lever, actions in those:
            ask = f" Asked: {lever.ask.rstrip('.')}." if lever.ask else ""
            due = f" Due: {lever.expected}." if lever.expected else ""
            words = (*words, view.link("lever", lever.id),
                     Words(f" ({lever.devolution}), for "),
                     *view.links("action", [action.id for action in actions]),
                     Words(f".{due}{ask} "))  # fmt: skip
        entries.append((who, words))
    return (Definitions(tuple(entries)),)


def _ready(view: PlanView, able: Powers) -> tuple[Block, ...]:
    if not able.ready:
        return (Note("no data", rich("No action has all the levers that it needs.")),)
    words = (*view.links("action", [action.id for action in able.ready]), Words("."))
    found: list[RichText] = [words]
    if able.unnamed:
        found.append((Words("No lever is named by "),
                      *view.links("action", [action.id for action in able.unnamed]),
                      Words(".")))  # fmt: skip
    return (Prose(tuple(found)),)


def _tier(view: PlanView, tier: str) -> Section | None:
    own = [lever for lever in view.plan.levers if lever.tier == tier]
    if not own:
        return None
    entries = tuple((lever.title, _lever(view, lever)) for lever in own)
    anchors = tuple(anchor("lever", lever.id) for lever in own)
    return Section(f"tier-{tier}", _TITLES[tier], (Definitions(entries, anchors),))


def _lever(view: PlanView, lever: Lever) -> RichText:
    basis = f" Basis: {lever.basis.rstrip('.')}." if lever.basis else ""
    words: RichText = (
        Words(f"{lever.power.rstrip('.')}. Held by {lever.holder.rstrip('.')}.{basis} "),
        Words(_standing(lever), "strong"),
        Words(". "),
    )
    if lever.ask:
        words = (*words, Words(f"Asked: {lever.ask.rstrip('.')}. "))
    actions = [a.id for a in view.plan.interventions if lever.id in a.levers]
    if actions:
        words = (*words, Words("Needed by "), *view.links("action", actions), Words("."))
    else:
        words = (*words, Words("No action names it yet."))
    return words


def _standing(lever: Lever) -> str:
    if lever.devolution == "held":
        return f"Held since {lever.since}" if lever.since else "Held"
    due = f", due {lever.expected}" if lever.expected else ""
    return f"{start_of_sentence(lever.devolution)}{due}; waits on {waits_on(lever)}"


def _table(view: PlanView) -> Table:
    columns = (
        Column("lever", "Lever", kind="text"),
        Column("tier", "Tier", kind="text"),
        Column("holder", "Holder", kind="text"),
        Column("devolution", "Standing", kind="verdict"),
        Column("since", "Since", kind="text"),
        Column("waits", "Waits on", kind="text"),
        Column("actions", "Actions that need it", decimals=0),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple(
        (
            lever.title, lever.tier, lever.holder, lever.devolution, str(lever.since or ""),
            "" if lever.devolution == "held" else waits_on(lever),
            sum(1 for a in view.plan.interventions if lever.id in a.levers), lever.id,
        )
        for lever in view.plan.levers
    )  # fmt: skip
    table = Table("plan-levers", "Levers of the plan", columns, rows, SOURCE)
    return view.linked(table, "lever", [lever.id for lever in view.plan.levers])


def _journey(view: PlanView) -> Section | None:
    events = sorted(view.plan.devolution, key=lambda one: _day(one.date))
    if not events:
        return None
    drawn = tuple(Span(one.title, _day(one.date), _day(one.date), str(one.date)) for one in events)
    finding = f"From {events[0].date} to {events[-1].date} in {counted(len(events), 'step')}"
    spoken = "; ".join(f"{row.shown}: {row.name}" for row in drawn)
    columns = (Column("date", "When", kind="text"), Column("event", "What happened", kind="text"),
               Column("what", "What changed", kind="text"),
               Column("levers", "Levers that came with it", kind="text"))  # fmt: skip
    rows = tuple(
        (str(one.date), one.title, one.what,
         ", ".join(view.title("lever", lever) for lever in one.levers))
        for one in events
    )  # fmt: skip
    table = Table("plan-devolution", "Steps of the devolution journey", columns, rows, SOURCE)
    chart = Chart(
        "journey-chart", finding, "Each step on the day, month or year that is on record",
        spans(drawn, alt=f"{finding}: {spoken}."), SOURCE, table,
    )  # fmt: skip
    entries = tuple(
        (str(one.date), (Words(f"{one.title}.{f' {one.what}' if one.what else ''} "),
                         *view.links("lever", one.levers)))
        for one in events
    )  # fmt: skip
    return Section("journey", "The devolution journey", (chart, Definitions(entries)))


def _day(when: Period) -> date:
    """The first day of a period, to put it on an axis."""
    parts = [int(part) for part in re.findall(r"\d+", when.code)[:3]]
    if when.code.endswith("fy"):
        return date(parts[0], 4, 1)
    year, month, day = (*parts, 1, 1)[:3] if len(parts) < 3 else parts
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else date(year, 1, 1)
