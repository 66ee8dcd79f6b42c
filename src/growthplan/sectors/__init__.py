"""Sectors: definitions, concentration, mix against within, shift-share."""

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
from growthplan.sectors.quotients import (
    location_quotient,
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
from growthplan.sectors.sums import (
    SectorSum,
    sector_sum,
)
from growthplan.sectors.tables import (
    IndustryTable,
    industry_table,
    industry_tables,
    paired_tables,
)

__all__ = [
    "Block",
    "IndustryTable",
    "LocationQuotients",
    "MixSplit",
    "MixWithin",
    "PlaceShiftShare",
    "SectorDefinition",
    "SectorLevels",
    "SectorSource",
    "SectorSum",
    "ShareMix",
    "ShiftShare",
    "Tile",
    "chained_growth",
    "expected_productivity",
    "industry_table",
    "industry_tables",
    "location_quotient",
    "location_quotient_figures",
    "location_quotients",
    "missing_divisions",
    "mix_figures",
    "mix_summary",
    "mix_within",
    "overlaps",
    "paired_tables",
    "place_shift_share",
    "read_definition",
    "read_definitions",
    "sector_levels",
    "sector_sum",
    "share_mix",
    "share_mix_figures",
    "shared_blocks",
    "shared_codes",
    "shift_share",
    "split_mix",
    "sum_of_sectors",
    "tiles",
]
