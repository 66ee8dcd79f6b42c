"""`growthplan data export`."""

from __future__ import annotations

from pathlib import Path

from growthplan.cli.terminal import AsAtOption, Flag, JsonOption, StoreOption, out, print_json
from growthplan.journeys import exporting
from growthplan.journeys.result import as_json


def export(
    folder: Path,
    *,
    indicator: tuple[str, ...] = (),
    place: tuple[str, ...] = (),
    latest_only: Flag = False,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Write the store as tidy CSV and Parquet, each CSV described by CSV on the Web.

    $ growthplan data export tidy --indicator gva_per_hour --indicator jobs
    $ growthplan data export everything

    Python: growthplan.journeys.exporting.export(folder).

    Parameters
    ----------
    folder
        Folder to write; replaced as a whole when growthplan made it before.
    indicator
        Only these indicators; may be repeated.
    place
        Only these places, by code or name; may be repeated.
    latest_only
        Only the newest release's figure of each place and period.
    """
    counts = exporting.export(folder, indicator, place, store, as_at, latest_only)
    if json:
        rows = [{"table": name, "rows": count} for name, count in counts.items()]
        print_json(as_json(tables={"exported": rows}))
        return
    console = out()
    for name, count in counts.items():
        console.print(f"{name:<14}{count:>12,} rows", highlight=False)
    console.print(f"\nWritten to {folder}/ as CSV, Parquet and CSVW descriptions.")
