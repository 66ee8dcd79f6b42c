"""The rule of signals: slow to speak, slow to take back, the same in both directions."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from growthplan.monitoring import RULE, statuses, told

CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def test_one_bad_year_does_not_flip_it() -> None:
    assert statuses([0.9, 0.9, 0.05, 0.9])[1:] == ("on track",) * 3


def test_two_bad_years_do() -> None:
    assert statuses([0.9, 0.9, 0.1, 0.1])[-1] == "off track"


def test_nothing_is_said_after_one_figure() -> None:
    assert statuses([0.999]) == ("cannot tell yet",)
    assert statuses([0.001]) == ("cannot tell yet",)


def test_what_was_said_stands_while_the_chance_only_slips() -> None:
    assert statuses([0.85, 0.85, 0.65, 0.65, 0.65])[-1] == "on track"
    assert statuses([0.85, 0.85, 0.55, 0.55])[-1] == "cannot tell yet"


@given(CHANCES)
def test_both_directions_are_alike(chances: list[float]) -> None:
    p = np.round(np.array([chances]), 3)
    edges = (0.8, 0.6, 0.4, 0.2)  # where rounding of 1 - p could fall on the other side
    p = np.where(np.isclose(p[..., None], edges).any(axis=-1), 0.5, p)
    assert (told(p) == -told(1 - p)).all()


@given(CHANCES)
def test_a_status_rests_on_as_many_figures_as_the_rule_says(chances: list[float]) -> None:
    said = statuses(chances)
    for n, status in enumerate(said):
        if status == "on track" and (n == 0 or said[n - 1] != "on track"):
            assert min(chances[n - RULE.figures + 1 : n + 1]) >= RULE.enter
        if status == "off track" and (n == 0 or said[n - 1] != "off track"):
            assert max(chances[n - RULE.figures + 1 : n + 1]) <= 1 - RULE.enter


@given(CHANCES, CHANCES)
def test_what_comes_later_does_not_change_what_was_said(
    chances: list[float], later: list[float]
) -> None:
    assert statuses(chances + later)[: len(chances)] == statuses(chances)
