"""Make the bundled snapshot anew from a folder of published files.

    python scripts/make_snapshot.py FOLDER

FOLDER holds the publishers' files, in any arrangement; each must have its birth certificate in
`src/growthplan/snapshot/releases/`. Files without one are listed and left out. The places table
is made first, by `scripts/make_places.py`.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from growthplan.importers.opening import open_file
from growthplan.importers.workbook import WorkbookReader
from growthplan.journeys.importing import expand
from growthplan.journeys.snapshot import make_snapshot
from growthplan.store import certificates, snapshot_folder
from growthplan.vocabulary import GrowthplanError

LEFT_OUT = {
    # Components of income by industry: large, and nothing published here reads them. Users who
    # want them can import the workbook.
    "regionalgrossvalueaddedbalancedperheadandincomecomponents_2024-04-24.xlsx",
}
LAYOUTS_LEFT_OUT = {
    # Tables of the workbooks that are in already, saved as CSV by others.
    "ons_regional_gdp_table_csv",
}


def main() -> None:
    """Import every certified file of the folder into the snapshot."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    known = certificates()
    chosen: list[Path] = []
    with WorkbookReader() as load_sheets:
        for path in expand([Path(sys.argv[1])]):
            try:
                digest = open_file(path, load_sheets).sha256
            except GrowthplanError:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
            source = known.get(digest)
            if source is None:
                print(f"left out, no birth certificate: {path.name}", file=sys.stderr)
            elif source.layout not in LAYOUTS_LEFT_OUT and path.name not in LEFT_OUT:
                chosen.append(path)
    try:
        counts = make_snapshot(
            chosen, snapshot_folder(), lambda step, done, total: print(f"{done}/{total} {step}")
        )
    except GrowthplanError as error:
        sys.exit(str(error))
    for table, rows in counts.items():
        size = (snapshot_folder() / f"{table}.parquet").stat().st_size
        print(f"{table}: {rows:,} rows, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
