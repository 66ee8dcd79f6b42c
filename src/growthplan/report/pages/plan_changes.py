"""What changed in the plan since its newest release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from growthplan.plan.differences import SECTIONS, Difference
from growthplan.report.charts import Bar, bars
from growthplan.report.model import Chart, Note, Page
from growthplan.report.pages.differences import differences_sections
from growthplan.report.pages.evidence import start_of_sentence
from growthplan.report.pages.plan_sources import empty_page, plan_page
from growthplan.report.pages.plan_view import CHANGES, PlanView, counted
from growthplan.report.prose import rich
from growthplan.report.table import Column, Table

_NAME = "What changed"


@dataclass(frozen=True)
class Since:
    """What is different from a release."""

    label: str
    """What the release is called."""
    day: date
    """The day for which it stands."""
    differences: Sequence[Difference]


def changes_page(view: PlanView, since: Since | None) -> Page:
    """The differences under their headings; says so when there is no release or no difference."""
    if since is None:
        return empty_page(
            view, CHANGES, _NAME, "The plan keeps no release yet, so no change can be shown",
            "A release freezes the plan as it stands on a day.",
            "Make one with the command growthplan release, and give it a label such as Launch.",
            "From then on every change is listed here in plain words.",
        )  # fmt: skip
    named = f"“{since.label}” of {since.day.day} {since.day:%B %Y}"
    many = len(since.differences)
    if not many:
        lede = (
            rich("The newest release is {n}.", n=named),
            rich("The plan says today what it said then."),
            rich("When it changes, each change is listed here in plain words."),
        )
        note = Note("no data", rich("No difference since {n}.", n=named))
        return plan_page(view, CHANGES, _NAME, f"Nothing has changed since {named}", lede, (),
                         (note,))  # fmt: skip
    counts: Counter[str] = Counter(one.section for one in since.differences)
    top = max(SECTIONS, key=lambda name: counts[name])
    title = f"{start_of_sentence(counted(many, 'change'))} since {named}, most under {top}"
    lede = (
        rich("The newest release is {n}; {m} since then.", n=named, m=counted(many, "change")),
        rich("Lists in another order are no change; money that left one year or line for another "
             "was moved; a target that was replaced was revised."),
        rich("A target is never overwritten, so every old one can still be read."),
    )  # fmt: skip
    return plan_page(view, CHANGES, _NAME, title, lede,
                     differences_sections(since.differences),
                     lead=(_chart(title, counts), _table(since)))  # fmt: skip


def _chart(title: str, counts: Counter[str]) -> Chart:
    sizes = [(name, counts[name]) for name in SECTIONS if counts[name]]
    drawn = tuple(Bar(name, n, str(n)) for name, n in sizes)
    spoken = "; ".join(f"{name} {n}" for name, n in sizes)
    table = Table("plan-change-counts", "Changes by subject",
                  (Column("section", "Subject", kind="text"),
                   Column("changes", "Changes", decimals=0)), tuple(sizes),
                  "the plan and its newest release")  # fmt: skip
    return Chart("changes-by-subject", "Changes by subject", "Number of changes",
                 bars(drawn, alt=f"{title}: {spoken}."), table.source, table)  # fmt: skip


def _table(since: Since) -> Table:
    columns = (
        Column("what", "Change", kind="text"), Column("kind", "Kind", kind="text"),
        Column("section", "Subject", kind="text"), Column("thing", "Entry", kind="text"),
        Column("where", "Where in the plan", kind="text", files_only=True),
    )  # fmt: skip
    rows = tuple(
        (one.sentence, one.kind, one.section, one.title, one.where) for one in since.differences
    )
    return Table("plan-changes", "Every change", columns, rows, "the plan and its newest release")
