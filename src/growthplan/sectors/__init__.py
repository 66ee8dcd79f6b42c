"""Sectors: definitions, concentration, mix against within, shift-share."""

from growthplan.sectors.definitions import (
    SectorDefinition,
    SectorSource,
    overlaps,
    read_definition,
    read_definitions,
    shared_codes,
    sum_of_sectors,
)

__all__ = [
    "SectorDefinition",
    "SectorSource",
    "overlaps",
    "read_definition",
    "read_definitions",
    "shared_codes",
    "sum_of_sectors",
]
