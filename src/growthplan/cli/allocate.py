"""`growthplan allocate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from growthplan.cli.allocate_tables import print_allocated
from growthplan.cli.terminal import (
    AsAtOption,
    Flag,
    JsonOption,
    StoreOption,
    out,
    print_json,
    progress,
)
from growthplan.journeys import allocating
from growthplan.journeys.allocating import Asked, Objective
from growthplan.journeys.result import as_json
from growthplan.settlement.portfolio import Criterion


def allocate(
    plan: Path,
    *,
    objective: Annotated[
        Objective,
        Parameter(help="What is maximised in the plan's last year, against no plan."),
    ] = "gva",
    criterion: Annotated[
        Criterion,
        Parameter(help="`expected`; `target` (the chance of reaching it); or `worst-tenth` (the "
                       "average over the worst tenth of draws)."),
    ] = "expected",
    target: float | None = None,
    require: Annotated[list[str] | None, Parameter(help="Id of an action to choose in any "
                                                        "case.")] = None,
    forbid: Annotated[list[str] | None, Parameter(help="Id of an action to leave out.")] = None,
    no_consent: Flag = False,
    draws: int = allocating.DRAWS,
    seed: int = 1,
    gap: float = 1e-6,
    time_limit: float | None = None,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Choose a portfolio of a plan's actions inside its money: which, when, how much,
    and why.

    $ growthplan allocate plans/liverpool-city-region
    $ growthplan allocate my-plan --objective jobs --forbid rapid-transit
    $ growthplan allocate my-plan --criterion target --target 120 --json

    Every rule of the settlement is kept: money by function, year and kind, switching,
    dependencies, commitments, and what the plan says under "choice" in funding.yaml.

    Python: growthplan.allocate(plan, asked).

    Parameters
    ----------
    plan
        Folder of the plan, or a release of it.
    target
        What is to be reached, for `--criterion target`, in the objective's unit.
    no_consent
        Switch no money whose rule needs a consent that is yet to be given.
    draws
        Draws of the system model.
    seed
        The same seed gives the same portfolio.
    gap
        Stop once the portfolio is proven to be within this share of the best: 0.01 for 1%.
    time_limit
        Seconds for each search; with a limit the answer may differ between machines.
    """
    asked = Asked(
        objective, criterion, target, tuple(require or ()), tuple(forbid or ()),
        not no_consent, draws, seed, gap, time_limit,
    )  # fmt: skip
    with progress(quiet=json) as say:
        made = allocating.allocate(plan, asked, store=store, as_at=as_at, progress=say)
    if json:
        notes = (*made.portfolio.sentences, *made.notes)
        print_json(as_json(made.figures, made.tables, notes, made.run))
        return
    print_allocated(out(), made)
