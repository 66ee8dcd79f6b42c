"""What was known on a day, over two million observations, against pandas."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.timing import alternated
from growthplan.store import Store
from growthplan.store.schema import TABLES

ROWS = 2_000_000


def observations() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Two million observations: 20 indicators, 500 places, 20 years, 10 releases, sorted as the
    snapshot is; and their sources."""
    releases = [date(2015, 6, 1) + timedelta(days=365 * i) for i in range(10)]
    names = [f"ons-made@{day}" for day in releases]
    grid = np.indices((20, 10, 500, 20)).reshape(4, -1)
    rng = np.random.default_rng(1)
    frame = pl.DataFrame(
        {
            "indicator": np.array([f"indicator_{i:02}" for i in range(20)])[grid[0]],
            "place": np.array([f"E{i:08}" for i in range(500)])[grid[2]],
            "period": np.array([str(2004 + i) for i in range(20)])[grid[3]],
            "industry": np.full(ROWS, ""),
            "value": rng.normal(30, 5, ROWS).round(2),
            "low": None,
            "high": None,
            "status": np.full(ROWS, ""),
            "source": np.array(names)[grid[1]],
            "sheet": np.full(ROWS, "A3"),
            "row": grid[2] + 6,
            "column": grid[3] + 3,
        }
    ).cast(TABLES["observations"])  # type: ignore[arg-type]
    made = [
        (n, "made", "ONS", "made", str(d), d, "made", "OGL", "-", n, "made.xlsx", "made", 0, "-")
        for n, d in zip(names, releases, strict=True)
    ]
    return frame, pl.DataFrame(made, schema=TABLES["sources"], orient="row")  # type: ignore[arg-type]


def main() -> None:
    """Print the ratio for one indicator and for everything."""
    import pandas as pd

    frame, sources = observations()
    day = date(2021, 1, 1)
    with tempfile.TemporaryDirectory() as folder:
        snapshot = Path(folder)
        frame.write_parquet(snapshot / "observations.parquet", row_group_size=150_000)
        sources.write_parquet(snapshot / "sources.parquet")
        released = pd.DataFrame({c: sources[c].to_list() for c in ("id", "released")})
        every = frame["indicator"].unique().to_list()

        def ours(indicators: list[str]) -> pl.DataFrame:
            with Store(snapshot / "none.duckdb", snapshot) as store:
                return store.statistics(indicators, as_at=day).latest(indicators)

        def theirs(indicators: list[str]) -> pd.DataFrame:
            read = pd.read_parquet(
                snapshot / "observations.parquet",
                filters=[("indicator", "in", indicators)],
            )
            known = read.merge(
                released[released["released"] <= day], left_on="source", right_on="id"
            )
            newest = known.sort_values("released")
            return newest.drop_duplicates(["indicator", "place", "period"], keep="last")

        for what, wanted in (("one indicator", every[:1]), ("every indicator", every)):
            mine, other = ours(wanted), theirs(wanted)
            key = ["indicator", "place", "period"]
            same = mine.sort(key)["value"].to_list() == other.sort_values(key)["value"].to_list()
            jobs = {"ours": partial(ours, wanted), "pandas": partial(theirs, wanted)}
            taken = alternated(jobs, 5)
            print(
                f"as-at, {what}, of {ROWS:,} observations (both from the same Parquet file): "
                f"ours {taken['ours']:.3f} s, pandas {taken['pandas']:.3f} s, "
                f"{taken['pandas'] / taken['ours']:.1f}x, same answer: {same}"
            )


if __name__ == "__main__":
    main()
