"""Measures of productivity and what they are made of, each with the bases it is published on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean
from growthplan.vocabulary.industry import TOTAL

Basis = Literal["smoothed", "unsmoothed", "volume"]
"""`smoothed` and `unsmoothed` are current prices, `volume` is a chained-volume index."""

BASES: tuple[Basis, ...] = get_args(Basis)
WEEKS_IN_A_YEAR = 52
"""The publisher's own factor between hours a week and hours a year."""

VOLUME_WARNING = (
    "A chained-volume index compares a place with itself over time, not one place with another: "
    "the publisher warns against reading its levels across places."
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure and the indicators that publish it.

    A measure with `ratio_of` or `product_of` is computed here from two others of the same edition:
    numerator × `scale` ÷ denominator, or the product × `scale`.
    """

    id: str
    title: str
    """In the middle of a sentence: `GVA per hour worked`."""
    unit: str
    indicators: Mapping[Basis, str] = field(default_factory=lambda: MappingProxyType({}))
    scale: float = 1.0
    """What a published value is multiplied by to be in `unit`."""
    additive: bool = False
    """Whether a place's value is the sum of its parts'."""
    ratio_of: tuple[str, str] | None = None
    product_of: tuple[str, str] | None = None
    industry: str = ""
    """The industry that is read, of an indicator that is published by industry."""

    @property
    def made_of(self) -> tuple[str, str] | None:
        """The two measures that it is computed from, when it is not published itself."""
        return self.ratio_of or self.product_of

    @property
    def bases(self) -> tuple[Basis, ...]:
        return ("unsmoothed",) if self.made_of else tuple(self.indicators)


def _per(unit_of_work: str, title: str) -> Measure:
    name = f"gva_per_{unit_of_work}"
    indicators: dict[Basis, str] = {
        "smoothed": name,
        "unsmoothed": f"{name}_unsmoothed",
        "volume": f"{name}_volume",
    }
    return Measure(name, title, f"£ per {unit_of_work}", MappingProxyType(indicators))


def _total(name: str, title: str, unit: str, indicator: str = "", scale: float = 1.0) -> Measure:
    published: dict[Basis, str] = {"unsmoothed": indicator or name}
    return Measure(name, title, unit, MappingProxyType(published), scale, additive=True)


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        m.id: m
        for m in (
            _per("hour", "GVA per hour worked"),
            _per("job", "GVA per filled job"),
            Measure(
                "gva_per_head",
                "GVA per head",
                "£ per head",
                scale=1e6,
                ratio_of=("gva", "population"),
            ),
            _total("gva", "GVA", "£m"),
            _total("hours", "hours worked", "hours", "hours_per_week", WEEKS_IN_A_YEAR),
            _total("jobs", "filled jobs", "jobs"),
            _total("population", "residents", "people"),
            _total("population_16_64", "residents aged 16 to 64", "people"),
        )
    }
)
"""Every measure by id. Totals are published once, unsmoothed and, if money, in current prices."""

GVA_ROUTES: Mapping[str, Measure] = MappingProxyType(
    {
        "gva": MEASURES["gva"],
        "gva_by_hours": Measure(
            "gva_by_hours",
            "GVA as hours worked × GVA per hour",
            "£m",
            scale=1e-6,
            product_of=("hours", "gva_per_hour"),
        ),
        "gva_by_jobs": Measure(
            "gva_by_jobs",
            "GVA as filled jobs × GVA per job",
            "£m",
            scale=1e-6,
            product_of=("jobs", "gva_per_job"),
        ),
        "gva_of_industries": Measure(
            "gva_of_industries",
            "GVA of all industries",
            "£m",
            MappingProxyType({"unsmoothed": "gva_by_industry"}),
            additive=True,
            industry=TOTAL,
        ),
    }
)
"""Ways in which editions give the same GVA (£m, current prices, unsmoothed), the plainest first.
A product of unsmoothed published cells is an identity: the publisher divided the same GVA."""

INDICATORS: Mapping[str, str] = MappingProxyType(
    {
        indicator: measure.industry
        for measure in (*MEASURES.values(), *GVA_ROUTES.values())
        for indicator in measure.indicators.values()
    }
)
"""Every indicator that accounts read, with the industry that they read of it ("" when the
indicator is not published by industry)."""


def measure_named(name: str) -> Measure:
    """The measure called `name`; raises GrowthplanError with the nearest names."""
    found = MEASURES.get(name) or GVA_ROUTES.get(name)
    if found:
        return found
    raise GrowthplanError(
        Fault(
            f"There is no measure '{name}'.",
            fix=did_you_mean(name, MEASURES) or f"Measures: {', '.join(MEASURES)}.",
            code="measure",
        )
    )


def indicator_of(measure: str, basis: Basis) -> str:
    """The published indicator for a measure on a basis.

    >>> indicator_of("gva_per_hour", "volume")
    'gva_per_hour_volume'

    Raises GrowthplanError when the measure is not published on that basis.
    """
    found = measure_named(measure)
    check_basis(found, basis)
    if basis not in found.indicators:
        raise GrowthplanError(f"{found.title} is computed from other measures, not published.")
    return found.indicators[basis]


def check_basis(measure: Measure, basis: str) -> None:
    """Raise GrowthplanError unless the measure exists on the basis."""
    if basis in measure.bases:
        return
    if basis not in BASES:
        fix = did_you_mean(basis, BASES) or f"Bases: {', '.join(BASES)}."
        raise GrowthplanError(Fault(f"There is no basis '{basis}'.", fix=fix, code="basis"))
    raise GrowthplanError(
        Fault(
            f"{measure.title} has no {basis} form.",
            fix=f"Ask for {' or '.join(measure.bases)}.",
            code="basis",
        )
    )


def one_basis(bases: Iterable[str]) -> str:
    """The single basis in use; raises GrowthplanError when there are two, which never mix."""
    found = sorted(set(bases))
    if len(found) == 1:
        return found[0]
    raise GrowthplanError(
        Fault(
            f"Figures on different bases cannot be compared: {' and '.join(found) or 'none'}.",
            fix="Take both places on one basis.",
            code="basis",
        )
    )


def titled(measure: str, basis: str) -> str:
    """The measure's title, with the basis where there is a choice of them.

    >>> titled("gva_per_hour", "smoothed"), titled("jobs", "unsmoothed")
    ('GVA per hour worked (smoothed)', 'filled jobs')
    """
    found = measure_named(measure)
    return f"{found.title} ({basis})" if len(found.bases) > 1 else found.title


def named_with_basis(measure: str, basis: str) -> str:
    """The measure's name in figure ids: the usual basis has no suffix.

    >>> named_with_basis("gva_per_hour", "unsmoothed"), named_with_basis("jobs", "unsmoothed")
    ('gva_per_hour_unsmoothed', 'jobs')
    """
    return measure if basis == measure_named(measure).bases[0] else f"{measure}_{basis}"
