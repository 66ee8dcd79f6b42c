"""Scenarios: read with their lines, put together left to right, contradictions refused."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import growthplan as gp
from growthplan.journeys.projecting_scenarios import scenarios_of
from growthplan.plan import Plan
from growthplan.store import packaged_assumptions
from growthplan.system.programme import Outlay, Prices, Programme, read_programme
from growthplan.system.scenario import Composed, ReadScenario, compose, read_scenario
from growthplan.vocabulary import GrowthplanError

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
PRICES = Prices(2023, {2023: 100.0}, 0.02)
HEAD = "id: made-up\ntitle: Made up\nsummary: Made up for a test.\nchanges:\n"


@cache
def plan() -> Plan:
    return gp.open_plan(LCR)


@cache
def programme() -> Programme:
    return read_programme(plan(), packaged_assumptions())


def read(steps: str) -> ReadScenario:
    found, faults = read_scenario("made-up.yaml", (HEAD + steps).encode())
    assert not faults
    assert found is not None
    return found


def composed(*steps: str) -> Composed:
    return compose([read(one) for one in steps], plan(), programme(), PRICES, 2035)


def refused(*steps: str) -> GrowthplanError:
    with pytest.raises(GrowthplanError) as caught:
        composed(*steps)
    return caught.value


def money(made: Composed, name: str) -> dict[int, float]:
    return dict(next(o for o in made.programme.outlays if o.intervention == name).amounts)


def test_every_shipped_scenario_is_read_and_applies() -> None:
    known = scenarios_of(LCR)
    assert len(known) >= 5
    for name, path in known.items():
        found, faults = read_scenario(path.name, path.read_bytes())
        assert not faults
        assert found is not None
        one = compose([found], plan(), programme(), PRICES, 2035)
        assert (one.id, len(one.steps)) == (name, 1)


def test_steps_do_what_they_say() -> None:
    before = money(composed("  - deflator: {growth_pct: 2}\n"), "rapid-transit")
    late = composed("  - delay: {years: 2, actions: [rapid-transit]}\n")
    assert money(late, "rapid-transit") == {year + 2: m for year, m in before.items()}
    assert money(late, "bus-franchising") == money(composed(_PRICES), "bus-franchising")
    half = composed("  - scale: {factor: 0.5, themes: [foundations]}\n")
    assert money(half, "rapid-transit") == {year: m / 2 for year, m in before.items()}
    assert money(half, "ai-adoption") == money(composed(_PRICES), "ai-adoption")
    only = composed("  - only: [rapid-transit]\n")
    assert only.programme.interventions == ("rapid-transit",)
    off = composed("  - lever_off: [bus-franchising-power]\n")
    gone = {*programme().interventions} - {*off.programme.interventions}
    assert gone == {"bus-franchising", "rapid-transit"}


def test_a_delay_of_half_a_year_moves_half_of_each_years_money() -> None:
    before = money(composed(_PRICES), "rapid-transit")
    late = money(composed("  - delay: {years: 1.5, actions: [rapid-transit]}\n"), "rapid-transit")
    assert sum(late.values()) == pytest.approx(sum(before.values()))
    first, last = min(before), max(before)
    assert late[first + 1] == pytest.approx(before[first] / 2)
    assert late[last + 2] == pytest.approx(before[last] / 2)
    mean_year = {n: sum(y * m for y, m in w.items()) for n, w in (("a", late), ("b", before))}
    assert (mean_year["a"] - mean_year["b"]) / sum(before.values()) == pytest.approx(1.5)


_PRICES = "  - deflator: {growth_pct: 2}\n"


def test_a_longer_relief_is_paid_at_its_last_full_rate() -> None:
    longer = composed("  - extend: {zones: [freeport], until: 30 September 2036}\n")
    paid = money(longer, "freeport-reliefs")
    assert [paid[year] for year in (2030, 2031, 2035, 2036)] == [6.0, 6.0, 6.0, 3.0]
    relief = next(o for o in longer.programme.outlays if o.intervention == "freeport-reliefs")
    assert relief.sunset is not None
    assert relief.sunset.isoformat() == "2036-09-30"


def test_the_world_changes_with_and_without_the_plan() -> None:
    made = composed(
        "  - recession: {year: 2028, depth_pct: 4, recovery_years: 4}\n"
        "  - england_growth: {change: 0.5}\n"
        "  - deflator: {growth_pct: 3}\n"
    )
    assert made.national.growth_shift == 0.005
    assert [year for year, _ in made.national.hours] == [2028, 2029, 2030, 2031]
    falls = [value for _, value in made.national.productivity]
    assert falls == sorted(falls)
    assert made.prices.growth == 0.03
    assert made.programme == programme()


def test_left_to_right() -> None:
    """Half of twice is the same as it was; leaving out and then halving is not the same as
    halving and then leaving out, because the first is a contradiction."""
    twice, half = "  - scale: {factor: 2}\n", "  - scale: {factor: 0.5}\n"
    assert composed(twice, half).programme == programme()
    assert composed(twice, half).id == "made-up+made-up"
    one = composed("  - scale: {factor: 0.5, actions: [rapid-transit]}\n",
                   "  - without: [rapid-transit]\n")  # fmt: skip
    assert "rapid-transit" not in one.programme.interventions
    wrong = refused("  - without: [rapid-transit]\n",
                    "  - scale: {factor: 0.5, actions: [rapid-transit]}\n")  # fmt: skip
    assert "left out before by 'Without Rapid transit routes'" in str(wrong)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (("  - without: [rapid-transt]\n",), "Did you mean 'rapid-transit'"),
        (("  - delay: {years: 1, themes: [foundation]}\n",), "Did you mean 'foundations'"),
        (("  - lever_off: [bus-power]\n",), "the plan has no lever 'bus-power'"),
        (("  - extend: {zones: [freeprt], until: 2036-09-30}\n",), "no zone 'freeprt'"),
        (("  - extend: {zones: [freeport], until: 2030-09-30}\n",),
         "already lasts to 30 September 2031"),
        (("  - extend: {actions: [rapid-transit], until: 2036-09-30}\n",),
         "none of these rests on a relief"),
        (("  - without: [rapid-transit]\n", "  - only: [rapid-transit]\n"), "left out before"),
        (("  - only: [rapid-transit]\n", "  - without: [rapid-transit]\n"), "nothing of the plan"),
        (("  - lever_off: [transport-budget]\n",
          "  - delay: {years: 1, actions: [rapid-transit]}\n"),
         "left out before by 'Not held"),
        (("  - england_growth: {change: 1}\n", "  - england_growth: {change: 1}\n"), "set twice"),
        ((_PRICES, _PRICES), "prices are set twice"),
        (("  - recession: {year: 2028, depth_pct: 4, recovery_years: 4}\n",
          "  - recession: {year: 2030, depth_pct: 2, recovery_years: 1}\n"), "not over yet"),
        (("  - recession: {year: 2022, depth_pct: 4, recovery_years: 4}\n",),
         "2022 is outside the projection, 2024 to 2035"),
    ],
)  # fmt: skip
def test_contradictions_and_unknown_names_stand_at_their_line(
    steps: tuple[str, ...], said: str
) -> None:
    error = refused(*steps)
    assert said in str(error)
    assert error.faults[0].file == "made-up.yaml"
    assert error.faults[0].line == 5


def test_every_contradiction_is_told_at_once() -> None:
    error = refused("  - without: [nothing-like-it]\n  - scale: {factor: 2, actions: [nor-this]}\n")
    assert [fault.line for fault in error.faults] == [5, 6]


def test_what_is_known_but_not_modelled_changes_nothing_and_is_said() -> None:
    made = composed("  - without: [visitor-levy]\n  - lever_off: [tidal-support]\n")
    assert made.programme == programme()
    assert "'visitor-levy' is not modelled" in made.notes[0]
    assert "No modelled action needs tidal-support" in made.notes[1]
    cut = composed("  - without: [bus-franchising]\n")
    assert any("Rapid transit routes depends on 'bus-franchising'" in note for note in cut.notes)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (HEAD + "  - dely: {years: 2}\n", 5, 'did you mean "delay"'),
        (HEAD + "  - delay: {years: two}\n", 5, "should be a number"),
        (HEAD + "  - delay: {years: 2}\n    only: [a]\n", 5, "says 2 things at once"),
        (HEAD + "  - {}\n", 5, "says nothing"),
        (HEAD.replace("changes:\n", "changes: []\n"), 4, "has nothing in it"),
        (HEAD.replace("made-up", "plan") + "  - only: [a]\n", 1, "cannot be 'plan'"),
        (HEAD.replace("id: made-up", "id: other") + "  - only: [a]\n", 1, "called made-up.yaml"),
        (HEAD + "  - scale: {factor: -1}\n", 5, "0"),
        ("- a list\n", 1, "fields of one scenario"),
        (HEAD + "  - extend: {until: 2036-01-01}\n", 5, "names no relief"),
    ],
)
def test_a_broken_file_is_told_at_its_line(text: str, line: int, said: str) -> None:
    found, faults = read_scenario("made-up.yaml", text.encode())
    assert found is None
    assert any(fault.line == line and said in str(fault) for fault in faults), faults


def test_the_plans_reader_leaves_scenarios_alone() -> None:
    outlays: tuple[Outlay, ...] = programme().outlays
    assert outlays
    assert not any("scenario" in action.id for action in plan().interventions)


def test_moved_money_keeps_its_total_and_comes_in_another_year() -> None:
    before = money(composed("  - scale: {factor: 1}\n"), "rapid-transit")
    step = "  - move: {actions: [rapid-transit], out_of: 2027/28, into: 2029/30, share: 0.5}\n"
    after = money(composed(step), "rapid-transit")
    assert after[2027] == pytest.approx(before[2027] / 2)
    assert after[2029] == pytest.approx(before[2029] + before[2027] / 2)
    assert sum(after.values()) == pytest.approx(sum(before.values()))
    assert composed(step).steps == (
        "50% of the money of Rapid transit routes in 2027/28 spent in 2029/30",
    )


def test_money_that_is_not_there_cannot_be_moved() -> None:
    step = "  - move: {actions: [rapid-transit], out_of: 2041/42, into: 2029/30}\n"
    found = refused(step).faults[0]
    assert "no money in 2041/42" in found.message
    assert "2027/28" in str(found)


def test_money_switched_between_lines_changes_no_action() -> None:
    step = (
        "  - switch: {out_of: transport-capital, year: 2026/27, into: housing-capital, "
        "into_year: 2026/27, amount: 5}\n"
    )
    assert composed(step).programme.outlays == programme().outlays
    wrong = step.replace("housing-capital", "housing-capitol")
    assert "no line 'housing-capitol'" in refused(wrong).faults[0].message


def test_only_some_actions_leaves_out_those_that_are_not_modelled_too() -> None:
    gone = composed("  - only: [rapid-transit]\n").gone
    assert gone == {action.id for action in plan().interventions} - {"rapid-transit"}
