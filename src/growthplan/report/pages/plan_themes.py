"""Themes, objectives and principles: what the plan sets out to do, and by which actions."""

from __future__ import annotations

from collections import Counter

from growthplan.plan import Theme
from growthplan.report.charts import Bar, bars
from growthplan.report.model import Block, Chart, Definitions, Page, Prose, Section
from growthplan.report.pages.evidence import count, start_of_sentence
from growthplan.report.pages.plan_actions import actions_table
from growthplan.report.pages.plan_figures import Numbers
from growthplan.report.pages.plan_money_sums import cost_of
from growthplan.report.pages.plan_sources import SOURCE, empty_page, plan_page
from growthplan.report.pages.plan_view import (
    THEMES,
    PlanView,
    anchor,
    counted,
    millions,
)
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Column, Table


def themes_page(view: PlanView, numbers: Numbers) -> Page:
    """Each theme with its objectives and actions, then the principles."""
    plan = view.plan
    if not plan.themes:
        return empty_page(
            view, THEMES, "Themes", "The plan names no themes yet",
            "A theme is one of the few headings under which the plan acts.",
            "Add “themes” to plan.yaml, each with its objectives.",
            "Every action names the theme that it serves.",
        )  # fmt: skip
    sections = (*(_theme(view, theme) for theme in plan.themes), _principles(view))
    sources = [
        *(source for theme in plan.themes for source in
          (theme.source, *(one.source for one in theme.objectives))),
        *(one.source for one in plan.principles),
    ]  # fmt: skip
    return plan_page(
        view, THEMES, "Themes", _title(view), _lede(view, numbers), sections,
        lead=(_chart(view),), sources=sources,
    )  # fmt: skip


def _sizes(view: PlanView) -> list[tuple[Theme, int, float]]:
    """Each theme with its actions that go ahead, and the money that is set down for them."""
    found = []
    for theme in view.plan.themes:
        own = [a for a in view.active if a.theme == theme.id]
        found.append((theme, len(own), sum(cost_of(a) for a in own)))
    return found


def _title(view: PlanView) -> str:
    sizes = _sizes(view)
    top = max(sizes, key=lambda one: one[1])
    themes = start_of_sentence(count(len(sizes)))
    if len(sizes) == 1:
        return f"One theme: “{top[0].title}”, with {counted(top[1], 'action')}"
    return f"{themes} themes: “{top[0].title}” has the most actions, {top[1]} of {len(view.active)}"


def _lede(view: PlanView, numbers: Numbers) -> tuple[RichText, ...]:
    objectives = sum(len(theme.objectives) for theme in view.plan.themes)
    unserved = _unserved(view)
    end = (
        f"{start_of_sentence(counted(len(unserved), 'objective'))} has no action yet."
        if len(unserved) == 1
        else f"{start_of_sentence(counted(len(unserved), 'objective'))} have no action yet."
        if unserved
        else "Every objective has an action that serves it."
    )
    return (
        rich("Under {t} and {o} the plan has {n} actions.",
             t=counted(len(view.plan.themes), "theme"), o=counted(objectives, "objective"),
             n=numbers["actions"]),
        rich("Money is counted where it is set down by year; much of it is {i}.",
             i=Words("illustrative", "assumed")),
        rich("{e}", e=end),
    )  # fmt: skip


def _unserved(view: PlanView) -> list[str]:
    served = {action.objective for action in view.active}
    return [one.id for theme in view.plan.themes for one in theme.objectives
            if one.id not in served]  # fmt: skip


def _chart(view: PlanView) -> Chart:
    sizes = _sizes(view)
    finding = _finding(sizes)
    drawn = tuple(Bar(theme.title, n, counted(n, "action")) for theme, n, _ in sizes)
    spoken = "; ".join(f"{bar.name} {bar.shown}" for bar in drawn)
    columns = (
        Column("theme", "Theme", kind="text"),
        Column("actions", "Actions", decimals=0),
        Column("money", "Money set down by year, in all", "£m"),
    )
    table = Table("plan-themes", "Themes of the plan", columns,
                  tuple((theme.title, n, money or None) for theme, n, money in sizes), SOURCE,
                  notes=("Money is of the settlement and of other pots; pots may hold the same "
                         "pounds, so themes are not added up.",))  # fmt: skip
    subtitle = "Number of actions, without those paused or cancelled"
    return Chart("actions-by-theme", finding, subtitle,
                 bars(drawn, alt=f"{finding}: {spoken}."), SOURCE, table)  # fmt: skip


def _finding(sizes: list[tuple[Theme, int, float]]) -> str:
    top = max(sizes, key=lambda one: one[1])
    return f"{top[0].title}: {counted(top[1], 'action')}, the most of any theme"


def _theme(view: PlanView, theme: Theme) -> Section:
    own = view.actions_with(lambda a: a.theme == theme.id)
    active = [a for a in own if a in view.active]
    money = sum(cost_of(a) for a in active)
    words = rich(
        "{n} under this theme, without those paused or cancelled; {m} is set down for them by "
        "year.",
        n=start_of_sentence(counted(len(active), "action")),
        m=millions(money) if money else "nothing",
    )  # fmt: skip
    blocks: list[Block] = [Prose((words,))]
    if theme.objectives:
        entries = tuple((one.title, _objective(view, one.id)) for one in theme.objectives)
        anchors = tuple(anchor("objective", one.id) for one in theme.objectives)
        blocks.append(Definitions(entries, anchors))
    if own:
        blocks.append(
            actions_table(view, own, f"actions-{theme.id}", f"Actions under “{theme.title}”")
        )
    return Section(anchor("theme", theme.id), theme.title, tuple(blocks))


def _objective(view: PlanView, id_: str) -> RichText:
    own = [action.id for action in view.plan.interventions if action.objective == id_]
    if not own:
        return rich("No action serves it yet.")
    return (Words("Served by "), *view.links("action", own), Words("."))


def _principles(view: PlanView) -> Section | None:
    principles = view.plan.principles
    if not principles:
        return None
    entries = tuple((one.title, _principle(view, one.id)) for one in principles)
    anchors = tuple(anchor("principle", one.id) for one in principles)
    rows = tuple((one.title, *_verdicts(view, one.id)) for one in principles)
    columns = (
        Column("principle", "Principle", kind="text"),
        Column("yes", "Keeps to it", "actions", decimals=0),
        Column("no", "Does not", "actions", decimals=0),
        Column("unknown", "Not known", "actions", decimals=0),
        Column("untested", "Not tested", "actions", decimals=0),
    )
    table = Table(
        "plan-principles",
        "Actions by principle, without those paused or cancelled",
        columns,
        rows,
        SOURCE,
    )
    return Section("principles", "Principles", (table, Definitions(entries, anchors)))


def _verdicts(view: PlanView, id_: str) -> tuple[int, int, int, int]:
    found = Counter(
        test.verdict for action in view.active for test in action.principles
        if test.principle == id_
    )  # fmt: skip
    tested = sum(found.values())
    return found["yes"], found["no"], found["unknown"], len(view.active) - tested


def _principle(view: PlanView, id_: str) -> RichText:
    said = {
        verdict: [a.id for a in view.active
                  for test in a.principles if (test.principle, test.verdict) == (id_, verdict)]
        for verdict in ("yes", "no")
    }  # fmt: skip
    if said["no"]:
        return (Words("Against it: "), *view.links("action", said["no"]), Words("."))
    if said["yes"]:
        return (Words("Kept by "), *view.links("action", said["yes"]), Words("."))
    return rich("No action says yet how it stands to this principle.")
