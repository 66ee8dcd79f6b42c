"""Importing real workbooks, against fastexcel's bare read and pandas with openpyxl."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.timing import alternated
from growthplan.importers import WorkbookReader, open_file, read
from growthplan.store import Store
from growthplan.vocabulary import Gazetteer, GrowthplanError


def main() -> None:
    """Print median seconds for each file and the totals, with ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the publisher's workbooks and CSVs")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with Store() as store, WorkbookReader() as load_sheets:
        gazetteer = store.gazetteer
        totals: dict[str, float] = {}
        for path in sorted(options.folder.rglob("*.xls*")):
            try:
                read(open_file(path, load_sheets), gazetteer)
            except GrowthplanError:
                continue
            taken = alternated(_jobs(path, load_sheets, gazetteer), options.runs)
            _report(path.name, taken)
            for name, value in taken.items():
                if path.suffix == ".xlsx" or name != "pandas":
                    totals[name] = totals.get(name, 0.0) + value
                if path.suffix == ".xlsx":
                    totals[f"{name} (xlsx)"] = totals.get(f"{name} (xlsx)", 0.0) + value
        _report("all workbooks", {k: totals[k] for k in ("ours", "fastexcel")})
        _report(
            "all .xlsx",
            {k.removesuffix(" (xlsx)"): v for k, v in totals.items() if k.endswith("(xlsx)")},
        )
        for path in sorted(options.folder.rglob("*.csv")):
            try:
                read(open_file(path, load_sheets), gazetteer)
            except GrowthplanError:
                continue
            taken = alternated(_csv_jobs(path, load_sheets, gazetteer), options.runs)
            for name, value in taken.items():
                totals[f"csv {name}"] = totals.get(f"csv {name}", 0.0) + value
    ours, pandas = totals.get("csv ours", 0.0), totals.get("csv pandas", 0.0)
    if pandas:
        print(f"{'all CSVs, pandas read only':<60} ours {ours:7.3f}  pandas {pandas / ours:5.1f}x")


def _jobs(path: Path, load_sheets: WorkbookReader, gazetteer: Gazetteer) -> dict:
    import fastexcel
    import pandas as pd

    def bare() -> None:
        book = fastexcel.read_excel(path)
        for sheet in book.sheet_names:
            book.load_sheet(sheet, header_row=None, dtypes="string").to_polars()

    jobs = {
        "ours": lambda: read(open_file(path, load_sheets), gazetteer),
        "fastexcel": bare,
    }
    if path.suffix == ".xlsx":
        jobs["pandas"] = lambda: pd.read_excel(
            path, sheet_name=None, header=None, engine="openpyxl"
        )
    return jobs


def _csv_jobs(path: Path, load_sheets: WorkbookReader, gazetteer: Gazetteer) -> dict:
    import pandas as pd

    return {
        "ours": lambda: read(open_file(path, load_sheets), gazetteer),
        "pandas": lambda: pd.read_csv(path, encoding_errors="replace", on_bad_lines="skip"),
    }


def _report(name: str, taken: dict[str, float]) -> None:
    ours = taken["ours"]
    parts = [f"ours {ours:7.3f}", f"{ours / taken['fastexcel']:5.2f}x fastexcel's bare read"]
    if "pandas" in taken:
        parts.append(f"pandas with openpyxl takes {taken['pandas'] / ours:5.1f}x ours")
    print(f"{name[:58]:<60} " + "  ".join(parts), flush=True)


if __name__ == "__main__":
    main()
