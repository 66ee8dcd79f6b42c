"""Money: the settlement as published, what actions take from each line, what is left, the rules."""

from __future__ import annotations

from growthplan.plan import SettlementTotal, first_year
from growthplan.report.charts import Bar, bars
from growthplan.report.model import Block, Chart, Definitions, Note, Page, Prose, Section
from growthplan.report.pages.evidence import start_of_sentence
from growthplan.report.pages.plan_figures import Numbers
from growthplan.report.pages.plan_money_sums import LineUse, line_uses
from growthplan.report.pages.plan_money_tables import other_table, rules_table, years_table
from growthplan.report.pages.plan_sources import SOURCE, empty_page, plan_page
from growthplan.report.pages.plan_view import MONEY, PlanView, anchor, counted, millions
from growthplan.report.prose import Link, Manner, RichText, Words, rich
from growthplan.report.table import Column, Row, Table


def money_page(view: PlanView, numbers: Numbers) -> Page:
    """The settlement, line by line, and other money beside it."""
    plan = view.plan
    if plan.settlement is None and not plan.other_money:
        return empty_page(
            view, MONEY, "Money", "The plan names no money yet",
            "The settlement stands here by function, kind and year, with what actions take of it.",
            "Write funding.yaml, then give each action its costs by line and year.",
            "Until then nothing can be said of what the plan can pay for.",
        )  # fmt: skip
    uses = line_uses(view)
    totals = plan.settlement.totals if plan.settlement else ()
    sections = (
        *(_kind(numbers, kind, totals, uses) for kind in ("revenue", "capital")),
        _by_function(view, uses),
        _lines(view, numbers, uses),
        _rules(view),
        _other(view),
    )
    lead: tuple[Block | None, ...] = (_chart(uses),) if uses else (_nothing(),)
    return plan_page(
        view, MONEY, "Money", _title(numbers, totals, uses),
        _lede(view, numbers, totals, uses), sections, lead=lead, sources=_sources(view),
    )  # fmt: skip


def _nothing() -> Note:
    return Note("no data", rich("The settlement has no lines by function and year yet."))


def _title(numbers: Numbers, totals: tuple[SettlementTotal, ...], uses: tuple[LineUse, ...]) -> str:
    if not totals and not uses:
        return "No settlement is on record; other money is listed below"
    if not totals:
        taken, there = (sum(getattr(use, n) for use in uses) for n in ("committed", "there"))
        return (f"Actions ask for {millions(taken)} of the {millions(there)} whose lines are on "
                "record; no total is")  # fmt: skip
    parts = [
        f"{millions(_value(numbers, 'committed', one))} of {millions(one.amount)} {one.kind}"
        for one in totals
    ]
    return f"Actions ask for {' and '.join(parts)}"


def _value(numbers: Numbers, what: str, total: SettlementTotal) -> float:
    return float(numbers[f"{what}/{total.id}"].value or 0)


def _lede(
    view: PlanView,
    numbers: Numbers,
    totals: tuple[SettlementTotal, ...],
    uses: tuple[LineUse, ...],
) -> tuple[RichText, ...]:
    settlement = view.plan.settlement
    if settlement is None or not totals:
        pots = counted(len(view.plan.other_money), "pot")
        lines = f"{counted(len(uses), 'line')} of {settlement.title}" if settlement else ""
        return (
            rich("The plan records {n} of other money{l}.", n=pots,
                 l=f" and {lines}, but no total of it" if lines else ""),
            rich("Pots that hold some of the same pounds are named as overlapping."),
            rich("They are never added up."),
        )  # fmt: skip
    what: RichText = (Words(f"{settlement.title} brings "),)
    for n, total in enumerate(totals):
        between = "" if n == 0 else ", and " if n == len(totals) - 1 else ", "
        what = (*what, *rich("{b}{f} of {k} over {a} to {z}", b=between,
                             f=numbers[f"total/{total.id}"], k=total.kind, a=total.first,
                             z=total.last))  # fmt: skip
    left: RichText = (Words("What no action takes yet: "),)
    for n, total in enumerate(totals):
        between = "" if n == 0 else " and "
        left = (*left, *rich("{b}{f} of {k}", b=between, f=numbers[f"left/{total.id}"],
                             k=total.kind))  # fmt: skip
    split = any(line.basis == "illustrative" for line in settlement.lines)
    how = rich(
        "The totals are as published; the split by function and year is {i}, because it is not "
        "public.", i=Words("illustrative", "assumed"),
    ) if split else rich("Totals and split are as published.")  # fmt: skip
    return ((*what, Words(".")), how, (*left, Words(".")))


def _chart(uses: tuple[LineUse, ...]) -> Chart:
    fullest = max(uses, key=lambda use: use.committed / use.there if use.there else 0.0)
    share = fullest.committed / fullest.there if fullest.there else 0.0
    finding = f"{fullest.line.title} is taken furthest: {share:.0%} of it"
    drawn = tuple(
        Bar(use.line.title, use.there, f"{millions(use.committed)} of {millions(use.there)}",
            use.committed)
        for use in uses
    )  # fmt: skip
    spoken = "; ".join(f"{bar.name} {bar.shown}" for bar in drawn)
    illustrative = any(use.line.basis == "illustrative" for use in uses)
    return Chart(
        "committed", finding, "£ million over all years; blue: taken by actions; grey: left",
        bars(drawn, alt=f"{finding}: {spoken}."), SOURCE, _lines_table(uses),
        notes=("The split of the totals into lines is illustrative.",) if illustrative else (),
    )  # fmt: skip


def _lines_table(uses: tuple[LineUse, ...]) -> Table:
    columns = (
        Column("line", "Line", kind="text"),
        Column("kind", "Kind", kind="text"),
        Column("there", "In all", "£m"),
        Column("committed", "Taken by actions", "£m"),
        Column("left", "Left", "£m"),
        Column("basis", "Basis of the line", kind="text", files_only=True),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple(
        (use.line.title, use.line.kind, use.there, use.committed, use.left, use.line.basis,
         use.line.id)
        for use in uses
    )  # fmt: skip
    marks = {
        (n, key): "illustrative"
        for n, use in enumerate(uses)
        for key, basis in (("there", use.line.basis), ("committed", _basis(use)),
                           ("left", _basis(use)))
        if basis == "illustrative"
    }  # fmt: skip
    return Table("plan-lines", "Lines of the settlement, and what actions take from them",
                 columns, rows, SOURCE, marks=marks)  # fmt: skip


def _basis(use: LineUse) -> str:
    bases = {use.line.basis, *(one.basis for one in use.taken)}
    return "illustrative" if "illustrative" in bases else "published"


def _kind(
    numbers: Numbers, kind: str, totals: tuple[SettlementTotal, ...], uses: tuple[LineUse, ...]
) -> Section | None:
    """The totals of one kind, and its lines by year; None when the settlement has neither."""
    own = tuple(use for use in uses if use.line.kind == kind)
    stated = [total for total in totals if total.kind == kind]
    blocks: list[Block] = [Prose(tuple(_total(numbers, total) for total in stated))]
    if own:
        blocks.append(years_table(own, kind, sum(total.amount for total in stated)))
    if not stated and not own:
        return None
    return Section(
        f"kind-{kind}", f"{start_of_sentence(kind)} by line and year",
        tuple(blocks if stated else blocks[1:]),
    )  # fmt: skip


def _total(numbers: Numbers, total: SettlementTotal) -> RichText:
    return rich(
        "{t} of {k} over {a} to {z}, as published; {c} of it is taken by actions and {l} is left.",
        t=numbers[f"total/{total.id}"], k=total.kind, a=total.first, z=total.last,
        c=numbers[f"committed/{total.id}"], l=numbers[f"left/{total.id}"],
    )  # fmt: skip


def _by_function(view: PlanView, uses: tuple[LineUse, ...]) -> Section | None:
    settlement = view.plan.settlement
    if settlement is None or not uses:
        return None
    rows: list[Row] = []
    marks: dict[tuple[int, str], str] = {}
    for function in settlement.functions:
        own = [use for use in uses if use.line.function == function.id]
        rows.append((function.title, *(sum(use.there for use in own if use.line.kind == kind)
                                       for kind in ("capital", "revenue")),
                     sum(use.committed for use in own), sum(use.left for use in own)))  # fmt: skip
        if any(_basis(use) == "illustrative" for use in own):
            marks |= {(len(rows) - 1, key): "illustrative"
                      for key in ("capital", "revenue", "committed", "left")}  # fmt: skip
    columns = (
        Column("function", "Function", kind="text"), Column("capital", "Capital", "£m"),
        Column("revenue", "Revenue", "£m"), Column("committed", "Taken by actions", "£m"),
        Column("left", "Left", "£m"),
    )  # fmt: skip
    table = Table("plan-functions", "The settlement by function", columns, tuple(rows), SOURCE,
                  marks=marks)  # fmt: skip
    return Section("functions", "By function", (table,))


def _lines(view: PlanView, numbers: Numbers, uses: tuple[LineUse, ...]) -> Section | None:
    if not uses:
        return None
    entries = []
    for use in uses:
        years = sorted(use.line.amounts, key=first_year)
        manner: Manner = "illustrative" if use.line.basis == "illustrative" else "plain"
        words = rich(
            "{c} taken and {l} left of {t}, {y}. ", c=numbers[f"committed/{use.line.id}"],
            l=numbers[f"left/{use.line.id}"],
            y=years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}",
            t=Words(millions(use.there), manner),
        )  # fmt: skip
        if use.taken:
            ids = dict.fromkeys(one.action.id for one in use.taken)
            words = (*words, Words("Taken by "), *view.links("action", ids), Words("."))
        else:
            words = (*words, Words("No action takes from it yet."))
        entries.append((use.line.title, words))
    anchors = tuple(anchor("line", use.line.id) for use in uses)
    return Section("lines", "Line by line", (Definitions(tuple(entries), anchors),))


def _rules(view: PlanView) -> Section | None:
    settlement = view.plan.settlement
    if settlement is None or not settlement.switching:
        return None
    words = rich("What may be moved, and how far. Rules differ by agreement; each has its source.")
    return Section("rules", "What may be moved", (Prose((words,)), rules_table(settlement)))


def _other(view: PlanView) -> Section | None:
    if not view.plan.other_money:
        return None
    words = rich(
        "{n} beside the settlement. Some hold the same pounds, so they are never added up; "
        "{l} says how public statements about money are kept.",
        n=start_of_sentence(counted(len(view.plan.other_money), "pot")),
        l=Link("the page of the plan", "plan.html"),
    )  # fmt: skip
    return Section("other", "Other money", (Prose((words,)), *other_table(view)))


def _sources(view: PlanView) -> list[str | None]:
    settlement = view.plan.settlement
    own: list[str | None] = []
    if settlement:
        own += [settlement.source, *(one.source for one in settlement.totals)]
        own += [one.source for one in settlement.lines]
        own += [one.source for one in settlement.switching]
        own += [one.source for one in settlement.functions]
    return [*own, *(one.source for one in view.plan.other_money)]
