"""What changed between two publications: every figure that moved, which input moved it, and
sentences that say so."""

from growthplan.report.changes.causes import CAUSES, Cause, in_words
from growthplan.report.changes.moved import Moved, Part, Stage, changes
from growthplan.report.changes.press import Statement, press_statements
from growthplan.report.changes.published import (
    Changes,
    InputsMoved,
    Rows,
    TableMoved,
    moved_tables,
)
from growthplan.report.changes.ranking import by_prominence, by_size, share_moved
from growthplan.report.changes.records import change_records, input_records

__all__ = [
    "CAUSES",
    "Cause",
    "Changes",
    "InputsMoved",
    "Moved",
    "Part",
    "Rows",
    "Stage",
    "Statement",
    "TableMoved",
    "by_prominence",
    "by_size",
    "change_records",
    "changes",
    "in_words",
    "input_records",
    "moved_tables",
    "press_statements",
    "share_moved",
]
