"""Optional packages: imported when needed, and asked for by name when missing."""

from __future__ import annotations

import importlib
from types import ModuleType

from growthplan.vocabulary import Fault, GrowthplanError


def charts_engine() -> ModuleType:
    """vl-convert. Raises GrowthplanError that names the extra when it is not installed."""
    return _extra("vl_convert", "charts", "Charts cannot be drawn")


def workbook_engine() -> ModuleType:
    """gptables. Raises GrowthplanError that names the extra when it is not installed."""
    return _extra("gptables", "workbook", "The spreadsheet cannot be written")


def workbook_writer() -> ModuleType:
    """xlsxwriter. Raises GrowthplanError that names the extra when it is not installed."""
    return _extra("xlsxwriter", "workbook", "The workbook cannot be written")


def pdf_engine() -> ModuleType:
    """typst. Raises GrowthplanError that names the extra when it is not installed."""
    return _extra("typst", "pdf", "The PDF cannot be written")


def data_frames() -> ModuleType:
    """pandas, which gptables asks for; it comes with the `workbook` extra."""
    return _extra("pandas", "workbook", "The spreadsheet cannot be written")


def _extra(module: str, extra: str, consequence: str) -> ModuleType:
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as missing:
        if missing.name != module:
            raise
        raise GrowthplanError(
            Fault(
                f"{consequence}: the package '{module.replace('_', '-')}' is not installed.",
                fix=f"Install the extra with: pip install 'growthplan[{extra}]'",
                code="missing extra",
            )
        ) from None
