"""Optional packages: imported when needed, and asked for by name when missing."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from types import ModuleType

from growthplan.vocabulary import Fault, GrowthplanError

_CHARTS = ("vl_convert", "charts", "Charts cannot be drawn")
_SPREADSHEET = ("gptables", "workbook", "The spreadsheet cannot be written")
_WORKBOOK = ("xlsxwriter", "workbook", "The workbook cannot be written")


def check_extras() -> None:
    """Look for what pages and spreadsheets need before any work is done.

    Raises GrowthplanError with a fault for each package that is not installed.
    """
    missing = [needed for needed in (_CHARTS, _SPREADSHEET, _WORKBOOK) if not find_spec(needed[0])]
    if missing:
        raise GrowthplanError([_missing(*needed) for needed in missing])


def charts_engine() -> ModuleType:
    """vl-convert. Raises GrowthplanError that names the extra when it is not installed."""
    return _extra(*_CHARTS)


def workbook_engine() -> ModuleType:
    """gptables. Raises GrowthplanError that names the extra when it is not installed."""
    return _extra(*_SPREADSHEET)


def workbook_writer() -> ModuleType:
    """xlsxwriter. Raises GrowthplanError that names the extra when it is not installed."""
    return _extra(*_WORKBOOK)


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
        raise GrowthplanError(_missing(module, extra, consequence)) from None


def _missing(module: str, extra: str, consequence: str) -> Fault:
    return Fault(
        f"{consequence}: the package '{module.replace('_', '-')}' is not installed.",
        fix=f"Install the extra with: pip install 'growthplan[{extra}]'",
        code="missing extra",
    )
