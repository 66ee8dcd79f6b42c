"""The outcome of the model: places beside the comparator in the same year and edition."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from growthplan.accounts import gap
from growthplan.drivers import outcome_of_places
from growthplan.vocabulary import (
    ENGLAND,
    UK,
    UK_LESS_EXTRA_REGIO,
    GrowthplanError,
    PlaceKind,
    Statistics,
)

HOURLY = "gva_per_hour"


def ratio(found: pl.DataFrame, place: str, to: str = ENGLAND) -> float:
    values = dict(found.select("place", "value").iter_rows())
    return float(values[place] / values[to])


def test_a_place_whose_figures_stop_is_compared_in_its_own_last_year(
    bundled_hourly: Statistics,
) -> None:
    found = outcome_of_places(bundled_hourly, "E07000026", ENGLAND)
    assert (found.year, found.place_year) == (2023, 2021)
    assert found.is_older
    # June 2023 edition, 2021: Allerdale 29.96 and England 38.9; 2023's England of 42.4 would be 29%
    # below and count two years of inflation as a gap.
    own = gap(bundled_hourly, "E07000026").sort("year").row(-1, named=True)
    assert ratio(found.table, "E07000026") == pytest.approx(own["value"] / own["comparator_value"])
    assert ratio(found.table, "E07000026") > 0.75
    assert any("up to 2021 only" in note for note in found.notes)


def test_an_area_published_under_another_code_has_that_areas_gap(
    bundled_hourly: Statistics,
) -> None:
    found = outcome_of_places(bundled_hourly, "TLD7", ENGLAND)
    assert ratio(found.table, "TLD7") == pytest.approx(ratio(found.table, "E47000004"))
    assert not found.is_older


def test_every_gap_is_the_accounts_gap(bundled_hourly: Statistics) -> None:
    found = outcome_of_places(bundled_hourly, "E08000012", ENGLAND)
    places = [p.code for p in bundled_hourly.gazetteer.of_kind(PlaceKind.LOCAL_AUTHORITY)]
    known = [code for code in places if code in found.table["place"]]
    for code in np.random.default_rng(7).choice(known, 12, replace=False).tolist():
        if code in ("E08000038", "E08000039"):  # published under the earlier code
            continue
        own = gap(bundled_hourly, code).filter(pl.col("year") == found.year).row(0, named=True)
        assert ratio(found.table, code) == pytest.approx(own["value"] / own["comparator_value"])
    assert len(known) > 350


def test_the_united_kingdom_stands_for_its_regions(bundled_hourly: Statistics) -> None:
    found = outcome_of_places(bundled_hourly, "E92000001", UK)
    own = gap(bundled_hourly, ENGLAND, UK_LESS_EXTRA_REGIO).sort("year").row(-1, named=True)
    assert ratio(found.table, ENGLAND, UK) == pytest.approx(own["value"] / own["comparator_value"])
    assert any("extra-regio" in note for note in found.notes)


def test_editions_are_never_mixed(invented: Callable[..., Statistics]) -> None:
    statistics = invented(
        {
            (HOURLY, ENGLAND): {"2021": 40.0, "2022": 44.0},
            (HOURLY, "E06000001"): {"2021": 30.0},
            (HOURLY, "E06000002"): {"2021": 20.0, "2022": 22.0},
        }
    )
    found = outcome_of_places(statistics, "E06000001", ENGLAND)
    assert (found.year, found.place_year) == (2022, 2021)
    assert ratio(found.table, "E06000001") == pytest.approx(0.75)
    assert ratio(found.table, "E06000002") == pytest.approx(0.5)


def test_a_place_without_a_figure_has_none_and_a_comparator_without_one_is_refused(
    invented: Callable[..., Statistics],
) -> None:
    statistics = invented({(HOURLY, ENGLAND): {"2022": 44.0}, (HOURLY, "E06000002"): {"2022": 22}})
    found = outcome_of_places(statistics, "E06000001", ENGLAND)
    assert found.place_year is None
    assert "E06000001" not in found.table["place"].to_list()
    with pytest.raises(GrowthplanError, match="no gap can be taken to it"):
        outcome_of_places(statistics, "E06000002", "S92000003")


@pytest.fixture(scope="module")
def bundled_hourly() -> Statistics:
    from growthplan.store import Store

    with Store() as store:
        return store.statistics((HOURLY,))
