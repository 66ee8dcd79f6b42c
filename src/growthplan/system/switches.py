"""Switches: each mechanism can be turned off alone, and all of them made linear together."""

from __future__ import annotations

from dataclasses import dataclass, fields

from growthplan.vocabulary import GrowthplanError, did_you_mean


@dataclass(frozen=True, slots=True)
class Switches:
    """Which mechanisms act. `linear` takes each to first order at the baseline.

    In the linear form the actions add up exactly, so that what they achieve together is no more
    and no less than the sum of each alone.
    """

    capital_deepening: bool = True
    investment_response: bool = True
    human_capital: bool = True
    density: bool = True
    innovation: bool = True
    digital_adoption: bool = True
    absorption: bool = True
    management: bool = True
    health_participation: bool = True
    labour_market: bool = True
    reallocation: bool = True
    migration_housing: bool = True
    complementarity: bool = True
    displacement: bool = True
    delivery_capacity: bool = True
    saturation: bool = True
    net_zero: bool = True
    linear: bool = False

    @classmethod
    def without(cls, *names: str) -> Switches:
        """Everything on but the mechanisms named.

        >>> Switches.without("density").density
        False

        Raises GrowthplanError for a name that is no mechanism.
        """
        known = [field.name for field in fields(cls)]
        unknown = [name for name in names if name not in known or name == "linear"]
        if unknown:
            hint = did_you_mean(unknown[0], known) or f"They are {', '.join(known[:-1])}."
            raise GrowthplanError(f"No mechanism is called '{unknown[0]}'. {hint}")
        return cls(**dict.fromkeys(names, False))

    @classmethod
    def no_feedback(cls) -> Switches:
        """Stocks that actions fill act on productivity, and nothing answers back."""
        return cls.without("investment_response", "labour_market", "migration_housing")


EVERYTHING = Switches()
LINEAR = Switches(linear=True)
