"""Monitoring: is it working? The underlying trend under noise, and signals that respect it."""

from growthplan.monitoring.alarm import Alarms
from growthplan.monitoring.filter import Filtered, Smoothed, Start, Steps, run_filter
from growthplan.monitoring.filter_fit import Fit, fit_variances
from growthplan.monitoring.filter_likelihood import Standardised, standardise
from growthplan.monitoring.filter_smooth import smooth
from growthplan.monitoring.nowcast import Nowcast
from growthplan.monitoring.signal import STATUSES, Signal, Status
from growthplan.monitoring.trajectory import BASES, Basis, PlannedPath, straight, through
from growthplan.monitoring.trajectory_watched import Monitoring, Watched
from growthplan.monitoring.trend import UNDERLYING, Underlying

__all__ = [
    "BASES",
    "STATUSES",
    "UNDERLYING",
    "Alarms",
    "Basis",
    "Filtered",
    "Fit",
    "Monitoring",
    "Nowcast",
    "PlannedPath",
    "Signal",
    "Smoothed",
    "Standardised",
    "Start",
    "Status",
    "Steps",
    "Underlying",
    "Watched",
    "fit_variances",
    "run_filter",
    "smooth",
    "standardise",
    "straight",
    "through",
]
