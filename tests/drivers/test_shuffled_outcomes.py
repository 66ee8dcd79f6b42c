"""How often chance names a driver, as counted and as said."""

from __future__ import annotations

import csv
from importlib.resources import files

from growthplan.drivers import ShuffledOutcomes, read_shuffled_outcomes, shuffled_outcomes_note
from growthplan.drivers.shuffled_outcomes import highest_share


def test_no_run_in_n_leaves_the_exact_binomial_limit() -> None:
    """Clopper and Pearson (1934): with none found it is 1 − 0.05 ^ (1 ÷ n)."""
    for runs in (1, 60, 200):
        assert abs(highest_share(0, runs) - (1 - 0.05 ** (1 / runs))) < 1e-9
    assert highest_share(1, 60) > highest_share(0, 60) > highest_share(0, 200)


def test_the_note_says_runs_count_and_limit() -> None:
    note = shuffled_outcomes_note(
        [ShuffledOutcomes("over all places", 2023, 60, 0), ShuffledOutcomes("inside", 2023, 60, 2)]
    )
    assert "over all places, 0 of 60 runs (at most 4.9%, 95% sure)" in note
    assert "inside, 2 of 60 runs (at most 10.1%, 95% sure)" in note


def test_the_packaged_counts_are_of_enough_runs_and_within_what_is_promised() -> None:
    file = files("growthplan.drivers") / "shuffled_outcomes.csv"
    with file.open(encoding="utf-8") as lines:
        counts = read_shuffled_outcomes(csv.DictReader(lines))
    assert {one.dealt_out for one in counts} == {"over all places", "inside each region"}
    assert all(one.runs >= 60 for one in counts)
    assert all(one.named <= one.runs / 50 for one in counts)
