"""Make the bundled snapshot from published files, by the same importers that users have."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from growthplan.importers import WorkbookReader, open_file, read
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.releases import release_of
from growthplan.store import REFERENCE_TABLES, TABLES, Release, certificates, table_rows
from growthplan.store.schema import PLACES
from growthplan.vocabulary import Fault, Gazetteer, GrowthplanError, Place

ROWS_A_GROUP = 150_000
"""Of the observations; the other tables are small and read whole."""


def make_snapshot(
    files: Iterable[Path], folder: Path, progress: Progress = silent
) -> dict[str, int]:
    """Write the snapshot's Parquet tables from published files. Returns rows by table.

    Places must be in `folder` already; every file must have a birth certificate there. Raises
    GrowthplanError with the faults of all files at once.
    """
    gazetteer = places_in(folder)
    known = certificates(folder / "releases")
    paths = list(files)
    releases: dict[str, Release] = {}
    faults: list[Fault] = []
    with WorkbookReader() as load_sheets:
        for number, path in enumerate(paths):
            progress(f"Reading {path.name}", number, len(paths))
            try:
                file = open_file(path, load_sheets)
                source = known.get(file.sha256)
                if source is None:
                    raise GrowthplanError(
                        Fault("no birth certificate has this file's hash", file=path.name)
                    )
                parsed = read(file, gazetteer)
                if parsed.unknown_places:
                    unknown = ", ".join(p.code for p in parsed.unknown_places[:10])
                    raise GrowthplanError(Fault(f"unknown places: {unknown}", file=path.name))
                if parsed.observations.is_empty() and not REFERENCE_TABLES.keys() & parsed.extra:
                    continue
                releases[source.id] = release_of(parsed, source)
            except GrowthplanError as error:
                faults += [f if f.file else Fault(f.message, file=path.name) for f in error.faults]
    if faults:
        raise GrowthplanError(faults)
    return _write(list(releases.values()), folder)


def places_in(folder: Path) -> Gazetteer:
    """The gazetteer of a snapshot folder."""
    rows = pl.read_parquet(folder / "places.parquet", columns=["json"])["json"]
    return Gazetteer(Place.model_validate_json(row) for row in rows)


def _write(releases: list[Release], folder: Path) -> dict[str, int]:
    rows = [table_rows(release) for release in releases]
    # Of two releases that say the same, the one with the higher priority comes last and stays.
    by_priority = sorted(releases, key=lambda r: (r.source.priority, r.source.released))
    reference = [release.reference for release in by_priority]
    counts: dict[str, int] = {}
    for table in TABLES:
        held = reference if table in REFERENCE_TABLES else rows
        parts = [r[table] for r in held if table in r and not r[table].is_empty()]
        if table == "places" or not parts:
            continue
        frame = _in_order(table, pl.concat(parts))
        made = folder / f"{table}.parquet.new"
        frame.write_parquet(
            made,
            compression="zstd",
            compression_level=19,
            row_group_size=ROWS_A_GROUP if table == "observations" else 10**6,
            statistics=True,
        )
        made.replace(folder / f"{table}.parquet")
        counts[table] = frame.height
    return counts


def _in_order(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """One row a key where a table has one, sorted: a query then reads a few row groups."""
    if table in REFERENCE_TABLES:
        key = REFERENCE_TABLES[table].key
        return frame.unique(key, keep="last", maintain_order=True).sort(key)
    if table in ("indicators", "industries"):
        frame = frame.unique(frame.columns[0], keep="last", maintain_order=True)
    keys = ["indicator", "source", "sheet", "row", "column"]
    return frame.sort(keys if table == "observations" else frame.columns[:2])


def write_places(places: Iterable[Place], folder: Path) -> int:
    """Write `places.parquet`, by code. Returns how many."""
    rows = sorted((p.code, p.model_dump_json(exclude_defaults=True)) for p in places)
    pl.DataFrame(rows, schema=PLACES, orient="row").write_parquet(
        folder / "places.parquet", compression="zstd", compression_level=19
    )
    return len(rows)
