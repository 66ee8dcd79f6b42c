"""`growthplan appraise`."""

from __future__ import annotations

from pathlib import Path

from growthplan.cli.appraise_tables import print_appraisal, tables_as_json
from growthplan.cli.terminal import (
    AsAtOption,
    Flag,
    JsonOption,
    StoreOption,
    out,
    print_json,
    progress,
)
from growthplan.journeys import appraisal_workbook, appraising
from growthplan.journeys.appraising import DRAWS
from growthplan.journeys.result import as_json
from growthplan.journeys.spreadsheet_files import check_target


def appraise(
    plan: Path,
    *actions: str,
    scenario: str | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    price_year: int | None = None,
    workbook: Path | None = None,
    replace: Flag = False,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Appraise a plan's actions after HM Treasury's Green Book: what they cost and
    are worth, one by one and together.

    $ growthplan appraise plans/liverpool-city-region
    $ growthplan appraise plans/liverpool-city-region rapid-transit
    $ growthplan appraise my-plan innovation-zone --scenario half-the-money --json
    $ growthplan appraise my-plan --workbook appraisal.xlsx

    Python: growthplan.appraise(plan);
    growthplan.journeys.appraisal_workbook.write_workbook(made, path).

    Parameters
    ----------
    plan
        Folder of the plan, or a release of it.
    actions
        Ids of actions; or of zones and sites, for every action there. Default: all that go ahead.
    scenario
        File of a scenario, or name of one in the plan's folder `scenarios`. Names joined by + are
        put together, left to right.
    draws
        Draws of costs, benefits and every assumption of the model.
    seed
        The same seed gives the same numbers.
    price_year
        Year in whose prices amounts are given. Default: the newest with a published deflator.
    workbook
        A workbook (.xlsx) to write, in which every result is a formula that can be followed.
    replace
        Write over a workbook that is there already.
    """
    if workbook is not None:
        check_target(workbook, replace=replace)
    with progress(quiet=json) as say:
        made = appraising.appraise(
            plan,
            actions,
            scenario=scenario,
            draws=draws,
            seed=seed,
            price_year=price_year,
            store=store,
            as_at=as_at,
            progress=say,
        )
    if workbook is not None:
        appraisal_workbook.write_workbook(made, workbook, replace=replace)
    found = made.appraised
    if json:
        print_json(as_json(found.figures, tables_as_json(made), found.notes, made.run))
        return
    print_appraisal(out(), made)
    if workbook is not None:
        out().print(f"Written with live formulas: {workbook}.", highlight=False, soft_wrap=True)
