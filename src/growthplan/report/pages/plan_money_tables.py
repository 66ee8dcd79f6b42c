"""Tables of the settlement by line and year, of its rules, and of other money."""

from __future__ import annotations

from growthplan.plan import Settlement, first_year
from growthplan.report.model import Block, Definitions
from growthplan.report.pages.evidence import start_of_sentence
from growthplan.report.pages.plan_money_sums import LineUse, taken_from, years_of
from growthplan.report.pages.plan_sources import SOURCE
from growthplan.report.pages.plan_view import PlanView, anchor, millions
from growthplan.report.prose import RichText, Words
from growthplan.report.table import Column, Table


def years_table(uses: tuple[LineUse, ...], kind: str, published: float) -> Table:
    """For each line what there is, what is taken and what is left, by financial year.

    `published` is the total of its kind in £ million, 0 when none is.
    """
    years = years_of(uses)
    columns = (
        Column("line", "Line", kind="text"),
        Column("what", "Money", kind="text"),
        *(Column(f"y{first_year(year)}", year, "£m") for year in years),
        Column("total", "Together", "£m"),
        Column("basis", "Basis", kind="text", files_only=True),
    )
    rows: list[tuple[str | float | None, ...]] = []
    marks: dict[tuple[int, str], str] = {}
    for use in uses:
        for what, cells, basis in _lines_of(use, years):
            if basis == "illustrative":
                filled = (y for y, cell in zip(years, cells, strict=True) if cell is not None)
                marks |= {(len(rows), f"y{first_year(year)}"): basis for year in filled}
                marks[(len(rows), "total")] = basis
            together = sum(cell for cell in cells if cell is not None)
            rows.append((use.line.title, what, *cells, together, basis))
    sums = [sum(use.line.amounts.get(year, 0.0) for use in uses) for year in years]
    return Table(
        f"plan-{kind}-by-year",
        f"{start_of_sentence(kind)}: what each line has, what is taken and what is left",
        columns, tuple(rows), SOURCE,
        total=("All lines", "there is", *sums, sum(sums), ""),
        notes=(*((f"Published in all: {millions(published)}.",) if published else ()),
               "An empty cell: the line has nothing in that year."),
        marks=marks,
    )  # fmt: skip


def _lines_of(
    use: LineUse, years: tuple[str, ...]
) -> tuple[tuple[str, list[float | None], str], ...]:
    """What a line has, what is taken of it and what is left, by year, each with its basis."""
    there = [use.line.amounts.get(year) for year in years]
    taken = [None if year not in use.line.amounts else use.committed_in(year) for year in years]
    left = [None if a is None or b is None else a - b for a, b in zip(there, taken, strict=True)]
    costs = "illustrative" if any(t.basis == "illustrative" for t in use.taken) else "published"
    worst = "illustrative" if "illustrative" in (costs, use.line.basis) else "published"
    return (("there is", there, use.line.basis), ("taken", taken, costs), ("left", left, worst))


def rules_table(settlement: Settlement) -> Table:
    """What may be moved between functions, years and kinds, with the limit and whose consent."""
    columns = (
        Column("kind", "Move", kind="text"),
        Column("allowed", "Allowed?", kind="verdict"),
        Column("limit", "Most that may leave a line in a year", "%", decimals=0),
        Column("approval", "Whose consent", kind="text"),
        Column("basis", "Basis", kind="text"),
    )
    rows = tuple(
        (start_of_sentence(rule.kind), "yes" if rule.allowed else "no", rule.limit_pct,
         rule.approval, rule.basis)
        for rule in settlement.switching
    )  # fmt: skip
    marks = {(n, "limit"): "illustrative" for n, rule in enumerate(settlement.switching)
             if rule.basis == "illustrative" and rule.limit_pct is not None}  # fmt: skip
    return Table("plan-switching", "Rules of moving money", columns, rows, SOURCE, marks=marks,
                 notes=("An empty cell: nothing is public.",))  # fmt: skip


def other_table(view: PlanView) -> tuple[Block, ...]:
    """Money beside the settlement, then each with its overlaps; never summed."""
    columns = (
        Column("title", "Money", kind="text"),
        Column("kind", "Kind", kind="text"),
        Column("first", "From", kind="text"),
        Column("last", "To", kind="text"),
        Column("amount", "In all", "£m"),
        Column("taken", "Taken by actions", "£m"),
        Column("who", "Who pays", kind="text"),
        Column("basis", "Basis", kind="text", files_only=True),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows, marks = [], {}
    for n, one in enumerate(view.plan.other_money):
        taken = taken_from(view, one.id)
        rows.append((one.title, one.kind, one.first, one.last, one.amount,
                     sum(t.total for t in taken) or None, one.from_whom, one.basis,
                     one.id))  # fmt: skip
        if one.basis == "illustrative":
            marks[(n, "amount")] = "illustrative"
        if any(t.basis == "illustrative" for t in taken):
            marks[(n, "taken")] = "illustrative"
    note = ("Never added up: some of these pounds are counted twice here. An empty cell: no "
            "action takes from it.")  # fmt: skip
    table = Table("plan-other-money", "Money beside the settlement", columns, tuple(rows),
                  SOURCE, marks=marks, notes=(note,))  # fmt: skip
    entries = tuple((one.title, _pot(view, one.id, one.overlaps)) for one in view.plan.other_money)
    anchors = tuple(anchor("money", one.id) for one in view.plan.other_money)
    return (table, Definitions(entries, anchors))


def _pot(view: PlanView, id_: str, overlaps: object) -> RichText:
    words: RichText = ()
    for other, why in dict(overlaps).items():  # type: ignore[call-overload]
        title = _title(view, other)
        words = (*words, Words(f"Overlaps with {title}: {why.rstrip('.')}. "))
    actions = dict.fromkeys(one.action.id for one in taken_from(view, id_))
    if actions:
        return (*words, Words("Taken by "), *view.links("action", actions), Words("."))
    return (*words, Words("No action takes from it."))


def _title(view: PlanView, id_: str) -> str:
    settlement = view.plan.settlement
    totals = {one.id: f"the settlement’s {one.kind}" for one in settlement.totals} \
        if settlement else {}  # fmt: skip
    return totals.get(id_) or view.title(*view.pot(id_))
