"""Traps in the published data that only show when files stand side by side, on the snapshot."""

from __future__ import annotations

import polars as pl
import pytest

from growthplan.store import Store
from growthplan.vocabulary import Statistics


@pytest.fixture(scope="module")
def statistics(tmp_path_factory: pytest.TempPathFactory) -> Statistics:
    """The bundled figures that these traps are about."""
    with Store(tmp_path_factory.mktemp("none") / "none.duckdb") as store:
        return store.statistics(
            ["gva_per_hour", "gva", "gdp", "jobs", "hours_per_week", "gva_by_industry"]
        )


def value(statistics: Statistics, indicator: str, place: str, year: str, edition: str) -> float:
    rows = statistics.by_edition(indicator, [place]).filter(
        (pl.col("period") == year) & (pl.col("edition") == edition) & (pl.col("industry") == "")
    )
    (found,) = rows["value"].to_list()
    return float(found)


def test_trap_6_a_difference_from_june_2024_may_be_rounding_only(statistics: Statistics) -> None:
    """June 2024 prints one decimal: far from the newest years, the next edition is within it."""
    rows = statistics.by_edition("gva_per_hour", ["E47000004"])
    early = rows.filter(pl.col("period").is_in([str(year) for year in range(2004, 2013)]))
    one, two = (early.filter(pl.col("edition") == e) for e in ("2024-06", "2025-06"))
    apart = (one.join(two, on="period", suffix="_2")).select(
        (pl.col("value") - pl.col("value_2")).abs().alias("apart")
    )["apart"]
    assert apart.len() == 9
    assert 0 < apart.max() <= 0.05  # type: ignore[operator]


def test_trap_18_output_at_basic_prices_is_not_gdp_at_market_prices(
    statistics: Statistics,
) -> None:
    """Liverpool City Region (TLD7) 2022, April 2024: GVA £39,589m; GDP has taxes on top."""
    gva = value(statistics, "gva", "TLD7", "2022", "2024-04")
    gdp = value(statistics, "gdp", "TLD7", "2022", "2024-04")
    assert gva == 39_589
    assert gdp > 1.05 * gva


def test_trap_19_jobs_are_productivity_jobs_and_nothing_else(statistics: Statistics) -> None:
    """Liverpool 2022: 286,421 productivity jobs (known figure 14). No other count of jobs or
    employees shares the name."""
    assert value(statistics, "jobs", "E08000012", "2022", "2024-06") == 286_421
    layouts = {
        statistics.sources[source].layout
        for source in statistics.every_release("jobs")["source"].unique()
    }
    assert layouts == {"ons_productivity_workbook"}


def test_trap_15_no_industry_is_a_date(statistics: Statistics) -> None:
    """Excel turned `2-3` into `02-Mar` and `11-12` into `11-Dec` in the April 2024 files."""
    codes = set(statistics.every_release("gva_by_industry")["industry"].unique())
    assert not [code for code in codes if "Mar" in code or "Dec" in code]
    assert {"2-3", "11-12"} <= codes


def test_jobs_and_hours_lead_to_the_same_output(
    statistics: Statistics,
) -> None:
    """Jobs × GVA per job ÷ (weekly hours × 52) = GVA per hour: 703,584 × 61,563 ÷
    (20,827,480 × 52) = 39.99 (June 2025, B4 and A4)."""
    jobs = value(statistics, "jobs", "E47000004", "2023", "2025-06")
    hours = value(statistics, "hours_per_week", "E47000004", "2023", "2025-06")
    assert jobs * 61_563 / (hours * 52) == pytest.approx(39.99, abs=0.005)
