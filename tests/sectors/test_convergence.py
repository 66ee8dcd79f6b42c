"""Convergence: planted structure is found, chance alone is not; reshuffles keep both margins."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.sectors.convergence import NO_SKILLS, Rules, convergence
from growthplan.sectors.input_output import NationalTable
from growthplan.sectors.reshuffling import reshuffles
from growthplan.sectors.strengths import industry_quotients
from growthplan.sectors.supply_figures import convergence_figures
from growthplan.sectors.supply_links import SupplyLinks, supply_links
from growthplan.vocabulary import GrowthplanError

INDUSTRIES = tuple(str(code) for code in range(10, 30))
CLUSTER = slice(0, 5)


def links(within: bool = True) -> SupplyLinks:
    """Industries of the cluster buy from each other; nobody else does."""
    shares = np.full((20, 20), 0.01)
    if within:
        shares[CLUSTER, CLUSTER] = 0.2
    return SupplyLinks(2019, INDUSTRIES, shares, shares * 0.5)


def quotients(clustered: bool, seed: int = 1) -> pl.DataFrame:
    """Forty places; in half of them all of the cluster or none, or else strengths at random."""
    rng = np.random.default_rng(seed)
    low = np.where(rng.random((40, 20)) < 0.3, 1.2, 0.6)
    if clustered:
        low[:20, CLUSTER] = 1.5
        low[20:, CLUSTER] = 0.5
    return pl.DataFrame(
        {
            "place": np.repeat([f"P{i:02}" for i in range(40)], 20),
            "industry": list(INDUSTRIES) * 40,
            "quotient": (low + 0.3).ravel(),
            "low": low.ravel(),
        }
    )


RULES = Rules(shuffles=99)


def test_a_planted_cluster_is_found_and_is_more_than_chance() -> None:
    found = convergence("P00", "2021", quotients(True), links(), {"10": "Food"}, rules=RULES)
    assert found.pairs.height == 10
    assert found.triples.height == 10
    assert set(found.pairs["industry"]) | set(found.pairs["other"]) == set(INDUSTRIES[CLUSTER])
    assert found.pair_placebo.verdict == "more than chance"
    assert found.pair_placebo.share_as_many <= 0.05
    assert "Food" in found.pairs["reason"][0]
    assert "20%" in found.pairs["reason"][0]
    assert NO_SKILLS in found.notes


def test_random_strengths_cannot_be_told_from_chance_in_most_places() -> None:
    table = quotients(False, seed=7)
    verdicts = [
        convergence(f"P{i:02}", "2021", table, links(), rules=RULES).pair_placebo.verdict
        for i in range(0, 40, 2)
    ]
    assert verdicts.count("more than chance") <= 4


def test_without_supply_links_there_is_no_convergence() -> None:
    found = convergence("P00", "2021", quotients(True), links(within=False), rules=RULES)
    assert found.pairs.is_empty()
    assert found.pair_placebo.mean == 0
    assert found.pair_placebo.verdict == "cannot be told from chance"


def test_skills_narrow_the_pairs_when_they_are_there() -> None:
    skills = np.zeros((20, 20))
    skills[0, 1] = skills[1, 0] = 0.9
    found = convergence("P00", "2021", quotients(True), links(), skills=skills, rules=RULES)
    assert found.pairs.select("industry", "other").rows() == [("10", "11")]
    assert NO_SKILLS not in found.notes


def test_an_interval_that_reaches_one_is_not_a_strength() -> None:
    table = quotients(True).with_columns(
        low=pl.when(pl.col("industry") == "10").then(0.99).otherwise("low")
    )
    found = convergence("P00", "2021", table, links(), rules=RULES)
    assert "10" not in found.concentrated
    assert found.pairs.height == 6


def test_missing_intervals_are_counted_in_the_notes() -> None:
    table = quotients(True).with_columns(
        low=pl.when(pl.col("industry") == "10").then(None).otherwise("low")
    )
    found = convergence("P00", "2021", table, links(), rules=RULES)
    assert any(
        note.startswith("1 industries of the place have no quotient") for note in found.notes
    )


def test_an_unknown_place_says_so() -> None:
    with pytest.raises(GrowthplanError, match="Q99"):
        convergence("Q99", "2021", quotients(True), links())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 9), st.integers(1, 9))
def test_reshuffles_keep_both_margins(seed: int, places: int, industries: int) -> None:
    present = np.random.default_rng(seed).random((places, industries)) < 0.4
    for shuffled in reshuffles(present, 3, seed):
        assert (shuffled.sum(axis=0) == present.sum(axis=0)).all()
        assert (shuffled.sum(axis=1) == present.sum(axis=1)).all()


def test_reshuffles_reach_every_matrix_about_equally() -> None:
    # The six permutation matrices are all that has these margins.
    seen: dict[bytes, int] = {}
    for shuffled in reshuffles(np.eye(3, dtype=bool), 1200, 1):
        seen[shuffled.tobytes()] = seen.get(shuffled.tobytes(), 0) + 1
    assert len(seen) == 6
    assert min(seen.values()) > 130


def table() -> NationalTable:
    return NationalTable(
        2019, ("a", "b"), ("A", "B"), np.array([[10.0, 20.0], [30.0, 0.0]]),
        np.zeros(2), np.ones(2), np.array([60.0, 80.0]), np.array([100.0, 100.0]),
    )  # fmt: skip


def test_links_split_a_product_group_between_its_industries() -> None:
    groups = pl.DataFrame({"product": ["a", "b"], "divisions": ["41;42", "62"]})
    found = supply_links(table(), groups, {"41": 3.0, "42": 1.0, "62": 9.0})
    assert found.industries == ("41", "42", "62")
    # 62 buys £20m, three quarters of it from 41; 41 buys £30m, £7.5m of it from itself or 42.
    np.testing.assert_allclose(found.purchases[:, 2], [0.75, 0.25, 0.0])
    np.testing.assert_allclose(found.sales[2], [0.75, 0.25, 0.0])


def test_overlapping_industries_are_refused() -> None:
    groups = pl.DataFrame({"product": ["a", "b"], "divisions": ["41;42", "62"]})
    with pytest.raises(GrowthplanError, match="overlap"):
        supply_links(table(), groups, {"41": 3.0, "F (41-43)": 1.0})


def test_industry_quotients_have_the_range_of_their_movement() -> None:
    rows = [
        (place, industry, year, value)
        for year in range(2016, 2022)
        for place, industry, value in (
            ("A", "10", 30.0 + 3 * (year % 2)),
            ("A", "11", 10.0),
            ("B", "10", 10.0),
            ("B", "11", 30.0),
        )
    ]
    history = pl.DataFrame(rows, schema=["place", "industry", "year", "value"], orient="row")
    found = industry_quotients(history, 2020, ["10", "11"]).sort("place", "industry")
    # 2020: A has 30 of 40 in industry 10, all places 40 of 80.
    assert found["quotient"].to_list() == pytest.approx([1.5, 0.5, 0.5, 1.5])
    assert (found["low"] < found["quotient"]).all()
    short = industry_quotients(history.filter(pl.col("year") > 2018), 2020, ["10", "11"])
    assert short["low"].null_count() == 4
    with pytest.raises(GrowthplanError, match="2030"):
        industry_quotients(history, 2030, ["10"])


def test_the_count_is_never_said_without_what_chance_gives() -> None:
    found = convergence("P00", "2021", quotients(True), links(), rules=RULES)
    pairs, triples = convergence_figures(found, "Anyplace")
    assert pairs.value == 10
    assert pairs.id == "convergence_pairs/P00/2021"
    assert "reshuffled data give" in pairs.sentence
    assert "is more than chance" in pairs.sentence
    assert "triples" in triples.sentence
