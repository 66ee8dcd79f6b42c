"""Distributional weights: a pound is worth more to those who have fewer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from growthplan.vocabulary import Fault, GrowthplanError

INCOMES, ELASTICITY = "appraisal.income_by_fifth", "appraisal.utility_elasticity"
FIFTHS = ("1", "2", "3", "4", "5")
"""Fifths of people by household income, the lowest first."""


def welfare_weight(income: float, median: float, elasticity: float) -> float:
    """(median income / income of those who gain) ^ elasticity.

    `median` is that of all households, who pay as taxpayers. Source: HM Treasury, Green Book,
    annex on distributional appraisal.

    >>> round(welfare_weight(16_400, 34_500, 1.3), 2)
    2.63

    Raises GrowthplanError for an income of 0 or less.
    """
    if income <= 0 or median <= 0:
        raise GrowthplanError(Fault("An income should be above £0 to be weighted."))
    return float((median / income) ** elasticity)


def weights_by_fifth(incomes: Mapping[str, float], elasticity: float) -> dict[str, float]:
    """The weight of each fifth; the middle one, whose median is that of all, has 1.

    Raises GrowthplanError when an income is missing.
    """
    missing = [fifth for fifth in FIFTHS if fifth not in incomes]
    if missing:
        raise GrowthplanError(
            Fault(f"{INCOMES} has no income of fifth {', '.join(missing)}.", code="assumption")
        )
    return {f: welfare_weight(incomes[f], incomes["3"], elasticity) for f in FIFTHS}


def mean_weight(gainers: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weight of a benefit by the share of it that each fifth gets.

    >>> weights_even = {"1": 2.0, "3": 1.0}
    >>> mean_weight({"1": 0.5, "3": 0.5}, weights_even)
    1.5
    """
    total = sum(gainers.values())
    if total <= 0:
        raise GrowthplanError(Fault("Nobody gains, so there is nothing to weight."))
    return sum(share * weights[fifth] for fifth, share in gainers.items()) / total


def gainers_of(fifths: Sequence[tuple[int | None, float | None]]) -> dict[str, float] | None:
    """Shares by fifth from groups of (fifth, number); None when a fifth is not known.

    Groups count by their number where all have one, else alike.
    """
    known = [(fifth, number) for fifth, number in fifths if fifth is not None]
    if not known or len(known) < len(fifths):
        return None
    counted = all(number for _, number in known)
    found: dict[str, float] = {}
    for fifth, number in known:
        share = float(number or 1.0) if counted else 1.0
        found[str(fifth)] = found.get(str(fifth), 0.0) + share
    total = sum(found.values())
    return {fifth: share / total for fifth, share in found.items()}
