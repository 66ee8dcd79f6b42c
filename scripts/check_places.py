"""Report every code and name in a folder of published files that the gazetteer does not know.

    python scripts/check_places.py DATA-FOLDER

Reads workbooks and CSVs whatever their layout: any cell among the first eight columns that looks
like an area code is looked up. A code whose name on the same row means another place is reported
too, and so is an area whose code is 'Not available' and whose name is not known.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import fastexcel

from growthplan.journeys.snapshot import places_in
from growthplan.vocabulary import Gazetteer, GrowthplanError

SNAPSHOT = Path(__file__).parent.parent / "src" / "growthplan" / "snapshot"
# Small areas (wards, LSOAs, MSOAs) are not places of the gazetteer.
CODE = re.compile(
    r"(E(0[6-9]|1[0-3]|47|61|92)|W(06|42|92)|S(12|92)|N(09|34|92)|K\d\d)\d{6}"
    r"|TL[A-Z][A-Z0-9]{0,2}|UK([A-Z]\d{0,2})?"
)
NAME = re.compile(r"[A-Z][^\d]{2,}")
COLUMNS = 8


def rows_of(path: Path) -> Iterator[Sequence[str | None]]:
    if path.suffix in (".xlsx", ".xls"):
        book = fastexcel.read_excel(path)
        for sheet in book.sheet_names:
            loaded = book.load_sheet(sheet, header_row=None, dtypes="string").to_polars()
            yield from loaded.iter_rows()
    else:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        yield from csv.reader(io.StringIO(data.decode("utf-8-sig", errors="replace")))


def faults_in(path: Path, gazetteer: Gazetteer) -> Iterator[str]:
    for row in rows_of(path):
        cells = [(cell or "").strip() for cell in row[: COLUMNS + 1]]
        for cell, following in zip(cells, [*cells[1:], ""], strict=False):
            if cell == "Not available" and NAME.fullmatch(following):
                if not _resolves(following, gazetteer):
                    yield f"name '{following}' without a code"
            elif CODE.fullmatch(cell):
                yield from _faults_of(cell, following, gazetteer)


def _faults_of(code: str, name: str, gazetteer: Gazetteer) -> Iterator[str]:
    if code not in gazetteer.by_code:
        yield f"code {code} ({name})"
    elif NAME.fullmatch(name) and not CODE.fullmatch(name) and "Total" not in name:
        meant = gazetteer.resolve(code)
        if not _resolves(name, gazetteer):
            yield f"name '{name}' of {code} ({meant.name})"


def _resolves(name: str, gazetteer: Gazetteer) -> bool:
    try:
        gazetteer.resolve(name)
    except GrowthplanError:
        return False
    return True


def main(folder: Path) -> None:
    gazetteer = places_in(SNAPSHOT)
    found: dict[str, set[str]] = defaultdict(set)
    read = 0
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".csv", ".gz", ".xlsx", ".xls"):
            read += 1
            for fault in faults_in(path, gazetteer):
                found[fault].add(path.name)
    for fault, names in sorted(found.items()):
        print(f"{fault}: {len(names)} files, {min(names)}")
    print(f"{len(found)} unknown in {read} files")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
