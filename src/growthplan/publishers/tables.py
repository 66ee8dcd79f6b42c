"""Tidy CSV with a CSVW sidecar for every table, and figures.json."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from growthplan.report import Column, Report, Table

_CSVW = "http://www.w3.org/ns/csvw"
_DATATYPES = {
    **dict.fromkeys(("text", "verdict", "written"), "string"),
    "number": "number",
    "year": "gYear",
}


def write_tables(report: Report, folder: Path) -> list[Path]:
    """Write `ID.csv` and `ID.csv-metadata.json` for every table of the report.

    UTF-8, one header line of column keys, full precision, empty cells for no figure, total rows
    left out (they are sums of the others). Returns the files in the order written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for table in report.tables():
        data = folder / f"{table.id}.csv"
        data.write_text(csv_text(table), encoding="utf-8", newline="")
        sidecar = folder / f"{table.id}.csv-metadata.json"
        sidecar.write_text(_json(csvw(table)), encoding="utf-8", newline="\n")
        paths += [data, sidecar]
    return paths


def csv_text(table: Table) -> str:
    """The table as CSV text with `\\n` line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.key for column in table.columns)
    for row in table.rows:
        writer.writerow("" if cell is None else cell for cell in row)
    return out.getvalue()


def csvw(table: Table) -> dict[str, Any]:
    """CSV on the Web metadata: title, source, notes, and each column's heading, type and unit."""
    return {
        "@context": [_CSVW, {"@language": "en"}],
        "url": f"{table.id}.csv",
        "dc:title": table.title,
        "dc:source": table.source,
        "rdfs:comment": list(table.notes),
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\n"]},
        "tableSchema": {"columns": [_column(column) for column in table.columns]},
    }


def _column(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.key,
        "titles": column.key,
        "dc:description": column.title,
        "datatype": _DATATYPES[column.kind],
    }
    if column.unit:
        found["schema:unitText"] = column.unit
    return found


def figures_document(report: Report, run: Mapping[str, Any]) -> dict[str, Any]:
    """`{"figures": [...], "tables": {...}, "notes": [...], "run": {...}}`."""
    return {
        "figures": [figure.model_dump(mode="json") for figure in report.figures],
        "tables": {table.id: _records(table) for table in report.tables()},
        "notes": list(report.notes),
        "run": dict(run),
    }


def _records(table: Table) -> list[dict[str, Any]]:
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def write_figures(report: Report, path: Path, run: Mapping[str, Any]) -> Path:
    """Write `figures.json`: the same report and run give the same bytes. Returns the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_json(figures_document(report, run)), encoding="utf-8", newline="\n")
    return path


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
