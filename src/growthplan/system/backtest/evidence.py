"""Every back-test that a projection is published with, from the statistics in hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from growthplan.system.backtest.bar import (
    COVER,
    COVER_IN_REAL_TIME,
    FROM_HORIZON,
    MARGIN,
    Hurdle,
    hurdle,
    worst_first,
)
from growthplan.system.backtest.baseline_rules import (
    BASELINE,
    autoregression_rule,
    with_coefficients_of,
)
from growthplan.system.backtest.differences import Difference, difference
from growthplan.system.backtest.forecast import Rule
from growthplan.system.backtest.naive_rules import NAIVE_RULES, ONE_TO_BEAT
from growthplan.system.backtest.protocol import BackTest, back_test
from growthplan.system.backtest.real_time import REVISED, WALK_REVISED, real_time
from growthplan.system.backtest.summary import summary
from growthplan.system.baseline.panel import RelativePanel, editions, relative_panel
from growthplan.vocabulary import Statistics

AUTHORITIES = "authorities, newest edition"
CITY_REGIONS = "city regions, newest edition"
UNSMOOTHED = "ITL3 areas, unsmoothed"
REAL_TIME = "authorities, in real time"
REGIONS_ALONE = "baseline fitted on city regions alone"


@dataclass(frozen=True)
class TrackRecord:
    """How well the baseline and the naive rules did, each test by name."""

    tests: Mapping[str, BackTest]
    tables: Mapping[str, pl.DataFrame]
    """`summary` of each test."""
    hurdles: tuple[Hurdle, ...]
    """What the baseline is held to, worst first."""
    differences: Mapping[str, Difference]
    """The baseline less the rule to beat, by test."""
    sources: tuple[str, ...]
    """Tables that the tests read."""

    @property
    def passed(self) -> bool:
        return all(found.passed for found in self.hurdles)


def track_record(statistics: Statistics, *, seed: int = 1, draws: int = 2_000) -> TrackRecord:
    """Back-test the baseline on the newest edition, on unsmoothed figures and in real time.

    Raises GrowthplanError when the statistics hold no panel, or fewer than three editions.
    """
    authorities = relative_panel(statistics, "authorities")
    regions = relative_panel(statistics, "city regions")
    areas = relative_panel(
        statistics, "ITL3 areas", basis="unsmoothed", edition=_newest_unsmoothed(statistics)
    )
    tests = {
        AUTHORITIES: _tried(authorities, {BASELINE: autoregression_rule()}),
        CITY_REGIONS: _tried(
            regions,
            {
                BASELINE: with_coefficients_of(authorities.log),
                REGIONS_ALONE: autoregression_rule(),
            },
        ),
        UNSMOOTHED: _tried(areas, {BASELINE: autoregression_rule()}),
        REAL_TIME: real_time(statistics),
    }
    pairs = {name: _pair(name) for name in tests}
    return TrackRecord(
        tests,
        {name: summary(test) for name, test in tests.items()},
        worst_first(_hurdles(tests)),
        {
            name: difference(test, *pairs[name], draws=draws, seed=seed)
            for name, test in tests.items()
        },
        tuple(dict.fromkeys(panel.source for panel in (authorities, regions, areas))),
    )


def _newest_unsmoothed(statistics: Statistics) -> str | None:
    held = editions(statistics, "ITL3 areas", basis="unsmoothed")
    return held[-1] if held else None


def _tried(panel: RelativePanel, own: Mapping[str, Rule]) -> BackTest:
    return back_test(panel.log, panel.places, panel.years, {**NAIVE_RULES, **own})


def _pair(name: str) -> tuple[str, str]:
    if name == REAL_TIME:
        return REVISED, WALK_REVISED
    return BASELINE, "mean reversion" if name == UNSMOOTHED else ONE_TO_BEAT


def _hurdles(tests: Mapping[str, BackTest]) -> list[Hurdle]:
    final, regions = tests[AUTHORITIES], tests[CITY_REGIONS]
    found = [
        hurdle(final, AUTHORITIES, BASELINE, margin=MARGIN, cover=COVER),
        hurdle(regions, CITY_REGIONS, BASELINE, cover=COVER),
        hurdle(tests[UNSMOOTHED], UNSMOOTHED, *_pair(UNSMOOTHED), cover=COVER),
        hurdle(tests[REAL_TIME], REAL_TIME, *_pair(REAL_TIME), cover=(COVER_IN_REAL_TIME, 1.0)),
    ]
    for ahead in range(FROM_HORIZON, final.horizons + 1):
        found.append(hurdle(final, f"{AUTHORITIES}, {ahead} years ahead", BASELINE, horizon=ahead))
    return found
