"""Scenarios side by side: the plan as it stands beside what might change it."""

from __future__ import annotations

from growthplan.report.charts import DotRow, Reference, dot_plot
from growthplan.report.model import Block, Chart, Definitions, Note, Page, Section
from growthplan.report.pages.projection_view import GAP, LIFT, Outlook, Row, ends, middle
from growthplan.report.prose import RichText, rich
from growthplan.report.table import Column, Table
from growthplan.system.answers import Future, frequency
from growthplan.vocabulary import display

_FIXED = ("no_plan", "plan")


def scenarios_page(of: Outlook) -> Page:
    """Every scenario that was run, on the same draws as the plan."""
    found = _scenarios(of)
    if not found:
        return of.page(
            "projection-scenarios",
            "Scenarios",
            "No scenario of the plan has been run yet",
            lede=(
                rich("A scenario is a small file that changes the plan or the country: a delay, "
                     "half the money, a recession, a power that is not devolved."),
                rich("It runs on the same draws as the plan, so differences are not luck."),
                rich("So put such files into the plan’s folder scenarios/ and build again, or try "
                     "one with growthplan project --scenario."),
            ),
            sections=(),
            lead=(Note("no data", rich("There is nothing to set side by side.")),),
        )  # fmt: skip
    return of.page(
        "projection-scenarios",
        "Scenarios",
        _title(of, found),
        lede=_lede(of, found),
        lead=(_chart(of, found),),
        sections=(
            Section("gap", "Where the gap ends", (_table(of, found),)),
            Section("meaning", "What each scenario changes", (_meaning(of, found),)),
        ),
    )


def _scenarios(of: Outlook) -> tuple[Future, ...]:
    return tuple(one for one in of.made.futures if one.id not in _FIXED)


def _over(of: Outlook, name: str) -> Row:
    """What the plan adds in a scenario, against no plan in the same country."""
    return of.row(LIFT, "difference" if name == "plan" else f"{name}:over-no-plan")


def _title(of: Outlook, found: tuple[Future, ...]) -> str:
    worst = min(found, key=lambda one: _over(of, one.id)["median"])
    return (
        f"Under ‘{worst.title}’ the plan adds {middle(_over(of, worst.id))} by {of.until}, "
        f"instead of {middle(_over(of, 'plan'))}"
    )


def _lede(of: Outlook, found: tuple[Future, ...]) -> tuple[RichText, ...]:
    worst = min(found, key=lambda one: _over(of, one.id)["median"])
    best = max(found, key=lambda one: _over(of, one.id)["median"])
    what = rich(
        "As it stands the plan adds {l} to GVA per hour by {y}; over {n} the middle runs from {a} "
        "(‘{w}’) to {b} (‘{v}’).",
        l=of.figure(LIFT, "difference"), y=str(of.until),
        n="one scenario" if len(found) == 1 else f"{len(found)} scenarios",
        a=middle(_over(of, worst.id)), w=worst.title, b=middle(_over(of, best.id)), v=best.title,
    )  # fmt: skip
    sure = rich("All run on the same draws, so a difference between two is not chance.")
    base = _over(of, "plan")
    clear = [
        one.title
        for one in found
        if not of.row(LIFT, f"{one.id}:difference")["low_90"]
        <= 0
        <= of.row(LIFT, f"{one.id}:difference")["high_90"]
    ]
    so = (
        rich("So nine times in ten these change what comes: {c}.", c="; ".join(clear))
        if clear and base["median"]
        else rich("So none of them clearly changes what comes.")
    )
    return what, sure, so


def _chart(of: Outlook, found: tuple[Future, ...]) -> Chart:
    names = [("plan", "The plan as it stands"), *((one.id, one.title) for one in found)]
    rows = tuple(
        DotRow(title, row["median"], middle(row), row["low_90"], row["high_90"], name != "plan")
        for name, title in names
        for row in (_over(of, name),)
    )
    plan = _over(of, "plan")
    spoken = "; ".join(f"{title} {middle(_over(of, name))}, {ends(_over(of, name))}"
                       for name, title in names)  # fmt: skip
    return Chart(
        "scenario-lifts",
        f"What the plan adds by {of.until}, scenario by scenario",
        "GVA per hour over no plan in the same country, per cent, with 90% range",
        dot_plot(rows, Reference("As it stands", plan["median"], middle(plan)),
                 Column("lift", "Added", "%", decimals=2), alt=f"{spoken} (90%)."),
        of.source,
        _lifts(of, names),
    )  # fmt: skip


def _lifts(of: Outlook, names: list[tuple[str, str]]) -> Table:
    columns = (
        Column("scenario", "Scenario", kind="text"),
        Column("median", "The plan adds", "%", decimals=2, signed=True),
        Column("low", "Low, 90%", "%", decimals=2, signed=True),
        Column("high", "High, 90%", "%", decimals=2, signed=True),
        Column("change", "Against the plan as it stands", "%", decimals=2, signed=True),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = []
    for name, title in names:
        over = _over(of, name)
        change = None if name == "plan" else of.row(LIFT, f"{name}:difference")["median"]
        rows.append((title, over["median"], over["low_90"], over["high_90"], change, name))
    return Table("scenario-effects", f"What the plan adds by {of.until} in each scenario", columns,
                 tuple(rows), of.source)  # fmt: skip


def _table(of: Outlook, found: tuple[Future, ...]) -> Table:
    columns = (
        Column("scenario", "Scenario", kind="text"),
        Column("gap", "Gap", "%"),
        Column("low", "Low, 90%", "%"),
        Column("high", "High, 90%", "%"),
        Column("gva", "GVA", kind="written"),
        Column("jobs", "Filled jobs", kind="written"),
        Column("half", "Half the gap closed", kind="text"),
        Column("money", "Money", f"£m, {of.made.base_year} prices", decimals=0),
    )
    rows = []
    for one in (*(of.made.future(name) for name in _FIXED), *found):
        gap = of.row(GAP, one.id)
        half = of.chance("gap-closed-50", one.id)
        rows.append(
            (
                one.title,
                gap["median"],
                gap["low_90"],
                gap["high_90"],
                middle(of.row("gva", one.id)),
                middle(of.row("jobs", one.id)),
                frequency(half.value, of.made.draws) if half else "",
                one.money,
            )
        )
    return Table("scenario-outcomes", f"Outcomes in {of.until} side by side", columns, tuple(rows),
                 of.source)  # fmt: skip


def _meaning(of: Outlook, found: tuple[Future, ...]) -> Block:
    return Definitions(
        tuple(
            (
                one.title,
                rich("{w}", w=" ".join(part for part in (one.summary, _steps(one)) if part)),
            )
            for one in found
        )
    )


def _steps(one: Future) -> str:
    money = f" Money: {display(one.money, '£m')}." if one.money else ""
    return f"{'; '.join(one.steps)}.{money}" if one.steps else money.strip()
