"""Beside the chance of a target: past cases, chances by year, and what it would take."""

from __future__ import annotations

from growthplan.report.model import Block, Note, Prose
from growthplan.report.pages.projection_view import Outlook
from growthplan.report.prose import rich
from growthplan.report.table import Column, Table
from growthplan.system.answers import Effort

MOST_NAMED = 8
"""Assumptions that are named as what draws with and without success differ in."""


def past_cases(of: Outlook) -> tuple[Block, ...]:
    words = {"city regions": "city regions", "authorities": "local authorities"}
    said = tuple(
        rich("{s}", s=rate.in_words(words.get(name, name)))
        for name, rate in of.made.base_rates.items()
    )
    columns = (
        Column("places", "Places", kind="text"),
        Column("windows", "Stretches", decimals=0),
        Column("closed", "Closed half", decimals=0),
        Column("rate", "Share", "%"),
        Column("different", "Places with a stretch", decimals=0),
        Column("ever", "Places that ever did", decimals=0),
    )
    rows = tuple(
        (
            words.get(name, name).capitalize(),
            rate.windows,
            rate.closed,
            None if rate.rate is None else 100 * rate.rate,
            rate.places,
            rate.places_closed,
        )
        for name, rate in of.made.base_rates.items()
    )
    table = Table(
        "base-rates",
        "Past stretches of ten years that started far behind, and those that closed half the gap",
        columns,
        rows,
        f"ONS subregional productivity, {of.edition} edition, counted here",
    )
    return Prose(said), table


def chances_by_year(of: Outlook) -> Table:
    asked = list(dict.fromkeys(one.target for one in of.made.chances if not one.published))
    titles = {one.target: one.title for one in of.made.chances}
    scenario = "plan" if of.moves else "no_plan"
    futures = ("plan", "no_plan") if of.moves else ("no_plan",)
    columns = [Column("year", "Year", kind="year")]
    for target in asked:
        for future in futures:
            aside = future == "no_plan" and of.moves
            after = ", no plan" if aside else ""
            columns.append(Column(f"{target}_{future}", titles[target] + after, "%",
                                  files_only=aside))  # fmt: skip
    years = sorted({one.year for one in of.made.chances if one.scenario == scenario})
    held = {(o.target, o.scenario, o.year): 100 * o.value for o in of.made.chances}
    rows = tuple(
        (year, *(held.get((target, future, year)) for target in asked for future in futures))
        for year in years
    )
    with_it = "with the plan" if of.moves else "without a plan"
    notes = (
        "“As first printed”: counted from the figure that will first be published for the year, "
        "before its revisions.",
        "The file has the chances without the plan too." if of.moves else "",
    )
    return Table("chances-by-year", f"Chance by year, {with_it}", tuple(columns), rows, of.source,
                 notes=tuple(note for note in notes if note))  # fmt: skip


def effort_blocks(of: Outlook) -> tuple[Block, ...]:
    if not of.made.efforts:
        return no_gap()
    columns = (
        Column("chance", "For a chance of", "%", decimals=0),
        Column("extra", "Productivity beyond no plan", "%"),
        Column("growth", "Growth a year beyond no plan", "percentage points", decimals=2),
        Column("times", "Times the plan’s money", kind="text"),
    )
    rows = tuple(
        (
            100 * one.chance,
            one.extra_pct,
            one.growth_pct,
            times_the_money(one) if of.moves else "no plan to multiply",
        )
        for one in of.made.efforts
    )
    words = rich(
        "More money of the same kind is tried on the same draws, with the ceilings that drivers "
        "have: each pound more does less. It says how far a target is from the plan, not that the "
        "money could be spent."
    )
    table = Table("required-effort", f"What closing half the gap by {of.until} would take",
                  columns, rows, of.source)  # fmt: skip
    return Prose((words,)), table


def what_differs(of: Outlook) -> tuple[Block, ...]:
    found = of.made.hanging.target if of.made.hanging is not None else None
    if found is None or found.is_empty():
        return (Note("no data", rich("Too few draws succeed or fail to tell them apart.")),)
    top = found.head(MOST_NAMED)
    words = rich(
        "Draws in which half the gap is closed differ from the others most in these numbers. It is "
        "mostly the place’s own path, which no plan decides."
        if str(top["id"][0]).startswith("baseline")
        else "Draws in which half the gap is closed differ from the others most in these numbers."
    )
    columns = (
        Column("number", "Number", kind="text"),
        Column("distance", "How differently it lies", "0 to 1", decimals=2),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple((row["title"], row["distance"], row["id"]) for row in top.to_dicts())
    table = Table(
        "target-sensitivity",
        "What draws with success differ in from draws without",
        columns,
        rows,
        of.source,
        notes=("The largest distance between the two distributions: 0 the same, 1 apart.",),
    )
    return Prose((words,)), table


def no_gap() -> tuple[Block, ...]:
    return (Note("no data", rich("The place is not behind, so there is no gap to close.")),)


def times_the_money(one: Effort) -> str:
    if one.times_the_plan is None:
        return (
            f"not attainable with {one.most_tried:.0f} times the plan’s money, which gives "
            f"{100 * one.reached_at_most:.0f}%"
        )
    if one.times_the_plan < 0.1:
        return "less than a tenth of the plan’s money"
    digits = 1 if one.times_the_plan < 10 else 0
    return f"about {one.times_the_plan:.{digits}f} times the plan’s money"
