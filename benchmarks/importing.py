"""Importing real files, against fastexcel's bare read and pandas with openpyxl.

    python -m benchmarks.importing FOLDER

Ours is the import up to the store: opening, hashing, reading in the guarded child (started
before, as the command does while it loads), recognising, checking, and making observations.
Fastexcel only reads every cell. Pandas reads every sheet with openpyxl (and CSVs with its own
reader) and turns each into long form; it checks nothing.
"""

from __future__ import annotations

import argparse
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

import fastexcel
import pandas as pd

from benchmarks.timing import alternated
from growthplan.importers import OpenFile, WorkbookReader, open_file, read
from growthplan.journeys.importing import FILES_AHEAD
from growthplan.store import Store
from growthplan.vocabulary import Gazetteer, GrowthplanError


def ours(paths: list[Path], gazetteer: Gazetteer, load_sheets: WorkbookReader) -> None:
    """Import a batch: while one file is parsed, the child reads the next."""
    ahead: deque[OpenFile] = deque()
    for path in [*paths, *([None] * FILES_AHEAD)]:
        if path is not None:
            ahead.append(open_file(path, load_sheets))
            if ahead[-1].kind == "workbook":
                load_sheets.expect(path)
        if ahead and (len(ahead) > FILES_AHEAD or path is None):
            read(ahead.popleft(), gazetteer)


def bare(paths: list[Path]) -> None:
    """Fastexcel reads every cell as text and does nothing with it."""
    for path in paths:
        book = fastexcel.read_excel(path)
        for sheet in book.sheet_names:
            book.load_sheet(sheet, header_row=None, dtypes="string").to_polars()


def with_pandas(paths: list[Path]) -> None:
    """Pandas reads every sheet and melts it."""
    for path in paths:
        if path.suffix == ".csv":
            frames = [pd.read_csv(path, encoding_errors="replace", on_bad_lines="skip")]
        else:
            frames = list(
                pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl").values()
            )
        for frame in frames:
            ids = list(frame.columns[: min(3, frame.shape[1])])
            frame.melt(id_vars=ids, var_name="heading", value_name="cell")


def readable(paths: list[Path], gazetteer: Gazetteer) -> list[Path]:
    """Those that an importer reads."""
    kept = []
    with WorkbookReader() as load_sheets:
        for path in paths:
            try:
                read(open_file(path, load_sheets), gazetteer)
                kept.append(path)
            except GrowthplanError:
                continue
    return kept


def main() -> None:
    """Print median seconds and ratios for each group of files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the publishers' files")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with Store() as store:
        gazetteer = store.gazetteer
    xlsx = readable(sorted(options.folder.rglob("*.xlsx")), gazetteer)
    xls = readable(sorted(options.folder.rglob("*.xls")), gazetteer)
    csv = readable(sorted(options.folder.rglob("*.csv")), gazetteer)
    reader = WorkbookReader()
    reader.start()
    for name, paths in (("workbooks, .xlsx", xlsx), ("workbooks, .xls and .xlsx", xlsx + xls)):
        jobs: dict[str, Callable[[], object]] = {
            "ours": partial(ours, paths, gazetteer, reader),
            "fastexcel": partial(bare, paths),
        }
        if paths is xlsx:
            jobs["pandas"] = partial(with_pandas, paths)
        report(f"{len(paths)} {name}", alternated(jobs, options.runs))
    both = xlsx + csv
    jobs = {"ours": partial(ours, both, gazetteer, reader), "pandas": partial(with_pandas, both)}
    report(f"{len(both)} workbooks and CSVs", alternated(jobs, options.runs))
    reader.close()


def report(name: str, taken: dict[str, float]) -> None:
    """One line of seconds and ratios."""
    mine = taken["ours"]
    line = f"{name}: ours {mine:.2f} s"
    if "fastexcel" in taken:
        line += f", {mine / taken['fastexcel']:.2f}x fastexcel's bare read"
    if "pandas" in taken:
        line += f", pandas takes {taken['pandas'] / mine:.1f}x ours"
    print(line, flush=True)


if __name__ == "__main__":
    main()
