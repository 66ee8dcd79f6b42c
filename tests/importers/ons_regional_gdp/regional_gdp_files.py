"""Where the published files, cut down, are kept; and their names."""

from __future__ import annotations

from pathlib import Path

FILES = Path(__file__).parent.parent / "fixtures" / "ons_regional_gdp"

ITL_2023 = "regionalgrossdomesticproductgdpallitlregions_2023-04-25.xlsx"
ITL_2024 = "regionalgrossdomesticproductgdpbyallitlregions_2024-04-24.xlsx"
LOCAL_2022 = "regionalgrossdomesticproductgdplocalauthorities_2022-05-30.xlsx"
INCOME_2024 = "regionalgrossvalueaddedbalancedperheadandincomecomponents_2024-04-24.xlsx"
