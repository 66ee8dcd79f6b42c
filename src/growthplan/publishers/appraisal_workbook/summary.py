"""The summary of welfare, one row an action, and the sensitivities."""

from __future__ import annotations

from growthplan.appraisal import Range
from growthplan.publishers.appraisal_workbook.actions import cell_of, row_of
from growthplan.publishers.appraisal_workbook.cells import (
    NOTHING,
    Cell,
    Formula,
    Input,
    Line,
    Sheet,
    letters,
)
from growthplan.publishers.appraisal_workbook.flows import Flows, sum_where
from growthplan.publishers.appraisal_workbook.told import Member, Told
from growthplan.publishers.appraisal_workbook.welfare import payback_text

NAME, SENSITIVITIES = "Summary", "Sensitivities"
_HEADINGS = (
    "Action", "Title", "Theme", "Benefits", "Public cost", "Private cost",
    "Net present social value (NPSV)", "NPSV, low", "NPSV, high", "Chance that NPSV is above 0",
    "Benefits for each £1 of public cost (BCR)", "BCR, low", "BCR, high", "Payback year",
    "Residual value, among benefits", "Weight of gains by income", "NPSV weighted by income",
    "Does it pay?", "Rests on assumed amounts", "In the bundle",
)  # fmt: skip
COLUMN = {"benefits": 3, "public": 4, "private": 5, "npsv": 6, "in": 19}


def summary_cell(member: Member, column: str) -> str:
    """A cell of an action's row."""
    return f"{NAME}!${letters(COLUMN[column])}${row_of(member)}"


def summary_sheet(told: Told, flows: Flows) -> Sheet:
    """Costs, benefits and what follows from them, present value in £ million."""
    together = told.appraised.bundle
    members = together.members if together else ()
    rows = tuple(_row(one, flows, one.id in members) for one in told.members)
    about = (f"Welfare of the country: present value in {told.years[0]}, £m at "
             f"{told.setting.price_year} prices. Low and high are the ends of the 90% range of the "
             "model's draws; all else is formulas.")  # fmt: skip
    return Sheet(NAME, f"{told.appraised.title}: what its actions are worth", about, _HEADINGS,
                 rows, (26, 44, 20, 13), 2)  # fmt: skip


def _row(member: Member, flows: Flows, inside: bool) -> Line:
    one, row = member.found, row_of(member)
    me = f"$A{row}"

    def total(value: float, **where: str) -> Formula:
        words = {name: f'"{word}"' for name, word in where.items()}
        return Formula(sum_where(flows, "present", {"action": me, **words}), value)

    return (
        one.id, one.title, one.theme,
        total(one.benefits.mean, side="benefit"),
        total(one.public.mean, side="cost", who="public"),
        total(one.private.mean, side="cost", who="private"),
        *_worth(member, row),
        Formula(payback_text(flows, one.id), _payback(one.payback), "year") if one.is_valued
        else NOTHING,
        total(one.residual, line="residual"),
        *_weighted(member, row),
        one.value_for_money, "yes" if one.is_illustrative else "no", "yes" if inside else "no",
    )  # fmt: skip


def _worth(member: Member, row: int) -> list[Cell]:
    one = member.found
    if not one.is_valued:
        return ["not valued", *[NOTHING] * 6]
    bcr: list[Cell] = [NOTHING] * 3
    if one.bcr is not None:
        bcr = [Formula(f"(D{row}-F{row})/E{row}", one.bcr.mean), *ends(one.bcr)]
    return [
        Formula(f"D{row}-E{row}-F{row}", one.npsv.mean), *ends(one.npsv),
        Input(one.chance, "share", "drawn"), *bcr,
    ]  # fmt: skip


def ends(found: Range) -> list[Cell]:
    """The ends of a 90% range, which only the draws have."""
    return [Input(found.low, "money", "drawn"), Input(found.high, "money", "drawn")]


def _payback(year: int | None) -> float | str:
    return "never" if year is None else float(year)


def _weighted(member: Member, row: int) -> list[Cell]:
    one = member.found
    if one.weighted is None or one.weight is None:
        return ["not known", NOTHING]
    weight = Formula(cell_of(member, "weight"), one.weight, "fine")
    return [weight, Formula(f"P{row}*D{row}-E{row}-F{row}", one.weighted.mean)]


def sensitivities_sheet(told: Told, flows: Flows) -> Sheet:
    """The net present social value when one thing is otherwise."""
    rows: list[Line] = [
        (member.id, member.found.title, one.title, Formula(summary_cell(member, "npsv"),
         member.found.npsv.mean), Formula(_otherwise(flows, member, one.id), one.npsv))
        if member.found.is_valued
        else (member.id, member.found.title, one.title, "not valued", NOTHING)
        for member in told.members
        for one in member.found.sensitivities
    ]  # fmt: skip
    headings = ("Action", "Title", "What is otherwise", "NPSV", "NPSV then")
    return Sheet(SENSITIVITIES, "Sensitivities", "One thing is otherwise, all else as it is; £m.",
                 headings, tuple(rows), (26, 44, 46, 14), 2)  # fmt: skip


def _otherwise(flows: Flows, member: Member, name: str) -> str:
    me = f'"{member.id}"'

    def total(column: str = "present", **where: str) -> str:
        words = {key: f'"{word}"' for key, word in where.items()}
        return sum_where(flows, column, {"action": me, **words})

    npsv = summary_cell(member, "npsv")
    if name == "no-optimism-bias":
        return f"{npsv}+{total(kind='optimism bias')}"
    if name in ("carbon-low", "carbon-high"):
        sign = "-" if name == "carbon-low" else "+"
        return f"{npsv}{sign}CarbonSpread*{total(line='carbon')}"
    if name == "all-work-displaced":
        return f"{npsv}-{total(line='work')}"
    return f"{total('long', side='benefit')}-{total('long', side='cost')}"
