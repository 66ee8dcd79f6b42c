"""Make the snapshot's places and boundaries from a folder of published lookups and boundaries.

    python scripts/make_places.py DATA-FOLDER

Run by hand when a lookup changes; the result is kept in the package.
"""

from __future__ import annotations

import sys
from pathlib import Path

from growthplan.importers.layout import Layout, Parsed
from growthplan.importers.ons_geography import (
    area_metadata,
    boundaries,
    city_regions,
    lad_itl_lookup,
    lookups,
    overlaps,
)
from growthplan.importers.ons_geography.bundled import current_boundaries, write_boundaries
from growthplan.importers.ons_geography.places import compose_places
from growthplan.importers.opening import OpenFile, open_file
from growthplan.importers.workbook import WorkbookReader
from growthplan.journeys.snapshot import write_places
from growthplan.vocabulary import Gazetteer

SNAPSHOT = Path(__file__).parent.parent / "src" / "growthplan" / "snapshot"
LAYOUTS: tuple[Layout, ...] = (
    *area_metadata.LAYOUTS,
    *lad_itl_lookup.LAYOUTS,
    *lookups.LAYOUTS,
    *boundaries.LAYOUTS,
)
# The order decides whose names are kept. Combined authorities in GeoJSON and the mixed ITL mapping
# add nothing.
ORDER = (
    "geo-metadata.json",
    "areas-list.json",
    "LAD_(December_2024)_to_LAU1_to_ITL3_to_ITL2_to_ITL1_(January_2025)_Lookup_in_the_UK.csv",
    "la_all_codes.csv",
    "cauth_all_codes.csv",
    "lad22_cauth22.csv",
    "tpi_Region_Mapping_2024.csv",
)
CITY_REGIONS = "labourproductivitycityregions_june-2024.xls"
TOPOLOGY = "els-topo.json"
ITL3_2021 = (
    "International_Territorial_Level_3_January_2021_UK_BUC_V3_2022_8835123939158358283.geojson"
)
ITL_YEAR = 2021


def layout_of(file: OpenFile) -> Layout:
    return next(layout for layout in LAYOUTS if layout.recognises(file))


def find(folder: Path, name: str) -> Path:
    found = sorted(folder.rglob(name))
    if not found:
        raise SystemExit(f"{folder} has no {name}")
    return found[0]


def main(folder: Path) -> None:
    with WorkbookReader() as reader:

        def read(name: str) -> Parsed:
            file = open_file(find(folder, name), reader)
            return layout_of(file).read(file, Gazetteer(()))

        lists = [read(name) for name in ORDER]
        topology = read(TOPOLOGY)
        itl3_2021 = read(ITL3_2021)
        drawn, itl3 = topology.boundaries, itl3_2021.boundaries
        regions = city_regions.read_geography_lookup(open_file(find(folder, CITY_REGIONS), reader))
    if drawn is None or itl3 is None:
        raise SystemExit("a boundary file has no boundaries")
    places = compose_places(
        [*lists, itl3_2021, topology], regions, overlaps.itl3_holders(drawn, itl3, ITL_YEAR)
    )
    print(f"{write_places(places, SNAPSHOT)} places")
    print(f"{write_boundaries(current_boundaries(drawn), SNAPSHOT):,} bytes of boundaries")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
