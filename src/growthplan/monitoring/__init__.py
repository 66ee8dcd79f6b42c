"""Monitoring: is it working? The underlying trend under noise, and signals that respect it."""

from growthplan.monitoring.alarm import Alarms
from growthplan.monitoring.alarm_rates import Course, alarms, course
from growthplan.monitoring.filter import Filtered, Smoothed, Start, Steps, run_filter
from growthplan.monitoring.filter_fit import Fit, fit_variances
from growthplan.monitoring.filter_likelihood import Standardised, standardise
from growthplan.monitoring.filter_smooth import smooth
from growthplan.monitoring.filter_vintages import Combined, combine
from growthplan.monitoring.nowcast import Nowcast
from growthplan.monitoring.nowcast_methods import Panel as NowcastPanel
from growthplan.monitoring.nowcast_methods import best, forecasts, past_errors
from growthplan.monitoring.nowcast_result import nowcast
from growthplan.monitoring.signal import STATUSES, Signal, Status
from growthplan.monitoring.signal_rule import RULE, Rule, statuses, told
from growthplan.monitoring.signal_words import in_words
from growthplan.monitoring.trajectory import BASES, Basis, PlannedPath, straight, through
from growthplan.monitoring.trajectory_paths import indicator_paths, outcome_paths
from growthplan.monitoring.trajectory_watched import Monitoring, Watched
from growthplan.monitoring.trajectory_watching import Ground, Wanted, unwatched, watch
from growthplan.monitoring.trend import UNDERLYING, Estimated, Underlying, estimate, underlying
from growthplan.monitoring.trend_model import Fresh, Variances, lay_out
from growthplan.monitoring.trend_pool import FEWEST_FIGURES, FEWEST_PLACES, pooled_variances
from growthplan.monitoring.trend_readings import Readings, at_prices, readings, year_of
from growthplan.monitoring.trend_revision import Revisions, revision_record
from growthplan.monitoring.trend_vintages import with_vintages
from growthplan.monitoring.trend_window import PLAIN, Window, pooled, published_smoothing, window_of

__all__ = [
    "BASES",
    "FEWEST_FIGURES",
    "FEWEST_PLACES",
    "PLAIN",
    "RULE",
    "STATUSES",
    "UNDERLYING",
    "Alarms",
    "Basis",
    "Combined",
    "Course",
    "Estimated",
    "Filtered",
    "Fit",
    "Fresh",
    "Ground",
    "Monitoring",
    "Nowcast",
    "NowcastPanel",
    "PlannedPath",
    "Readings",
    "Revisions",
    "Rule",
    "Signal",
    "Smoothed",
    "Standardised",
    "Start",
    "Status",
    "Steps",
    "Underlying",
    "Variances",
    "Wanted",
    "Watched",
    "Window",
    "alarms",
    "at_prices",
    "best",
    "combine",
    "course",
    "estimate",
    "fit_variances",
    "forecasts",
    "in_words",
    "indicator_paths",
    "lay_out",
    "nowcast",
    "outcome_paths",
    "past_errors",
    "pooled",
    "pooled_variances",
    "published_smoothing",
    "readings",
    "revision_record",
    "run_filter",
    "smooth",
    "standardise",
    "statuses",
    "straight",
    "through",
    "told",
    "underlying",
    "unwatched",
    "watch",
    "window_of",
    "with_vintages",
    "year_of",
]
