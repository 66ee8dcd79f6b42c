"""How well the baseline would have done in the past, beside rules that know nothing.

`track_record(statistics)` gives every back-test that is published with a projection: on the newest
edition, on unsmoothed figures and in real time, with the bar it is held to. `back_test` tries any
rules on any panel.
"""

from growthplan.system.backtest.bar import Hurdle, hurdle, worst_first
from growthplan.system.backtest.baseline_rules import (
    BASELINE,
    autoregression_rule,
    baseline_from_revised,
    walk_from_revised,
    with_coefficients_of,
)
from growthplan.system.backtest.differences import Difference, difference
from growthplan.system.backtest.evidence import (
    AUTHORITIES,
    CITY_REGIONS,
    REAL_TIME,
    REGIONS_ALONE,
    UNSMOOTHED,
    TrackRecord,
    track_record,
)
from growthplan.system.backtest.forecast import Forecast, Rule
from growthplan.system.backtest.naive_rules import NAIVE_RULES, ONE_TO_BEAT
from growthplan.system.backtest.protocol import BackTest, back_test
from growthplan.system.backtest.real_time import REVISED, WALK_REVISED, real_time
from growthplan.system.backtest.scores import (
    covered,
    crps_ensemble,
    crps_normal,
    crps_student,
)
from growthplan.system.backtest.summary import pit_histogram, summary

__all__ = [
    "AUTHORITIES",
    "BASELINE",
    "CITY_REGIONS",
    "NAIVE_RULES",
    "ONE_TO_BEAT",
    "REAL_TIME",
    "REGIONS_ALONE",
    "REVISED",
    "UNSMOOTHED",
    "WALK_REVISED",
    "BackTest",
    "Difference",
    "Forecast",
    "Hurdle",
    "Rule",
    "TrackRecord",
    "autoregression_rule",
    "back_test",
    "baseline_from_revised",
    "covered",
    "crps_ensemble",
    "crps_normal",
    "crps_student",
    "difference",
    "hurdle",
    "pit_histogram",
    "real_time",
    "summary",
    "track_record",
    "walk_from_revised",
    "with_coefficients_of",
    "worst_first",
]
