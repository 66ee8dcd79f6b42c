"""A journey's result as JSON that any reader takes."""

from __future__ import annotations

import json
import math

import polars as pl

from growthplan.journeys.result import as_json


def test_what_is_no_number_or_endless_is_null() -> None:
    table = pl.DataFrame({"year": [1, 2, 3, 4], "value": [1.5, math.nan, math.inf, None]})
    found = json.dumps(as_json(tables={"one": table}), allow_nan=False)
    rows = json.loads(found)["tables"]["one"]
    assert [row["value"] for row in rows] == [1.5, None, None, None]
    assert [row["year"] for row in rows] == [1, 2, 3, 4]
