"""The report's tables as an accessible spreadsheet."""

from growthplan.publishers.workbook.write import write_workbook

__all__ = ["write_workbook"]
