"""The gap split into industry mix and productivity within industries: it must add up exactly."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.sectors import (
    expected_productivity,
    mix_figures,
    mix_summary,
    mix_within,
    share_mix,
    split_mix,
)
from growthplan.vocabulary import GrowthplanError, Statistics

LCR, GM = "E47000004", "E47000001"
JOBS, GVA = "employment_by_industry", "gva_by_industry"

SIDE = st.lists(st.tuples(st.floats(1, 1e6), st.floats(1, 1e6)), min_size=2, max_size=12)


@given(SIDE, SIDE)
def test_parts_sum_to_the_gap_exactly_by_both_splits(
    own: list[tuple[float, float]], other: list[tuple[float, float]]
) -> None:
    size = min(len(own), len(other))
    (jobs, gva), (other_jobs, other_gva) = (np.array(side[:size]).T for side in (own, other))
    found = split_mix(jobs, gva, other_jobs, other_gva)
    scale = max(found.place, found.comparator, *found.productivity, *found.comparator_productivity)
    three = found.mix.sum() + found.within.sum() + found.interaction.sum()
    two = found.mix_two_way.sum() + found.within_two_way.sum()
    assert three == pytest.approx(found.gap, abs=1e-9 * scale)
    assert two == pytest.approx(found.gap, abs=1e-9 * scale)
    assert found.gap * found.factor == pytest.approx(
        100 * math.log(found.place / found.comparator), abs=1e-6
    )


@given(SIDE)
def test_the_same_mix_leaves_only_within(side: list[tuple[float, float]]) -> None:
    jobs, gva = np.array(side).T
    found = split_mix(jobs, gva, 3 * jobs, 6 * gva)
    assert found.mix == pytest.approx(np.zeros_like(jobs), abs=1e-6)
    assert found.within.sum() == pytest.approx(found.gap)


@given(SIDE)
def test_the_same_productivity_leaves_only_mix(side: list[tuple[float, float]]) -> None:
    jobs, gva = np.array(side).T
    other = np.roll(jobs, 1)
    found = split_mix(jobs, gva, other, other * gva / jobs)
    scale = 1e-9 * found.productivity.max()
    assert found.within.sum() == pytest.approx(0, abs=scale)
    assert found.interaction.sum() == pytest.approx(0, abs=scale)


def test_a_worked_case_by_hand() -> None:
    """Half the jobs at £20 and half at £40 against a quarter at £30 and the rest at £50."""
    found = split_mix(
        np.array([50.0, 50]),
        np.array([1000.0, 2000]),
        np.array([25.0, 75]),
        np.array([750.0, 3750]),
    )
    assert found.gap == -15
    assert found.mix.sum() == pytest.approx(0.25 * (30 - 50))
    assert found.within.sum() == pytest.approx(-10)
    assert found.interaction.sum() == pytest.approx(0)


def test_an_industry_that_the_place_lacks_is_all_mix() -> None:
    found = split_mix(
        np.array([10.0, 0]), np.array([100.0, 0]), np.array([5.0, 5]), np.array([50.0, 150])
    )
    assert found.within.sum() == 0
    assert found.mix.sum() == pytest.approx(found.gap) == pytest.approx(-10)


def test_gva_without_jobs_is_refused_by_the_arithmetic() -> None:
    with pytest.raises(GrowthplanError, match="without jobs"):
        split_mix(np.array([1.0, 0]), np.array([1.0, 1]), np.ones(2), np.ones(2))


def test_liverpool_city_region_and_greater_manchester_add_up_to_published_totals(
    published: Statistics,
) -> None:
    """GVA 2021, April 2024 edition: TLD7 36,582, TLD3 80,667 (£m); jobs 686,425 and 1,416,205."""
    found = mix_within(published, LCR, GM)
    gap = 100 * math.log((36582 / 686425) / (80667 / 1416205))
    assert set(found.parts["year"]) == {2019, 2021}
    for _, rows in found.parts.group_by("year", "detail", "split"):
        total = rows.filter(pl.col("part") == "total")
        rest = rows.filter(pl.col("part") != "total")
        assert rest["log_points"].sum() == pytest.approx(total["log_points"][0], abs=1e-9)
        assert rest["gbp"].sum() == pytest.approx(total["gbp"][0], abs=1e-6)
    totals = found.parts.filter((pl.col("part") == "total") & (pl.col("year") == 2021))
    assert totals["log_points"].to_list() == pytest.approx([gap] * totals.height)


def test_parts_by_industry_add_up_to_the_parts(published: Statistics) -> None:
    found = mix_within(published, LCR, GM)
    sums = found.industries.group_by("year", "detail").agg(pl.col("mix", "within").sum())
    for year, detail, mix, within in sums.iter_rows():
        parts = dict(
            found.parts.filter(
                (pl.col("year") == year)
                & (pl.col("detail") == detail)
                & (pl.col("split") == "three-way")
            )
            .select("part", "log_points")
            .iter_rows()
        )
        assert (mix, within) == pytest.approx((parts["mix"], parts["within"]))


def test_sections_and_finest_detail_differ_but_share_the_total(published: Statistics) -> None:
    found = mix_within(published, LCR, GM)
    mix = found.parts.filter((pl.col("part") == "mix") & (pl.col("split") == "three-way"))
    assert mix.group_by("year").agg(pl.col("log_points").n_unique())["log_points"].to_list() == [
        2,
        2,
    ]
    counts = found.industries.filter(pl.col("year") == 2021).group_by("detail").len()
    assert dict(counts.iter_rows()) == {"finest": 70, "section": 19}


def test_households_as_employers_have_no_jobs_counted_and_are_joined(published: Statistics) -> None:
    notes = mix_within(published, LCR, GM).notes
    assert any("96 with T (97-98)" in note for note in notes)


def test_figures_carry_the_answer_at_the_other_detail(published: Statistics) -> None:
    found = mix_within(published, LCR, GM)
    figures = {f.id: f for f in mix_figures(published, found)}
    stem = f"gap_contribution/{LCR}/2021"
    for part in ("mix", "within", "interaction"):
        fine, coarse = figures[f"{stem}/{part}/vs-{GM}"], figures[f"{stem}/{part}/sections/vs-{GM}"]
        assert any(coarse.display in caveat for caveat in fine.caveats)
        assert fine.display in fine.sentence
        assert [i.value for i in fine.lineage.inputs] == [36582, 80667, 686425, 1416205]
    assert figures[f"{stem}/mix/vs-{GM}"].display in mix_summary(found)


def single(
    place: str, code: str, gva: float, jobs: float
) -> list[tuple[str, str, int, str, float]]:
    return [
        (GVA, place, 2021, "Total", gva),
        (GVA, place, 2021, code, gva),
        (JOBS, place, 2021, code, jobs),
    ]


def everything(place: str, gva: float, jobs: float) -> list[tuple[str, str, int, str, float]]:
    """A table with two sections that fill the line of divisions."""
    codes = (("A-E", 1.0), ("G-T", 2.0), ("F (41-43)", 1.0), ("Total", 4.0))
    return [
        (indicator, place, 2021, code, value * size)
        for indicator, size in ((GVA, gva), (JOBS, jobs))
        for code, value in codes
    ]


def test_a_place_of_a_single_industry_is_split(make: Callable[..., Statistics]) -> None:
    rows = everything("TLD3", 100, 1000)
    rows += [
        (indicator, "TLD7", 2021, code, size if code in ("G-T", "Total") else 0.0)
        for indicator, size in ((GVA, 100.0), (JOBS, 2000.0))
        for code in ("A-E", "F (41-43)", "G-T", "Total")
    ]
    parts = mix_within(make(rows), LCR, GM).parts
    finest = parts.filter((pl.col("detail") == "finest") & (pl.col("split") == "three-way"))
    found = dict(finest.select("part", "log_points").iter_rows())
    assert found["total"] == pytest.approx(100 * math.log(0.5))
    assert found["mix"] == pytest.approx(0)
    assert found["within"] + found["interaction"] == pytest.approx(found["total"])


def test_industries_missing_on_one_side_are_kept_outside(make: Callable[..., Statistics]) -> None:
    rows = everything("TLD3", 100, 1000) + single("TLD7", "64", 50.0, 500.0)
    rows += [(GVA, "TLD3", 2021, "64", 20.0), (JOBS, "TLD3", 2021, "64", 100.0)]
    with pytest.raises(GrowthplanError, match="no industry has both"):
        mix_within(make(rows), LCR, GM)


def test_no_jobs_at_all_is_a_statement(make: Callable[..., Statistics]) -> None:
    rows = everything("TLD3", 100, 1000) + everything("TLD7", 100, 0)
    with pytest.raises(GrowthplanError, match="2021, finest detail"):
        mix_within(make(rows), LCR, GM)


def test_a_place_without_jobs_by_industry_is_named(published: Statistics) -> None:
    with pytest.raises(GrowthplanError, match="not published for Liverpool"):
        mix_within(published, "E08000012", GM)


@given(SIDE)
def test_expected_productivity_of_the_comparators_own_shares_is_its_own(
    side: list[tuple[float, float]],
) -> None:
    jobs, gva = np.array(side).T
    found = expected_productivity(list(gva / 7), list(gva), list(jobs))
    assert found == pytest.approx(gva.sum() / jobs.sum())


def test_shares_of_gva_split_a_gap_without_jobs_by_industry(
    make: Callable[..., Statistics],
) -> None:
    rows: list[tuple[str, str, int, str, float]] = everything("TLD3", 100, 1000)
    rows += [
        (GVA, "E08000012", 2021, code, value)
        for code, value in (("A-E", 100.0), ("F (41-43)", 100.0), ("G-T", 200.0), ("Total", 400.0))
    ]
    rows += [("gva_per_job_unsmoothed", "E08000012", 2021, "", 80.0)]
    rows += [("gva_per_job_unsmoothed", "TLD3", 2021, "", 100.0)]
    found = share_mix(make(rows), "E08000012", "TLD3")
    parts = dict(
        found.parts.filter(pl.col("detail") == "finest").select("part", "log_points").iter_rows()
    )
    assert parts["mix"] == pytest.approx(0)
    assert parts["within"] == pytest.approx(100 * math.log(0.8)) == pytest.approx(parts["total"])
