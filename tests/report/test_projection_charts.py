"""Fans, matrices, tornadoes, score lines and diagrams: they say what they were given."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.report import Diagram, Flow, Node, Table
from growthplan.report.charts import (
    MOST_FANS,
    MOST_PLAYERS,
    Ahead,
    Blade,
    Fan,
    Pair,
    Scored,
    fan_over_time,
    fan_panels,
    lay_out,
    pair_matrix,
    score_lines,
    tornado,
)
from growthplan.report.charts.style import HELPS, HOLDS_BACK, PLACE
from growthplan.report.table import Column

YEARS = (2023, 2024, 2025)


def _fan(middle: float = -10.0) -> Fan:
    return Fan(
        tuple((year, middle) for year in YEARS),
        {
            width: tuple((year, middle - reach, middle + reach) for year in YEARS)
            for width, reach in ((50, 1.0), (80, 2.0), (90, 3.0))
        },
    )


def _texts(spec: dict[str, Any]) -> list[str]:
    return [layer["mark"]["text"] for layer in spec["layer"] if layer["mark"]["type"] == "text"]


def _rects(spec: dict[str, Any]) -> list[tuple[str, float, float]]:
    return [
        (one["mark"]["color"], one["encoding"]["x"]["value"], one["encoding"]["x2"]["value"])
        for one in spec["layer"]
        if one["mark"]["type"] == "rect"
    ]


def _drawn(history: bool) -> dict[str, Any]:
    past = ((2021, -9.0), (2022, -9.5), (2023, -10.0)) if history else ()
    return fan_over_time(
        Ahead("Here", "10% below", _fan(), past), level="England", divide="June 2025 edition, then",
        mark="%", alt="a",
    ).wide  # fmt: skip


def test_a_fan_is_divided_from_a_past_only_where_there_is_one() -> None:
    assert "June 2025 edition, then" in _texts(_drawn(True))
    assert "June 2025 edition, then" not in _texts(_drawn(False))


def test_wider_ranges_enclose_narrower_ones_on_the_picture() -> None:
    areas = [one for one in _drawn(True)["layer"] if one["mark"]["type"] == "area"]
    ends = [(a["data"]["values"][0]["low"], a["data"]["values"][0]["high"]) for a in areas]
    for (low, high), (next_low, next_high) in itertools.pairwise(ends):
        assert low > next_low > next_high > high, "pixels count downwards"


def test_panels_share_one_scale() -> None:
    panels = (Ahead("A", "", _fan(-10.0)), Ahead("B", "", _fan(40.0)))
    texts = _texts(fan_panels(panels, level="level", mark="%", alt="").wide)
    assert texts.count("+40%") == 2
    assert texts.count("−20%") == 2


def test_too_many_panels_are_refused() -> None:
    panels = (Ahead("A", "", _fan()),) * (MOST_FANS + 1)
    with pytest.raises(ValueError, match="between 1 and"):
        fan_panels(panels, level="", mark="%", alt="")


def test_a_pair_is_coloured_only_when_it_can_be_told_from_zero() -> None:
    pairs = (
        Pair("A", "B", 0.2, "+0.20", "+0.10 to +0.30", clear=True),
        Pair("A", "C", -0.2, "−0.20", "−0.30 to −0.10", clear=True),
        Pair("B", "C", 0.1, "+0.10", "−0.10 to +0.30", clear=False),
    )
    for spec in (drawn := pair_matrix(("A", "B", "C"), pairs, alt="a")).wide, drawn.narrow:
        colours = [colour for colour, _, _ in _rects(spec)]
        assert colours.count(HELPS) == colours.count(HOLDS_BACK) == 1
        assert {"+0.10 to +0.30", "−0.30 to −0.10"} <= set(_texts(spec))


def test_a_matrix_refuses_strangers_and_more_names_than_can_be_read() -> None:
    pair = Pair("A", "Z", 0.2, "+0.20", "", clear=True)
    with pytest.raises(ValueError, match="do not fit"):
        pair_matrix(("A", "B"), (pair,), alt="")
    with pytest.raises(ValueError, match="make a matrix"):
        pair_matrix(tuple("ABCDEFGHIJ"[: MOST_PLAYERS + 1]), (pair,), alt="")


def test_a_tornado_swings_around_its_middle_in_two_colours() -> None:
    blades = (
        Blade("Delivery", 0.1, 0.3, "50%, assumed", assumed=True),
        Blade("Elasticity", 0.15, 0.25, "5%, SMS 4", assumed=False),
    )
    bars = _rects(tornado(blades, 0.2, mark="%", alt="a").wide)[2:]
    assert [colour for colour, _, _ in bars] == [HOLDS_BACK, PLACE]
    middles = [(left + right) / 2 for _, left, right in bars]
    assert middles[0] == pytest.approx(middles[1], abs=0.1)
    assert bars[0][2] - bars[0][1] == pytest.approx(2 * (bars[1][2] - bars[1][1]), abs=0.3)


def test_scores_name_the_rule_on_trial_and_the_one_to_beat() -> None:
    rules = tuple(Scored(f"Rule {n}", ((1, 1.0), (10, float(n)))) for n in range(5, 10))
    own = Scored("Own", ((1, 1.0), (10, 3.0)), trial=True)
    rival = Scored("Rival", ((1, 1.0), (10, 20.0)), to_beat=True)
    texts = _texts(score_lines((*rules, own, rival), below="Years", alt="a").wide)
    assert {"Own", "Rival", "Rule 5", "Rule 6", "Rule 7"} <= set(texts)
    assert "Rule 9" not in texts
    with pytest.raises(ValueError, match="on trial"):
        score_lines(rules, below="", alt="")


def _diagram(sizes: tuple[int, ...]) -> Diagram:
    nodes = tuple(
        Node(f"n{column}-{n}", f"Thing {n} of column {column}", "+1%", column, "#a")
        for column, size in enumerate(sizes)
        for n in range(size)
    )
    flows = tuple(Flow(a.id, b.id, 0.5) for a in nodes for b in nodes if b.column == a.column + 1)
    data = Table("d", "D", (Column("a", "A"),), ((1,),), "s")
    return Diagram("d", "D", "", tuple("ABCD"[: len(sizes)]), nodes, flows, "a", "s", data)


@given(st.lists(st.integers(1, 12), min_size=2, max_size=4), st.booleans())
def test_things_in_a_diagram_never_overlap_and_stay_inside(sizes: list[int], wide: bool) -> None:
    laid = lay_out(_diagram(tuple(sizes)), wide=wide)
    for one, other in itertools.combinations(laid.boxes, 2):
        apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
        apart_y = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert apart_x or apart_y
    assert all(box.x >= 0 for box in laid.boxes)
    assert all(box.x + box.width <= laid.width + 0.01 for box in laid.boxes)
    assert all(box.y + box.height <= laid.height for box in laid.boxes)


def test_a_phone_leaves_out_the_first_of_four_columns_only() -> None:
    four = _diagram((1, 2, 2, 1))
    assert {box.node.column for box in lay_out(four, wide=True).boxes} == {0, 1, 2, 3}
    assert {box.node.column for box in lay_out(four, wide=False).boxes} == {1, 2, 3}


def test_a_diagram_refuses_a_flow_to_nowhere_and_a_thing_twice() -> None:
    good = _diagram((1, 1))
    with pytest.raises(ValueError, match="lacks"):
        Diagram("d", "D", "", ("A",), good.nodes, (Flow("n0-0", "x", 1.0),), "", "s", good.data)
    with pytest.raises(ValueError, match="repeats"):
        Diagram("d", "D", "", ("A",), (*good.nodes, good.nodes[0]), (), "", "s", good.data)
