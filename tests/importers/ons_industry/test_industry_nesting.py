"""How published industry codes nest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.vocabulary import GrowthplanError
from growthplan.vocabulary.industry import (
    SECTIONS,
    industry_code,
    industry_level,
    industry_parents,
    industry_span,
)

PUBLISHED = (
    "Total A-E AB_(1-9) A_(1-3) B_(5-9) C_(10-33) CA_(10-12) CA-CB_(10-15) CD-CE_(19-20) "
    "CD-CF_(19-21) CD-CG_(19-23) CF_(21) CI_(26) CI-CL_(26-30) D_(35) DE_(35-39) E_(36-39) "
    "F_(41-43) 41 42 43 G-T G_(45-47) 45 46 47 L_(68) 68IMP 68 M_(69-75) 72-73 72-75 72 10 11-12"
).replace("_", " ")
CODES = [code.replace("~", " ") for code in PUBLISHED.replace(" (", "~(").split()]


@pytest.mark.parametrize("code", CODES)
def test_published_codes_keep_their_spelling(code):
    assert industry_code(code) == code
    first, end = industry_span(code)
    assert 1 <= first < end <= 99


@pytest.mark.parametrize("text", ["", "02-Mar", "Services", "C-A", "Z (1-2)x", "100", "10-"])
def test_what_is_no_code_is_none(text):
    assert industry_code(text) is None


def test_span_of_no_code_stops():
    with pytest.raises(GrowthplanError, match="'02-Mar' is not an industry code"):
        industry_span("02-Mar")


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("Total", "total"),
        ("A-E", "sector"),
        ("C (10-33)", "section"),
        ("DE (35-39)", "section"),
        ("CA (10-12)", "subsection"),
        ("CI-CL (26-30)", "subsection"),
        ("11-12", "division"),
        ("68IMP", "division"),
    ],
)
def test_levels(code, level):
    assert industry_level(code) == level


@given(st.sets(st.sampled_from(CODES), min_size=1))
def test_a_parent_always_contains_and_nothing_lies_between(codes):
    for code, parent in industry_parents(codes).items():
        first, end = industry_span(code)
        containing = {
            other
            for other in codes
            if industry_span(other) != (first, end)
            and industry_span(other)[0] <= first
            and end <= industry_span(other)[1]
        }
        assert (parent is None) == (not containing)
        if parent is not None:
            width = {c: industry_span(c)[1] - industry_span(c)[0] for c in containing}
            assert width[parent] == min(width.values())


def test_sections_do_not_overlap_and_stand_in_order():
    ends = [0]
    for first, last in SECTIONS.values():
        assert ends[-1] < first <= last
        ends.append(last)


def test_halves_of_real_estate_are_parts_of_it():
    """Imputed rental is left out of productivity by industry, so it must be one half alone."""
    parents = industry_parents(["Total", "G-T", "L (68)", "68", "68IMP"])
    assert parents == {
        "Total": None,
        "G-T": "Total",
        "L (68)": "G-T",
        "68": "L (68)",
        "68IMP": "L (68)",
    }
