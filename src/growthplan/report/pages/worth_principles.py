"""Tests of principle: every action against each, by the plan's word and by what was worked out."""

from __future__ import annotations

from collections import Counter

from growthplan.appraisal import Appraisal, PrincipleVerdict
from growthplan.plan import Principle
from growthplan.report.model import Note, Page, Prose, Section
from growthplan.report.pages.worth_view import PRINCIPLES, WorthView, links
from growthplan.report.prose import RichText, rich
from growthplan.report.table import Cell, Column, Table


def principles_page(view: WorthView) -> Page:
    """Counts by principle, then a row an action, then where plan and model differ."""
    principles = view.plan.principles
    if not principles or not view.found.actions:
        return view.page(
            PRINCIPLES,
            "Principles",
            "The plan has no principle to test against",
            lede=(
                rich("A principle says what every action is to keep to."),
                rich("The plan names none, or has no action."),
                rich("So there is nothing to test."),
            ),
            sections=(),
            lead=(Note("no data", rich("No principle, or no action.")),),
        )
    sections = [Section("actions", "Every action", (_actions_table(view),))]
    if apart := _apart(view):
        sections.append(Section("apart", "Where the plan and the model differ", (apart,)))
    sections.append(Section("how", "How a verdict is reached", (_how(),)))
    return view.page(
        PRINCIPLES,
        "Principles",
        _title(view),
        lede=_lede(view),
        lead=(_counts_table(view),),
        sections=tuple(sections),
    )


def _counts(view: WorthView, principle: Principle) -> Counter[str]:
    return Counter(
        test.verdict
        for one in view.found.actions
        for test in one.principles
        if test.principle == principle.id
    )


def _title(view: WorthView) -> str:
    many = len(view.found.actions)
    parts = [
        f"{_counts(view, one)['yes']} with {_named(one.title)}" for one in view.plan.principles
    ]
    *first, last = parts
    said = f"{', '.join(first)} and {last}" if first else last
    return f"Of {many} actions, those known to be in keeping: {said}"


def _named(title: str) -> str:
    """A title inside a sentence; names keep their capitals.

    >>> _named("Inclusive growth"), _named("Net Zero by 2035"), _named("AI for good")
    ('inclusive growth', 'Net Zero by 2035', 'AI for good')
    """
    return title if any(letter.isupper() for letter in title[1:]) else title.lower()


def _lede(view: WorthView) -> tuple[RichText, ...]:
    tests = [test for one in view.found.actions for test in one.principles]
    unknown = sum(test.verdict == "unknown" for test in tests)
    worked = sum(test.agrees is not None for test in tests)
    apart = sum(test.agrees is False for test in tests)
    what = rich("Of {t} tests, {u} end in ‘unknown’: nothing public and nothing worked out says "
                "either way.", t=str(len(tests)), u=str(unknown))  # fmt: skip
    sure = rich(
        "In {w} of them the plan’s own verdict could be held against what was worked out here; "
        "{a} were apart.",
        w=str(worked), a="none" if not apart else str(apart),
    )  # fmt: skip
    so = rich("So most verdicts are the plan’s word, and an unknown is a question to answer before "
              "money is committed.")  # fmt: skip
    return what, sure, so


def _counts_table(view: WorthView) -> Table:
    columns = (
        Column("principle", "Principle", kind="text"),
        Column("yes", "Yes", decimals=0),
        Column("no", "No", decimals=0),
        Column("unknown", "Unknown", decimals=0),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in view.plan.principles:
        found = _counts(view, one)
        rows.append((one.title, found["yes"], found["no"], found["unknown"]))
    return Table("worth-principles-counts", "How many actions keep to each principle", columns,
                 tuple(rows), view.source)  # fmt: skip


def _actions_table(view: WorthView) -> Table:
    columns = (
        Column("action", "Action", kind="text"),
        *(Column(one.id.replace("-", "_"), one.title, kind="verdict")
          for one in view.plan.principles),
        Column("emissions", f"Emissions in {view.plan.horizon.end}", "kt of CO2 equivalent",
               decimals=2, signed=True),
        Column("action_id", "Action’s id", kind="text", files_only=True),
    )  # fmt: skip
    rows = tuple(_row(view, one) for one in view.found.actions)
    return Table(
        "worth-principles-actions", "Every action against every principle", columns, rows,
        view.source, links=links(view.found.actions),
        notes=("Emissions: change to no plan that year, mean over draws; what building emits is "
               "not counted. An empty cell: not modelled.",),
    )  # fmt: skip


def _row(view: WorthView, one: Appraisal) -> tuple[Cell, ...]:
    verdicts = {test.principle: test.verdict for test in one.principles}
    end = view.plan.horizon.end
    kt = None
    if one.emissions is not None and end in one.years:
        kt = one.emissions[one.years.index(end)]
    return (one.title, *(verdicts.get(p.id, "unknown") for p in view.plan.principles), kt, one.id)


def _apart(view: WorthView) -> Table | None:
    rows = tuple(
        (one.title, test.title, test.in_plan, test.evidence, " ".join(test.facts))
        for one in view.found.actions
        for test in one.principles
        if _differs(test)
    )
    if not rows:
        return None
    columns = (
        Column("action", "Action", kind="text"),
        Column("principle", "Principle", kind="text"),
        Column("in_plan", "The plan says", kind="text"),
        Column("evidence", "What the plan rests it on", kind="text"),
        Column("facts", "What was worked out here", kind="text"),
    )
    return Table("worth-principles-apart", "Verdicts that what was worked out does not bear out",
                 columns, rows, view.source, links=links(view.found.actions))  # fmt: skip


def _differs(test: PrincipleVerdict) -> bool:
    return test.agrees is False


def _how() -> Prose:
    return Prose(
        (
            rich("Inclusive growth: whether new work goes to residents of the most deprived fifth "
                 "of neighbourhoods more than their share of people, in 90 of 100 draws."),
            rich("AI for good: only for actions on digital tools and AI; yes needs a safeguard "
                 "that the plan names and output an hour that rises in 90 of 100 draws."),
            rich("Net zero: whether emissions fall by more than a thousandth of the place’s, in 90 "
                 "of 100 draws, by the year that the principle names."),
            rich("The plan’s own verdict stands where these bear it out or say nothing; where the "
                 "two disagree, the verdict is unknown."),
        )
    )  # fmt: skip
