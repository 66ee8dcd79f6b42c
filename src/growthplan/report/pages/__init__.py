"""Pages built from a measurement, the plan and the statements made about it."""

from growthplan.report.pages.build import productivity_report
from growthplan.report.pages.differences import differences_report, differences_sections

__all__ = ["differences_report", "differences_sections", "productivity_report"]
