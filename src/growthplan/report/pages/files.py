"""Files that every page offers."""

from __future__ import annotations

from growthplan.report.model import Download


def downloads() -> tuple[Download, ...]:
    """The whole report as files, as `build` lays them out beside the site's folder."""
    return (
        Download("Spreadsheet of every table", "../workbook.xlsx", "XLSX, accessible"),
        Download("Every figure with its lineage", "../figures.json", "JSON"),
        Download("Record of the run", "../run.json", "JSON"),
    )
