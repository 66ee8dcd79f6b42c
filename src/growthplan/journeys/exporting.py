"""Export the store as tidy tables that any program can read, described by CSVW."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from growthplan.journeys.folders import replaced_folder
from growthplan.store import Store
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

_DATATYPES = {pl.String: "string", pl.Float64: "double", pl.Date: "date"}

_TITLES = {
    "indicator": "Indicator id",
    "place": "Place code (GSS where there is one, else ITL)",
    "period": "Period: 2022, 2022fy, 2022ay, 2020-2022, 2024q4 or a day",
    "industry": "SIC 2007 code as published; empty when not by industry",
    "value": "Value in the indicator's unit; empty when not published",
    "low": "Lower end of the published interval",
    "high": "Upper end of the published interval",
    "status": "Publisher's marker in words",
    "source": "Release id",
    "sheet": "Sheet of the published workbook; empty for a CSV",
    "row": "Row of the published file, from 1",
    "column": "Column of the published file, from 1",
}


def export(
    folder: Path,
    indicators: Iterable[str] = (),
    places: Iterable[str] = (),
    store: Path | None = None,
    as_at: date | None = None,
    latest_only: bool = False,
) -> dict[str, int]:
    """Write observations, series, sources, indicators and places as CSV and Parquet, with a CSVW
    description beside each CSV. Returns rows by table.

    Raises GrowthplanError for an unknown indicator or place. The folder appears whole or not at
    all.
    """
    with Store(store) as held:
        wanted = list(indicators) or list(held.indicators)
        faults = [
            Fault(
                f"There is no indicator '{name}'.",
                fix=did_you_mean(name, held.indicators) or "See `growthplan data list`.",
                code="indicator",
            )
            for name in wanted
            if name not in held.indicators
        ]
        if faults:
            raise GrowthplanError(faults)
        codes = [held.gazetteer.resolve(text).code for text in places] or None
        statistics = held.statistics(wanted, codes, as_at)
        rows = statistics.observations
        if latest_only:
            rows = statistics.latest(wanted).select(rows.columns)
        used = set(rows["source"].unique())
        tables = {
            "observations": rows.sort("indicator", "place", "period", "industry", "source"),
            "series": held.series.filter(pl.col("source").is_in(list(used))),
            "sources": held.rows("sources", id=used).sort("released", "id"),
            "indicators": held.rows("indicators", id=wanted).unique("id", keep="last").sort("id"),
            "places": _place_table(held, set(rows["place"].unique())),
        }
    with replaced_folder(folder) as temporary:
        for name, table in tables.items():
            table.write_csv(temporary / f"{name}.csv")
            table.write_parquet(temporary / f"{name}.parquet", compression="zstd")
            description = json.dumps(csvw(name, table), indent=2, ensure_ascii=False)
            (temporary / f"{name}.csv-metadata.json").write_text(description + "\n", "utf-8")
    return {name: table.height for name, table in tables.items()}


def _place_table(held: Store, used: set[str]) -> pl.DataFrame:
    places = [held.gazetteer[code] for code in sorted(used) if code in held.gazetteer]
    return pl.DataFrame(
        [(p.code, p.name, p.kind.value, ";".join(p.parents)) for p in places],
        schema={"place": pl.String, "name": pl.String, "kind": pl.String, "parents": pl.String},
        orient="row",
    )


def csvw(name: str, table: pl.DataFrame) -> dict[str, Any]:
    """The description of a CSV by the W3C's CSV on the Web vocabulary."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": f"{name}.csv",
        "dialect": {"encoding": "utf-8", "header": True},
        "dc:license": "See the licence of each release in sources.csv",
        "tableSchema": {
            "columns": [
                {
                    "name": column,
                    "titles": _TITLES.get(column, column.replace("_", " ")),
                    "datatype": _DATATYPES.get(dtype.base_type(), "integer"),
                }
                for column, dtype in table.schema.items()
            ]
        },
    }
