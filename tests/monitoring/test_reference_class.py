"""An action's own record beside its kind's: a published example, and what simulation shows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.monitoring.delivery import expected, reference_class

DYESTUFF = {
    "A": [1545, 1440, 1440, 1520, 1580],
    "B": [1540, 1555, 1490, 1560, 1495],
    "C": [1595, 1550, 1605, 1510, 1560],
    "D": [1445, 1440, 1595, 1465, 1545],
    "E": [1595, 1630, 1515, 1635, 1625],
    "F": [1520, 1455, 1450, 1480, 1445],
}
"""Yield of dyestuff by batch, Davies and Goldsmith (1972), table 6.3."""


def test_dyestuff_as_published() -> None:
    """Golden, published: Bates et al. (2015), lme4; balanced, so that REML equals moments."""
    found = reference_class(DYESTUFF)
    assert found is not None
    assert found.mean == pytest.approx(1527.5)
    assert found.within == pytest.approx(2451.25)
    assert found.between == pytest.approx(1764.05)


def test_too_short_a_record_says_nothing() -> None:
    assert reference_class({"a": [1.0, 2.0], "b": [1.0, 2.0]}) is None
    assert reference_class({"a": [1.0], "b": [1.0], "c": [2.0]}) is None


records = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.floats(0, 3), min_size=2, max_size=5), min_size=3
)


@given(records, st.lists(st.floats(0, 3), max_size=6))
def test_what_is_expected_lies_between_the_class_and_the_own_record(
    some: dict[str, list[float]], own: list[float]
) -> None:
    pool = reference_class(some)
    assert pool is not None
    found = expected(pool, own)
    assert 0 <= found.own_weight <= 1
    mean = sum(own) / len(own) if own else pool.mean
    assert min(mean, pool.mean) - 1e-9 <= found.level <= max(mean, pool.mean) + 1e-9
    longer = expected(pool, own * 2)
    assert longer.own_weight >= found.own_weight
    low, middle, high = found.of_records(2, pool.within)
    assert low <= middle <= high


def test_the_range_holds_what_comes_as_often_as_it_says() -> None:
    """Simulated truth: 90% ranges of a quarter to come hold it in 87% to 93% of runs."""
    draw = np.random.default_rng(20261124)
    inside = total = 0
    for _ in range(400):
        levels = draw.normal(0.85, 0.2, 12)
        record = {str(n): list(draw.normal(level, 0.15, 3)) for n, level in enumerate(levels)}
        pool = reference_class(record)
        assert pool is not None
        for n, level in enumerate(levels):
            low, _, high = expected(pool, record[str(n)]).of_records(1, pool.within)
            inside += bool(low <= draw.normal(level, 0.15) <= high)
            total += 1
    assert 0.87 <= inside / total <= 0.93
