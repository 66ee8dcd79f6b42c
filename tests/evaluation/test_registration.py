"""Registered first: hashes, changes, verdicts of three values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from growthplan.evaluation import (
    Diagnostic,
    Estimate,
    Registration,
    broken_links,
    changes_since,
    decide,
    registered_entry,
)

FIELDS = {
    "id": "a-zone", "title": "A zone", "question": "Did it work?", "treated": ["Halton"],
    "from_year": 2012, "first_year": 2004, "last_year": 2019,
    "outcome": {"indicator": "jobs", "scale": "log"}, "donors": {"kind": "local_authority"},
    "estimator": "synthetic-did",
    "decision": {"direction": "up", "smallest": 2.0, "why": "a thousand jobs",
                 "must_pass": ["fit before treatment"]},
    "sources": ["a published list"],
}  # fmt: skip
ASKED = Registration.model_validate(FIELDS)


def found(effect: float, low: float, high: float, passed: bool | None = True) -> Estimate:
    p = 0.01 if low > 0 or high < 0 else 0.5
    checks = (Diagnostic("fit before treatment", passed, "how it fitted"),)
    return Estimate("synthetic-did", effect, 1.0, low, high, p, "", diagnostics=checks)


def test_a_change_after_registering_shows_field_by_field() -> None:
    entry = registered_entry(ASKED, "2026-01-05", "")
    assert changes_since(entry, ASKED) == ()
    later = Registration.model_validate(
        {**FIELDS, "last_year": 2021, "treated": ["Halton", "Wirral"]}
    )
    said = changes_since(entry, later)
    assert set(said) == {
        "treated: registered as Halton, now Halton, Wirral",
        "last_year: registered as 2019, now 2021",
    }


def test_an_entry_cannot_be_changed_unseen() -> None:
    first = registered_entry(ASKED, "2026-01-05", "")
    second = registered_entry(ASKED, "2026-02-05", first.hash)
    assert broken_links((first, second)) == ()
    earlier = first.model_copy(update={"registered": "2020-01-01"})
    assert broken_links((earlier, second)) == (0,)
    assert broken_links((second,)) == (0,)
    softer = first.model_copy(update={"design": first.design.replace("2.0", "0.1")})
    assert 0 in broken_links((softer, second))


@pytest.mark.parametrize(
    ("effect", "low", "high", "answer"),
    [
        (3.0, 1.0, 5.0, "yes"),
        (0.2, -1.0, 1.4, "no"),
        (1.0, -2.0, 4.0, "the data cannot say"),
        (1.0, 0.5, 2.5, "the data cannot say"),
        (-3.0, -5.0, -1.0, "no"),
    ],
)
def test_yes_no_and_the_data_cannot_say(
    effect: float, low: float, high: float, answer: str
) -> None:
    verdict = decide(found(effect, low, high), ASKED.decision, "log points", None)
    assert verdict.answer == answer


def test_an_effect_meant_to_fall_is_read_the_other_way_round() -> None:
    down = ASKED.decision.model_copy(update={"direction": "down"})
    assert decide(found(-3.0, -5.0, -1.0), down, "%", None).answer == "yes"
    assert decide(found(3.0, 1.0, 5.0), down, "%", None).answer == "no"


@pytest.mark.parametrize("passed", [False, None])
def test_a_required_check_that_does_not_pass_stops_any_conclusion(passed: bool | None) -> None:
    verdict = decide(found(3.0, 1.0, 5.0, passed), ASKED.decision, "%", None)
    assert verdict.answer == "the data cannot say"
    assert "how it fitted" in verdict.sentence


def test_disagreement_between_methods_is_said() -> None:
    other = replace(found(-1.0, -2.0, 0.5), estimator="did")
    verdict = decide(found(3.0, 1.0, 5.0), ASKED.decision, "%", None, [other])
    assert "did puts it the other way" in verdict.sentence
