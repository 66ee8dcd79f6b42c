"""Numbers in prose are the Figures themselves, whatever form the sentence needs."""

from __future__ import annotations

import pytest
from sample_report import GAP, HERE

from growthplan.report import FigureRef, Words, figures_in, plain, rich, written


def test_a_sentence_quotes_the_figure_it_refers_to() -> None:
    text = rich("GVA per hour is {gap:beside} England’s.", gap=GAP)
    assert plain(text, {GAP.id: GAP}) == "GVA per hour is 11.9% below England’s."
    moved = GAP.model_copy(update={"value": -10.0, "display": "−10.0%"})
    assert plain(text, {GAP.id: moved}) == "GVA per hour is 10.0% below England’s."


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("shown", "−11.9%"),
        ("size", "11.9%"),
        ("beside", "11.9% below"),
        ("range", "between −14.1% and −9.7%"),
        ("beside_range", "between 9.7% and 14.1% below"),
    ],
)
def test_forms(form: str, expected: str) -> None:
    assert written(GAP, form) == expected  # type: ignore[arg-type]


def test_a_gap_that_rounds_to_nothing_has_no_side() -> None:
    assert written(GAP.model_copy(update={"value": -0.01}), "beside") == "the same as"


def test_a_range_across_zero_names_both_sides() -> None:
    near = GAP.model_copy(update={"low": -2.0, "high": 1.25})
    assert written(near, "beside_range") == "between 2.0% below and 1.2% above"


def test_a_figure_without_a_range_says_so() -> None:
    assert written(HERE, "range") == "no range known"


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be written as 'loudly'"):
        rich("{gap:loudly}", gap=GAP)


def test_words_keep_their_manner_and_figures_their_order() -> None:
    text = rich("{a} then {b}", a=Words("2%", "assumed"), b=FigureRef(HERE.id))
    assert text[0] == Words("2%", "assumed")
    assert figures_in(text) == (HERE.id,)
