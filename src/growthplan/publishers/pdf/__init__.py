"""The report as a PDF: the plan as published."""

from growthplan.publishers.pdf.write import write_pdf

__all__ = ["write_pdf"]
