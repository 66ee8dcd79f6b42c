"""Monitoring: is it working? The underlying trend under noise, and signals that respect it."""

from growthplan.monitoring.alarm import Alarms
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
    "Monitoring",
    "Nowcast",
    "PlannedPath",
    "Signal",
    "Status",
    "Underlying",
    "Watched",
    "straight",
    "through",
]
