"""Editions of the English indices of deprivation, and their domains."""

from __future__ import annotations

from dataclasses import dataclass

PUBLISHER = "Ministry of Housing, Communities and Local Government"
STATUS = "accredited official statistics"


@dataclass(frozen=True)
class Edition:
    """One edition of the Indices."""

    year: int
    lsoa_year: int
    """Census whose neighbourhoods (LSOAs) it ranks."""
    neighbourhoods: int
    """How many there are in England."""


EDITIONS = (Edition(2019, 2011, 32_844), Edition(2025, 2021, 33_755))

DOMAINS: dict[str, tuple[str, ...]] = {
    "overall": ("IMD",),
    "income": ("Income",),
    "employment": ("Employment",),
    "education": ("Education",),
    "health": ("Health",),
    "crime": ("Crime",),
    "housing": ("Housing_and_Access", "Housing_and_Services"),
    "environment": ("Environment",),
}
"""Each domain, and how its columns' headings begin; `overall` is the index of all seven."""
