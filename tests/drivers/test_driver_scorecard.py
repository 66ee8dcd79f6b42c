"""The scorecard: verdicts, trends, figures and what is said when nothing can be told."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_drivers import Build

from growthplan.drivers import (
    Registry,
    Scorecard,
    line_through,
    published_sd,
    scorecard,
    t_quantile,
    verdict_of,
    with_neighbourhoods,
)
from growthplan.drivers.spread import interval_of_share
from growthplan.drivers.verdicts import Difference
from growthplan.store import Store
from growthplan.vocabulary import Direction, GrowthplanError, Statistics

LCR = "E47000004"
PEERS = ("E47000001", "E47000002", "E47000003", "E47000006", "E47000014")
DAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def lcr(registry: Registry, bundled: Statistics) -> Scorecard:
    return scorecard(bundled, registry, LCR, PEERS, on=DAY)


def row_of(card: Scorecard, indicator: str) -> dict[str, Any]:
    return card.table.filter(pl.col("indicator") == indicator).row(0, named=True)


def test_every_indicator_has_a_row_and_a_sentence(lcr: Scorecard, registry: Registry) -> None:
    assert lcr.table["indicator"].to_list() == list(registry.indicators)
    assert all(s.endswith(".") for s in lcr.table["sentence"])
    verdicts = {"ahead", "behind", "cannot tell"}
    assert set(lcr.table["verdict"]) | set(lcr.table["peers_verdict"]) <= verdicts


def test_employment_in_liverpool_city_region_2023_was_behind_england(lcr: Scorecard) -> None:
    # Explore Local Statistics: 72.0 (69.8 to 74.2) and 76.0 (75.6 to 76.4).
    row = row_of(lcr, "employment_rate")
    assert row["difference"] == pytest.approx(-4.0)
    half = 1.645 * np.hypot(2.2 / 1.96, 0.4 / 1.96)
    assert row["difference_high"] == pytest.approx(-4.0 + half, abs=1e-3)
    assert row["verdict"] == "behind"
    assert lcr.figure(f"driver_verdict/{LCR}/2023/employment_rate").value == "behind"


def test_there_is_no_composite_and_no_rank(lcr: Scorecard) -> None:
    words = " ".join([*lcr.table.columns, *(f.id for f in lcr.figures)])
    assert not any(word in words for word in ("rank", "score", "composite", "index"))


def test_both_sides_are_of_one_period(lcr: Scorecard) -> None:
    held = {
        (i, p, t): v
        for i, p, t, v in lcr.history.select("indicator", "place", "period", "value").rows()
    }
    rows = lcr.table.filter(pl.col("comparator_period").is_not_null())
    assert rows.height > 30
    for row in rows.iter_rows(named=True):
        key = (row["indicator"], row["comparator_period"])
        assert held[key[0], LCR, key[1]] == row["place_then"]
        assert held[key[0], "E92000001", key[1]] == row["comparator_value"]
        assert row["difference"] == pytest.approx(row["place_then"] - row["comparator_value"])


def test_figures_have_unique_ids_and_lead_to_their_cells(lcr: Scorecard) -> None:
    ids = [f.id for f in lcr.figures]
    assert len(ids) == len(set(ids))
    value = lcr.figure(f"employment_rate/{LCR}/2023")
    cell = value.lineage.inputs[0]
    assert (cell.value, cell.file) == (72.0, "employment-rate.csv")
    added = lcr.figure(f"business_births/{LCR}/2024")
    assert len([i for i in added.lineage.inputs if i.cell]) == 6


def test_intervals_say_how_wide_they_are(lcr: Scorecard) -> None:
    for figure in lcr.figures:
        if figure.low is not None:
            assert any("95%" in c or "90%" in c for c in figure.caveats), figure.id


def test_jobs_compared_across_editions_carry_a_caveat(lcr: Scorecard) -> None:
    # The city region's jobs are of the June 2025 edition, England's of June 2024.
    figure = next(
        f for f in lcr.figures if f.id.startswith("driver_verdict") and "jobs_growth" in f.id
    )
    assert any("different editions" in c for c in figure.caveats)


def test_money_in_current_prices_gets_no_verdict_on_its_trend(lcr: Scorecard) -> None:
    row = row_of(lcr, "gross_disposable_household_income_per_head")
    assert row["trend_a_year"] > 0
    assert row["movement"] == "cannot tell"
    assert "inflation" in row["movement_reason"]


def test_what_is_missing_is_in_the_notes(lcr: Scorecard) -> None:
    missing = lcr.table.filter(pl.col("value").is_null())
    notes = " ".join(lcr.notes)
    assert missing.height
    for title in missing["title"]:
        assert title in notes


def test_findings_name_what_has_no_statistic(lcr: Scorecard) -> None:
    assert lcr.findings.height >= 5
    assert "investment and innovation" in set(lcr.findings["driver"])


@pytest.mark.parametrize(
    "place", ["N09000003", "S12000013", "W42000001", "K02000001", "E92000001", "TLD7", "E07000026"]
)
def test_any_place_of_the_uk_gets_a_scorecard(
    registry: Registry, bundled: Statistics, place: str
) -> None:
    card = scorecard(bundled, registry, place, on=DAY)
    assert card.table.height == len(registry.indicators)
    assert any("No peers" in note for note in card.notes)


def test_england_is_not_compared_with_itself(registry: Registry, bundled: Statistics) -> None:
    card = scorecard(bundled, registry, "England", on=DAY)
    assert card.comparator.code == "K02000001"
    assert any("not compared with itself" in note for note in card.notes)


def test_an_unknown_place_is_refused(registry: Registry, bundled: Statistics) -> None:
    with pytest.raises(GrowthplanError, match="Atlantis"):
        scorecard(bundled, registry, "Atlantis")


def test_nothing_published_at_all_is_a_statement(registry: Registry, invented: Build) -> None:
    card = scorecard(invented({}), registry, "E06000001", ["E06000002"])
    assert card.figures == ()
    assert set(card.table["verdict"]) == {"cannot tell"}
    assert any("No indicator of skills" in note for note in card.notes)


def series(start: float, step: float, noise: float) -> dict[str, float]:
    wiggle = (1, -1, 0.5, -0.5, -0.8, 0.8, 0.2, -0.2)
    return {str(2015 + n): start + step * n + noise * wiggle[n] for n in range(8)}


def test_noise_is_derived_where_none_is_published(registry: Registry, invented: Build) -> None:
    statistics = invented(
        {
            ("claimant_count", "E06000001"): series(6.0, 0.0, 0.1),
            ("claimant_count", "E06000002"): series(4.05, 0.0, 0.9),
            ("claimant_count", "E92000001"): series(4.0, 0.0, 0.0),
        }
    )
    clear = row_of(scorecard(statistics, registry, "E06000001"), "claimant_count")
    assert clear["verdict"] == "behind"
    assert "derived" in clear["band"]
    noisy = row_of(scorecard(statistics, registry, "E06000002"), "claimant_count")
    assert noisy["verdict"] == "cannot tell"


@pytest.mark.parametrize("end", [0.0, 100.0])
def test_none_or_all_of_a_handful_is_no_certainty(
    registry: Registry, invented: Build, end: float
) -> None:
    years = {str(y): end for y in range(2015, 2024)}
    wavering = {str(y): 53.0 + (y % 2) for y in range(2015, 2024)}
    statistics = invented(
        {
            ("business_survival_one_year", "E06000001"): years,
            ("business_survival_one_year", "E92000001"): wavering,
        },
        units={"business_survival_one_year": "%"},
    )
    row = row_of(scorecard(statistics, registry, "E06000001"), "business_survival_one_year")
    assert row["value"] == end
    assert row["verdict"] == "cannot tell"
    assert "none or all" in row["reason"]


def test_too_short_a_past_cannot_tell(registry: Registry, invented: Build) -> None:
    statistics = invented(
        {
            ("claimant_count", "E06000001"): {"2022": 9.0},
            ("claimant_count", "E92000001"): {"2022": 4.0},
        }
    )
    row = row_of(scorecard(statistics, registry, "E06000001"), "claimant_count")
    assert row["difference"] == 5.0
    assert row["verdict"] == "cannot tell"
    assert "fewer than 5 periods" in row["reason"]


def test_one_peer_is_called_one_peer(registry: Registry, invented: Build) -> None:
    statistics = invented(
        {
            ("claimant_count", "E06000001"): series(6.0, 0.0, 0.1),
            ("claimant_count", "E06000002"): series(4.0, 0.0, 0.0),
        }
    )
    card = scorecard(statistics, registry, "E06000001", ["E06000002"])
    row = row_of(card, "claimant_count")
    assert row["peers_verdict"] == "behind"
    assert "Its one peer" in row["sentence"]
    assert any("one place" in note for note in card.notes)


def test_a_steady_fall_of_the_claimant_count_is_improving(
    registry: Registry, invented: Build
) -> None:
    statistics = invented({("claimant_count", "E06000001"): series(6.0, -0.4, 0.1)})
    row = row_of(scorecard(statistics, registry, "E06000001"), "claimant_count")
    assert row["movement"] == "improving"
    assert row["trend_a_year"] == pytest.approx(-0.4, abs=0.05)


@pytest.mark.parametrize(
    ("freedom", "printed"), [(3, 2.353), (4, 2.132), (5, 2.015), (10, 1.812), (30, 1.697)]
)
def test_t_quantiles_of_the_printed_tables(freedom: int, printed: float) -> None:
    assert t_quantile(0.90, freedom) == pytest.approx(printed, abs=0.001)


def test_line_of_a_textbook_example() -> None:
    # x 1..5, y 2 4 5 4 5: slope 0.6, residual sum of squares 2.4 on 3 degrees of freedom.
    line = line_through(np.arange(1.0, 6.0), np.array([2.0, 4, 5, 4, 5]))
    assert line is not None
    assert line.slope == pytest.approx(0.6)
    assert line.noise_sd == pytest.approx((2.4 / 3) ** 0.5)


def test_residuals_that_follow_each_other_widen_the_slope() -> None:
    x = np.arange(10.0)
    wave = np.sin(x / 3)
    line = line_through(x, x + wave)
    assert line is not None
    plain = line.noise_sd / np.sqrt(((x - x.mean()) ** 2).sum())
    assert line.slope_sd > 1.2 * plain


@given(st.floats(-10, 10), st.floats(0.01, 10), st.sampled_from(list(Direction)))
def test_turning_the_direction_turns_the_verdict(
    value: float, half: float, direction: Direction
) -> None:
    verdict = verdict_of(Difference(value, half, ""), direction)
    mirrored = verdict_of(Difference(-value, half, ""), direction)
    pairs = {"ahead": "behind", "behind": "ahead", "cannot tell": "cannot tell"}
    assert mirrored == pairs[verdict]
    if abs(value) <= half or direction is Direction.NEITHER:
        assert verdict == "cannot tell"


def test_a_published_interval_gives_its_standard_error() -> None:
    assert published_sd(69.8, 74.2) == pytest.approx(2.2 / 1.96, abs=1e-3)
    assert published_sd(None, 74.2) is None


def test_a_small_trend_is_not_written_as_zero(registry: Registry, invented: Build) -> None:
    statistics = invented({("claimant_count", "E06000001"): series(4.0, 0.04, 0.01)})
    row = row_of(scorecard(statistics, registry, "E06000001"), "claimant_count")
    assert "+0.04 percentage points each year" in row["sentence"]


def test_deprived_neighbourhoods_of_liverpool_2025(registry: Registry, bundled: Statistics) -> None:
    # English indices of deprivation 2025: 111 of Liverpool's 302 neighbourhoods, 36.75%.
    with Store() as store:
        rows = store.rows("neighbourhoods", domain=["overall"])
    card = scorecard(with_neighbourhoods(bundled, rows), registry, "E08000012")
    row = row_of(card, "deprived_neighbourhoods_overall")
    assert row["value"] == pytest.approx(100 * 111 / 302)
    assert row["comparator_value"] == pytest.approx(10.0, abs=0.01)
    assert row["verdict"] == "behind"


def test_wilson_interval_of_a_textbook_share() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263.
    assert interval_of_share(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert interval_of_share(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
