"""`growthplan data update`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from growthplan.cli.faults import print_faults
from growthplan.cli.terminal import (
    Flag,
    JsonOption,
    StoreOption,
    out,
    print_json,
    progress,
    table,
)
from growthplan.journeys import updating
from growthplan.journeys.importing import ImportOptions
from growthplan.journeys.result import as_json


def update(
    *topics: str,
    address: Annotated[tuple[str, ...], Parameter(name="--from")] = (),
    dry_run: Flag = False,
    keep: Path | None = None,
    released: date | None = None,
    new_places: Flag = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Download the publishers' current files and import what is new.

    $ growthplan data update --dry-run
    $ growthplan data update productivity
    $ growthplan data update --from https://example.org/labourproductivityitls.xls

    Downloads resume after a broken connection and are checked before they are
    read. A file that can't be had does not stop the others; the command then
    ends with exit code 2.

    Python: growthplan.journeys.updating.update().

    Parameters
    ----------
    topics
        Only files of these topics or ids; `--dry-run` lists them.
    address
        Fetch this address instead of the listed ones; may be repeated.
    dry_run
        Show what would be fetched, and stop.
    keep
        Keep the downloaded files in this folder; a broken download goes on from there next time.
    released
        Day of publication, for files that do not print it. Default: the day on which the server
        says that the file was last changed.
    new_places
        Add places that are not known yet, as the files name them.
    """
    if dry_run:
        files = updating.planned(topics, address)
        rows = [(f.id, f.topic, f.url) for f in files]
        if json:
            planned = [dict(zip(("id", "topic", "url"), row, strict=True)) for row in rows]
            print_json(as_json(tables={"files": planned}))
            return
        out().print(table([("File", "left"), ("Topic", "left"), ("Address", "left")], rows))
        return
    options = ImportOptions(released=released, new_places=new_places)
    with progress(quiet=json) as say:
        result = updating.update(topics, address, store, options, keep, say)
    listed: list[dict[str, object]] = [
        {
            "file": r.file,
            "outcome": r.outcome,
            "source": r.source.id if r.source else None,
            "observations": r.observations,
        }
        for r in result.imported
    ]
    if json:
        print_json(as_json(tables={"files": listed}, notes=[str(f) for f in result.faults]))
    else:
        columns = [("File", "left"), ("Outcome", "left"), ("Release", "left")]
        cells = [(str(r["file"]), str(r["outcome"]), str(r["source"])) for r in listed]
        out().print(table(columns, cells))
        new = sum(r.outcome == "imported" for r in result.imported)
        out().print(f"\n{new} new of {len(result.imported)} fetched. Next: growthplan data list")
    if result.faults:
        print_faults(result.faults, Console(stderr=True))
        sys.exit(2)
