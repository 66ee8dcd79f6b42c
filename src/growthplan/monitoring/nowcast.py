"""A nowcast: the headline outcome's newest years, before they are published."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from growthplan.vocabulary import Figure


@dataclass(frozen=True)
class Nowcast:
    """What timelier series say of years not published yet, and how well that did before."""

    indicator: str
    place: str
    method: str
    """The method that is shown: `timelier series` if they did best on the past at every horizon,
    else `no change`, `trend` or `common growth`, whichever did best."""
    sentence: str
    """The nowcast and its record in words."""
    table: pl.DataFrame
    """year, value, low, high (90%), method: every method, in the outcome's unit."""
    record: pl.DataFrame
    """method, horizon (years ahead of the newest figure), errors (how many), years (in which they
    were made), mean_absolute_error and bias (both in %), beats_no_change,
    years_better_than_no_change, coverage (share of errors within the 90% range, each range from
    earlier years' errors)."""
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
