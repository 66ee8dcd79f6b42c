"""`growthplan project`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from growthplan.cli.project_tables import print_projection, tables_as_json
from growthplan.cli.terminal import AsAtOption, JsonOption, StoreOption, out, print_json, progress
from growthplan.journeys import projecting
from growthplan.journeys.projecting_asked import DRAWS
from growthplan.journeys.result import as_json
from growthplan.system.answers import Sensitivity

Names = Annotated[list[str] | None, Parameter(negative_iterable="")]


def project(
    plan: Path,
    *,
    scenario: Names = None,
    without: Names = None,
    only: Names = None,
    years: int | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    sensitivity: Annotated[
        Sensitivity, Parameter(help="`quick`, `full` (Sobol indices too) or `none`.")
    ] = "quick",
    workers: int = 1,
    cluster: str | None = None,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Project a plan ten years ahead: outcomes with and without it, how sure, and
    what that hangs on.

    $ growthplan project plans/liverpool-city-region
    $ growthplan project my-plan --scenario half-the-money --scenario recession.yaml
    $ growthplan project my-plan --scenario delay-two-years+half-the-money
    $ growthplan project my-plan --without rapid-transit --draws 10000 --json

    Python: growthplan.project(plan).

    Parameters
    ----------
    plan
        Folder of the plan, or a release of it.
    scenario
        File of a scenario, or name of one in the plan's folder `scenarios`; give the option for
        each. Names joined by + are put together, left to right.
    without
        Id of an action to leave out, shown beside the plan; give the option for each.
    only
        Id of an action to keep, all others left out; give the option for each.
    years
        Years from the plan's start. Default: the plan's own horizon.
    draws
        Draws of every assumption and shock; more give a smaller error.
    seed
        The same seed gives the same numbers, whatever the workers.
    workers
        Processes of this machine to spread the draws over.
    cluster
        Address of a running Dask scheduler to spread the draws over instead.
    """
    with progress(quiet=json) as say:
        made = projecting.project(
            plan,
            scenarios=scenario or (),
            without=without or (),
            only=only or (),
            years=years,
            draws=draws,
            seed=seed,
            sensitivity=sensitivity,
            workers=workers,
            cluster=cluster,
            store=store,
            as_at=as_at,
            progress=say,
        )
    found = made.projection
    if json:
        figures = (*found.figures, *(made.findings.figures if made.findings else ()))
        tables = tables_as_json(found)
        tables |= {"findings": made.findings.table} if made.findings else {}
        print_json(as_json(figures, tables, found.notes, made.run))
        return
    print_projection(out(), made)
