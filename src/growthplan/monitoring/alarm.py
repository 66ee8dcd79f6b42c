"""How often the rule is wrong, and how soon it is right, for a series' own noise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Alarms:
    """Rates of the rule over simulated futures of one series, by number of yearly figures.

    Each rate is a share of futures, 0 to 1, by how many figures are out (first entry: one). A plan
    that falls short makes half the planned progress or, where the path only holds a level, gets
    worse by 1% of it a year.
    """

    false_alarm: tuple[float, ...]
    """Futures that reach the goal in which `off track` has been said at least once by then."""
    detection: tuple[float, ...]
    """Futures that fall short and miss the goal in which `off track` is said then."""
    false_comfort: tuple[float, ...]
    """Futures that fall short and miss the goal in which `on track` has been said at least once by
    then."""
    confirmation: tuple[float, ...]
    """Futures that reach the goal in which `on track` is said then."""
    futures: int
    """How many were simulated under each assumption."""
    error: float
    """Largest Monte Carlo standard error of any of the rates."""
    sentence: str
    """The rates in words."""
