"""The nearest what-if that the money allows, and what the rules say of money that is moved."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from growthplan.journeys.asking import Answered, Warm, afforded, ask, warm
from growthplan.journeys.asking_address import Question, read_question
from growthplan.vocabulary import GrowthplanError

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"


@cache
def ground() -> Warm:
    return warm(LCR)


def asked(*pairs: tuple[str, str]) -> Question:
    return read_question(pairs, ground().plan, list(ground().scenarios))


def answered(*pairs: tuple[str, str]) -> Answered:
    return ask(ground(), asked(*pairs), 4, shared=False)


steps = st.one_of(
    st.tuples(st.just("off"), st.sampled_from(("ai-adoption", "rapid-transit"))),
    st.tuples(st.just("scale"), st.sampled_from(("all:2", "all:1.3", "bus-franchising:4"))),
    st.tuples(st.just("delay"), st.sampled_from(("all:1", "all:3", "brownfield-homes:2.5"))),
    st.tuples(st.just("move"), st.just("bus-franchising:2026/27:2033/34:1")),
    st.tuples(
        st.just("switch"),
        st.sampled_from(("transport-capital:2026/27:housing-capital:2026/27:5",
                         "transport-capital:2027/28:housing-capital:2027/28:90")),
    ),
    st.tuples(st.just("reliefs"), st.just("2036-09-30")),
    st.tuples(st.just("scenario"), st.just("delay-two-years")),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, min_size=1, max_size=4, unique_by=lambda one: one[0]))
def test_the_nearest_that_is_offered_is_allowed(pairs: list[tuple[str, str]]) -> None:
    try:
        found = answered(*pairs)
    except GrowthplanError:
        reject()  # the steps contradict one another
    assert found.affording is not None
    if found.nearest is None:
        assert found.affording.is_paid
        return
    assert not found.affording.is_paid
    assert found.nearest.words
    again = afforded(ground(), asked(*_pairs(found.nearest.question.address)))
    assert again is not None
    assert again.is_paid


def _pairs(address: str) -> list[tuple[str, str]]:
    from urllib.parse import parse_qsl

    return parse_qsl(address)


def test_a_delay_beyond_the_money_is_shortened_to_the_longest_that_fits() -> None:
    near = answered(("delay", "bus-franchising:3")).nearest
    assert near is not None
    years = [n for n in (1, 2) if _is_paid(("delay", f"bus-franchising:{n}"))]
    assert near.question == asked(("delay", f"bus-franchising:{max(years)}"))
    assert "instead of 3 years later" in near.words[0]


def _is_paid(*pairs: tuple[str, str]) -> bool:
    found = afforded(ground(), asked(*pairs))
    assert found is not None
    return found.is_paid


def test_more_money_than_there_is_is_cut_evenly_and_no_more_than_needed() -> None:
    found = answered(("scale", "all:1.5"))
    assert found.affording is not None
    assert min(found.affording.scales.values()) > 0.3  # none is left with nothing
    assert found.nearest is not None
    for name in found.affording.scales:
        more = [(key, f"{name}:1" if value.startswith(f"{name}:") else value)
                for key, value in found.nearest.question.steps]  # fmt: skip
        assert not _is_paid(*more), name


def test_reliefs_of_a_saved_scenario_that_outlast_the_money_end_as_they_do_now() -> None:
    near = answered(("scenario", "reliefs-to-2036"), ("growth", "0.5")).nearest
    assert near is not None
    assert near.question == asked(("growth", "0.5"))


def test_a_move_over_the_limit_is_told_in_words_and_the_limit_offered() -> None:
    found = answered(("switch", "transport-capital:2026/27:housing-capital:2026/27:50"))
    assert found.affording is not None
    assert not found.affording.is_paid
    assert "the rule allows £17,000,000.00" in found.affording.judged.refused[0]
    assert found.nearest is not None
    assert found.nearest.question.address.endswith(":17")


def test_a_move_that_needs_consent_says_whose() -> None:
    found = answered(("switch", "transport-capital:2026/27:transport-capital:2027/28:5"))
    assert found.affording is not None
    assert found.affording.is_paid
    assert "HM Treasury" in found.affording.judged.consents[0]


def test_a_move_counts_towards_the_limit_on_further_switching() -> None:
    pair = ("switch", "transport-capital:2026/27:housing-capital:2026/27:17")
    more = ("scale", "brownfield-homes:3")
    whole, rest = answered(more).affording, answered(pair, more).affording
    assert whole is not None
    assert rest is not None
    assert rest.short == pytest.approx(whole.short, abs=1e-6)


def test_money_of_a_year_that_has_none_is_a_fault() -> None:
    with pytest.raises(GrowthplanError, match="no money in 2035/36"):
        answered(("switch", "transport-capital:2035/36:housing-capital:2035/36:5"))
