"""Peers: who is chosen, why, and how firmly."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.drivers import STRUCTURE, Peers, Registry, find_peers, with_areas
from growthplan.drivers.likeness import (
    distances,
    group_weights,
    kept_in_other_metrics,
    kept_in_resamples,
    kept_without_one_feature,
    nearest_sets,
)
from growthplan.vocabulary import GrowthplanError, PlaceKind, Source, Statistics

LCR, LIVERPOOL = "E47000004", "E08000012"


@pytest.fixture(scope="module")
def of_lcr(bundled: Statistics) -> Peers:
    return find_peers(bundled, LCR)


@pytest.fixture(scope="module")
def of_liverpool(bundled: Statistics) -> Peers:
    table = pl.DataFrame(
        {
            "place": [LIVERPOOL] * 3,
            "neighbour": ["E08000019", "E08000021", "E09000001"],
            "kind": ["global", "economic", "global"],
            "rank": [1, 1, 2],
            "source": ["s"] * 3,
        }
    )
    return find_peers(bundled, LIVERPOOL, published=table)


def test_features_are_not_outcomes(registry: Registry) -> None:
    judged = {e.of for e in registry.indicators.values() if e.direction != "neither"}
    assert not judged & {e.of for e in STRUCTURE.indicators.values()}
    assert not [i for i in STRUCTURE.reads if "gva_per" in i or "rate" in i or "pay" in i]


def test_a_city_region_is_compared_with_city_regions_apart_from_it(
    of_lcr: Peers, bundled: Statistics
) -> None:
    own = {p.code for p in bundled.gazetteer.local_authorities_of(LCR)}
    assert len(of_lcr.codes) == 10
    for code in of_lcr.codes:
        assert bundled.gazetteer[code].kind is PlaceKind.CITY_REGION
        assert not own & {p.code for p in bundled.gazetteer.local_authorities_of(code)}


def test_liverpool_is_like_the_other_large_cities(of_liverpool: Peers) -> None:
    assert {"Sheffield", "Newcastle upon Tyne", "Cardiff"} <= set(of_liverpool.table["name"][:5])


def test_the_reasons_add_up_to_the_distance(of_lcr: Peers) -> None:
    shares = of_lcr.contributions.group_by("neighbour").agg(pl.col("share").sum())
    assert shares["share"].to_numpy() == pytest.approx(1.0)
    assert set(shares["neighbour"]) == set(of_lcr.codes)


def test_nearest_first_and_every_share_is_a_share(of_lcr: Peers) -> None:
    assert of_lcr.table["distance"].is_sorted()
    kept = of_lcr.table.select(pl.col("^kept_.*$")).to_numpy()
    assert kept.min() >= 0
    assert kept.max() <= 1


def test_the_same_seed_gives_the_same_set(of_lcr: Peers, bundled: Statistics) -> None:
    assert find_peers(bundled, LCR).table.equals(of_lcr.table)


def test_the_publishers_neighbours_stand_beside(of_liverpool: Peers) -> None:
    beside = dict(of_liverpool.publisher.select("neighbour", "found_here").rows())
    # Sheffield is listed under its earlier code, E08000019.
    assert beside == {"E08000039": True, "E08000021": True, "E09000001": False}
    sheffield = of_liverpool.table.filter(pl.col("neighbour") == "E08000039")
    assert sheffield["publisher"].item() == "global"


def test_density_is_used_when_areas_are_in_hand(bundled: Statistics) -> None:
    codes = [p.code for p in bundled.gazetteer.of_kind(PlaceKind.LOCAL_AUTHORITY)]
    areas = {code: 10.0 + at for at, code in enumerate(codes)}
    source = next(iter(bundled.sources.values()))
    dense = with_areas(bundled, areas, Source.model_validate(source.model_dump()))
    assert "people_per_km2" in set(find_peers(dense, LIVERPOOL).contributions["feature"])
    bare = find_peers(bundled, LIVERPOOL)
    assert any("density" in note for note in bare.notes)


def test_any_custom_group_works(bundled: Statistics) -> None:
    found = find_peers(bundled, LCR, group=["Greater Manchester", "E47000002", "West Yorkshire"])
    assert found.custom
    assert set(found.codes) == {"E47000001", "E47000002", "E47000003"}
    assert found.table["kept_in_resamples"].null_count() == 3


def test_a_group_of_one_says_so(bundled: Statistics) -> None:
    found = find_peers(bundled, LCR, group=["Greater Manchester"])
    assert found.codes == ("E47000001",)
    assert any("one place" in note for note in found.notes)


def test_a_group_with_the_place_itself_or_another_kind_says_so(bundled: Statistics) -> None:
    found = find_peers(bundled, LCR, group=[LCR, "Sheffield", "Greater Manchester"])
    assert LCR not in found.codes
    assert any("compared with itself" in note for note in found.notes)
    assert any("Not the same kind" in note and "Sheffield" in note for note in found.notes)


def test_a_group_of_strangers_names_each(bundled: Statistics) -> None:
    with pytest.raises(GrowthplanError) as caught:
        find_peers(bundled, LCR, group=["Atlantis", "Greater Manchestre"])
    assert len(caught.value.faults) == 2


def test_a_group_of_nobody_is_refused(bundled: Statistics) -> None:
    with pytest.raises(GrowthplanError, match="no other place"):
        find_peers(bundled, LCR, group=[LCR])


@pytest.mark.parametrize("place", ["K02000001", "E92000001", "N09000003", "E09000001", "TLD7"])
def test_any_place_gets_peers_or_a_note(bundled: Statistics, place: str) -> None:
    found = find_peers(bundled, place)
    assert found.codes or any("no peers" in note for note in found.notes)


def test_a_place_like_no_other_says_so(bundled: Statistics) -> None:
    notes = find_peers(bundled, "City of London").notes
    assert any("No area is much like City of London" in note for note in notes)


def test_a_figure_a_peer(of_lcr: Peers) -> None:
    ids = [f.id for f in of_lcr.figures]
    assert len(ids) == len(set(ids)) == 11
    assert f"peer_distance/{LCR}/2022/{of_lcr.codes[0]}" in ids
    assert of_lcr.table["name"][0] in of_lcr.figures[0].sentence


GROUPS = ["size", "mix", "mix", "mix"]
matrices = (
    st.integers(4, 12)
    .flatmap(
        lambda n: st.lists(
            st.lists(st.floats(-5, 5), min_size=4, max_size=4), min_size=n, max_size=n
        )
    )
    .map(np.array)
)


@given(matrices)
def test_sets_have_their_size_and_shares_add_to_it(differences: np.ndarray) -> None:
    count = 3
    for kept in (
        kept_without_one_feature(differences, GROUPS, count),
        kept_in_resamples(differences, GROUPS, count, 20, 1),
        kept_in_other_metrics(differences, 0, range(len(differences)), GROUPS, count),
    ):
        assert kept.sum() == pytest.approx(count)
        assert ((kept >= 0) & (kept <= 1)).all()


def test_a_twin_is_nearest_whatever_is_dropped() -> None:
    differences = np.array([[0.0, 0, 0, 0], [1, 1, 1, 1], [2, 0, 2, 0], [0, 2, 0, 2.0]])
    assert kept_without_one_feature(differences, GROUPS, 1)[0] == 1.0
    assert kept_in_resamples(differences, GROUPS, 1, 200, 3)[0] == 1.0


def test_each_group_counts_alike_however_many_features_it_has() -> None:
    assert group_weights(GROUPS).tolist() == pytest.approx([1 / 2, 1 / 6, 1 / 6, 1 / 6])
    assert group_weights(GROUPS, np.array([0.0, 1, 1, 0])).tolist() == [0, 0.5, 0.5, 0]


@given(matrices)
def test_distance_is_zero_only_to_a_twin_and_never_below(differences: np.ndarray) -> None:
    found = distances(differences, group_weights(GROUPS))
    assert (found >= 0).all()
    assert nearest_sets(found[:, None], 2).sum() == 2
