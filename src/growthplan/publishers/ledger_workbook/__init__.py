"""The ledger's profiles as a workbook, or CSV files, that finance edits and gives back."""

from growthplan.publishers.ledger_workbook.csv_files import write_ledger_csv
from growthplan.publishers.ledger_workbook.write import write_ledger_workbook

__all__ = ["write_ledger_csv", "write_ledger_workbook"]
