"""Importers: one folder a publisher's series, one file a published layout."""

from growthplan.importers.layout import Layout, Parsed
from growthplan.importers.opening import OpenFile, open_file
from growthplan.importers.registry import layouts, read
from growthplan.importers.workbook import WorkbookReader

__all__ = ["Layout", "OpenFile", "Parsed", "WorkbookReader", "layouts", "open_file", "read"]
