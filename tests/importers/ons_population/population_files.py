"""Where the published files, cut down, are kept; and their names."""

from __future__ import annotations

from pathlib import Path

FILES = Path(__file__).parent.parent / "fixtures" / "ons_population"

NOMIS = "lad_pop_nomis_1991-2022.csv"
BY_AGE = "population-estimates_mid-2011_mid-2022_by-age-sex.csv.gz"
