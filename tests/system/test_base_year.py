"""Base years of real city regions: every published total holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from growthplan.sectors import industry_tables
from growthplan.store import Store
from growthplan.system.base_year import MODEL_SECTORS, READS, BaseYear, base_year, grouped
from growthplan.system.baseline import (
    ComparatorGrowth,
    authority_forms,
    baseline_draws,
    region_form,
)
from growthplan.vocabulary import GrowthplanError, Statistics

LCR = "E47000004"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Statistics, pl.DataFrame]:
    with Store(tmp_path_factory.mktemp("no store") / "none.duckdb") as store:
        return store.statistics(READS), store.rows("workplaces")


@pytest.fixture(scope="module")
def liverpool(held: tuple[Statistics, pl.DataFrame]) -> BaseYear:
    return base_year(held[0], LCR, workplaces=held[1])


def holds(found: BaseYear) -> None:
    """The identities of a base year, to 1e-10."""
    hours, gva = found.authority_hours, found.gva
    assert gva.sum() / hours.sum() == pytest.approx(found.region, rel=1e-10)
    np.testing.assert_allclose(
        (found.hours * found.market).sum(axis=1) + found.imputed_rent, gva, rtol=1e-10
    )
    assert (found.hours > 0).all()
    assert (found.market > 0).all()
    assert np.isfinite(found.population).all()


def test_liverpool_city_region_in_2023(liverpool: BaseYear) -> None:
    holds(liverpool)
    assert liverpool.year == 2023
    assert round(liverpool.region, 2) == 37.33
    assert round(liverpool.england.productivity, 2) == 42.39
    by_name = dict(zip(liverpool.names, liverpool.productivity.round(2).tolist(), strict=True))
    assert by_name == {
        "Halton": 48.29,
        "Knowsley": 39.17,
        "Liverpool": 37.48,
        "Sefton": 36.20,
        "St. Helens": 28.91,
        "Wirral": 36.01,
    }
    assert liverpool.authority_hours.sum() == pytest.approx(20_827_480 * 52 / 1e6, rel=1e-9)
    assert liverpool.jobs.sum() == pytest.approx(703_584, rel=1e-9)
    assert liverpool.england_share == pytest.approx(0.02, abs=0.001)


def test_hours_are_moved_no_more_than_is_said(liverpool: BaseYear) -> None:
    published = np.array([1_901_209, 2_292_241, 9_028_977, 2_469_141, 1_993_679, 3_456_212.0])
    moved = liverpool.authority_hours / liverpool.authority_hours.sum()
    before = published / published.sum()
    most = np.abs(moved / before - 1).max()
    assert most < 0.07
    assert any(f"by {most:.1%} at most" in said for said in liverpool.estimates)
    assert (before @ liverpool.productivity) != pytest.approx(liverpool.region, abs=0.05)


def test_published_productivity_has_imputed_rental_in_it(
    held: tuple[Statistics, pl.DataFrame], liverpool: BaseYear
) -> None:
    """Unsmoothed GVA per hour × hours is all GVA of the regional accounts, rental included."""
    total = 0.0
    rent = 0.0
    for code in liverpool.places:
        values = industry_tables(held[0], "gva_by_industry", code)[0].values[2023]
        total += values["Total"] or 0.0
        rent += values["68IMP"] or 0.0
    assert total == pytest.approx(39.99 * 20_827_480 * 52 / 1e6, rel=2e-4)
    assert liverpool.imputed_rent.sum() / liverpool.gva.sum() == pytest.approx(
        rent / total, abs=0.005
    )


def test_sectors_of_an_area_of_three_authorities_hold(
    held: tuple[Statistics, pl.DataFrame], liverpool: BaseYear
) -> None:
    """Halton, Knowsley and St Helens make up East Merseyside."""
    rows = [liverpool.names.index(name) for name in ("Halton", "Knowsley", "St. Helens")]
    mine = (liverpool.hours * liverpool.market)[rows].sum(axis=0)
    published = sum(
        grouped(
            industry_tables(held[0], "gva_by_industry", liverpool.places[i])[0].values[2023], ""
        )[0]
        for i in rows
    )
    np.testing.assert_allclose(mine / mine.sum(), published / np.sum(published), rtol=1e-10)


@pytest.mark.parametrize("place", ["E47000001", "E47000002", "E47000008", "E47000013"])
def test_other_strategic_authorities(held: tuple[Statistics, pl.DataFrame], place: str) -> None:
    found = base_year(held[0], place, workplaces=held[1])
    holds(found)
    assert found.distance is not None
    np.testing.assert_allclose(found.distance, found.distance.T)
    assert (found.distance > 0).all()
    assert found.distance.max() < 150
    split = any("split from that of the ITL3 area" in said for said in found.estimates)
    assert split == (place in ("E47000008", "E47000013"))


def test_authorities_without_their_own_sectors_still_differ(
    held: tuple[Statistics, pl.DataFrame],
) -> None:
    found = base_year(held[0], "E47000008", workplaces=held[1])
    shares = found.hours / found.authority_hours[:, None]
    science = [s.id for s in MODEL_SECTORS].index("professional")
    by_name = dict(zip(found.names, shares[:, science].tolist(), strict=True))
    assert by_name["South Cambridgeshire"] > by_name["Fenland"]
    plain = base_year(held[0], "E47000008")
    assert plain.distance is None
    holds(plain)


def test_points_in_another_part_of_the_country_do_not_move_an_authority(
    liverpool: BaseYear,
) -> None:
    assert liverpool.distance is not None
    assert liverpool.distance.max() < 35
    own = np.diag(liverpool.distance)
    assert own.max() < 12


def test_every_authority_without_hours_is_named(
    held: tuple[Statistics, pl.DataFrame],
) -> None:
    statistics = held[0]
    lost = pl.col("place").is_in(["E06000006", "E08000011"]) & (
        pl.col("indicator") == "hours_per_week"
    )
    broken = replace(statistics, observations=statistics.observations.filter(~lost))
    with pytest.raises(GrowthplanError) as caught:
        base_year(broken, LCR)
    assert "Halton" in str(caught.value)
    assert "Knowsley" in str(caught.value)
    assert "Hours worked" in str(caught.value)


def test_every_authority_without_sectors_is_named(
    held: tuple[Statistics, pl.DataFrame],
) -> None:
    statistics = held[0]
    lost = pl.col("place").is_in(["E08000012", "TLD72"]) & (
        pl.col("indicator") == "gva_by_industry"
    )
    broken = replace(statistics, observations=statistics.observations.filter(~lost))
    with pytest.raises(GrowthplanError, match=r"GVA by industry is not in hand for Liverpool"):
        base_year(broken, LCR)


@pytest.mark.parametrize("place", ["E08000012", "E06000053"])
def test_a_single_authority_is_no_city_region(
    held: tuple[Statistics, pl.DataFrame], place: str
) -> None:
    with pytest.raises(GrowthplanError, match="not made up of local authorities"):
        base_year(held[0], place)


def test_without_rental_the_model_and_its_rent_make_published_productivity(
    held: tuple[Statistics, pl.DataFrame], liverpool: BaseYear
) -> None:
    statistics = held[0]
    drawn = baseline_draws(
        region_form(statistics, LCR),
        authority_forms(statistics, LCR, liverpool.places),
        liverpool.authority_hours,
        liverpool.england.productivity,
        ComparatorGrowth(0.01, 0.004, 0.0086),
        until=2035,
        seed=1,
        draws=range(50),
    )
    given = drawn.for_model(liverpool.rent_per_hour)
    market = np.exp(given.comparator[:, :, None] + given.relative)
    total = (market * liverpool.authority_hours).sum(axis=-1) + liverpool.imputed_rent.sum()
    whole = total / liverpool.authority_hours.sum()
    np.testing.assert_allclose(whole, np.exp(drawn.comparator + drawn.region), rtol=1e-12)
    with pytest.raises(GrowthplanError, match="Imputed rental"):
        drawn.for_model(np.full(6, 100.0))
