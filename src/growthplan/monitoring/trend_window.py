"""Which years a published figure averages: pooled periods, and the publisher's smoothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.monitoring.filter import Array
from growthplan.vocabulary import Statistics

HALF = 2
"""The publisher's smoothing reaches two years to either side."""
_FEWEST = 30
"""Places that weights are estimated from."""


@dataclass(frozen=True)
class Window:
    """How a figure comes from single years.

    `middle` are the weights, oldest year first, of a figure with every year in hand; `reach` how
    many of them lie after the figure's own year. Near the ends of a series fewer years are in hand:
    `first[k]` are the weights of the figure k years after the first, on years from the first on;
    `last[k]` those of the figure k years before the newest, on years up to the newest.
    """

    middle: tuple[float, ...] = (1.0,)
    reach: int = 0
    first: tuple[tuple[float, ...], ...] = ()
    last: tuple[tuple[float, ...], ...] = ()

    @property
    def width(self) -> int:
        """Years that one figure can reach over."""
        return max(len(w) for w in (self.middle, *self.first, *self.last))

    def rows(self, years: int) -> list[tuple[int, int, tuple[float, ...]]]:
        """For each of `years` figures: (year at which it can be read, its own year, weights on the
        years that end there, oldest first), in order of reading; years count from 0."""
        found = []
        for own in range(years):
            back = years - 1 - own
            if back < len(self.last):
                found.append((years - 1, own, self.last[back]))
            elif own < len(self.first):
                found.append((len(self.first[own]) - 1, own, self.first[own]))
            else:
                found.append((own + self.reach, own, self.middle))
        return sorted(found)


PLAIN = Window()
"""A figure of one year."""


def pooled(years: int) -> Window:
    """The plain mean over some years, named after the last of them."""
    return Window((1 / years,) * years)


def published_smoothing(statistics: Statistics, measure: str = "gva_per_hour") -> Window | None:
    """The publisher's smoothing, estimated from its own smoothed and unsmoothed tables.

    Least squares of the smoothed figure on unsmoothed ones over every place of the newest edition,
    for the middle of the series and for each figure near its ends, where fewer years are in hand.
    The publisher says "weighted 5-year moving average" and prints no weights. None when too few
    places have both tables.
    """
    return statistics.remembered(
        ("smoothing window", measure), lambda: _published_smoothing(statistics, measure)
    )


def _published_smoothing(statistics: Statistics, measure: str) -> Window | None:
    both = [measure, f"{measure}_unsmoothed"]
    rows = statistics.by_edition(both)
    newest = rows.filter(pl.col("indicator") == both[1]).sort("released").tail(1)
    rows = rows.join(newest.select("family", "edition"), on=["family", "edition"])
    tables = {name: _table(rows.filter(pl.col("indicator") == name)) for name in both}
    years = sorted(set(tables[both[0]].columns) & set(tables[both[1]].columns) - {"place"})
    joined = tables[both[0]].join(tables[both[1]], on="place", suffix=" raw").drop_nulls()
    if joined.height < _FEWEST or len(years) < 2 * HALF + 3:
        return None
    smooth = joined.select(years).to_numpy()
    raw = joined.select(f"{year} raw" for year in years).to_numpy()
    n = len(years)
    middle = np.concatenate([raw[:, t - HALF : t + HALF + 1] for t in range(HALF, n - HALF)])
    target = np.concatenate([smooth[:, t] for t in range(HALF, n - HALF)])
    ends = range(HALF)
    return Window(
        _weights(middle, target),
        HALF,
        tuple(_weights(raw[:, : k + HALF + 1], smooth[:, k]) for k in ends),
        tuple(_weights(raw[:, n - 1 - k - HALF :], smooth[:, n - 1 - k]) for k in ends),
    )


def _table(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.pivot(on="period", index="place", values="value").sort("place")


def _weights(years: Array, figure: Array) -> tuple[float, ...]:
    """Least squares weights, made to sum to 1."""
    found = np.linalg.lstsq(years, figure, rcond=None)[0]
    return tuple(float(w) for w in found / found.sum())


def window_of(statistics: Statistics, indicator: str, codes: Mapping[str, int]) -> Window:
    """The window of an indicator: the publisher's smoothing for smoothed productivity, the length
    of its periods (code to years) for pooled ones."""
    if f"{indicator}_unsmoothed" in statistics.indicators:
        return published_smoothing(statistics, indicator) or PLAIN
    longest = max(codes.values(), default=1)
    return pooled(longest) if longest > 1 else PLAIN
