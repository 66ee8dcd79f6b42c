"""Clusters: effective density, concentration with tests, sites, and deprivation around them."""

from growthplan.clusters.authorities import JobsToday, current_authority, jobs_today
from growthplan.clusters.bunching import Bunching, bunching
from growthplan.clusters.concentration import (
    Concentration,
    concentration,
    ellison_glaeser,
    raw_concentration,
)
from growthplan.clusters.density import effective_densities, effective_density
from growthplan.clusters.density_by_group import DensityByGroup, density_by_group
from growthplan.clusters.deprivation import DOMAINS, Deprivation, deprivation
from growthplan.clusters.diagnosis import Clusters, diagnose_clusters
from growthplan.clusters.hot_spots import HotSpots, discoveries, hot_spots, quotient_interval
from growthplan.clusters.marginal import added_density, marginal_density
from growthplan.clusters.national_grid import project, to_grid
from growthplan.clusters.own_distance import own_distances
from growthplan.clusters.reach import each_neighbourhood, placed_neighbourhoods, within_reach
from growthplan.clusters.sector_groups import SectorGroup, sector_groups
from growthplan.clusters.site import Site
from growthplan.clusters.statement import StatementReadings, statement_readings
from growthplan.clusters.within import effective_density_within
from growthplan.clusters.zones import Zones, zones

__all__ = [
    "DOMAINS",
    "Bunching",
    "Clusters",
    "Concentration",
    "DensityByGroup",
    "Deprivation",
    "HotSpots",
    "JobsToday",
    "SectorGroup",
    "Site",
    "StatementReadings",
    "Zones",
    "added_density",
    "bunching",
    "concentration",
    "current_authority",
    "density_by_group",
    "deprivation",
    "diagnose_clusters",
    "discoveries",
    "each_neighbourhood",
    "effective_densities",
    "effective_density",
    "effective_density_within",
    "ellison_glaeser",
    "hot_spots",
    "jobs_today",
    "marginal_density",
    "own_distances",
    "placed_neighbourhoods",
    "project",
    "quotient_interval",
    "raw_concentration",
    "sector_groups",
    "statement_readings",
    "to_grid",
    "within_reach",
    "zones",
]
