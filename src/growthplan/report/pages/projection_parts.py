"""What each part adds: a waterfall that sums, a matrix of pairs, and what they achieve together."""

from __future__ import annotations

import polars as pl

from growthplan.report.charts import Part, waterfall
from growthplan.report.model import Block, Chart, Note, Page, Prose, Section
from growthplan.report.pages.projection_pairs import pairs_blocks
from growthplan.report.pages.projection_view import Outlook, percents, starting_small
from growthplan.report.prose import RichText, rich
from growthplan.report.table import Column, Table
from growthplan.system import Synergy
from growthplan.system.answers import Sharing, signed

VALUE = Column("value", "Adds", "% of GVA per hour", decimals=3, signed=True)
MOST_STEPS = 9
"""Steps of the waterfall; smaller parts are drawn as one."""


def parts_page(of: Outlook) -> Page:
    """Shares that never depend on the order of actions, pairs, and synergy with its interval."""
    found = of.made.sharing
    if found is None:
        return of.page(
            "projection-parts",
            "Each part",
            "No part of the plan adds anything that can be modelled yet",
            lede=(
                rich("No actions with money: there is nothing to share out."),
                rich("Shares come from running the model with and without every part."),
                rich("So give actions costs by financial year and drivers, and build again."),
            ),
            sections=(),
            lead=(Note("no data", rich("No actions with money.")),),
        )
    return of.page(
        "projection-parts",
        "Each part",
        _title(found),
        lede=_lede(of, found),
        lead=(_waterfall(of, found),),
        sections=(
            Section("together", "Together beyond the sum of each alone", _together(of, found)),
            Section("pairs", "Which parts help or crowd each other", pairs_blocks(of, found)),
            Section("actions", "Every action", (_actions(of, found),)),
            Section("themes", "Themes", (_themes(of, found),)),
            Section("how", "How it was shared out", _how(found)),
        ),
    )


def _title(found: Sharing) -> str:
    top = found.groups.row(0, named=True)
    share = 100 * top["share"]
    return (
        f"{top['title']} brings {share:.0f}% of what the plan adds; {_short_verdict(found.synergy)}"
    )


def _short_verdict(one: Synergy) -> str:
    return {
        "more": "together the actions do more than each alone",
        "less": "together the actions do a little less than each alone",
        "cannot be told from zero": "what they do together cannot be told from the sum of each "
        "alone",
    }[one.verdict]


def _lede(of: Outlook, found: Sharing) -> tuple[RichText, ...]:
    code, year = of.made.place.code, found.year
    top = found.groups.row(0, named=True)
    most = of.figures[f"attribution/{code}/{year}/{found.outcome}/{top['id'].replace('/', '.')}"]
    synergy = of.figures[f"synergy/{code}/{year}/{found.outcome}"]
    first = rich(
        "Of the {t} that the plan adds to GVA per hour in {y}, on average over draws, {n} brings "
        "{v}.",
        t=percents(found.total, 2), y=str(year), n=starting_small(top["title"]), v=most,
    )  # fmt: skip
    second = rich(
        "Together beyond the sum of each alone: {s}, between {l} and {h} (90%).",
        s=synergy, l=signed(found.synergy.low), h=signed(found.synergy.high),
    )  # fmt: skip
    return first, second, rich("So {w}.", w=_so_what(found))


def _so_what(found: Sharing) -> str:
    own, groups = found.synergy.verdict, found.group_synergy.verdict
    if own == "less" and groups == "more":
        return (
            "actions of one kind crowd each other, as each driver has a ceiling, while different "
            "drivers help each other; both are small beside the whole"
        )
    if own == "cannot be told from zero":
        return "the claim that a plan does more than its parts is neither borne out nor refuted"
    return (
        "the parts are worth a little more together than one by one"
        if own == "more"
        else "the parts crowd each other a little, and the whole is less than their sum"
    )


def _waterfall(of: Outlook, found: Sharing) -> Chart:
    rows = found.groups.to_dicts()
    named = _unique(of, rows)
    shown = [Part(name, row["value"]) for name, row in zip(named, rows, strict=True)]
    if len(shown) > MOST_STEPS:
        rest = shown[MOST_STEPS - 1 :]
        shown = shown[: MOST_STEPS - 1]
        shown.append(Part(f"{len(rest)} others", sum(part.value for part in rest)))
    total = Part("The whole plan", sum(part.value for part in shown))
    finding = f"The parts add up to {percents(found.total, 2)} of productivity"
    spoken = "; ".join(f"{part.name} {percents(part.value)}" for part in shown)
    return Chart(
        "parts-waterfall",
        finding,
        f"What each driver under each theme adds to GVA per hour in {found.year}, per cent, "
        "average over draws",
        waterfall(tuple(shown), total, column=VALUE, alt=f"{finding}: {spoken}."),
        of.source,
        _table(of, found.groups, "parts-groups", "What each driver under each theme adds",
               named, found),
        notes=("Averages, because middles do not add up. Every coalition of the parts was run.",),
    )  # fmt: skip


def _unique(of: Outlook, rows: list[dict[str, object]]) -> list[str]:
    """Titles of groups, with the theme where two share a title."""
    titles = [str(row["title"]) for row in rows]
    return [
        f"{title} ({of.theme(str(row['theme']))})" if titles.count(title) > 1 else title
        for title, row in zip(titles, rows, strict=True)
    ]


def _table(
    of: Outlook, rows: pl.DataFrame, id_: str, title: str, names: list[str], found: Sharing
) -> Table:
    columns = (
        Column("part", "Part", kind="text"),
        VALUE,
        Column("low", "Low, 90%", "%", decimals=3, signed=True),
        Column("high", "High, 90%", "%", decimals=3, signed=True),
        Column("share", "Share of the whole", "%", decimals=1),
        Column("id", "Id", kind="text", files_only=True),
    )
    cells = tuple(
        (name, row["value"], row["low"], row["high"], 100 * row["share"], row["id"])
        for name, row in zip(names, rows.to_dicts(), strict=True)
    )
    whole = ("The whole plan", float(rows["value"].sum()), None, None,
             100 * float(rows["share"].sum()), "")  # fmt: skip
    return Table(id_, f"{title} in {found.year}", columns, cells, of.source, total=whole)


def _themes(of: Outlook, found: Sharing) -> Table:
    names = [of.theme(row["id"]) for row in found.themes.to_dicts()]
    return _table(of, found.themes, "parts-themes", "What each theme adds", names, found)


def _actions(of: Outlook, found: Sharing) -> Table:
    alone = dict(found.alone.select("id", "value").iter_rows())
    columns = (
        Column("action", "Action", kind="text"),
        VALUE,
        Column("low", "Low, 90%", "%", decimals=3, signed=True),
        Column("high", "High, 90%", "%", decimals=3, signed=True),
        Column("alone", "By itself", "%", decimals=3, signed=True),
        Column("share", "Share of the whole", "%", decimals=1),
        Column("error", "Error from sampled orders", "%", decimals=5, files_only=True),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = found.interventions.to_dicts()
    cells = tuple(
        (r["title"], r["value"], r["low"], r["high"], alone.get(r["id"]), 100 * r["share"],
         r["error"], r["id"])
        for r in rows
    )  # fmt: skip
    whole = ("The whole plan", sum(r["value"] for r in rows), None, None,
             sum(alone.values()), 100 * sum(r["share"] for r in rows), None, "")  # fmt: skip
    note = (
        "Every coalition of the actions was run."
        if found.exact
        else "Random orders of the actions were run; the error that they leave is in the file."
    )
    return Table("parts-actions", f"What each action adds in {found.year}", columns, cells,
                 of.source, notes=(note,), total=whole)  # fmt: skip


def _together(of: Outlook, found: Sharing) -> tuple[Block, ...]:
    rows = (("Between actions", found.synergy), ("Between drivers", found.group_synergy))
    columns = (
        Column("between", "Counted", kind="text"),
        Column("whole", "All together", "%", decimals=3, signed=True),
        Column("alone", "Sum of each alone", "%", decimals=3, signed=True),
        Column("median", "Beyond the sum", "%", decimals=4, signed=True),
        Column("low", "Low, 90%", "%", decimals=4, signed=True),
        Column("high", "High, 90%", "%", decimals=4, signed=True),
        Column("verdict", "What may be said", kind="text"),
    )
    cells = tuple(
        (name, one.whole, one.alone, one.median, one.low, one.high, one.in_words)
        for name, one in rows
    )
    words = rich(
        "Actions on one driver share its ceiling, so each adds a little less beside the others. "
        "Between drivers the ceilings are apart, and what is left is how they help each other: "
        "skills make capital and new tools worth more. With all such links turned off the number "
        "between drivers is exactly zero."
    )
    table = Table("synergy", "All together, and the sum of each alone", columns, cells, of.source,
                  notes=("Medians over draws.",))  # fmt: skip
    return Prose((words,)), table


def _how(found: Sharing) -> tuple[Block, ...]:
    return (
        Prose(
            (
                rich(
                    "A part’s share is its average addition over every order in which parts could "
                    "be added (Shapley, 1953), so it does not depend on who is counted first. "
                    "Under themes, parts join as their theme does (Owen, 1977). Pairs are values "
                    "of order 2 (Sundararajan, Dhamdhere and Agarwal, 2020)."
                ),
                rich("{n} draws were taken for it, the same for every coalition.",
                     n=f"{found.draws:,}"),
            )
        ),
    )  # fmt: skip
