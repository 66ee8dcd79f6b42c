"""Authorities and sectors: where the plan's effect falls, on one scale."""

from __future__ import annotations

from growthplan.report.charts import MOST_FANS, Ahead, DotRow, Reference, dot_plot, fan_panels
from growthplan.report.model import Block, Chart, Note, Page, Section
from growthplan.report.pages.projection_outcomes import outcome_id
from growthplan.report.pages.projection_view import GAP, LIFT, Outlook, Row, ends, gap, middle
from growthplan.report.prose import FigureRef, RichText, rich
from growthplan.report.table import Column, Table
from growthplan.report.table import Row as Cells
from growthplan.system.answers import shown
from growthplan.vocabulary import display

MONEY = Column("gva", "GVA", "£m", signed=True)


def places_page(of: Outlook) -> Page:
    """Small multiples on one scale, then what the plan adds by authority and by sector."""
    lead: tuple[Block, ...] = (_panels(of),) if 0 < len(of.members) <= MOST_FANS else ()
    sections = [Section("authorities", "What the plan adds by authority", _authorities(of))]
    if of.moves and not of.made.sectors.is_empty():
        sections.append(Section("by-sector", "What it adds by sector", _sectors(of)))
    return of.page(
        "projection-places",
        "Places and sectors",
        _title(of),
        lede=_lede(of),
        lead=lead,
        sections=tuple(sections),
        caveat=rich("Where money goes follows the plan; where it names no place it goes by people. "
                    "Authorities’ own figures are noisier than the city region’s."),
    )  # fmt: skip


def _lifts(of: Outlook) -> list[tuple[str, str, Row]]:
    """Code, name and last year of what the plan adds, the largest first."""
    if not of.moves:
        return []
    found = [(code, name, of.row(LIFT, "difference", code)) for code, name in of.members]
    return sorted(found, key=lambda one: -float(one[2]["median"]))


def _title(of: Outlook) -> str:
    lifts = _lifts(of)
    if len(lifts) < 2:
        return "Where productivity is without a plan, by authority"
    _, first, most = lifts[0]
    _, last, least = lifts[-1]
    return f"The plan adds most in {first} ({middle(most)}) and least in {last} ({middle(least)})"


def _lede(of: Outlook) -> tuple[RichText, ...]:
    lifts = _lifts(of)
    if len(lifts) < 2:
        return (
            rich("No action of the plan is modelled, so each authority is shown without a plan."),
            rich("An authority’s own path is less sure than the city region’s."),
            rich("So read the ranges, not the middles."),
        )
    code, name, most = lifts[0]
    figure = of.figure(LIFT, "difference", place=code)
    what = rich("By {y} the plan adds {l} to GVA per hour in {n} and {m} in {o}.",
                y=str(of.until), l=figure, n=name,
                m=of.figure(LIFT, "difference", place=lifts[-1][0]), o=lifts[-1][1])  # fmt: skip
    least = lifts[-1][2]
    apart = float(most["low_90"]) > float(least["high_90"])
    sure = rich(
        "The 90% ranges of the two {s}.",
        s="do not meet" if apart else "overlap, so their order is not certain",
    )
    return what, sure, _so_what(of)


def _so_what(of: Outlook) -> RichText:
    if of.made.sectors.is_empty():
        return rich("So where money goes decides where it shows.")
    top = of.made.sectors.row(0, named=True)
    total = float(of.made.sectors["gva"].sum())
    return rich(
        "By sector {s} gains most, {g} of {t} a year, as it is where the work is.",
        s=top["title"].lower(), g=FigureRef(outcome_id(of, "sector_gain", top["sector"])),
        t=display(total, "£m"),
    )  # fmt: skip


def _panels(of: Outlook) -> Chart:
    scenario = "plan" if of.moves else "no_plan"
    rows = [(name, of.row(GAP, scenario, code), code) for code, name in of.members]
    panels = tuple(
        Ahead(name, _short(row), of.fan(GAP, scenario, code), of.history(code))
        for name, row, code in rows
    )
    best = max(rows, key=lambda one: one[1]["median"])
    worst = min(rows, key=lambda one: one[1]["median"])
    finding = (
        f"In {of.until} {best[0]} is {gap(best[1])} and {worst[0]} {gap(worst[1])} {of.comparator}"
    )
    if len(rows) == 1:
        finding = f"In {of.until} {best[0]} is {gap(best[1])} {of.comparator}"
    spoken = "; ".join(f"{name} {gap(row)}, {ends(row)}" for name, row, _ in rows)
    return Chart(
        "authority-fans",
        finding,
        f"GVA per hour against {of.comparator}, per cent, {'with' if of.moves else 'without'} "
        "the plan, all on one scale",
        fan_panels(panels, level=f"level with {of.comparator}", mark="%", alt=f"{spoken} (90%)."),
        of.source,
        _authority_table(of),
        notes=(f"Published to {of.made.base_year}, {of.edition} edition; projected after it.",),
    )


def _short(row: Row) -> str:
    """A gap with its sign, for a label.

    >>> _short({"median": 9.2})
    '+9%'
    """
    return f"{row['median']:+.0f}%".replace("-", "−")


def _authority_table(of: Outlook) -> Table:
    columns = [
        Column("authority", "Authority", kind="text"),
        Column("no_plan", "Gap without the plan", "%"),
        Column("low", "Gap, low", "%"),
        Column("high", "Gap, high", "%"),
    ]
    if of.moves:
        columns += [
            Column("lift", "The plan adds", "%", decimals=2, signed=True),
            Column("lift_low", "Adds, low", "%", decimals=2, signed=True),
            Column("lift_high", "Adds, high", "%", decimals=2, signed=True),
            Column("gva", "GVA added", "£m", decimals=0, signed=True),
            Column("jobs", "Jobs added", decimals=0, signed=True),
        ]
    rows: list[Cells] = []
    for code, name in of.members:
        none = of.row(GAP, "no_plan", code)
        cells: list[str | float | None] = [
            name,
            *(none[k] for k in ("median", "low_90", "high_90")),
        ]
        if of.moves:
            lift = of.row(LIFT, "difference", code)
            cells += [lift[k] for k in ("median", "low_90", "high_90")]
            cells += [of.row(m, "difference", code)["mean"] for m in ("gva", "jobs")]
        rows.append(tuple(cells))
    means = ("GVA and jobs are means, so that they add up to the whole.",) if of.moves else ()
    return Table(
        "authorities-ahead",
        f"Local authorities in {of.until}",
        tuple(columns),
        tuple(rows),
        of.source,
        notes=("Low and high are ends of 90% ranges.", *means),
    )


def _lift_table(of: Outlook, lifts: list[tuple[str, str, Row]]) -> Table:
    columns = (
        Column("authority", "Authority", kind="text"),
        Column("median", "The plan adds", "%", decimals=2, signed=True),
        Column("low_90", "Low, 90%", "%", decimals=2, signed=True),
        Column("high_90", "High, 90%", "%", decimals=2, signed=True),
    )
    rows = tuple(
        (name, float(row["median"]), float(row["low_90"]), float(row["high_90"]))
        for _, name, row in lifts
    )
    title = f"What the plan adds to productivity by authority in {of.until}"
    return Table("authority-lifts-table", title, columns, rows, of.source)


def _authorities(of: Outlook) -> tuple[Block, ...]:
    lifts = _lifts(of)
    if not lifts:
        return (
            Note("no data", rich("No actions with money: the projection shows no plan only.")),
            _authority_table(of),
        )
    rows = tuple(
        DotRow(name, row["median"], middle(row), row["low_90"], row["high_90"])
        for _, name, row in lifts
    )
    whole = of.row(LIFT, "difference")
    drawing = dot_plot(
        rows,
        Reference("The whole place", whole["median"], middle(whole)),
        Column("lift", "Added", "%", decimals=2),
        alt="; ".join(f"{name} {middle(row)}, {ends(row)}" for _, name, row in lifts) + " (90%).",
    )
    chart = Chart(
        "authority-lifts",
        f"{lifts[0][1]} gains most",
        f"What the plan adds to GVA per hour in {of.until}, per cent, with 90% range",
        drawing,
        of.source,
        _lift_table(of, lifts),
    )
    return (chart,)


def _sectors(of: Outlook) -> tuple[Block, ...]:
    rows = of.made.sectors.to_dicts()
    dots = tuple(
        DotRow(row["title"], row["gva"], shown(row["gva"], "£m", 0.0), row["low"], row["high"])
        for row in rows
    )
    table = Table(
        "sectors-ahead",
        f"What the plan adds by sector in {of.until}",
        (
            Column("sector", "Sector", kind="text"),
            MONEY,
            Column("low", "Low, 90%", "£m", signed=True),
            Column("high", "High, 90%", "£m", signed=True),
            Column("jobs", "Jobs", decimals=0, signed=True),
        ),
        tuple((r["title"], r["gva"], r["low"], r["high"], r["jobs"]) for r in rows),
        of.source,
        notes=(f"Means, which add up. GVA a year in the prices of {of.made.base_year}. Sections "
               "of the industrial classification in groups, not industrial-strategy sectors.",),
        total=("All sectors", sum(r["gva"] for r in rows), None, None,
               sum(r["jobs"] for r in rows)),
    )  # fmt: skip
    chart = Chart(
        "sector-gains",
        f"{dots[0].name} gains most GVA",
        f"GVA a year that the plan adds in {of.until}, £m, with 90% range",
        dot_plot(dots, Reference("Nothing", 0.0, ""), Column("gva", "GVA", "£m"),
                 alt="; ".join(f"{dot.name} {dot.shown}" for dot in dots) + "."),
        of.source,
        table,
    )  # fmt: skip
    return (chart,)
