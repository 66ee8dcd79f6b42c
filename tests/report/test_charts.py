"""Pictures: layouts, labels that keep clear, sums that hold, colours that everybody can tell."""

from __future__ import annotations

import itertools
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_report import gap_chart, levels_chart, other_charts, parts_chart

from growthplan.report import Chart, Column
from growthplan.report.charts import (
    Bar,
    Day,
    Panel,
    Part,
    Revised,
    Span,
    bars,
    revision_history,
    small_multiples,
    spans,
    waterfall,
)
from growthplan.report.charts.scale import domain, spread, wrapped, years_to_mark
from growthplan.report.charts.style import (
    COMPARATOR,
    GROUND,
    HELPS,
    HOLDS_BACK,
    INK,
    OTHER,
    PLACE,
    QUIET,
)

CHARTS = [levels_chart(), gap_chart(), parts_chart(), *other_charts()]
LOG_POINTS = Column("c", "C", "log points", signed=True)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_wide_is_16_to_9_and_narrow_is_another_layout(chart: Chart) -> None:
    wide, narrow = chart.drawing.wide, chart.drawing.narrow
    assert _outer(wide) == (800, 450)
    assert _outer(narrow)[0] == 320
    assert _outer(narrow)[1] >= 340


def _outer(spec: dict[str, object]) -> tuple[int, int]:
    padding = spec["padding"]
    return (
        spec["width"] + padding["left"] + padding["right"],
        spec["height"] + padding["top"] + padding["bottom"],
    )


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_a_specification_is_plain_json_and_loads_nothing(chart: Chart) -> None:
    text = json.dumps([chart.drawing.wide, chart.drawing.narrow])
    assert '"url"' not in text


def test_the_newest_years_are_dashed_and_the_gap_is_written_on() -> None:
    layers = levels_chart().drawing.wide["layer"]
    dashed = [layer for layer in layers if "strokeDash" in layer["mark"]]
    assert [row["year"] for row in dashed[0]["data"]["values"]] == [2021, 2022, 2023]
    assert any(layer["mark"].get("text", "").startswith("11.9%") for layer in layers)


def test_gap_shows_zero_and_the_three_ranges() -> None:
    layers = gap_chart().drawing.wide["layer"]
    texts = {layer["mark"].get("text") for layer in layers}
    assert {"Level with England", "50%", "80%", "90%", "June 2024"} <= texts
    assert sum(layer["mark"]["type"] == "area" for layer in layers) == 3


def test_a_waterfall_whose_parts_miss_the_total_is_refused() -> None:
    with pytest.raises(ValueError, match="miss their total"):
        waterfall((Part("A", -5.0),), Part("Gap", -6.0), column=LOG_POINTS, alt="")


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=8))
def test_each_bar_starts_where_the_last_ended_and_the_total_from_zero(
    values: list[float],
) -> None:
    parts = tuple(Part(f"P{i}", v) for i, v in enumerate(values))
    drawing = waterfall(parts, Part("Sum", sum(values)), column=LOG_POINTS, alt="")
    bars = [
        (layer["encoding"]["x"]["value"], layer["encoding"]["x2"]["value"])
        for layer in drawing.wide["layer"]
        if layer["mark"]["type"] == "rect"
    ]
    for (first, value), (second, _) in itertools.pairwise(
        [*zip(bars, values, strict=False), (bars[-1], 0.0)]
    ):
        end = first[0] if value < 0 else first[1]
        assert min(abs(end - edge) for edge in second) <= 1.7


@pytest.mark.parametrize("count", [0, 13])
def test_small_multiples_refuse_what_cannot_be_read(count: int) -> None:
    one = Panel("A", ((2004, 1.0), (2023, 2.0)), "£2")
    with pytest.raises(ValueError, match="panels"):
        small_multiples((one,) * count, one, alt="")


def test_revisions_put_the_newest_year_first() -> None:
    years = (Revised(2021, (("a", -1.0),), "one edition"), Revised(2023, (("a", -2.0),), "x"))
    layers = revision_history(years, unit_mark="%", alt="").wide["layer"]
    shown = [layer["mark"].get("text") for layer in layers]
    assert shown.index("2023") < shown.index("2021")


@given(
    st.lists(st.floats(0, 300), min_size=1, max_size=8),
    st.floats(1, 30),
)
def test_labels_never_overlap_and_keep_their_order(positions: list[float], gap: float) -> None:
    placed = spread(positions, gap, 0, 300)
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    in_order = [placed[i] for i in order]
    assert all(b - a >= gap - 1e-6 for a, b in itertools.pairwise(in_order))
    assert in_order[0] >= -1e-6
    assert in_order[-1] <= 300 + 1e-6


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20), st.integers(2, 7))
def test_an_axis_covers_its_values_in_few_steps(values: list[float], most: int) -> None:
    ticks = domain(values, most)
    slack = 1e-6 * max(1.0, ticks[-1] - ticks[0])
    assert ticks[0] <= min(values) + slack
    assert ticks[-1] >= max(values) - slack
    assert len(ticks) <= most + 3


def test_both_ends_of_time_are_marked() -> None:
    assert years_to_mark(2004, 2023, 5) == [2004, 2010, 2015, 2020, 2023]
    assert years_to_mark(2023, 2023, 4) == [2023]


def test_names_wrap_at_spaces() -> None:
    assert wrapped("Bournemouth, Christchurch and Poole", 14).split("\n") == [
        "Bournemouth,",
        "Christchurch",
        "and Poole",
    ]


# Machado, Oliveira and Fernandes (2009), matrices at severity 1.0.
SIMULATIONS = {
    "full colour vision": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def _luminance(colour: str, matrix: tuple[tuple[float, ...], ...]) -> float:
    srgb = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in srgb]
    seen = [
        min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear, strict=True)))) for row in matrix
    ]
    return 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]


def _contrast(one: str, other: str, matrix: tuple[tuple[float, ...], ...]) -> float:
    light, dark = sorted((_luminance(one, matrix), _luminance(other, matrix)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("vision", SIMULATIONS)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        *((colour, GROUND) for colour in (PLACE, COMPARATOR, OTHER, HELPS, HOLDS_BACK)),
        (PLACE, COMPARATOR),
        (HELPS, HOLDS_BACK),
    ],
)
def test_colours_are_told_apart_at_3_to_1(one: str, other: str, vision: str) -> None:
    assert _contrast(one, other, SIMULATIONS[vision]) >= 3


@pytest.mark.parametrize("colour", [INK, QUIET, PLACE, COMPARATOR])
def test_words_in_pictures_read_at_4_5_to_1(colour: str) -> None:
    assert _contrast(colour, GROUND, SIMULATIONS["full colour vision"]) >= 4.5


def test_a_number_beside_a_bar_that_ends_at_zero_has_room() -> None:
    parts = (Part("Down", -7.0), Part("Up", 4.4))
    drawing = waterfall(parts, Part("Gap", -2.6), column=LOG_POINTS, alt="")
    for spec, letters in ((drawing.wide, 36), (drawing.narrow, 34)):
        room = spec["width"] + spec["padding"]["right"]
        at = [
            layer["encoding"]["x"]["value"]
            for layer in spec["layer"]
            if layer["mark"].get("text") == "+4.4"
        ]
        assert at
        assert max(at) + letters <= room


def test_bars_start_at_zero_and_keep_to_one_scale() -> None:
    drawing = bars(
        (Bar("Transport", 800.0, "£400m of £800m", 400.0), Bar("Homes", 200.0, "£200m", 200.0)),
        alt="Transport has most.",
    )
    for spec in (drawing.wide, drawing.narrow):
        pieces = [layer["encoding"] for layer in spec["layer"] if layer["mark"]["type"] == "rect"]
        ends = [(one["x"]["value"], one["x2"]["value"]) for one in pieces]
        whole, taken, small, all_of_it = ends
        assert {start for start, _ in ends} == {0.0}
        assert taken[1] == pytest.approx(whole[1] / 2, abs=0.2)
        assert small[1] == pytest.approx(whole[1] / 4, abs=0.2)
        assert all_of_it == small
    assert drawing.alt == "Transport has most."


def test_more_taken_than_there_is_stands_out() -> None:
    drawing = bars((Bar("Line", 10.0, "£12m of £10m", 12.0),), alt="-")
    marks = [layer["mark"] for layer in drawing.wide["layer"]]
    colours = [mark["color"] for mark in marks if mark["type"] == "rect"]
    assert len(set(colours)) == 3


def test_bars_refuse_what_has_no_length() -> None:
    for rows in ((), (Bar("Loss", -1.0, "−1"),)):
        with pytest.raises(ValueError, match="below zero"):
            bars(rows, alt="-")


def test_spans_lie_on_one_axis_of_years() -> None:
    drawing = spans(
        (
            Span("First", date(2020, 1, 1), date(2030, 1, 1), "ends 2030"),
            Span("Second", None, date(2025, 1, 1), "ends 2025"),
            Span("A day", date(2025, 1, 1), date(2025, 1, 1), "2025"),
        ),
        (Day("Plan ends", date(2030, 1, 1)),),
        alt="Two spans and a day.",
    )
    for spec in (drawing.wide, drawing.narrow):
        first, second = (
            layer["encoding"] for layer in spec["layer"] if layer["mark"]["type"] == "rect"
        )
        dots = [one for one in spec["layer"] if one["mark"]["type"] == "point"]
        dot = dots[0]["encoding"]
        assert first["x"]["value"] == second["x"]["value"] == 0.0, "an unknown start is the edge"
        assert second["x2"]["value"] == pytest.approx(first["x2"]["value"] / 2, rel=0.01)
        assert dot["x"]["value"] == second["x2"]["value"]
    with pytest.raises(ValueError, match="no span"):
        spans((), alt="-")
