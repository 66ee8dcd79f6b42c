"""What population files measure."""

from __future__ import annotations

from growthplan.vocabulary import Indicator

FAMILY = "population-estimates"
PUBLISHER = "Office for National Statistics"
STATUS = "accredited official statistics"

_DEFINITION = "Usual residents at the middle of the year (30 June)"

POPULATION = Indicator(
    id="population",
    title="Population",
    unit="people",
    definition=f"{_DEFINITION}, all ages, both sexes.",
    status=STATUS,
)
BANDS: dict[str, tuple[int, int]] = {
    "population": (0, 90),
    "population_0_15": (0, 15),
    "population_16_64": (16, 64),
    "population_65_plus": (65, 90),
}
"""First and last year of age of each indicator; the last class, 90, is 90 and over."""

BY_AGE = (
    POPULATION,
    Indicator(
        id="population_0_15",
        title="Population aged 0 to 15",
        unit="people",
        definition=f"{_DEFINITION}, aged 0 to 15, both sexes.",
        status=STATUS,
    ),
    Indicator(
        id="population_16_64",
        title="Population aged 16 to 64",
        unit="people",
        definition=f"{_DEFINITION}, aged 16 to 64 (working age), both sexes.",
        status=STATUS,
    ),
    Indicator(
        id="population_65_plus",
        title="Population aged 65 and over",
        unit="people",
        definition=f"{_DEFINITION}, aged 65 and over, both sexes.",
        status=STATUS,
    ),
)
