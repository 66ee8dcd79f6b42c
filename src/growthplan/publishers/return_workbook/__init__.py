"""A partner's return to fill in: a workbook, or a folder of CSV files."""

from growthplan.publishers.return_workbook.csv_files import write_return_csv
from growthplan.publishers.return_workbook.write import write_return_workbook

__all__ = ["write_return_csv", "write_return_workbook"]
