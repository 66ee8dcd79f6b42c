"""Method choices side by side."""

from __future__ import annotations

import polars as pl
import pytest

from growthplan.accounts import mean_gap, switches
from growthplan.vocabulary import GrowthplanError, Statistics

LCR = "E47000004"


def test_lcr_choices_and_their_range(ons: Statistics) -> None:
    found = switches(ons, LCR)
    rows = {(r["switch"], r["setting"]): r for r in found.table.to_dicts()}
    assert round(found.table["gap_pct"][0], 2) == -11.94
    assert found.table["difference"][0] == 0
    unsmoothed = rows["smoothing", "unsmoothed"]
    assert (unsmoothed["year"], unsmoothed["edition"]) == ("2022", "2024-06")
    assert unsmoothed["gap_pct"] == pytest.approx(100 * (36.0 / 41.6 - 1))
    assert rows["measure", "GVA per filled job"]["gap_pct"] == pytest.approx(-14.5, abs=0.05)
    assert rows["comparator", "the UK less extra-regio"]["gap_pct"] == pytest.approx(
        -10.85, abs=0.05
    )
    assert {s for s, _ in rows} == {
        "headline",
        "smoothing",
        "measure",
        "comparator",
        "edition",
        "year",
        "average",
    }
    assert found.low == found.table["gap_pct"].min()
    assert found.high == found.table["gap_pct"].max()


def test_each_edition_answers_for_the_same_year(ons: Statistics) -> None:
    found = switches(ons, LCR, year=2021).table.filter(pl.col("switch") == "edition")
    same = {r["edition"]: r["gap_pct"] for r in found.to_dicts() if r["year"] == "2021"}
    assert same["2023-06"] == pytest.approx(100 * (33.37 / 38.91 - 1))
    assert same["2024-06"] == pytest.approx(100 * (34.7 / 39.7 - 1))


def test_leaving_a_year_out_of_the_mean(ons: Statistics) -> None:
    table = pl.DataFrame(
        {"year": [2019, 2020, 2021], "value": [90.0, 50.0, 80.0], "comparator_value": [100.0] * 3}
    )
    assert mean_gap(table) == pytest.approx(100 * (2.2 / 3 - 1))
    assert mean_gap(table, [2020]) == pytest.approx(-15)
    with pytest.raises(GrowthplanError, match="No year"):
        mean_gap(table, [2019, 2020, 2021])
    averages = switches(ons, LCR).table.filter(pl.col("switch") == "average")["setting"]
    assert averages.to_list() == [
        "mean of 5 years",
        "mean without 2020",
        "mean without 2021",
        "mean without 2020 and 2021",
    ]


def test_what_cannot_be_tried_is_said(ons: Statistics) -> None:
    found = switches(ons, "N09000003")
    assert any("unsmoothed" in note and "Belfast" in note for note in found.notes)
    assert "smoothing" not in found.table["switch"]
