"""Pages built from a measurement, the plan and the statements made about it."""

from growthplan.report.pages.build import productivity_report
from growthplan.report.pages.chapters import Parts
from growthplan.report.pages.differences import differences_report, differences_sections
from growthplan.report.pages.evaluation_figures import learned_figures
from growthplan.report.pages.evaluation_view import Evaluations, Examined, Taught
from growthplan.report.pages.plan_changes import Since
from growthplan.report.pages.plan_pages import Beside
from growthplan.report.pages.progress_board import FILE as BOARD_FILE
from growthplan.report.pages.progress_changes import OF_CHANGES, with_changes
from growthplan.report.pages.progress_view import BOARD, Delivered, Progress
from growthplan.report.pages.projection_pages import Ahead
from growthplan.report.pages.settlement_view import Settled
from growthplan.report.pages.worth_pages import Appraisals

__all__ = [
    "BOARD",
    "BOARD_FILE",
    "OF_CHANGES",
    "Ahead",
    "Appraisals",
    "Beside",
    "Delivered",
    "Evaluations",
    "Examined",
    "Parts",
    "Progress",
    "Settled",
    "Since",
    "Taught",
    "differences_report",
    "differences_sections",
    "learned_figures",
    "productivity_report",
    "with_changes",
]
