"""Sectors: definitions, concentration, mix against within, shift-share."""

from growthplan.sectors.complexity import (
    Complexity,
    complexity,
    complexity_scores,
)
from growthplan.sectors.convergence import (
    Convergence,
    Placebo,
    Rules,
    convergence,
)
from growthplan.sectors.definition import (
    SectorDefinition,
    SectorSource,
    overlaps,
    read_definition,
    read_definitions,
    shared_codes,
    sum_of_sectors,
)
from growthplan.sectors.detail import (
    Block,
    Tile,
    missing_divisions,
    shared_blocks,
    tiles,
)
from growthplan.sectors.industry_table import IndustryTable
from growthplan.sectors.input_output import (
    NationalTable,
    coefficients,
    leontief_inverse,
    output_for,
)
from growthplan.sectors.location_quotients import (
    LocationQuotients,
    location_quotients,
)
from growthplan.sectors.mix_split import (
    MixSplit,
    split_mix,
)
from growthplan.sectors.mix_within import (
    MixWithin,
    mix_within,
)
from growthplan.sectors.multiplier_stability import (
    MultiplierStability,
    multiplier_stability,
)
from growthplan.sectors.multipliers import (
    Multipliers,
    multipliers,
    national_multipliers,
    regional_effects,
    total_effects,
)
from growthplan.sectors.national_tables import (
    national_tables,
)
from growthplan.sectors.product_sizes import (
    ProductSizes,
    jobs_per_output,
    product_sizes,
)
from growthplan.sectors.quotients import (
    location_quotient,
)
from growthplan.sectors.regional_coefficients import (
    flq,
    regional_coefficients,
    simple_quotients,
    size_factor,
)
from growthplan.sectors.relatedness import (
    IndustryMatrix,
    Relatedness,
    density,
    industry_matrix,
    proximity,
    relatedness,
)
from growthplan.sectors.sector_figures import (
    location_quotient_figures,
    mix_figures,
    mix_summary,
    share_mix_figures,
)
from growthplan.sectors.sector_levels import (
    SectorLevels,
    chained_growth,
    sector_levels,
)
from growthplan.sectors.share_mix import (
    ShareMix,
    expected_productivity,
    share_mix,
)
from growthplan.sectors.shift_share import (
    PlaceShiftShare,
    ShiftShare,
    place_shift_share,
    shift_share,
)
from growthplan.sectors.strengths import (
    industry_quotients,
)
from growthplan.sectors.sums import (
    SectorSum,
    sector_sum,
)
from growthplan.sectors.supply_figures import (
    convergence_figures,
    multiplier_figures,
)
from growthplan.sectors.supply_links import (
    SupplyLinks,
    supply_links,
)
from growthplan.sectors.tables import industry_table, industry_tables, paired_tables

__all__ = [
    "Block",
    "Complexity",
    "Convergence",
    "IndustryMatrix",
    "IndustryTable",
    "LocationQuotients",
    "MixSplit",
    "MixWithin",
    "MultiplierStability",
    "Multipliers",
    "NationalTable",
    "PlaceShiftShare",
    "Placebo",
    "ProductSizes",
    "Relatedness",
    "Rules",
    "SectorDefinition",
    "SectorLevels",
    "SectorSource",
    "SectorSum",
    "ShareMix",
    "ShiftShare",
    "SupplyLinks",
    "Tile",
    "chained_growth",
    "coefficients",
    "complexity",
    "complexity_scores",
    "convergence",
    "convergence_figures",
    "density",
    "expected_productivity",
    "flq",
    "industry_matrix",
    "industry_quotients",
    "industry_table",
    "industry_tables",
    "jobs_per_output",
    "leontief_inverse",
    "location_quotient",
    "location_quotient_figures",
    "location_quotients",
    "missing_divisions",
    "mix_figures",
    "mix_summary",
    "mix_within",
    "multiplier_figures",
    "multiplier_stability",
    "multipliers",
    "national_multipliers",
    "national_tables",
    "output_for",
    "overlaps",
    "paired_tables",
    "place_shift_share",
    "product_sizes",
    "proximity",
    "read_definition",
    "read_definitions",
    "regional_coefficients",
    "regional_effects",
    "relatedness",
    "sector_levels",
    "sector_sum",
    "share_mix",
    "share_mix_figures",
    "shared_blocks",
    "shared_codes",
    "shift_share",
    "simple_quotients",
    "size_factor",
    "split_mix",
    "sum_of_sectors",
    "supply_links",
    "tiles",
    "total_effects",
]
