"""The actions together: their sum, what they do beyond each alone, and what each brings."""

from __future__ import annotations

from growthplan.appraisal import Bundle, Share
from growthplan.publishers.appraisal_workbook.cells import (
    FIRST_ROW,
    NOTHING,
    Cell,
    Formula,
    Input,
    Line,
    Sheet,
    letters,
    quoted,
)
from growthplan.publishers.appraisal_workbook.flows import COLUMN, Flows, sum_where
from growthplan.publishers.appraisal_workbook.model import TOGETHER
from growthplan.publishers.appraisal_workbook.summary import COLUMN as OF_SUMMARY
from growthplan.publishers.appraisal_workbook.summary import NAME as SUMMARY
from growthplan.publishers.appraisal_workbook.summary import ends
from growthplan.publishers.appraisal_workbook.told import Told

NAME, SHARES = "Together", "What each brings"
_MODELLED = ("productivity", "work", "carbon")


def together_sheet(told: Told, bundle: Bundle, flows: Flows) -> Sheet:
    """The bundle: sums over its members and the interaction as a line of its own."""
    rows: list[Line] = [
        _sum(told, bundle, "Benefits of the actions, each alone", "benefits"),
        _sum(told, bundle, "Public cost", "public"),
        _sum(told, bundle, "Private cost", "private"),
        ("Net present social value, each alone", Formula("B5-B6-B7", bundle.separately),
         NOTHING, NOTHING, "formula"),
        ("Interaction: together beyond each alone", _interaction(bundle, flows),
         *ends(bundle.interaction), "model's draws by year, discounted by formula"),
        ("Net present social value, together", Formula("B8+B9", bundle.npsv.mean),
         *ends(bundle.npsv), "formula"),
    ]  # fmt: skip
    if bundle.bcr is not None:
        rows.append(("Benefits for each £1 of public cost, together",
                     Formula("(B5+B9-B7)/B6", bundle.bcr.mean), *ends(bundle.bcr),
                     "formula"))  # fmt: skip
    rows.append(("Chance that it is above 0", Input(bundle.chance, "share", "drawn"), NOTHING,
                 NOTHING, "model's draws"))  # fmt: skip
    about = ("£m, present value. Only actions with both a cost and a benefit are in it (last "
             "column of the summary).")  # fmt: skip
    return Sheet(NAME, f"{bundle.title}: as one case", about,
                 ("Item", "Value", "Low", "High", "Where from"), tuple(rows),
                 (48, 14, 14, 14, 46))  # fmt: skip


def _sum(told: Told, bundle: Bundle, title: str, column: str) -> Line:
    first, last = FIRST_ROW, FIRST_ROW + len(told.members) - 1
    places = [f"{SUMMARY}!${letters(OF_SUMMARY[name])}${first}:${letters(OF_SUMMARY[name])}${last}"
              for name in (column, "in")]  # fmt: skip
    inside = [one.found for one in told.members if one.id in bundle.members]
    value = sum(getattr(one, column).mean for one in inside)
    return (title, Formula(f'SUMIFS({places[0]},{places[1]},"yes")', value), NOTHING, NOTHING,
            "formula")  # fmt: skip


def _interaction(bundle: Bundle, flows: Flows) -> Cell:
    row = flows.standing[(bundle.id, TOGETHER)]
    cell = f"{quoted(flows.name)}!{letters(COLUMN['present'])}{row}"
    return Formula(cell, bundle.interaction.mean)


def shares_sheet(told: Told, bundle: Bundle, flows: Flows) -> Sheet:
    """What each modelled action brings alone, last in, and whatever the order."""
    rows = tuple(_share(told, one, flows, FIRST_ROW + n) for n, one in enumerate(bundle.shares))
    headings = (
        "Action", "Title", "Alone", "Alone, low", "Alone, high", "Last in, less alone",
        "Last in", "Last in, low", "Last in, high", "Whatever the order, less alone",
        "Whatever the order", "Whatever the order, low", "Whatever the order, high",
    )  # fmt: skip
    about = ("Benefits of the model, £m present value. Differences to alone come from the model's "
             "draws; those whatever the order add up to the interaction.")  # fmt: skip
    return Sheet(SHARES, "What each action brings", about, headings, rows, (26, 44, 14), 2)


def _share(told: Told, one: Share, flows: Flows, row: int) -> Line:
    me = f"$A{row}"
    alone = "+".join(
        sum_where(flows, "present", {"action": me, "line": f'"{name}"'}) for name in _MODELLED
    )
    last, free = (r.mean - one.alone.mean for r in (one.last_in, one.order_free))
    return (
        one.id, one.title, Formula(alone, one.alone.mean), *ends(one.alone),
        Input(last, "money", "drawn"), Formula(f"C{row}+F{row}", one.last_in.mean),
        *ends(one.last_in),
        Input(free, "money", "drawn"), Formula(f"C{row}+J{row}", one.order_free.mean),
        *ends(one.order_free),
    )  # fmt: skip
