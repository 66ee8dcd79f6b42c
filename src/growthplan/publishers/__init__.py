"""Publishers: each renders the same report as pages, a PDF, a spreadsheet, or files of data."""

from growthplan.publishers.extras import check_extras
from growthplan.publishers.pdf import write_board, write_pdf
from growthplan.publishers.site import write_single_page, write_site
from growthplan.publishers.tables import figures_document, write_figures, write_tables
from growthplan.publishers.workbook import write_workbook

__all__ = [
    "check_extras",
    "figures_document",
    "write_board",
    "write_figures",
    "write_pdf",
    "write_single_page",
    "write_site",
    "write_tables",
    "write_workbook",
]
