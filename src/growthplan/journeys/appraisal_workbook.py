"""The workbook of an appraisal: written by name, or beside what a build publishes."""

from __future__ import annotations

from pathlib import Path

from growthplan.appraisal import Appraised
from growthplan.journeys.appraising import AppraisedPlan
from growthplan.journeys.spreadsheet_files import check_target, whole_file
from growthplan.publishers.appraisal_workbook import Told, write_appraisal_workbook
from growthplan.vocabulary import RunRecord

FILE = "appraisal.xlsx"


def write_workbook(made: AppraisedPlan, path: Path, *, replace: bool = False) -> Path:
    """Write an appraisal as a workbook with live formulas and return its path.

    Raises GrowthplanError when the name is no workbook's, a file is there already (`replace`
    writes over it), it cannot be written, or the `workbook` extra is not installed.
    """
    check_target(path, replace=replace)
    with whole_file(path) as temporary:
        write_appraisal_workbook(Told(made.appraised, made.run), temporary)
    return path


def write_beside(found: Appraised | None, run: RunRecord, folder: Path) -> None:
    """Write the workbook of a build's appraisal into a folder; nothing for one without."""
    if found is not None:
        write_appraisal_workbook(Told(found, run), folder / FILE)
