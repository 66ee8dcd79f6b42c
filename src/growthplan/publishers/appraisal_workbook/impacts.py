"""The appraisal summary table: every impact of every action, valued or not, in one list."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.appraisal import Line as Found
from growthplan.appraisal import Row, summary_rows
from growthplan.publishers.appraisal_workbook.cells import (
    NOTHING,
    Cell,
    Formula,
    Line,
    Sheet,
    letters,
    quoted,
)
from growthplan.publishers.appraisal_workbook.flows import COLUMN, Flows
from growthplan.publishers.appraisal_workbook.local import GROSS, NATIONAL, NET
from growthplan.publishers.appraisal_workbook.summary import ends, summary_cell
from growthplan.publishers.appraisal_workbook.told import Member, Told
from growthplan.publishers.appraisal_workbook.welfare import NAME as WELFARE

NAME = "Impacts"
_HEADINGS = (
    "Action", "Ledger or group", "Impact", "Who", "Value", "Low", "High", "Unit",
    "Change of this line alone that leaves nothing", "Rests on", "Assumed?",
)  # fmt: skip
_GVA = (GROSS, NET, NATIONAL)


def impacts_sheet(told: Told, flows: Flows, local: Flows) -> Sheet:
    """One row an impact; costs above 0; the local ledger stands under its own heading."""
    rows = [row for member in told.members for row in _rows(member, flows, local)]
    about = ("Present value, £m; costs above 0. What is not valued is listed and never a nought. "
             "Rows of the local ledger are in no sum of welfare.")  # fmt: skip
    return Sheet(NAME, "Appraisal summary tables", about, _HEADINGS, tuple(rows),
                 (26, 16, 60, 10, 14, 14, 14, 10, 20, 50, 10), 3)  # fmt: skip


def _rows(member: Member, flows: Flows, local: Flows) -> Iterator[Line]:
    """The table of one action. Lines of cost and benefit come first, in the order of the lines."""
    one = member.found
    lines = [*(o for o in one.lines if o.side == "cost"),
             *(o for o in one.lines if o.side == "benefit")]  # fmt: skip
    rows = summary_rows(one)
    for line, row in zip(lines, rows, strict=False):
        yield _line(member, line, row, len(flows.rows) and flows.standing[(member.id, line.id)])
    gva = iter(_GVA)
    for row in rows[len(lines) :]:
        yield _other(member, row, local, gva)


def _line(member: Member, line: Found, row: Row, standing: int) -> Line:
    cell = f"'{WELFARE}'!{letters(COLUMN['present'])}{standing}"
    return (member.id, row.group, row.item, row.who, Formula(cell, line.mean), *ends(line.value),
            "£m", _switching(member, line, cell), *_rests(row))  # fmt: skip


def _switching(member: Member, line: Found, cell: str) -> Cell:
    """How far the line would have to change for the whole to be worth nothing."""
    move = next((one for one in member.found.switching if one.line == line.id), None)
    if move is None or not member.found.is_valued:
        return NOTHING
    sign = "" if line.side == "cost" else "-"
    share = f"{sign}{summary_cell(member, 'npsv')}/{cell}"
    text = f'IF({cell}=0,"none",IF({share}<-1,"none",{share}))'
    return Formula(text, "none" if move.change is None else move.change, "share")


def _other(member: Member, row: Row, local: Flows, gva: Iterator[str]) -> Line:
    value: list[Cell] = [NOTHING, NOTHING, NOTHING]
    unit = "£m"
    if row.value is not None:
        text, unit = _pointing(member, row, local, gva)
        unit = unit or {"ratio": "ratio", "jobs": "jobs"}.get(row.note, "£m")
        value = [Formula(text, row.value.mean), *ends(row.value)]
    return (member.id, row.group, row.item, row.who or "none", *value,
            unit if row.value else NOTHING, NOTHING, *_rests(row))  # fmt: skip


def _pointing(member: Member, row: Row, local: Flows, gva: Iterator[str]) -> tuple[str, str]:
    """The cell in which a result, or an amount of the local ledger, is worked out."""
    npsv = summary_cell(member, "npsv")
    if row.group == "Result":
        column = {"ratio": "K"}.get(row.note, "Q" if "weighted" in row.item else "")
        place = npsv.rsplit("$", 1)[1]
        return (f"Summary!${column}${place}" if column else npsv), ""
    return _local(member, row, local, gva)


def _local(member: Member, row: Row, local: Flows, gva: Iterator[str]) -> tuple[str, str]:
    ledger = member.found.local
    assert ledger is not None
    sheet = quoted(local.name)
    given = {title: kind for title, kind, _ in ledger.valued}
    if row.item in given:
        name = next(f"benefit/{b.id}" for b in member.case.benefits if b.title == row.item)
        jobs = given[row.item] == "jobs"
        column = letters(COLUMN["sum" if jobs else "present"])
        unit = "job-years" if jobs else "£m"
        return f"{sheet}!{column}{local.standing[(member.id, name)]}", unit
    if member.workings.model is None:
        return "0", ""
    if row.note != "jobs":
        return f"{sheet}!{letters(COLUMN['present'])}{local.standing[(member.id, next(gva))]}", ""
    order = {"as if": "M", "net a": "P", "count": "T"}
    column = next(c for words, c in order.items() if words in row.item)
    match = f"MATCH(\"{member.id}\",'Local ledger'!$A:$A,0)"
    return f"INDEX('Local ledger'!${column}:${column},{match})", ""


def _rests(row: Row) -> tuple[str, str]:
    return ", ".join(row.rests_on) or NOTHING, "yes" if row.assumed else "no"
