"""The base year: accounts of a city region by authority and sector that add up exactly."""

from growthplan.system.base_year.accounts import BaseYear, base_year
from growthplan.system.base_year.distances import job_distances
from growthplan.system.base_year.economy import ALSO_READS, ASSUMED, Start, starting_economy
from growthplan.system.base_year.england import England
from growthplan.system.base_year.moving import moving_base
from growthplan.system.base_year.published import READS
from growthplan.system.base_year.sectors import (
    MODEL_SECTORS,
    ModelSector,
    density_groups,
    grouped,
)

__all__ = [
    "ALSO_READS",
    "ASSUMED",
    "MODEL_SECTORS",
    "READS",
    "BaseYear",
    "England",
    "ModelSector",
    "Start",
    "base_year",
    "density_groups",
    "grouped",
    "job_distances",
    "moving_base",
    "starting_economy",
]
