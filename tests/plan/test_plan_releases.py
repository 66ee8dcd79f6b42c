"""Releases: nothing is lost, anything touched is noticed; targets through time."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_plan import FILES, edited, plan_bytes, plan_of

from growthplan.plan import EarlierTarget, Plan, read_plan
from growthplan.plan.versions import (
    Release,
    latest,
    lost_targets,
    make_release,
    read_release,
    released_plan,
    target_on,
    targets_as_at,
    targets_through_time,
)
from growthplan.vocabulary import Gazetteer, GrowthplanError, Place, PlaceKind

GAZETTEER = Gazetteer([
    Place(code="K02000001", name="United Kingdom", kind=PlaceKind.UK),
    Place(code="E92000001", name="England", kind=PlaceKind.COUNTRY),
    Place(code="E47000004", name="Liverpool City Region", kind=PlaceKind.CITY_REGION),
])  # fmt: skip
PLAN = plan_of(FILES, GAZETTEER)
LAUNCH = date(2025, 10, 13)


def released(files: dict[str, bytes] | None = None, **more: object) -> Release:
    texts = {name: text.encode() for name, text in FILES.items()} if files is None else files
    given_ = {"label": "Launch", "day": LAUNCH, "software": "0.1.0", **more}
    return make_release(texts, PLAN, **given_)  # type: ignore[arg-type]


def test_the_plan_of_these_tests_is_valid() -> None:
    plan, faults = read_plan(plan_bytes(), GAZETTEER)
    assert [str(fault) for fault in faults if fault.severity == "error"] == []
    assert plan == PLAN


NAMES = st.from_regex(r"[a-z0-9 ._-]{0,6}[a-z0-9](/[a-zåß]{1,6}\.yaml)?", fullmatch=True)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(NAMES, st.one_of(st.binary(max_size=60), st.text().map(str.encode))),
    st.text(min_size=1, max_size=30).filter(lambda s: s.isprintable()),
)
def test_a_round_trip_gives_every_byte_back(files: dict[str, bytes], label: str) -> None:
    made = released(files, label=label)
    back = read_release("x.plan.json", made.written())
    assert back.files == files
    assert back == made
    assert back.sha256 == made.sha256


@pytest.mark.parametrize("text", [
    b"a: 1   # a note\r\nb: 2\r\n", b"\xef\xbb\xbfa: 1\n", "a: £ — é\n\n\n".encode(), b"caf\xe9",
    b"", b"no end",
])  # fmt: skip
def test_line_ends_marks_comments_and_other_encodings_come_back(text: bytes) -> None:
    assert read_release("x", released({"plan.yaml": text}).written()).files["plan.yaml"] == text


def test_the_plan_itself_comes_back_without_reading_its_files() -> None:
    back = read_release("x", released().written())
    assert released_plan(back) == PLAN
    other = edited(GAZETTEER, ("levers.yaml", "title: Rail powers", "title: Trains"))
    texts = {name: text.encode() for name, text in FILES.items()}
    another = make_release(texts, other, "Other", LAUNCH, "0.1.0")
    assert released_plan(back, like=(another, other)) == PLAN
    assert released_plan(another, like=(back, PLAN)) == other
    assert released_plan(back, like=(back, PLAN)) == PLAN


def test_the_hash_is_of_the_content_and_not_of_its_layout() -> None:
    made = released()
    written = json.dumps(json.loads(made.written()), indent=4).replace("\n", "\r\n").encode()
    assert read_release("x", written) == made


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_byte_that_changed_is_a_fault_or_changes_nothing(at: int, by: int) -> None:
    data = bytearray(released({"plan.yaml": b"a: 1\n"}).written())
    data[at % len(data)] ^= by
    fault, back = None, None
    try:
        back = read_release("x.plan.json", bytes(data))
    except GrowthplanError as error:
        fault = error.faults[0]
    if fault is None:
        assert back == released({"plan.yaml": b"a: 1\n"})
    else:
        assert fault.file == "x.plan.json"
        assert fault.fix


@pytest.mark.parametrize(("data", "says"), [
    (b"", "cut off"),
    (b"{", "cut off"),
    (b"[]", "not a release"),
    (b'{"growthplan_release": 99}', "layout 99"),
    (b'{"growthplan_release": 1}', "label, date"),
    (b"\xff\xfe", "not UTF-8"),
    (b"[" * 100_000, "cannot be read"),
])  # fmt: skip
def test_what_is_no_release_is_said_so(data: bytes, says: str) -> None:
    with pytest.raises(GrowthplanError, match=says):
        read_release("x.plan.json", data)


def test_a_text_that_was_edited_in_a_release_is_noticed() -> None:
    data = released().written().replace(b"Forty pounds", b"Fifty pounds")
    with pytest.raises(GrowthplanError, match="changed after it was made"):
        read_release("x.plan.json", data)


@pytest.mark.parametrize("name", ["../plan.yaml", "/etc/plan.yaml", "a/../../b", "c:\\x", "a\\b",
                                  "", "a//b", "."])  # fmt: skip
def test_a_release_never_names_a_file_outside_its_folder(name: str) -> None:
    with pytest.raises(GrowthplanError, match="a name that no plan has"):
        read_release("x.plan.json", released({name: b"x"}).written())


def test_releases_are_named_by_day_and_label() -> None:
    assert released().name == "2025-10-13-launch.plan.json"
    assert released(label="  Révision n° 2/b ").name == "2025-10-13-revision-n-2-b.plan.json"
    assert released(label="…").name == "2025-10-13-release.plan.json"


def test_nothing_of_the_machine_is_in_a_release() -> None:
    assert set(json.loads(released().written())) == {
        "growthplan_release", "label", "date", "number", "schema_version", "software", "sha256",
        "files", "plan",
    }  # fmt: skip


def test_the_latest_release_of_a_day_is_the_one_made_last() -> None:
    first, second = released(number=1), released(label="A correction", number=2)
    later = released(day=date(2026, 4, 1), number=3)
    assert latest([later, first, second], date(2026, 3, 31)) is second
    assert latest([later, first, second]) is later
    assert latest([later], LAUNCH) is None


KEPT = """    earlier_targets:
      - {value: 40, unit: £ per hour, year: 2035, statement: Forty pounds an hour,
         source: briefing, replaced: 1 March 2027, reason: New figures}
    source: briefing
  - id: jobs"""


def revised(*more: tuple[str, str, str]) -> Plan:
    return edited(GAZETTEER, ("plan.yaml", "      value: 40\n", "      value: 42\n"), *more)


def test_a_target_that_was_overwritten_is_found_with_the_lines_that_keep_it() -> None:
    (lost,) = lost_targets(PLAN, revised())
    assert (lost.outcome, lost.gone) == ("productivity", False)
    pasted = lost.to_paste(date(2027, 3, 1)).replace("# why it was replaced", "New figures")
    end = "    source: briefing\n  - id: jobs"
    assert lost_targets(PLAN, revised(("plan.yaml", end, f"{pasted}\n{end}"))) == ()
    assert lost_targets(PLAN, revised(("plan.yaml", end, KEPT))) == ()


def test_the_lines_to_paste_are_not_valid_until_the_reason_is_given() -> None:
    (lost,) = lost_targets(PLAN, revised())
    end = "    source: briefing\n  - id: jobs"
    text = FILES["plan.yaml"].replace(end, f"{lost.to_paste(LAUNCH)}\n{end}")
    _, faults = read_plan({**plan_bytes(), "my-plan/plan.yaml": text.encode()}, GAZETTEER)
    assert any('"reason" is empty' in fault.message for fault in faults)


def test_a_target_that_was_withdrawn_or_whose_outcome_went_is_lost() -> None:
    outcome = PLAN.outcomes[0]
    without = outcome.model_copy(update={"target": None})
    (lost,) = lost_targets(PLAN, PLAN.model_copy(update={"outcomes": (without,)}))
    assert not lost.gone
    (lost,) = lost_targets(PLAN, PLAN.model_copy(update={"outcomes": PLAN.outcomes[1:]}))
    assert lost.gone
    renamed = outcome.model_copy(update={"id": "prosperity"})
    assert lost_targets(PLAN, PLAN.model_copy(update={"outcomes": (renamed,)})) == ()


def test_history_that_was_deleted_is_lost_too() -> None:
    end = "    source: briefing\n  - id: jobs"
    (lost,) = lost_targets(revised(("plan.yaml", end, KEPT)), revised())
    assert "reason: New figures" in lost.to_paste(date(2030, 1, 1))
    assert "replaced: 1 March 2027" in lost.to_paste(date(2030, 1, 1))


def test_a_target_may_be_reworded() -> None:
    assert lost_targets(PLAN, edited(GAZETTEER, ("plan.yaml", "Forty", "40"))) == ()


def test_the_target_of_a_day_is_the_one_that_was_replaced_next() -> None:
    outcome = PLAN.outcomes[0]
    assert outcome.target is not None
    earlier = [
        EarlierTarget(**{**outcome.target.model_dump(), "value": value}, replaced=day, reason="x")
        for value, day in ((38, date(2026, 1, 1)), (39, date(2027, 1, 1)))
    ]
    outcome = outcome.model_copy(update={"earlier_targets": tuple(earlier)})
    on = {day: target_on(outcome, day) for day in
          (LAUNCH, date(2025, 12, 31), date(2026, 1, 1), date(2027, 1, 1))}  # fmt: skip
    assert [target.value for target in on.values() if target] == [38, 38, 39, 40]


def test_a_release_learns_of_targets_that_were_replaced_after_it() -> None:
    today = revised(("plan.yaml", "    source: briefing\n  - id: jobs", KEPT))
    for day, value in ((date(2027, 2, 28), 40), (date(2027, 3, 1), 42), (date(2030, 1, 1), 42)):
        target = targets_as_at(PLAN, LAUNCH, today, day).outcomes[0].target
        assert target
        assert target.value == value
    first_set = edited(
        GAZETTEER,
        ("plan.yaml", "target: not published",
         "target: {value: 1, unit: jobs, year: 2035, statement: x, source: briefing}"),
    )  # fmt: skip
    assert targets_as_at(PLAN, LAUNCH, first_set, date(2030, 1, 1)) == PLAN


def test_predecessors_targets_stand_beside_todays() -> None:
    plan = revised(("plan.yaml", "    source: briefing\n  - id: jobs", KEPT))
    rows = [(r.standing, r.outcome, r.statement, r.value, r.year, r.replaced)
            for r in targets_through_time(plan)]  # fmt: skip
    assert rows == [
        ("earlier plan", "", "100,000 jobs", 100000, 2040, ""),
        ("replaced", "Productivity", "Forty pounds an hour", 40, 2035,
         "1 March 2027: New figures"),
        ("today", "Productivity", "Forty pounds an hour", 42, 2035, ""),
        ("today", "Jobs", "not published", None, None, ""),
    ]  # fmt: skip
