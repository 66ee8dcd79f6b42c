"""Cash of financial years as real money of calendar years, and when it takes effect."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from growthplan.system.programme.outlay import Prices

Floats = npt.NDArray[np.float64]

IN_FIRST_YEAR = 0.75
"""Share of a financial year, April to March, that lies in the calendar year in which it starts."""


def by_calendar_year(
    amounts: Mapping[int, float], years: Sequence[int], prices: Prices | None
) -> Floats:
    """Amounts of financial years in each of `years`, [t], at the prices of the base year.

    Money is spent evenly over a financial year: nine twelfths in the calendar year in which it
    starts. The first of `years` is in the data already and gets nothing, as do all before it.
    Without `prices` amounts are not money and are not deflated.

    >>> prices = Prices(2023, {2023: 1.0}, 0.0)
    >>> by_calendar_year({2026: 12.0}, range(2023, 2029), prices).tolist()
    [0.0, 0.0, 0.0, 9.0, 3.0, 0.0]
    """
    found = np.zeros(len(years))
    for start, amount in amounts.items():
        for year, share in ((start, IN_FIRST_YEAR), (start + 1, 1.0 - IN_FIRST_YEAR)):
            if years[0] < year <= years[-1]:
                real = amount if prices is None else amount / prices.level(year)
                found[year - years[0]] += share * real
    return found


def before(amounts: Mapping[int, float], base_year: int) -> float:
    """How much of the amounts falls into the base year and those before it."""
    return sum(
        amount * share
        for start, amount in amounts.items()
        for year, share in ((start, IN_FIRST_YEAR), (start + 1, 1.0 - IN_FIRST_YEAR))
        if year <= base_year
    )


def lag_shares(lag_years: float, build_up_years: float) -> tuple[float, ...]:
    """Share of an effect that arrives 0, 1, 2, ... years after its money: [k], sums to 1.

    It begins after `lag_years` and grows evenly to its full size over `build_up_years`, over one
    year at the least.

    >>> lag_shares(1, 2), lag_shares(0.5, 0), lag_shares(0, 0)
    ((0.0, 0.5, 0.5), (0.5, 0.5), (1.0,))
    """
    over = max(build_up_years, 1.0)
    reached = [
        min(max((year - lag_years) / over, 0.0), 1.0)
        for year in range(math.ceil(lag_years + over) + 1)
    ]
    return tuple(late - early for early, late in pairwise(reached))


def first_year_without(sunset: date) -> int:
    """The first calendar year in which a relief is had in no month.

    >>> first_year_without(date(2031, 9, 30)), first_year_without(date(2030, 12, 31))
    (2032, 2031)
    """
    return sunset.year + 1


def years_drawn(spend: Floats, years: Sequence[int], sunset: int | None) -> float:
    """Years for which a job draws relief: from the money, on average, to the relief's end.

    `spend` [t]. Without an end it is to a year after the last money. 1 at the least.
    """
    total = float(spend.sum())
    if total <= 0:
        return 1.0
    end = sunset if sunset is not None else years[int(np.flatnonzero(spend)[-1])] + 1
    left = np.maximum(end - np.array(years), 1)
    return max(float((spend * left).sum() / total), 1.0)
