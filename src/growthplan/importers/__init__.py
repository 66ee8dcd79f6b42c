"""Importers: one folder a publisher's series, one file a published layout."""

from growthplan.importers.download import Download
from growthplan.importers.layout import Layout, Parsed
from growthplan.importers.opening import OpenFile, open_file
from growthplan.importers.publisher_files import PublisherFile, fetch_all, publisher_files
from growthplan.importers.registry import layouts, read
from growthplan.importers.workbook import WorkbookReader

__all__ = [
    "Download",
    "Layout",
    "OpenFile",
    "Parsed",
    "PublisherFile",
    "WorkbookReader",
    "fetch_all",
    "layouts",
    "open_file",
    "publisher_files",
    "read",
]
