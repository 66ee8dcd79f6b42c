"""Who gains, what AI does, and where emissions end: outcomes of every run."""

from __future__ import annotations

from growthplan.report.charts import Ahead, Beside, DotRow, Reference, dot_plot, fan_over_time
from growthplan.report.model import Block, Chart, Note, Page, Prose, Section
from growthplan.report.pages.projection_outcomes import outcome_id
from growthplan.report.pages.projection_tables import path_table
from growthplan.report.pages.projection_view import Outlook, middle
from growthplan.report.prose import FigureRef, RichText, rich
from growthplan.report.table import Column, Row, Table
from growthplan.system.answers import shown
from growthplan.vocabulary import display

EMISSIONS = "greenhouse_gas_emissions"


def gains_page(of: Outlook) -> Page:
    """Jobs and earnings by where people live, AI, and net zero."""
    return of.page(
        "projection-gains",
        "Who gains, AI, net zero",
        _title(of),
        lede=_lede(of),
        lead=(_jobs(of),) if of.moves else (_nothing(),),
        sections=(
            Section("earnings", "Earnings, and who is within reach of them", _earnings(of)),
            Section("ai", "Digital tools and AI", _ai(of)),
            Section("net-zero", "Net zero", _net_zero(of)),
        ),
    )


def _nothing() -> Note:
    return Note("no data", rich("No actions with money: nobody gains or loses by the plan."))


def _title(of: Outlook) -> str:
    found = of.made.net_zero
    if of.moves:
        rows = of.made.who_gains.jobs_by_residence.sort("median", descending=True)
        top = rows.row(0, named=True)
        total = float(rows["mean"].sum())
        share = f"{top['mean'] / total:.0%}" if total > 0 else "most"
        return f"{share} of the jobs that the plan adds go to people who live in {top['name']}"
    if found is not None:
        return (
            f"Emissions fall by {_fall(found.now, found.no_plan[0])} by {found.year} with no plan"
        )
    return "Without a plan nobody gains by it"


def _fall(now: float, then: float) -> str:
    return f"{100 * (1 - then / now):.0f}%"


def _lede(of: Outlook) -> tuple[RichText, ...]:
    return (_jobs_words(of), _ai_words(of), _zero_words(of))


def _jobs_words(of: Outlook) -> RichText:
    if not of.moves:
        return rich("No action of the plan is modelled, so no jobs are added or moved.")
    rows = of.made.who_gains.jobs_by_residence
    outside = rows.filter(rows["place"] == "")
    away = float(outside["mean"].sum()) / max(float(rows["mean"].sum()), 1e-9)
    return rich(
        "By {y} the plan adds {j} jobs net; {o} of them go to people who live outside.",
        y=str(of.until), j=of.figure("jobs", "difference"), o=f"{max(away, 0.0):.0%}",
    )  # fmt: skip


def _ai_words(of: Outlook) -> RichText:
    found = of.made.diffusion
    if found is None:
        return rich("No action acts on digital tools and AI.")
    return rich(
        "AI and digital tools add {g} to GVA per hour and displace {d} jobs, of whose holders {r} "
        "find other work (middles).",
        g=of.figure("ai_gain_pct", "difference"), d=of.figure("ai_displaced", "difference"),
        r=of.figure("ai_reemployed", "difference"),
    )  # fmt: skip


def _zero_words(of: Outlook) -> RichText:
    found = of.made.net_zero
    if found is None:
        return rich("Emissions of the place are not in hand.")
    share = found.plan_share_pct[0]
    way = "cuts" if share >= 0 else "adds"
    return rich(
        "So emissions end {f} below {b}’s in {y}, and the plan {w} {s}: as it grows output and "
        "buys few cuts." if share < 0 else
        "So emissions end {f} below {b}’s in {y}, and the plan {w} {s}.",
        f=FigureRef(outcome_id(of, "emissions_fall_pct", year=found.year)),
        b=str(of.made.base_year), y=str(found.year), w=way,
        s=FigureRef(outcome_id(of, "emissions_plan_pct", year=found.year)),
    )  # fmt: skip


def _jobs(of: Outlook) -> Chart:
    rows = of.made.who_gains.jobs_by_residence.sort("median", descending=True).to_dicts()
    dots = tuple(
        DotRow(r["name"], r["median"], shown(r["median"], "jobs", 0.0), r["low"], r["high"],
               strong=bool(r["place"]))
        for r in rows
    )  # fmt: skip
    columns = (
        Column("lives", "Where people live", kind="text"),
        Column("median", "Jobs, middle", decimals=0, signed=True),
        Column("mean", "Jobs, average", decimals=0, signed=True),
        Column("low", "Low, 90%", decimals=0, signed=True),
        Column("high", "High, 90%", decimals=0, signed=True),
    )
    table = Table(
        "jobs-by-residence",
        f"Jobs that the plan adds in {of.until} by where their holders live",
        columns,
        tuple((r["name"], r["median"], r["mean"], r["low"], r["high"]) for r in rows),
        of.source,
        notes=("Jobs are counted where work is; commuting, an estimate, says where their holders "
               "live. Averages add up.",),
    )  # fmt: skip
    return Chart(
        "jobs-where-people-live",
        f"More of the jobs added go to people in {dots[0].name} than to those of any other place",
        f"Jobs that the plan adds in {of.until} by where their holders live, with 90% range",
        dot_plot(dots, Reference("None", 0.0, ""), Column("jobs", "Jobs"),
                 alt="; ".join(f"{dot.name} {dot.shown}" for dot in dots) + "."),
        of.source,
        table,
    )  # fmt: skip


def _earnings(of: Outlook) -> tuple[Block, ...]:
    found = of.made.who_gains
    if not of.moves:
        return (_nothing(),)
    if found.earnings_by_residence.is_empty():
        return (Note("no data", rich("Pay by where people live is not published for all of "
                                     "them.")),)  # fmt: skip
    rows = found.earnings_by_residence.to_dicts()
    columns = (
        Column("lives", "Where people live", kind="text"),
        Column("mean", "Earnings added, average", "£m a year", decimals=1, signed=True),
        Column("median", "Middle", "£m a year", decimals=1, signed=True),
        Column("low", "Low, 90%", "£m a year", decimals=1, signed=True),
        Column("high", "High, 90%", "£m a year", decimals=1, signed=True),
    )
    table = Table(
        "earnings-by-residence",
        f"Earnings that the plan adds in {of.until} by where people live",
        columns,
        tuple((r["name"], r["mean"], r["median"], r["low"], r["high"]) for r in rows),
        of.source,
        notes=(f"Jobs times median pay, prices of {of.made.base_year}.",),
        total=("All", sum(r["mean"] for r in rows), None, None, None),
    )
    return Prose((_deprived(of),)), table


def _deprived(of: Outlook) -> RichText:
    found = of.made.who_gains
    if found.deprived_people is None:
        return rich("How deprived its neighbourhoods are is not in hand for all authorities.")
    living = f"{found.deprived_people:.0%}"
    if found.deprived_share is None:
        return rich(
            "About {l} of its people live in neighbourhoods in the most deprived fifth of England."
            " In some draws earnings fall, so their share of the gain is not told.",
            l=living,
        )  # fmt: skip
    share, low, high = found.deprived_share
    return rich(
        "If all within an authority gained alike, {s} ({a} to {b}, 90%) of the gain would go to "
        "neighbourhoods in the most deprived fifth of England, where {l} of people live. Whether "
        "they do gain alike the model cannot say.",
        s=f"{share:.0%}", a=f"{low:.0%}", b=f"{high:.0%}", l=living,
    )  # fmt: skip


def _ai(of: Outlook) -> tuple[Block, ...]:
    found = of.made.diffusion
    if found is None:
        return (Note("no data", rich("No action of the plan acts on digital tools and AI.")),)
    rows: tuple[Row, ...] = (
        ("Adoption beyond what comes anyway, of hours", *_range(found.adoption_pct, 2, "%")),
        ("Gain in GVA per hour", *_range(found.gain_pct, 2, "%")),
        ("Jobs whose hours are no longer needed", *_range(found.displaced, -1, "")),
        ("Of their holders, those who find other work", *_range(found.reemployed, -1, "")),
    )
    columns = (
        Column("what", "Outcome", kind="text"),
        Column("median", "Middle", kind="written"),
        Column("low", "Low, 90%", kind="written"),
        Column("high", "High, 90%", kind="written"),
    )
    exposure = rich(
        "How exposed each sector’s work is comes from published shares."
        if found.exposure_known
        else "How exposed each sector’s work is to AI is not in hand: all are taken alike."
    )
    title = f"Digital tools and AI in {of.until}, from the plan’s money"
    table = Table("ai-diffusion", title, columns, rows, of.source)
    return Note("assumption", exposure), table


def _range(values: tuple[float, float, float], digits: int, mark: str) -> tuple[str, str, str]:
    """Middle, low and high as written."""

    def one(value: float) -> str:
        return f"{value:.{digits}f}{mark}" if digits >= 0 else shown(value, "jobs", 0.0)

    return one(values[0]), one(values[1]), one(values[2])


def _net_zero(of: Outlook) -> tuple[Block, ...]:
    found = of.made.net_zero
    if found is None or not of.has(EMISSIONS):
        return (Note("no data", rich("Emissions of the place are not in hand.")),)
    scenario = "plan" if of.moves else "no_plan"
    row = of.row(EMISSIONS, scenario)
    nearly = "less than 1 in 100" if found.chance < 0.01 else f"{found.chance:.0%}"
    said = f"The plan says: {found.target}." if found.target else "The plan names no target."
    words = rich(
        "{s} In {y} emissions lie between {l} and {h} kt (90%) {w}; the chance that they are a "
        "tenth of today’s or less, which is taken as within reach of net zero, is {c}.",
        s=said, y=str(found.year), l=f"{found.plan[1]:,.0f}", h=f"{found.plan[2]:,.0f}",
        w="with the plan" if of.moves else "without a plan", c=nearly,
    )  # fmt: skip
    beside = (
        Beside("Without it", middle(of.row(EMISSIONS, "no_plan")),
               of.fan(EMISSIONS, "no_plan").points)
        if of.moves
        else None
    )  # fmt: skip
    finding = f"Emissions end {_fall(found.now, row['median'])} below {of.made.base_year}’s"
    chart = Chart(
        "emissions-fan",
        finding,
        "Greenhouse gas emissions of the place, thousand tonnes of CO2 equivalent a year, in "
        "ranges of 50%, 80% and 90%",
        fan_over_time(
            Ahead("With the plan" if of.moves else "No plan", middle(row),
                  of.fan(EMISSIONS, scenario)),
            level="Nought", divide="", mark="", alt=f"{finding}: {display(found.now, 'count')} kt "
            f"in {of.made.base_year}, {middle(row)} in {of.until}.", beside=beside,
        ),
        of.source,
        path_table(of, "emissions-ahead", "Greenhouse gas emissions by year", EMISSIONS, scenario,
                   "kt CO2e", 0),
    )  # fmt: skip
    return Prose((words,)), chart
