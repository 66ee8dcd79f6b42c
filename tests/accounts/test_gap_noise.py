"""The range of a gap: revisions between real editions, and what smoothing leaves in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.accounts import (
    GapNoise,
    band,
    gap_noise,
    revisions,
    smoothing_weights,
    transitory_sd,
)
from growthplan.accounts.noise import not_rising
from growthplan.accounts.pools import pool_of
from growthplan.vocabulary import Gazetteer, GrowthplanError, Place, PlaceKind, Statistics

LCR = "E47000004"


def test_ons_revisions_of_the_six_authorities_together(ons: Statistics) -> None:
    """The newest year of each edition against the edition of June 2025 or the one between."""
    moved = revisions(ons).filter(
        (pl.col("place") == LCR) & (pl.col("age") == 0) & (pl.col("how") == "hours-weighted")
    )
    by_pair = {(r["edition"], r["next_edition"]): r["revision"] for r in moved.to_dicts()}
    assert by_pair["2023-06", "2024-06"] == pytest.approx(0.020, abs=0.001)
    assert by_pair["2024-06", "2025-06"] == pytest.approx(0.0015, abs=0.001)
    to_newest = [r["revision"] for r in moved.filter(pl.col("newest")).to_dicts()]
    assert (sum(x * x for x in to_newest) / 3) ** 0.5 == pytest.approx(0.015, abs=0.002)


def test_ons_revisions_of_halton_and_st_helens_2021(ons: Statistics) -> None:
    moved = revisions(ons).filter(
        (pl.col("year") == 2021) & (pl.col("edition") == "2023-06") & pl.col("consecutive")
    )
    halton = moved.filter(pl.col("place") == "E06000006")["revision"].item()
    # 40.15 against 38.91 in June 2023, 43.4 against 39.7 in June 2024
    assert 100 * halton == pytest.approx(5.77, abs=0.02)
    st_helens = moved.filter(pl.col("place") == "E08000013")["revision"].item()
    # 26.50 and 28.1
    assert 100 * st_helens == pytest.approx(3.85, abs=0.02)


def test_authorities_are_revised_by_about_four_per_cent_in_their_newest_year(
    ons: Statistics,
) -> None:
    """0.034 over Belfast and the 37 authorities of these city regions; 0.045 over all 361."""
    noise = gap_noise(ons, "E08000012")
    sds = noise.table["sd_pool"].to_list()
    assert sds[0] == pytest.approx(0.0335, abs=0.0005)
    assert sds[0] > sds[1] > sds[2]
    assert "38 local authorities" in noise.method


def test_city_regions_are_revised_less_than_authorities(ons: Statistics) -> None:
    region = gap_noise(ons, LCR)
    authority = gap_noise(ons, "E08000012")
    assert region.table["n"][0] == 18  # six regions, three editions before the newest
    for age in range(6):
        assert region.sd(age) < authority.sd(age)
    assert "hours held fixed" in region.method
    assert "1.5% over the 3 revisions of Liverpool City Region itself" in region.method


@pytest.mark.parametrize("place", [LCR, "E08000012", "E47000001"])
def test_a_places_noise_lies_between_its_own_and_its_pools(ons: Statistics, place: str) -> None:
    """Liverpool City Region: 1.5% over its own three editions, more over all combined authorities;
    what is used is nearer to the many than to the three."""
    row = gap_noise(ons, place).table.row(0, named=True)
    low, high = sorted((row["sd_own"], row["sd_pool"]))
    assert low < row["sd_revision"] < high


def test_an_area_of_the_same_boundary_lends_its_record(ons: Statistics) -> None:
    stand_in, own = gap_noise(ons, "TLD7").table, gap_noise(ons, LCR).table
    assert stand_in["sd_own"].to_list() == own["sd_own"].to_list()


def test_ons_unsmoothed_gap_to_the_uk_has_all_of_the_yearly_noise(ons: Statistics) -> None:
    found = gap_noise(enough_regions(ons), LCR, basis="unsmoothed")
    assert "log ratio to the UK less extra-regio" in found.method
    assert "an unsmoothed figure has all of the yearly noise" in found.method
    smoothed = gap_noise(ons, LCR)
    assert found.table["sd_yearly"][0] > 1.5 * smoothed.table["sd_yearly"][0]


def enough_regions(held: Statistics) -> Statistics:
    """With three more city regions that move as three of the six do, to make eight or more."""
    regions = ("E47000001", "E47000002", "E47000003")
    more = [
        held.observations.filter(pl.col("place") == code).with_columns(place=pl.lit(f"{code}x"))
        for code in regions
    ]
    places = [
        Place(code=f"{code}x", name=f"{code}x", kind=PlaceKind.CITY_REGION) for code in regions
    ]
    return replace(
        held,
        observations=pl.concat([held.observations, *more]),
        gazetteer=Gazetteer([*held.gazetteer.values(), *places]),
    )


@pytest.mark.parametrize("place", ["E08000012", LCR])
def test_noise_never_rises_with_age_and_adds_as_variance(ons: Statistics, place: str) -> None:
    table = gap_noise(ons, place).table
    assert table["age"].to_list() == [0, 1, 2, 3, 4, 5]
    assert table["sd_revision"].is_sorted(descending=True)
    squares = table["sd_revision"] ** 2 + table["sd_yearly"] ** 2
    assert (table["sd_total"] ** 2).to_list() == pytest.approx(squares.to_list())


def test_ons_smoothing_is_a_triangular_five_year_average(ons: Statistics) -> None:
    """The publisher says only "weighted 5-year moving average"."""
    found = smoothing_weights(ons)
    assert found is not None
    assert found.weights == pytest.approx([1 / 9, 2 / 9, 3 / 9, 2 / 9, 1 / 9], abs=0.003)
    assert sum(found.weights) == pytest.approx(1, abs=0.001)
    assert found.noise_kept == pytest.approx((19 / 81) ** 0.5, abs=0.003)


def test_smoothing_weights_are_recovered_from_invented_tables(
    small: Callable[..., Statistics],
) -> None:
    true = [0.05, 0.15, 0.5, 0.2, 0.1]
    raw = {y: 30 + (y * 7 % 11) + (y * y % 5) for y in range(2000, 2030)}
    smooth = {
        y: sum(w * raw[y + lag] for w, lag in zip(true, range(-2, 3), strict=True))
        for y in range(2002, 2028)
    }
    held = small(
        {"2024-06": {("gva_per_hour", LCR): smooth, ("gva_per_hour_unsmoothed", LCR): raw}}
    )
    found = smoothing_weights(held)
    assert found is not None
    assert found.weights == pytest.approx(true)
    assert found.residual_sd < 1e-9


def test_no_weights_without_both_tables(small: Callable[..., Statistics]) -> None:
    held = small({"2024-06": {("gva_per_hour", LCR): {2020: 1.0, 2021: 2.0}}})
    assert smoothing_weights(held) is None


def test_yearly_noise_is_found_where_it_was_put(small: Callable[..., Statistics]) -> None:
    years = range(1900, 2020)
    # Alternating ±2% is a change of ∓4% each year: neighbouring changes have covariance −0.0016.
    noisy = {y: 30 * (1.02 if y % 2 else 1 / 1.02) for y in years}
    flat = dict.fromkeys(years, 40.0)
    table = {
        ("gva_per_hour_unsmoothed", LCR): noisy,
        ("gva_per_hour_unsmoothed", "E92000001"): flat,
    }
    found = transitory_sd(small({"2024-06": table}))
    assert found["sd_transitory"].item() == pytest.approx(0.0396, abs=1e-3)


def test_one_edition_is_too_few(small: Callable[..., Statistics]) -> None:
    held = small({"2024-06": {("gva_per_hour", LCR): {2020: 1.0}}})
    with pytest.raises(GrowthplanError, match="Fewer than two editions"):
        gap_noise(held, LCR)


def flat_noise(sd: float) -> GapNoise:
    table = pl.DataFrame({"age": range(6), "sd_total": [sd] * 6})
    return GapNoise("combined_authority", table, "")


@given(
    gap=st.floats(-60, 60),
    sd=st.floats(0.001, 0.2),
    level=st.floats(0.05, 0.99),
)
def test_band_holds_the_gap_and_widens_with_noise_and_level(
    gap: float, sd: float, level: float
) -> None:
    low, high = band(gap, 0, flat_noise(sd), level)
    assert low < gap < high
    wider = band(gap, 0, flat_noise(2 * sd), level)
    surer = band(gap, 0, flat_noise(sd), (1 + level) / 2)
    assert wider[0] < low < high < wider[1]
    assert surer[0] < low < high < surer[1]


def test_band_is_wider_at_the_newest_year(ons: Statistics) -> None:
    noise = gap_noise(ons, LCR)
    newest, older = band(-12.0, 0, noise), band(-12.0, 5, noise)
    assert newest[1] - newest[0] > 1.5 * (older[1] - older[0])


def test_band_of_ninety_per_cent_is_1_645_standard_deviations() -> None:
    low, high = band(0.0, 0, flat_noise(0.01))
    assert low == pytest.approx(-1.6314, abs=1e-3)
    assert high == pytest.approx(1.6585, abs=1e-3)


@given(st.lists(st.tuples(st.floats(0, 10), st.integers(1, 50)), min_size=1, max_size=8))
def test_pooling_never_rises_and_keeps_the_weighted_mean(pairs: list[tuple[float, int]]) -> None:
    values, counts = [v for v, _ in pairs], [c for _, c in pairs]
    pooled = not_rising(values, counts)
    assert all(a >= b - 1e-12 for a, b in pairwise(pooled))
    before = sum(v * c for v, c in pairs)
    assert sum(v * c for v, c in zip(pooled, counts, strict=True)) == pytest.approx(before)


def test_a_growth_deal_is_not_pooled_with_combined_authorities(ons: Statistics) -> None:
    deal = Place(code="CR-islands", name="Islands", kind=PlaceKind.CITY_REGION)
    known = replace(ons, gazetteer=Gazetteer([*ons.gazetteer.values(), deal]))
    assert pool_of(known, LCR) == "combined_authority"
    assert pool_of(known, "CR-islands") == "city_region"
    assert "No own estimate" in gap_noise(known, "CR-islands").method
