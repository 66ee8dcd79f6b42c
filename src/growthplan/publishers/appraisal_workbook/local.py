"""The local ledger: GVA and jobs here, on sheets of its own and in no sum of welfare."""

from __future__ import annotations

import numpy as np

from growthplan.appraisal import BenefitLine, Range
from growthplan.publishers.appraisal_workbook.actions import cell_of
from growthplan.publishers.appraisal_workbook.cash import Cash
from growthplan.publishers.appraisal_workbook.cells import (
    FIRST_ROW,
    Cell,
    Formula,
    Input,
    Line,
    Sheet,
    letters,
    quoted,
)
from growthplan.publishers.appraisal_workbook.flows import COLUMN, Flows, Item
from growthplan.publishers.appraisal_workbook.told import Floats, Member, Told
from growthplan.publishers.appraisal_workbook.welfare import COUNTED

NAME, BY_YEAR = "Local ledger", "Local by year"
GROSS, NET, NATIONAL = "gva-gross", "gva-net", "gva-national"
_TITLES = {
    GROSS: "GVA here, as if all were additional",
    NET: "GVA here, net additional",
    NATIONAL: "GVA in the country",
}


def local_flows(told: Told, cash: Cash, model: Flows, welfare: Flows) -> Flows:
    """Contribution to GVA by year: gross, net, and to the country; and what the plan gives."""
    flows = Flows(told, BY_YEAR)
    for member in told.members:
        if member.workings.model is not None:
            _gva(told, member, flows, model, welfare)
        for one in member.case.benefits:
            if one.local:
                _given(told, member, one, flows, cash, welfare)
    return flows


def _gva(told: Told, member: Member, flows: Flows, model: Flows, welfare: Flows) -> None:
    means = member.workings.model
    assert means is not None
    scale = member.case.counted * told.level
    output = means.productivity * (1 - means.output_elsewhere * means.output_together)
    work = means.work * (1 - means.work_elsewhere * means.work_together)
    share = cell_of(member, "work")

    def drawn(name: str, t: int) -> str:
        return model.there(model.standing[(member.id, name)], t)

    def counted(t: int) -> str:
        return f"PriceLevel*{welfare.there(welfare.standing[(member.id, COUNTED)], t)}"

    def add(line: str, step: str, values: Floats, parts: tuple[str, ...]) -> None:
        item = Item(member.id, line, _TITLES[line], "local", "place", "gva")
        flows.add(item, step, "£m, price year", values, lambda t: (
            f"({'+'.join(part.format(*_cells(drawn, share, t)) for part in parts)})*{counted(t)}"
        ), valued=True)  # fmt: skip

    add(GROSS, "When counted", means.gross * scale, ("{0}",))
    add(NET, "When counted", (means.productivity + means.work) * scale, ("{1}", "{2}"))
    add(NATIONAL, "Less what comes from elsewhere", (output + work) * scale,
        ("{1}*(1-OutputElsewhere*{3})", "{2}*(1-{5}*{4})"))  # fmt: skip


def _cells(drawn: object, share: str, t: int) -> tuple[str, ...]:
    assert callable(drawn)
    names = ("gross", "productivity", "work", "output_together", "work_together")
    return (*(drawn(name, t) for name in names), share)


def _given(
    told: Told, member: Member, one: BenefitLine, flows: Flows, cash: Cash, welfare: Flows
) -> None:
    """What the plan itself puts into this ledger: jobs are added up, money is discounted."""
    name = f"benefit/{one.id}"
    sign = "-" if one.loss else ""
    each = "" if one.each is None else f"*{cash.each(member.id, name)}/1000000"
    jobs = one.kind == "jobs"
    priced = "" if jobs else f"*PriceLevel/{cash.price_level(member.id, name)}"
    counted = welfare.standing[(member.id, COUNTED)]

    def text(t: int) -> str:
        amount = cash.calendar(member.id, name, told.years[t])
        return f"{sign}({amount}){each}*{welfare.there(counted, t)}{priced}"

    item = Item(member.id, name, one.title, "local", "place", one.kind)
    unit = "jobs" if jobs else "£m, price year"
    flows.add(item, "When counted", unit, np.asarray(one.flow), text, valued=True)


def local_sheet(told: Told, flows: Flows) -> Sheet:
    """One row an action that has something in the local ledger."""
    rows: list[Line] = []
    for member in told.members:
        if member.found.local is not None and member.workings.model is not None:
            rows.append(_row(member, flows, FIRST_ROW + len(rows)))
    headings = (
        "Action", "Title",
        *(f"{title}{end}" for title in _TITLES.values() for end in _ENDS),
        "Year of the jobs", *(f"Jobs here, gross{end}" for end in _ENDS),
        *(f"Jobs here, net{end}" for end in _ENDS),
        "Net jobs and share from elsewhere, together",
        *(f"Jobs in the country{end}" for end in _ENDS),
    )  # fmt: skip
    about = ("Contribution to GVA (present value, £m) and jobs here. A ledger of its own: never "
             "added to welfare. Low and high are the ends of the draws' 90% range.")  # fmt: skip
    return Sheet(NAME, "Local ledger: GVA and jobs", about, headings, tuple(rows),
                 (26, 44, 13), 2)  # fmt: skip


_ENDS = ("", ", low", ", high")


def _row(member: Member, flows: Flows, row: int) -> Line:
    ledger, model = member.found.local, member.workings.model
    assert ledger is not None
    assert model is not None
    pairs = ((GROSS, ledger.gva_gross), (NET, ledger.gva_net), (NATIONAL, ledger.gva_national))
    gva: list[Cell] = []
    for line, found in pairs:
        place = flows.standing[(member.id, line)]
        present = f"{quoted(BY_YEAR)}!{letters(COLUMN['present'])}{place}"
        gva += [Formula(present, found.mean), *_ends(found)]
    net = letters(15)
    country = f"{net}{row}*(1-{cell_of(member, 'work')}*{letters(18)}{row})"
    return (
        member.id, member.found.title, *gva, Input(ledger.year, "year"),
        Input(ledger.jobs_gross.mean, "whole", "drawn"), *_ends(ledger.jobs_gross, True),
        Input(ledger.jobs_net.mean, "whole", "drawn"), *_ends(ledger.jobs_net, True),
        Input(model.jobs_together, "fine", "drawn"),
        Formula(country, ledger.jobs_national.mean, "whole"), *_ends(ledger.jobs_national, True),
    )  # fmt: skip


def _ends(found: Range, jobs: bool = False) -> list[Cell]:
    look = "whole" if jobs else "money"
    return [Input(value, look, "drawn") for value in (found.low, found.high)]  # type: ignore[arg-type]
