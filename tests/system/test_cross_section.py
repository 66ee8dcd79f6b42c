"""Facts of places' productivity that a baseline has to be true to, recomputed from the figures.

`published` figures are the Office for National Statistics'; the facts are computed from them.
"""

from __future__ import annotations

import numpy as np
import pytest

from growthplan.system.base_rates import base_rate
from growthplan.system.baseline.autoregression import fit_autoregression, surprises
from growthplan.system.baseline.panel import RelativePanel, editions, relative_panel
from growthplan.system.baseline.variance import shrink_variances
from growthplan.vocabulary import GrowthplanError, Statistics


def test_the_panel_is_the_published_table(authorities: RelativePanel) -> None:
    assert authorities.log.shape == (361, 20)
    assert authorities.years == tuple(range(2004, 2024))
    halton = authorities.of(["E06000006"])[0]
    assert halton[-1] == pytest.approx(np.log(48.29 / 42.39), abs=2e-4)
    assert authorities.left_out == ()


def test_city_regions_and_authorities_come_from_one_table(
    authorities: RelativePanel, regions: RelativePanel
) -> None:
    assert regions.source == authorities.source
    assert len(regions.places) == 14
    gap = np.expm1(regions.of(["E47000004"])[0])
    assert gap[[0, 9, 18, 19]] == pytest.approx([-0.0917, -0.1036, -0.1208, -0.1194], abs=5e-4)


def test_sd_of_change_and_its_correlation_with_the_past(authorities: RelativePanel) -> None:
    log = authorities.log
    change = log[:, 19] - log[:, 10]
    assert change.std(ddof=1) == pytest.approx(0.1118, abs=5e-5)
    assert np.corrcoef(change, log[:, 10])[0, 1] == pytest.approx(-0.3152, abs=5e-5)
    assert np.corrcoef(change, log[:, 10] - log[:, 0])[0, 1] == pytest.approx(-0.2410, abs=5e-5)


@pytest.mark.parametrize(
    ("years", "sd"),
    [(1, 0.0230), (2, 0.0428), (3, 0.0587), (5, 0.0783), (9, 0.0990), (10, 0.1025), (15, 0.1183)],
)
def test_pooled_sd_of_change(authorities: RelativePanel, years: int, sd: float) -> None:
    change = authorities.log[:, years:] - authorities.log[:, :-years]
    assert change.std() == pytest.approx(sd, abs=5e-5)


def test_lag_correlations_of_annual_change(authorities: RelativePanel) -> None:
    change = np.diff(authorities.log, axis=1)
    found = [
        np.corrcoef(change[:, lag:].ravel(), change[:, :-lag].ravel())[0, 1] for lag in range(1, 6)
    ]
    assert found == pytest.approx([0.666, 0.261, -0.131, -0.198, -0.139], abs=6e-4)


def test_no_city_region_closed_half_its_gap_in_ten_years(regions: RelativePanel) -> None:
    found = base_rate(regions.log, regions.years)
    assert (found.windows, found.closed, found.rate) == (113, 0, 0.0)


def test_one_authority_in_nine_closed_half_its_gap(authorities: RelativePanel) -> None:
    found = base_rate(authorities.log, authorities.years)
    assert (found.windows, found.closed) == (2079, 237)
    assert (found.places, found.places_closed) == (241, 76)
    assert found.rate == pytest.approx(0.114, abs=5e-4)


def test_base_rates_in_words(regions: RelativePanel, authorities: RelativePanel) -> None:
    said = base_rate(regions.log, regions.years).in_words("city regions")
    assert said.startswith("In 0 of 113 stretches of 10 years, starting from 2004 to 2013")
    said = base_rate(authorities.log, authorities.years).in_words("local authorities")
    assert "237 of 2,079" in said
    assert "close half of their gap" in said
    none = base_rate(regions.log, regions.years, below=3.0)
    assert none.rate is None
    assert none.in_words("city regions").startswith("No stretch")


def test_places_hardly_move_together(authorities: RelativePanel) -> None:
    left = surprises(authorities.log, fit_autoregression(authorities.log))
    together = np.corrcoef(left)
    apart = together[np.triu_indices(361, 1)]
    assert apart.mean() == pytest.approx(0.01, abs=0.015)
    six = ["E06000006", "E08000011", "E08000012", "E08000013", "E08000014", "E08000015"]
    rows = [authorities.places.index(code) for code in six]
    inside = together[np.ix_(rows, rows)][np.triu_indices(6, 1)]
    assert inside.mean() == pytest.approx(0.16, abs=0.04)


def test_a_smaller_share_is_closed_more_often(authorities: RelativePanel) -> None:
    shares = [0.1, 0.25, 0.5, 0.75, 1.0]
    closed = [base_rate(authorities.log, authorities.years, share=s).closed for s in shares]
    assert closed == sorted(closed, reverse=True)
    assert closed[0] > closed[-1] > 0


def test_greater_manchester_has_the_best_long_run(regions: RelativePanel) -> None:
    gap = np.expm1(regions.of(["E47000001"])[0])
    assert gap[[0, -1]] == pytest.approx([-0.124, -0.062], abs=5e-4)
    far = regions.log[:, 0] < -0.08
    change = np.expm1(regions.log[far, -1]) / np.expm1(regions.log[far, 0])
    best = np.array(regions.places)[far][np.argmin(change)]
    assert best == "E47000001"


def test_coefficients_and_strengths_of_the_pooled_form(
    authorities: RelativePanel, regions: RelativePanel
) -> None:
    form = fit_autoregression(authorities.log)
    assert form.lags == pytest.approx((1.02, -0.36, -0.13), abs=0.02)
    assert form.pull == pytest.approx(0.006, abs=5e-4)
    assert shrink_variances(surprises(authorities.log, form)).strength == pytest.approx(
        4.9, abs=0.1
    )
    assert shrink_variances(surprises(regions.log, form)).strength == pytest.approx(10.6, abs=0.2)


def test_unsmoothed_areas_move_back_and_forth(productivity: Statistics) -> None:
    log = relative_panel(productivity, "ITL3 areas", basis="unsmoothed", edition="2023-06").log
    assert log.shape == (179, 18)
    change = np.diff(log, axis=1)
    assert change.std() == pytest.approx(0.057, abs=5e-4)
    assert np.corrcoef(change[:, 1:].ravel(), change[:, :-1].ravel())[0, 1] == pytest.approx(
        -0.345, abs=1e-3
    )
    for years, ratio in ((5, 0.39), (10, 0.26)):
        step = log[:, years:] - log[:, :-years]
        assert step.var() / years / change.var() == pytest.approx(ratio, abs=5e-3)


def test_four_editions_are_in_hand(productivity: Statistics) -> None:
    held = editions(productivity, "authorities")
    lasts = [relative_panel(productivity, "authorities", edition=e).last_year for e in held]
    assert lasts == [2020, 2021, 2022, 2023]


def test_an_edition_that_is_not_in_hand_is_named(productivity: Statistics) -> None:
    with pytest.raises(GrowthplanError, match=r"2019-01.*\n?.*2022-07, 2023-06"):
        relative_panel(productivity, "authorities", edition="2019-01")


def test_every_place_without_a_series_is_named(authorities: RelativePanel) -> None:
    with pytest.raises(GrowthplanError) as caught:
        authorities.of(["E06000006", "E07000026", "nowhere"])
    said = str(caught.value)
    assert "E07000026" in said
    assert "nowhere" in said
