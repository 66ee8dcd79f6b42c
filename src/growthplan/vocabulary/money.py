"""Money with its price basis: nominal and real never meet by accident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from growthplan.vocabulary.fault import GrowthplanError


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in £ million, in the prices of a year (`price_year` None: current prices)."""

    million: float
    year: int
    price_year: int | None = None

    def __add__(self, other: Money) -> Money:
        if (self.price_year is None and self.year != other.year) or (
            self.price_year != other.price_year
        ):
            raise GrowthplanError(
                f"£{self.million}m in {self._basis()} and £{other.million}m in {other._basis()} "
                "cannot be added. Put both in the prices of one year first."
            )
        return Money(self.million + other.million, max(self.year, other.year), self.price_year)

    def in_prices_of(self, price_year: int, deflator: Mapping[int, float]) -> Money:
        """The same amount in the prices of `price_year`.

        `deflator` maps year to an index of any base. Real = nominal ÷ index of the year it is
        priced in × index of the year asked for.

        >>> Money(100.0, 2022).in_prices_of(2023, {2022: 100.0, 2023: 106.9}).million
        106.9
        """
        priced_in = self.price_year if self.price_year is not None else self.year
        missing = [year for year in (priced_in, price_year) if year not in deflator]
        if missing:
            raise GrowthplanError(f"The deflator has no value for {missing[0]}.")
        return Money(
            self.million * deflator[price_year] / deflator[priced_in], self.year, price_year
        )

    def _basis(self) -> str:
        return f"{self.price_year or self.year} prices" + (
            "" if self.price_year else f" (current, {self.year})"
        )
