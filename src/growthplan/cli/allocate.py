"""`growthplan allocate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from growthplan.cli.allocate_tables import print_allocated
from growthplan.cli.ledger_tables import (
    ApprovalOption,
    DayOption,
    entry_rows,
    print_posted,
    signed_on,
)
from growthplan.cli.terminal import (
    AsAtOption,
    Flag,
    JsonOption,
    StoreOption,
    out,
    print_json,
    progress,
)
from growthplan.journeys import allocating, ledgering_portfolio
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
    post: Flag = False,
    role: Annotated[str, Parameter(help="With --post: the role that posts it; never a person's "
                                        "name.")] = "",
    reason: Annotated[str, Parameter(help="With --post: why it is posted.")] = "",
    approval: ApprovalOption = "",
    day: DayOption = None,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Choose a portfolio of a plan's actions inside its money: which, when, how much,
    and why.

    $ growthplan allocate plans/liverpool-city-region
    $ growthplan allocate my-plan --objective jobs --forbid rapid-transit
    $ growthplan allocate my-plan --criterion target --target 120 --json
    $ growthplan allocate my-plan --post --role "Head of finance" --reason "Agreed in May"

    Every rule of the settlement is kept: money by function, year and kind, switching,
    dependencies, commitments, and what the plan says under "choice" in funding.yaml.

    With --post the portfolio goes into the plan's ledger as dated entries, all or none.

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
    post
        Post the portfolio to the ledger: free what is left out, switch, and plan the rest.
    """
    signed = signed_on(day, role, reason, approval)
    if post:
        ledgering_portfolio.check_can_post(plan, signed)
    asked = Asked(
        objective, criterion, target, tuple(require or ()), tuple(forbid or ()),
        not no_consent, draws, seed, gap, time_limit,
    )  # fmt: skip
    with progress(quiet=json) as say:
        made = allocating.allocate(plan, asked, store=store, as_at=as_at, progress=say)
    kept = ledgering_portfolio.post_portfolio(plan, made, signed, store) if post else None
    if json:
        posted = {"posted": entry_rows(kept.posted)} if kept else {}
        notes = (*made.portfolio.sentences, *made.notes, *(kept.notes if kept else ()))
        print_json(as_json(made.figures, {**made.tables, **posted}, notes, made.run))
        return
    print_allocated(out(), made)
    if kept:
        print_posted(kept, out(), json=False)
