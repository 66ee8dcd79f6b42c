"""The double-count guard: bounds that hold whatever the claims, and are reached."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.monitoring.double_count import Claimed, guard, likeness
from growthplan.monitoring.double_count.bounds import fewest_things


def claim(
    programme: str, number: float, site: str = "", firm: str = "", group: str = "",
    indicator: str = "jobs", quarter: str = "2026-27q1",
) -> Claimed:  # fmt: skip
    return Claimed(programme, "council", indicator, quarter, number, site, firm, group)


claims = st.lists(
    st.builds(
        claim,
        st.sampled_from(["a", "b", "c"]),
        st.integers(1, 50).map(float),
        st.sampled_from(["", "dock", "park"]),
        st.sampled_from(["", "Acme Ltd", "Bolt plc"]),
        st.sampled_from(["", "adults"]),
    ),
    min_size=1,
    max_size=7,
)


def test_the_same_jobs_of_two_programmes_count_once() -> None:
    (one,) = guard([
        claim("reliefs", 120, "dock", "Acme Ltd", "residents"),
        claim("skills", 80, "Dock", "ACME Limited", "Residents"),
    ]).overlaps  # fmt: skip
    assert (one.gross, one.low, one.high, one.net) == (200, 80, 80, (120, 120))
    assert one.certain
    assert "200 gross; 80 are claimed twice, so that 120 are left net" in one.sentence


def test_claims_that_leave_something_out_may_overlap_in_part() -> None:
    (one,) = guard([claim("reliefs", 120, "dock"), claim("skills", 80, "dock", "Acme")]).overlaps
    assert (one.low, one.high, one.net) == (0, 80, (120, 200))
    assert "up to 80 may be claimed twice, so that there are 120 to 200 net" in one.sentence


def test_a_sure_and_a_possible_overlap_stand_in_one() -> None:
    full = ("dock", "Acme", "adults")
    (one,) = guard([claim("a", 10, *full), claim("b", 6, *full), claim("c", 3, "dock")]).overlaps
    assert (one.gross, one.low, one.high) == (19, 6, 9)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (claim("a", 10, "dock"), claim("b", 10, "park")),
        (claim("a", 10, "dock", "Acme"), claim("b", 10, "dock", "Bolt")),
        (claim("a", 10, "dock"), claim("b", 10, "dock", quarter="2026-27q2")),
        (claim("a", 10, "dock"), claim("b", 10, "dock", indicator="homes")),
        (claim("a", 10, "dock"), claim("a", 10, "dock")),
    ],
    ids=["other site", "other firm", "other quarter", "other indicator", "one programme"],
)
def test_different_things_do_not_overlap(first: Claimed, second: Claimed) -> None:
    assert not guard([first, second]).overlaps


def test_claims_that_name_nothing_are_told_not_netted() -> None:
    found = guard([claim("a", 10), claim("b", 10, "dock")])
    assert not found.overlaps
    assert [one.programme for one in found.untold] == ["a"]
    assert likeness(("", "", ""), ("dock", "", "")) == "nothing to tell by"


@settings(deadline=None, max_examples=150)
@given(claims)
def test_bounds_hold_for_any_claims(some: list[Claimed]) -> None:
    for one in guard(some).overlaps:
        low, high = one.net
        largest = max(
            sum(c.number for c in one.claims if c.programme == name) for name in one.programmes
        )
        assert one.gross == sum(c.number for c in one.claims)
        assert 0 <= one.low <= one.high <= one.gross - largest + 1e-6
        assert largest - 1e-6 <= low <= high <= one.gross
        assert low + one.high == pytest.approx(one.gross)
        assert len(one.programmes) > 1


@settings(deadline=None, max_examples=80)
@given(claims, st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(some: list[Claimed], random: object) -> None:
    mixed = list(some)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    first, second = guard(some).overlaps, guard(mixed).overlaps
    key = sorted((round(o.gross, 6), round(o.low, 6), round(o.high, 6)) for o in first)
    assert key == sorted((round(o.gross, 6), round(o.low, 6), round(o.high, 6)) for o in second)


@settings(deadline=None, max_examples=80)
@given(claims)
def test_a_claim_elsewhere_changes_no_overlap(some: list[Claimed]) -> None:
    apart = claim("d", 7, "island", "Elsewhere", "others")
    assert guard([*some, apart]).overlaps == guard(some).overlaps


def _smallest_union(some: list[Claimed]) -> int:
    """By trying every way to lay each thing claimed somewhere: only for a handful of things."""
    values = [sorted({c.key[d] for c in some if c.key[d]} | {"*"}) for d in range(3)]
    places = list(product(*values))
    things = [
        (c.programme, [p for p in places if all(a in ("", b) for a, b in zip(c.key, p))])  # noqa: B905
        for c in some
        for _ in range(int(c.number))
    ]
    best = len(things)
    for laid in product(*(where for _, where in things)):
        held: dict[tuple[str, tuple[str, ...]], int] = {}
        for (programme, _), place in zip(things, laid, strict=True):
            held[programme, place] = held.get((programme, place), 0) + 1
        most: dict[tuple[str, ...], int] = {}
        for (_, place), count in held.items():
            most[place] = max(most.get(place, 0), count)
        best = min(best, sum(most.values()))
    return best


few = st.lists(
    st.builds(
        claim,
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from([1.0, 2.0]),
        st.sampled_from(["", "dock", "park"]),
        st.sampled_from(["", "Acme"]),
        st.just(""),
    ),
    min_size=1,
    max_size=3,
)


@settings(deadline=None, max_examples=60)
@given(few)
def test_the_most_that_can_overlap_is_what_trying_everything_finds(some: list[Claimed]) -> None:
    fewest, exact = fewest_things(some)
    assert exact
    assert fewest == pytest.approx(_smallest_union(some))


def test_too_many_places_give_a_bound_that_is_never_too_small() -> None:
    some = [claim("a", 1, f"s{n}", f"f{n}") for n in range(300)] + [claim("b", 50, "s1")]
    fewest, exact = fewest_things(some)
    assert not exact
    assert fewest == 300
