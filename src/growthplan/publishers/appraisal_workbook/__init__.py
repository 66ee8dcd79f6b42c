"""The workbook of an appraisal, in which every result is a formula that can be followed."""

from growthplan.publishers.appraisal_workbook.book import sheets_of
from growthplan.publishers.appraisal_workbook.cells import Formula, Input, Sheet
from growthplan.publishers.appraisal_workbook.told import Told
from growthplan.publishers.appraisal_workbook.write import write_appraisal_workbook

__all__ = ["Formula", "Input", "Sheet", "Told", "sheets_of", "write_appraisal_workbook"]
