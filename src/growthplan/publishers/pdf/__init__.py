"""The report as a PDF: the plan as published, and two sheets of it for a board."""

from growthplan.publishers.pdf.board import write_board
from growthplan.publishers.pdf.write import write_pdf

__all__ = ["write_board", "write_pdf"]
