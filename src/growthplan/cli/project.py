"""`growthplan project`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from growthplan.cli.project_tables import print_projection, tables_as_json
from growthplan.cli.terminal import AsAtOption, JsonOption, StoreOption, out, print_json, progress
from growthplan.journeys import projecting
from growthplan.journeys.result import as_json
from growthplan.system.answers import Sensitivity


def project(
    plan: Path,
    *,
    years: int | None = None,
    draws: int = projecting.DRAWS,
    seed: int = 1,
    sensitivity: Annotated[
        Sensitivity, Parameter(help="`quick`, `full` (Sobol indices too) or `none`.")
    ] = "quick",
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Project a plan ten years ahead: outcomes with and without it, how sure, and
    what that hangs on.

    $ growthplan project plans/liverpool-city-region
    $ growthplan project my-plan --years 15 --draws 10000 --json

    Python: growthplan.project(plan).

    Parameters
    ----------
    plan
        Folder of the plan, or a release of it.
    years
        Years from the plan's start. Default: the plan's own horizon.
    draws
        Draws of every assumption and shock; more give a smaller error.
    seed
        The same seed gives the same numbers.
    """
    with progress(quiet=json) as say:
        made = projecting.project(
            plan,
            years=years,
            draws=draws,
            seed=seed,
            sensitivity=sensitivity,
            store=store,
            as_at=as_at,
            progress=say,
        )
    found = made.projection
    if json:
        print_json(as_json(found.figures, tables_as_json(found), found.notes, made.run))
        return
    print_projection(out(), made)
