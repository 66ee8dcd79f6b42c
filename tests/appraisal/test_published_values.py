"""Values that government publishes for appraisal, to the digits printed."""

from __future__ import annotations

import pytest

from growthplan.appraisal import CARBON, carbon_values
from growthplan.store import packaged_assumptions

# Department for Energy Security and Net Zero (November 2023), Valuation of energy use and
# greenhouse gas emissions for appraisal, data tables 1-19, table 3: £ for a tonne of CO2
# equivalent at 2022 prices, low, central and high; as in the R package greenbook 0.1.0.
PUBLISHED = {
    2021: (128.52, 257.05, 385.57),
    2025: (136.53, 273.06, 409.60),
    2030: (147.25, 294.50, 441.75),
    2035: (158.81, 317.62, 476.42),
    2040: (171.27, 342.55, 513.82),
    2045: (184.51, 369.02, 553.53),
    2050: (198.77, 397.54, 596.31),
}


def test_carbon_follows_every_year_of_the_published_series() -> None:
    """Ours is held at 2020 prices and theirs at 2022, so the two are one ratio apart: prices."""
    held = packaged_assumptions()[CARBON].values
    assert held is not None
    ours = carbon_values(held, list(PUBLISHED))
    ratios = [central / one for one, (_, central, _) in zip(ours, PUBLISHED.values(), strict=True)]
    assert min(ratios) > 1.04
    assert max(ratios) / min(ratios) - 1 < 0.004


@pytest.mark.parametrize("year", PUBLISHED)
def test_low_and_high_carbon_lie_the_same_share_from_the_central_series(year: int) -> None:
    held = packaged_assumptions()[CARBON].values
    assert held is not None
    low, central, high = PUBLISHED[year]
    assert low == pytest.approx((1 - held["spread"]) * central, abs=0.011)
    assert high == pytest.approx((1 + held["spread"]) * central, abs=0.011)


def test_a_point_of_life_satisfaction_for_a_year() -> None:
    """HM Treasury (July 2021), Wellbeing guidance for appraisal: £13,000 at 2019 prices, between
    £10,000 and £16,000; as in the R package greenbook 0.1.0."""
    one = packaged_assumptions()["appraisal.wellby"]
    assert (one.low, one.value, one.high) == (10_000, 13_000, 16_000)
    assert "2019 prices" in one.unit
