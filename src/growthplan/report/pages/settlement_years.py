"""The settlement over time: available, committed, planned, spent and left, and what is asked."""

from __future__ import annotations

from collections.abc import Callable

from growthplan.plan import financial_year
from growthplan.report.charts import Bar, bars
from growthplan.report.model import Block, Chart, Note, Page, Prose, Section
from growthplan.report.pages.settlement_view import (
    SETTLEMENT,
    STAGE_WORDS,
    STAGES,
    MoneyView,
    capital,
)
from growthplan.report.prose import Link, RichText, rich
from growthplan.report.table import Column, Row, Table
from growthplan.settlement import Account, Standing, million, span_of
from growthplan.settlement import Row as Sums


def settlement_page(view: MoneyView) -> Page:
    """By year and kind, by function, and account by account; every line balances."""
    found = view.found.standing
    if found is None:
        return view.page(
            SETTLEMENT, "Over time", "The plan names no settlement with money by year",
            lede=(
                rich("What is available, committed, planned, spent and left stands here by year."),
                rich("Nothing can be told without lines of money by function, kind and year."),
                rich("Write them under settlement in funding.yaml, and build again."),
            ),
            sections=(),
            lead=(Note("no data", rich("There are no lines of a settlement.")),),
        )  # fmt: skip
    return view.page(
        SETTLEMENT, "Over time", _title(found),
        lede=_lede(view, found),
        lead=(*_states(view, found), _chart(view, found)),
        sections=(
            Section("by-year", "By kind and year", (_by_year(view, found),)),
            Section("by-function", "By function", (_by_function(view, found),)),
            Section("accounts", "Account by account",
                    (_balance(view, found), _accounts(view, found))),
            Section("keeping", "How the ledger is kept", (_keeping(found),)),
        ),
    )  # fmt: skip


def _title(found: Standing) -> str:
    total = found.statement.total
    parts = [("spent", total.spent), ("committed", total.committed), ("planned", total.profiled)]
    said = ", ".join(f"{_short(amount)} is {word}" for word, amount in parts if amount)
    left = f"{_short(total.left)} is left"
    of = f"Of {_short(total.available)}, "
    return f"{of}{said} and {left}" if said else f"{of}{left}"


def _short(amount: int) -> str:
    value = million(amount)
    if abs(value) >= 1000:
        return f"£{value / 1000:,.2f}".rstrip("0").rstrip(".") + "bn"
    return f"£{value:,.0f}m"


def _lede(view: MoneyView, found: Standing) -> tuple[RichText, ...]:
    span = span_of(found)
    what = rich(
        "{t} makes {a} available over {y}: {s} is spent, {c} committed, {p} planned for actions "
        "and {l} left." if found.statement.total.spent else
        "{t} makes {a} available over {y}: nothing is spent yet, {c} is committed, {p} planned for "
        "actions and {l} left.",
        t=found.terms.title, a=view.figure("ledger_available", span),
        y=f"{financial_year(found.terms.years[0])} to {financial_year(found.terms.years[-1])}",
        s=view.figure("ledger_spent", span), c=view.figure("ledger_committed", span),
        p=view.figure("ledger_profiled", span), l=view.figure("ledger_left", span),
    )  # fmt: skip
    if found.has_ledger:
        sure = rich("This is what {n} dated entries of the ledger add up to, and every account "
                    "balances to the penny.", n=f"{found.posted:,}")  # fmt: skip
    else:
        sure = rich("No ledger is open yet: this is what the plan’s lines of funding and the costs "
                    "of its actions say, and nothing of it is posted.")  # fmt: skip
    return what, sure, _tightest(view, found)


def _tightest(view: MoneyView, found: Standing) -> RichText:
    """The kind and year with the smallest share left."""
    sums = [one for one in found.statement.by_kind_and_year() if one[2].available > 0]
    if not sums:
        return rich("No account has any money.")
    kind, year, _ = min(sums, key=lambda one: (one[2].left / one[2].available, one[1], one[0]))
    parts = (f"{year}fy", kind)
    return rich(
        "Least is left of {k} in {y}: {l} of {a}.", k=kind, y=financial_year(year),
        l=view.figure("ledger_left", *parts), a=view.figure("ledger_available", *parts),
    )  # fmt: skip


def _states(view: MoneyView, found: Standing) -> tuple[Block, ...]:
    notes: list[Block] = []
    if view.illustrative:
        notes.append(Note("assumption", rich(
            "The totals of the settlement are published; how they split by function and year is "
            "not, so the split is illustrative, and so is every amount below.")))  # fmt: skip
    notes += [Note("provisional", rich("The plan’s costs do not fit its lines: {w}.", w=one))
              for one in found.short]  # fmt: skip
    return tuple(notes)


def _chart(view: MoneyView, found: Standing) -> Chart:
    asked = _asked_of(found)
    sums = found.statement.by_kind_and_year()
    drawn = tuple(
        Bar(f"{capital(kind)} {financial_year(year)}", million(row.available),
            f"{_short(asked[kind, year])} of {_short(row.available)}", million(asked[kind, year]))
        for kind, year, row in sums
    )  # fmt: skip
    over = [(kind, year) for kind, year, row in sums if asked[kind, year] > row.available]
    finding = (
        f"Actions ask for more than there is in {len(over)} of {len(sums)} kinds and years"
        if over
        else "In every year and kind, actions ask for less than there is"
    )
    if any(asked[kind, year] == row.available for kind, year, row in sums) and not over:
        finding = "In no year and kind do actions ask for more than there is"
    spoken = "; ".join(f"{bar.name} {bar.shown}" for bar in drawn)
    return Chart(
        "money-by-year", finding,
        "£ million; blue: asked for by the plan’s actions; grey: available beyond it; black: asked "
        "for beyond what is available",
        bars(drawn, alt=f"{finding}: {spoken}."), _source(found), _asked_table(found),
        notes=("The split by year is illustrative.",) if view.illustrative else (),
    )  # fmt: skip


def _source(found: Standing) -> str:
    if found.has_ledger:
        return f"The settlement’s ledger, {found.posted:,} entries, and the plan’s own files"
    return "The plan’s own files: no ledger is open yet"


def _asked_of(found: Standing) -> dict[tuple[str, int], int]:
    sums = {(kind, year): 0 for kind, year, _ in found.statement.by_kind_and_year()}
    for account, amount in found.asked.items():
        key = (account.kind, account.year)
        sums[key] = sums.get(key, 0) + amount
    return sums


def _asked_table(found: Standing) -> Table:
    asked = _asked_of(found)
    columns = (
        Column("kind", "Kind", kind="text"), Column("year", "Financial year", kind="text"),
        Column("available", "Available", "£m"), Column("asked", "Asked for by actions", "£m"),
        Column("beyond", "Available beyond it", "£m", signed=True),
    )  # fmt: skip
    rows = tuple(
        (capital(kind), financial_year(year), million(row.available), million(asked[kind, year]),
         million(row.available - asked[kind, year]))
        for kind, year, row in found.statement.by_kind_and_year()
    )  # fmt: skip
    return Table("settlement-asked", "What is available by year, and what actions ask for",
                 columns, rows, _source(found))  # fmt: skip


def _columns() -> tuple[Column, ...]:
    return tuple(Column(name, STAGE_WORDS[name], "£m") for name in ("available", *STAGES))


def _amounts(row: Sums) -> Row:
    return tuple(million(getattr(row, name)) for name in ("available", *STAGES))


def _by_year(view: MoneyView, found: Standing) -> Table:
    rows = tuple(
        (capital(kind), financial_year(year), *_amounts(row))
        for kind, year, row in found.statement.by_kind_and_year()
    )
    columns = (Column("kind", "Kind", kind="text"), Column("year", "Financial year", kind="text"),
               *_columns())  # fmt: skip
    return Table("settlement-by-year", "The settlement by kind and financial year", columns, rows,
                 _source(found), total=("All", "", *_amounts(found.statement.total)),
                 marks=_marks(view, len(rows)))  # fmt: skip


def _marks(view: MoneyView, rows: int) -> dict[tuple[int, str], str]:
    if not view.illustrative:
        return {}
    return {(n, "available"): "illustrative" for n in range(rows)}


def _by_function(view: MoneyView, found: Standing) -> Table:
    def of(function: str) -> Callable[[Account], bool]:
        return lambda account: account.function == function

    names = found.terms.functions
    functions = list(dict.fromkeys(account.function for account, _ in found.statement.rows))
    rows = tuple((names.get(one, one), *_amounts(_sum(found, of(one)))) for one in functions)
    columns = (Column("function", "Function", kind="text"), *_columns())
    return Table("settlement-by-function", "The settlement by function, over all years", columns,
                 rows, _source(found), total=("All", *_amounts(found.statement.total)),
                 marks=_marks(view, len(rows)))  # fmt: skip


def _sum(found: Standing, test: Callable[[Account], bool]) -> Sums:
    total = Sums()
    for account, row in found.statement.rows:
        if test(account):
            total = total.plus(row)
    return total


def _balance(view: MoneyView, found: Standing) -> Prose:
    span = span_of(found)
    return Prose((rich(
        "Each line balances: what was awarded, with what came in, less what went out, is what is "
        "spent, committed, planned and left. In all {s} + {c} + {p} + {l} = {a}.",
        s=view.figure("ledger_spent", span), c=view.figure("ledger_committed", span),
        p=view.figure("ledger_profiled", span), l=view.figure("ledger_left", span),
        a=view.figure("ledger_available", span)),))  # fmt: skip


def _accounts(view: MoneyView, found: Standing) -> Table:
    still = all(row.available == row.awarded for _, row in found.statement.rows)
    columns = (
        Column("function", "Function", kind="text"), Column("kind", "Kind", kind="text"),
        Column("year", "Financial year", kind="text"),
        Column("awarded", "Awarded", "£m", decimals=2, files_only=still),
        Column("moved", "Moved in less out", "£m", signed=True, decimals=2, files_only=still),
        *(Column(name, STAGE_WORDS[name], "£m", decimals=2) for name in ("available", *STAGES)),
        Column("asked", STAGE_WORDS["asked"], "£m", decimals=2),
    )  # fmt: skip
    names = found.terms.functions
    rows = tuple(
        (names.get(a.function, a.function), capital(a.kind), financial_year(a.year),
         million(row.awarded), million(row.available - row.awarded), *_amounts(row),
         million(found.asked.get(a, 0)))
        for a, row in found.statement.rows
    )  # fmt: skip
    total = found.statement.total
    return Table(
        "settlement-accounts", "Every account of the settlement, balanced", columns, rows,
        _source(found),
        notes=("Nothing was switched, carried over or handed back: what was awarded is available."
               if still else "Moved: switched, carried over or handed back, in less out.",),
        total=("All", "", "", million(total.awarded), million(total.available - total.awarded),
               *_amounts(total), million(sum(found.asked.values()))),
        marks=_marks(view, len(rows)),
    )  # fmt: skip


def _keeping(found: Standing) -> Prose:
    closed = [financial_year(year) for year in found.statement.closed]
    return Prose((
        rich("Every movement is a dated entry with a role and a reason, posted whole or not at "
             "all, in whole pence; an entry that would spend a pound twice is refused. {l} says "
             "what the plan intends before anything is posted.",
             l=Link("The plan’s money", "money.html")),
        rich("Closed years: {y}.", y=", ".join(closed)) if closed
        else rich("No financial year is closed yet."),
    ))  # fmt: skip
