"""Where the published files, cut down, are kept; and their names."""

from __future__ import annotations

from pathlib import Path

FILES = Path(__file__).parent.parent / "fixtures" / "ons_industry"

VOLUME_2023 = "Table 2b ITL2 UK chained volume measures in 2019 money value pounds million.csv"
CURRENT_2023 = "Table 2c ITL2 UK current price estimates pounds million.csv"
CURRENT_2024 = "Table 2c ITL2 current price estimates pounds million 2024.csv"
NORTH_WEST = "regionalgrossvalueaddedbalancedbyindustrylocalauthoritiestldnorthwest.xlsx"
