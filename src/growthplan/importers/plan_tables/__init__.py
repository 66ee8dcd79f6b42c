"""Reading a plan back from the workbook, or the CSV files, in which it was edited."""

from growthplan.importers.plan_tables.csv_folder import read_csv_folder
from growthplan.importers.plan_tables.workbook import read_plan_workbook

__all__ = ["read_csv_folder", "read_plan_workbook"]
