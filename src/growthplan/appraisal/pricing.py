"""Pricing: every amount at the prices of one year, in calendar years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from growthplan.system.programme import Prices, by_calendar_year
from growthplan.vocabulary import GrowthplanError

Floats = npt.NDArray[np.float64]

IN_FIRST_YEAR = 0.75


def cash_to_real(
    amounts: Mapping[int, float], years: Sequence[int], prices: Prices, price_year: int
) -> Floats:
    """Cash of financial years as real money of calendar years [t], at prices of `price_year`.

    Financial years are named by the calendar year in which they start; nine twelfths of each fall
    into it. Amounts outside `years` are left out.

    >>> flat = Prices(2023, {2023: 1.0, 2024: 1.1}, 0.0)
    >>> cash_to_real({2024: 11.0}, range(2023, 2026), flat, 2023).round(6).tolist()
    [0.0, 7.5, 2.5]
    """
    early = range(years[0] - 1, years[-1] + 1)
    found = by_calendar_year(amounts, early, prices)[1:]
    return np.asarray(found * prices.level(price_year))


def spread(amounts: Mapping[int, float], years: Sequence[int], goes_on: int = 0) -> Floats:
    """Amounts of financial years in calendar years [t], the last one going on for `goes_on` more.

    >>> spread({2024: 12.0}, range(2024, 2028), 1).tolist()
    [9.0, 12.0, 3.0, 0.0]
    """
    last = max(amounts)
    longer = {**amounts, **{last + n: amounts[last] for n in range(1, goes_on + 1)}}
    early = range(years[0] - 1, years[-1] + 1)
    return by_calendar_year(longer, early, None)[1:]


def repriced(amounts: Floats, prices: Prices, of_year: int, price_year: int) -> Floats:
    """Amounts at prices of one year as amounts at prices of another.

    Raises GrowthplanError for a year before the deflator starts.
    """
    return np.asarray(amounts * prices.level(price_year) / prices.level(of_year))


def price_year_of(prices: Prices, asked: int | None) -> int:
    """The price year asked for, else the newest that the deflator is published for."""
    if asked is None:
        return prices.last_known
    if asked not in prices.index:
        span = f"{min(prices.index)} to {prices.last_known}"
        raise GrowthplanError(
            f"There is no published GDP deflator for {asked}; there is from {span}."
        )
    return asked
