"""Pages built from a measurement, the plan and the statements made about it."""

from growthplan.report.pages.build import productivity_report

__all__ = ["productivity_report"]
