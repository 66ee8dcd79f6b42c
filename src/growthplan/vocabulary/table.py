"""Tables with a declared, checked schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from growthplan.vocabulary.fault import Fault, GrowthplanError


@dataclass(frozen=True)
class TableSchema:
    """Columns with their types, the columns that identify a row, and those that may be empty."""

    name: str
    columns: Mapping[str, pl.DataType | type[pl.DataType]]
    key: tuple[str, ...]
    nullable: frozenset[str] = frozenset()

    def check(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return `frame` with its columns in the declared order.

        Raises GrowthplanError that names every missing or extra column, wrong type, empty cell in
        a column that must be full, and repeated key.
        """
        faults: list[Fault] = []
        for column, dtype in self.columns.items():
            if column not in frame.columns:
                faults.append(Fault(f"table {self.name}: column '{column}' is missing"))
            elif frame.schema[column] != dtype:
                faults.append(
                    Fault(
                        f"table {self.name}: column '{column}' is {frame.schema[column]}, "
                        f"should be {dtype}"
                    )
                )
        for column in frame.columns:
            if column not in self.columns:
                faults.append(Fault(f"table {self.name}: column '{column}' is not expected"))
        if faults:
            raise GrowthplanError(faults)
        full = [column for column in self.columns if column not in self.nullable]
        empty = frame.select(pl.col(column).null_count() for column in full).row(0, named=True)
        faults += [
            Fault(f"table {self.name}: {count} rows have no '{column}'")
            for column, count in empty.items()
            if count
        ]
        if self.key:
            repeated = frame.select(self.key).filter(pl.struct(self.key).is_duplicated())
            if repeated.height:
                example = ", ".join(f"{k}={v}" for k, v in repeated.row(0, named=True).items())
                faults.append(
                    Fault(f"table {self.name}: {repeated.height} rows repeat a key ({example})")
                )
        if faults:
            raise GrowthplanError(faults)
        return frame.select(list(self.columns))

    def empty(self) -> pl.DataFrame:
        """A table of this schema with no rows."""
        return pl.DataFrame(schema=dict(self.columns))


OBSERVATIONS = TableSchema(
    name="observations",
    columns={
        "indicator": pl.String,
        "place": pl.String,
        "period": pl.String,
        "industry": pl.String,  # SIC 2007 code as published; "" when not by industry
        "value": pl.Float64,
        "low": pl.Float64,
        "high": pl.Float64,
        "status": pl.String,  # publisher's marker in plain words; "" when none
        "source": pl.String,
        "sheet": pl.String,  # workbook sheet; "" for a CSV
        "row": pl.Int32,  # row or line of the file, from 1
        "column": pl.Int16,  # column of the file, from 1
    },
    key=("indicator", "place", "period", "industry", "source"),
    nullable=frozenset({"value", "low", "high"}),
)
"""One published cell a row. An empty value has a status that says why; empty low and high mean
that the publisher prints no interval."""

SERIES = TableSchema(
    name="series",
    columns={
        "source": pl.String,
        "indicator": pl.String,
        "unit": pl.String,
        "price_basis": pl.String,  # "current", "chained volume, 2022=100", "not money", ...
        "title": pl.String,  # the table's own title
    },
    key=("source", "indicator"),
)
"""What each release says of each of its indicators: base years move between releases."""
