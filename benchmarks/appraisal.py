"""Discounting 100,000 projects over 60 years beside numpy-financial, and a plan's appraisal.

numpy-financial takes one project at a time and one rate, so the peer is a loop over projects at a
constant 3.5%. A plain matrix product by hand is shown too: nothing can be much faster than that.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import numpy_financial

import growthplan as gp
from benchmarks.timing import alternated
from growthplan.appraisal import STANDARD, discount_factors, present_value, schedule_of, worth
from growthplan.store import packaged_assumptions
from growthplan.vocabulary.assumption import RateBand

PROJECTS, YEARS, RATE = 100_000, 60, 0.035
PLAN = Path(__file__).parents[1] / "plans" / "liverpool-city-region"


def discounting() -> None:
    """Net present values, and the split into benefits, public and private cost."""
    rng = np.random.default_rng(1)
    benefits = rng.gamma(2.0, 1.0, (PROJECTS, YEARS))
    public = rng.gamma(2.0, 1.0, (PROJECTS, YEARS)) * (np.arange(YEARS) < 5) * 10
    private = 0.1 * public
    net = benefits - public - private
    constant = discount_factors([RateBand(from_year=0, rate=RATE)], YEARS)
    declining = discount_factors(schedule_of(packaged_assumptions()[STANDARD]), YEARS)

    def loop(flows: np.ndarray) -> np.ndarray:
        return np.array([numpy_financial.npv(RATE, row) for row in flows])

    taken = alternated(
        {
            "ours": partial(present_value, net, constant),
            "declining": partial(present_value, net, declining),
            "by hand": lambda: net @ constant,
            "split": partial(worth, benefits, public, private, declining),
            "loop": partial(loop, net),
            "three loops": lambda: [loop(flows) for flows in (benefits, public, private)],
        },
        5,
    )
    apart = np.abs(present_value(net, constant) / loop(net) - 1).max()
    print(
        f"appraisal, NPV of {PROJECTS:,} projects x {YEARS} years: ours "
        f"{1e3 * taken['ours']:.2f} ms ({1e3 * taken['declining']:.2f} ms with declining rates, "
        f"{1e3 * taken['by hand']:.2f} ms by hand), numpy-financial in a loop "
        f"{1e3 * taken['loop']:.0f} ms, {taken['loop'] / taken['ours']:.0f}x, largest relative "
        f"difference {apart:.0e}"
    )
    print(
        f"appraisal, NPV and benefit-cost ratio of the same: ours {1e3 * taken['split']:.1f} ms, "
        f"three loops {1e3 * taken['three loops']:.0f} ms, "
        f"{taken['three loops'] / taken['split']:.0f}x"
    )


def a_plan() -> None:
    """Every action of the first plan, alone and together, from a warm store."""
    taken = alternated({"plan": partial(gp.appraise, PLAN)}, 3)
    found = gp.appraise(PLAN).appraised
    print(
        f"appraisal of {len(found.actions)} actions and their interaction, {found.draws} draws x "
        f"{found.last_year - found.decision_year + 1} years: {taken['plan']:.1f} s"
    )


if __name__ == "__main__":
    discounting()
    a_plan()
