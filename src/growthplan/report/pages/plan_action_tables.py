"""Tables of one action: its sites, milestones, risks, principles and what is not additional."""

from __future__ import annotations

from collections.abc import Sequence

from growthplan.plan import Additionality, Intervention, Rate, Site
from growthplan.report.pages.plan_sources import SOURCE
from growthplan.report.pages.plan_view import PlanView
from growthplan.report.table import Column, Table

_SHARES = {
    "deadweight": "Would have happened anyway",
    "displacement_local": "Taken from elsewhere in the same authority",
    "displacement_regional": "Taken from elsewhere in the area",
    "displacement_national": "Taken from elsewhere in the country",
    "leakage": "Goes to people or firms outside the area",
    "substitution": "Swapped for something similar",
}


def sites_table(view: PlanView, id_: str, sites: Sequence[Site]) -> Table:
    """The sites that an action works on."""
    columns = (
        Column("site", "Site", kind="text"),
        Column("authority", "Local authority", kind="text"),
        Column("what", "What it is", kind="text"),
    )
    rows = tuple((site.title, view.name_of(site.place), site.what) for site in sites)
    table = Table(f"sites-{id_}", "The sites", columns, rows, SOURCE, part_of="plan-sites")
    return view.linked(table, "site", [site.id for site in sites])


def milestones_table(action: Intervention) -> Table | None:
    """Steps of delivery with their days."""
    steps = action.delivery.milestones
    if not steps:
        return None
    columns = (
        Column("step", "Step", kind="text"),
        Column("due", "Due", kind="text"),
        Column("done", "Done", kind="text"),
    )
    rows = tuple(
        (one.title, f"{one.due.day} {one.due:%B %Y}",
         f"{one.done.day} {one.done:%B %Y}" if one.done else None)
        for one in steps
    )  # fmt: skip
    note = (
        "The timing is illustrative: it is not published."
        if action.delivery.basis == "illustrative"
        else "Days are as published; the last day of a month or season stands for all of it."
    )
    return Table(f"milestones-{action.id}", "Steps on the way", columns, rows, SOURCE,
                 part_of="plan-milestones",
                 notes=(note, "An empty cell: not done, or not known to be."))  # fmt: skip


def principles_table(view: PlanView, action: Intervention) -> Table | None:
    """How it stands to each principle, and what the verdict rests on."""
    if not action.principles:
        return None
    columns = (
        Column("principle", "Principle", kind="text"),
        Column("verdict", "Keeps to it?", kind="verdict"),
        Column("evidence", "What the verdict rests on", kind="text"),
    )
    rows = tuple(
        (view.title("principle", one.principle), one.verdict, one.evidence)
        for one in action.principles
    )
    table = Table(f"principles-{action.id}", "Tests of principle", columns, rows, SOURCE,
                  part_of="plan-principle-tests")  # fmt: skip
    return view.linked(table, "principle", [test.principle for test in action.principles])


def risks_table(action: Intervention) -> Table | None:
    """What could go wrong, how likely, and what it would cost."""
    if not action.risks:
        return None
    columns = (
        Column("risk", "What could go wrong", kind="text"),
        Column("likelihood", "Likelihood", kind="text"),
        Column("impact", "Impact", kind="text"),
        Column("delay", "Delay", "years", decimals=1),
        Column("loss", "Loss of effect", "%", decimals=0),
        Column("mitigation", "What is done about it", kind="text"),
        Column("owner", "Who answers", kind="text"),
    )
    rows = tuple(
        (one.title, one.likelihood, one.impact, one.delay_years or None,
         100 * one.loss_share or None, one.mitigation, one.owner)
        for one in action.risks
    )  # fmt: skip
    return Table(f"risks-{action.id}", "Risks", columns, rows, SOURCE,
                 part_of="plan-risks", notes=("An empty cell: none is stated.",))  # fmt: skip


def additionality_table(view: PlanView, action: Intervention) -> Table | None:
    """Shares of the effect that are not additional, each on whose word."""
    own = action.additionality
    if own is None:
        return None
    rows = tuple(
        (words, *_rate(view, rate))
        for name, words in _SHARES.items()
        if (rate := _of(own, name)) is not None
    )
    if not rows:
        return None
    columns = (
        Column("what", "Share of the effect that is not additional", kind="text"),
        Column("share", "Share", "%", decimals=0),
        Column("basis", "On whose word", kind="text"),
    )
    return Table(f"additionality-{action.id}", "What would have happened anyway or elsewhere",
                 columns, rows, SOURCE, part_of="plan-additionality")  # fmt: skip


def _of(own: Additionality, name: str) -> Rate | None:
    found: Rate | None = getattr(own, name)
    return found


def _rate(view: PlanView, rate: Rate) -> tuple[float | None, str]:
    if rate.assumption is not None:
        one = view.assumptions.get(rate.assumption)
        value = one.value if one and one.value is not None else None
        return (None if value is None else 100 * value), f"assumed: {one.title if one else ''}"
    source = view.plan.sources.get(rate.source or "")
    return 100 * (rate.value or 0.0), source.citation if source else "the plan’s own"
