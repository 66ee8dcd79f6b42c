"""The sheet of additionality: what stands between gross, net and national, and where it acts."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.publishers.appraisal_workbook.actions import cell_of
from growthplan.publishers.appraisal_workbook.cells import (
    NOTHING,
    Cell,
    Formula,
    Input,
    Line,
    Sheet,
)
from growthplan.publishers.appraisal_workbook.told import Member, Told

NAME = "Additionality"
_IN_MODEL, _HERE = "in the model's runs", "in the formulas"
_HEADINGS = ("Action", "Title", "What it is", "Share", "Where it acts", "Rests on", "Assumed?")


def additionality_sheet(told: Told) -> Sheet:
    """One row a share. Those of the model change nothing here: its runs have them in already."""
    rows = tuple(row for member in told.members for row in _rows(told, member))
    about = ("Gross, net and national GVA that follow are in Local ledger. Shares that act in the "
             "model's runs are shown as they went in; centre where they are drawn.")  # fmt: skip
    return Sheet(NAME, "Additionality of each action", about, _HEADINGS, rows,
                 (26, 44, 44, 12, 20, 50, 11), 2)  # fmt: skip


def _rows(told: Told, member: Member) -> Iterator[Line]:
    model, title = member.workings.model, member.found.title
    for one in member.found.taken_off:
        held = told.setting.assumptions.get(one.given) if isinstance(one.given, str) else None
        centre = held.value if held else one.given if isinstance(one.given, float | int) else None
        share: Cell = NOTHING if centre is None else Input(float(centre), "fine", "drawn")
        rests = str(one.given) if held else "the plan"
        assumed = "yes" if held and held.is_assumed else "no"
        yield member.id, title, one.what, share, _IN_MODEL, rests, assumed
    if model is None:
        return
    yield (member.id, title, "Productivity taken from the rest of the country",
           Formula("OutputElsewhere", model.output_elsewhere, "fine"), _HERE,
           "Inputs: OutputElsewhere", "yes")  # fmt: skip
    own = member.own_work_elsewhere
    yield (member.id, title, "Work taken from the rest of the country",
           Formula(cell_of(member, "work"), model.work_elsewhere, "fine"), _HERE,
           "the plan" if own else "Inputs: WorkElsewhere", "no" if own else "yes")  # fmt: skip
