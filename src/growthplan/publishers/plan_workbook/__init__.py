"""A plan's tables for people to edit: a workbook, or a folder of CSV files."""

from growthplan.publishers.plan_workbook.csv_files import write_plan_csv
from growthplan.publishers.plan_workbook.lists import Choices
from growthplan.publishers.plan_workbook.write import write_plan_workbook

__all__ = ["Choices", "write_plan_csv", "write_plan_workbook"]
