"""The sheet of what is one action's own: its years, its optimism bias, who gains."""

from __future__ import annotations

from growthplan.appraisal import (
    ELASTICITY,
    INCOMES,
    gainers_of,
    mean_weight,
    weights_by_fifth,
)
from growthplan.plan import first_year
from growthplan.publishers.appraisal_workbook.cells import (
    FIRST_ROW,
    NOTHING,
    Cell,
    Formula,
    Input,
    Line,
    Sheet,
    letters,
)
from growthplan.publishers.appraisal_workbook.inputs import optimism_name
from growthplan.publishers.appraisal_workbook.told import Member, Told

NAME = "Actions"
_FIFTHS = ("1", "2", "3", "4", "5")
_HEADINGS = (
    "Action", "Title", "Starts, if it has no money", "First year counted", "Years counted",
    "Years from", "Last year counted", "Type for optimism bias", "Upper bound", "Lower bound",
    "Managed away", "Bias to be added", "Place of the mean draw in its range",
    "Bias of the mean draw", "Work taken from elsewhere",
    *(f"Share of gains, fifth {n}" for n in _FIFTHS), "Weight of gains",
)  # fmt: skip
COLUMN = {"first": 3, "life": 4, "bias": 13, "work": 14, "weight": 20}


def cell_of(member: Member, column: str) -> str:
    """A cell of an action's row, for formulas of other sheets."""
    return f"{NAME}!${letters(COLUMN[column])}${row_of(member)}"


def row_of(member: Member) -> int:
    """The row of an action, which is the same on every sheet with one row for each."""
    return FIRST_ROW + member.place


def first_counted(member: Member, years: tuple[int, ...]) -> int:
    """The first year with money; the year in which it starts when it has none."""
    start = first_year(member.case.action.delivery.start)
    return member.case.first or max(start, years[0])


def actions_sheet(told: Told, spent: dict[str, str]) -> Sheet:
    """One row an action; `spent` has the cells of its costs by year."""
    return Sheet(
        NAME,
        "Actions",
        "What each action has of its own. Years are counted from its first money.",
        _HEADINGS,
        tuple(_row(told, member, spent[member.id]) for member in told.members),
        (26, 44, 14, 12, 10, 22, 12, 30, 11),
        2,
    )


def _row(told: Told, member: Member, spent: str) -> Line:
    case, row = member.case, row_of(member)
    first = first_counted(member, told.years)
    test = f"IF(SUMPRODUCT(--({spent}<>0))=0,C{row},SUMPRODUCT(MIN(Years+({spent}=0)*9999)))"
    start = max(first_year(case.action.delivery.start), told.years[0])
    last = min(first + case.life - 1, told.years[-1])
    return (
        case.id,
        case.action.title,
        Input(start, "year"),
        Formula(test, first, "year"),
        Input(case.life, "year"),
        "assumed by type" if case.life_assumed else "the plan",
        Formula(f"MIN(D{row}+E{row}-1,MAX(Years))", last, "year"),
        *_bias(member, row),
        _work(member),
        *_gainers(told, member, row),
    )


def _bias(member: Member, row: int) -> list[Cell]:
    case, workings = member.case, member.workings
    own = case.action.appraisal
    parts: dict[str, float] = {}
    if own and own.optimism:
        parts = {part.type: part.share for part in own.optimism}
    elif case.optimism.upper > 0:
        parts = {case.optimism.kind: 1.0}
    bounds = [
        Formula("+".join(f"{share!r}*{optimism_name(kind, bound)}" for kind, share in parts.items())
                or "0", value, "fine")
        for bound, value in (("Upper", case.optimism.upper), ("Lower", case.optimism.lower))
    ]  # fmt: skip
    guess = " (assumed)" if parts and case.optimism_assumed else ""
    return [
        (case.optimism.kind.replace("-", " ") if parts else "no capital cost") + guess,
        *bounds,
        Input(case.optimism.mitigation, "fine"),
        Formula(f"I{row}*(1-K{row})", case.optimism.share, "fine"),
        Input(workings.place_in_range, "fine", "drawn"),
        Formula(f"L{row}+MAX(L{row}-J{row},0)*M{row}", workings.overrun, "fine"),
    ]


def _work(member: Member) -> Cell:
    model = member.workings.model
    if model is None:
        return NOTHING
    if member.own_work_elsewhere:
        return Input(model.work_elsewhere, "fine")
    return Formula("WorkElsewhere", model.work_elsewhere, "fine")


def _gainers(told: Told, member: Member, row: int) -> list[Cell]:
    groups = [(one.income_fifth, one.number) for one in member.case.action.beneficiaries]
    gainers = gainers_of(groups)
    if gainers is None:
        return ["not known"] * (len(_FIFTHS) + 1)
    weights = weights_by_fifth(told.setting.numbers(INCOMES), told.setting.number(ELASTICITY))
    first, last = letters(15), letters(19)
    products = "+".join(f"{letters(15 + n)}{row}*WeightFifth{f}" for n, f in enumerate(_FIFTHS))
    return [
        *(Input(gainers.get(fifth, 0.0), "fine") for fifth in _FIFTHS),
        Formula(f"({products})/SUM({first}{row}:{last}{row})", mean_weight(gainers, weights),
                "fine"),
    ]  # fmt: skip
