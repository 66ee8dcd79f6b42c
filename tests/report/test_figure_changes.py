"""What changed between two publications: nothing moves unlisted, and each move has its cause."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from growthplan.report.changes import (
    Cause,
    Stage,
    by_size,
    changes,
    in_words,
    moved_tables,
    press_statements,
    share_moved,
)
from growthplan.vocabulary import Figure, Input, Lineage, Source, display


def figure(id_: str, value: float, *, width: float | None = None, source: str = "") -> Figure:
    """A made-up figure in pounds an hour."""
    measure, place, period = id_.split("/")
    shown = display(value, "£ per hour")
    given_ = (Input(label="cell", value=value, unit="£ per hour", source=source),) if source else ()
    return Figure(
        id=id_,
        value=value,
        display=shown,
        unit="£ per hour",
        low=None if width is None else value - width,
        high=None if width is None else value + width,
        place=place,
        period=period,
        sentence=f"{measure} of {place} was {shown} in {period}.",
        lineage=Lineage(formula="made up", inputs=given_),
    )


IDS = [f"measure_{letter}/E1/20{year}" for letter in "abc" for year in (22, 23)]
FIGURES = st.dictionaries(st.sampled_from(IDS), st.integers(300, 320).map(lambda n: n / 10)).map(
    lambda found: tuple(figure(id_, value, width=1.0) for id_, value in found.items())
)
CAUSES: tuple[Cause, ...] = ("method", "revision", "new data", "plan")
STAGES = st.lists(FIGURES, min_size=1, max_size=4)


def seen(figures: tuple[Figure, ...]) -> dict[str, tuple[str, str]]:
    return {one.id: (one.display, one.sentence) for one in figures}


@given(FIGURES, STAGES)
def test_whatever_reads_otherwise_is_listed_and_nothing_else(
    before: tuple[Figure, ...], staged: list[tuple[Figure, ...]]
) -> None:
    found = changes(before, [Stage(c, f) for c, f in zip(CAUSES, staged, strict=False)])
    old, new = seen(before), seen(staged[-1])
    differ = {id_ for id_ in {*old, *new} if old.get(id_) != new.get(id_)}
    assert {one.id for one in found} == differ
    assert all(one.parts for one in found)


@given(FIGURES, STAGES)
def test_steps_lead_from_what_was_published_to_what_is(
    before: tuple[Figure, ...], staged: list[tuple[Figure, ...]]
) -> None:
    found = changes(before, [Stage(c, f) for c, f in zip(CAUSES, staged, strict=False)])
    old, new = seen(before), seen(staged[-1])
    for one in found:
        first, last = one.parts[0].before, one.parts[-1].after
        assert first.split(" (")[0] == old.get(one.id, ("",))[0]
        assert last.split(" (")[0] == new.get(one.id, ("",))[0]
        joined = zip(one.parts, one.parts[1:], strict=False)
        assert all(a.after == b.before for a, b in joined)


def test_each_input_is_blamed_for_what_it_moved_alone() -> None:
    ids = ["a/E1/2022", "a/E1/2023", "b/E1/2022", "c/E1/2022"]
    before = (figure(ids[0], 35.2), figure(ids[2], 20.0), figure(ids[3], 10.0))
    revised = (figure(ids[0], 36.5), *before[1:])
    longer = (revised[0], figure(ids[1], 37.3), *before[1:])
    planned = (longer[0], longer[1], figure(ids[2], 21.0))
    found = changes(before, [Stage("revision", revised), Stage("new data", longer),
                             Stage("plan", planned)])  # fmt: skip
    assert {one.id: (one.kind, one.causes) for one in found} == {
        ids[0]: ("moved", ("revision",)),
        ids[1]: ("added", ("new data",)),
        ids[2]: ("moved", ("plan",)),
        ids[3]: ("removed", ("plan",)),
    }


def test_a_figure_that_several_inputs_move_says_what_each_did() -> None:
    one = "a/E1/2022"
    stages = [Stage("revision", (figure(one, 36.5),)), Stage("plan", (figure(one, 37.0),))]
    (moved,) = changes((figure(one, 35.2),), stages)
    assert moved.causes == ("revision", "plan")
    assert [(p.before, p.after) for p in moved.parts] == [("£35.2", "£36.5"), ("£36.5", "£37.0")]
    assert in_words(moved.causes) == "several: revision and plan"


def test_a_figure_that_moves_and_moves_back_is_not_listed() -> None:
    one = "a/E1/2022"
    stages = [Stage("revision", (figure(one, 36.5),)), Stage("plan", (figure(one, 35.2),))]
    assert changes((figure(one, 35.2),), stages) == ()


def test_a_range_that_moves_is_told_apart_from_a_number_that_does() -> None:
    one = "a/E1/2022"
    wider = Stage("revision", (figure(one, 35.2, width=2.0),))
    (moved,) = changes((figure(one, 35.2, width=1.0),), [wider])
    assert moved.kind == "range"
    assert share_moved(moved) == 0.0


def test_the_largest_share_comes_first_and_near_nought_does_not_run_away() -> None:
    before = (figure("a/E1/2022", 40.0), figure("b/E1/2022", 0.1), figure("c/E1/2022", 10.0))
    after = (figure("a/E1/2022", 41.0), figure("b/E1/2022", 5.0), figure("c/E1/2022", 5.0))
    found = by_size(changes(before, [Stage("revision", after)]))
    assert [one.id[0] for one in found] == ["b", "c", "a"]
    shares = [share_moved(one) for one in found]
    assert all(share is not None and 0 < share <= 2 for share in shares)


def test_a_press_sentence_has_the_edition_the_range_and_no_more_than_the_step_says() -> None:
    source = Source(
        id="ons-x@2025-06-19", title="Subregional productivity", publisher="ONS", family="x",
        edition="2025-06", released=date(2025, 6, 19), licence="OGL", url="", sha256="0" * 64,
        file="x.xlsx", layout="x",
    )  # fmt: skip
    old = figure("a/E1/2022", 36.0, width=1.0)
    new = figure("a/E1/2022", 36.5, width=1.0, source=source.id)
    found = changes((old,), [Stage("revision", (new,))])
    (said,) = press_statements(found, {new.id: new}, {source.id: source})
    assert said.headline == new.sentence
    assert "Last published as £36.0." in said.text
    assert "Subregional productivity, published on 19 June 2025" in said.text
    assert "£35.5 to £37.5 (90%)" in said.text
    assert "no sign of better or worse" in said.text
    assert said.sources == (source.id,)


def test_tables_whose_rows_differ_are_named_and_order_is_no_difference() -> None:
    before = {"a": [{"x": 1}, {"x": 2}], "b": [{"x": 1}], "gone": [{"x": 1}]}
    after = {"a": [{"x": 2}, {"x": 1}], "b": [{"x": 3}], "new": [{"x": 1}]}
    found = {one.id: (one.before, one.after, one.different) for one in moved_tables(before, after)}
    assert found == {"b": (1, 1, 2), "new": (0, 1, 1), "gone": (1, 0, 1)}
