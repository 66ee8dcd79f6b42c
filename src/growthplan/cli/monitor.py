"""`growthplan monitor`."""

from __future__ import annotations

from pathlib import Path

from growthplan.cli.monitor_tables import print_monitoring, tables_as_json
from growthplan.cli.terminal import (
    AsAtOption,
    Flag,
    JsonOption,
    StoreOption,
    out,
    print_json,
    progress,
)
from growthplan.journeys import monitoring
from growthplan.journeys.result import as_json


def monitor(
    plan: Path,
    *,
    every_place: Flag = False,
    no_model: Flag = False,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Monitor a plan: is each outcome on track, off track, or can it not be told yet?

    $ growthplan monitor plans/liverpool-city-region
    $ growthplan monitor my-plan --every-place
    $ growthplan monitor my-plan --as-at 2027-03-01 --json

    Python: growthplan.monitor(plan).

    Parameters
    ----------
    plan
        Folder of the plan, or a release of it.
    every_place
        Show the local authorities too, not only the plan's own place.
    no_model
        Do not run the model; an outcome without a target is then watched for getting no worse.
    """
    with progress(quiet=json) as say:
        made = monitoring.monitor(plan, model=not no_model, store=store, as_at=as_at, progress=say)
    if json:
        found = made.monitoring
        print_json(as_json(found.figures, tables_as_json(found), found.notes, made.run))
        return
    print_monitoring(out(), made, every_place)
