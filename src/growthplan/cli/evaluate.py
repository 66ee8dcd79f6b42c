"""`growthplan evaluate`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from growthplan.cli.evaluate_answers import plan_as_json, print_answers
from growthplan.cli.evaluate_power import power_as_json, print_power
from growthplan.cli.evaluate_tables import print_evaluation, tables_as_json
from growthplan.cli.terminal import (
    AsAtOption,
    Flag,
    JsonOption,
    StoreOption,
    out,
    print_json,
    progress,
)
from growthplan.evaluation import Layout, Settings
from growthplan.journeys import evaluating, evaluation_files, learning
from growthplan.journeys.evaluating_beforehand import evaluate_beforehand
from growthplan.journeys.evaluating_registered import evaluate_plan
from growthplan.journeys.result import as_json
from growthplan.vocabulary import Fault, GrowthplanError

Names = Annotated[list[str] | None, Parameter(consume_multiple=True, negative="")]


def evaluate(
    plan: Path | None = None,
    names: Annotated[list[str] | None, Parameter(negative="")] = None,
    *,
    register: Flag = False,
    power: Flag = False,
    propose: Flag = False,
    accept: Flag = False,
    panel: Path | None = None,
    unit: str | None = None,
    time: str | None = None,
    outcome: str | None = None,
    treated: Names = None,
    start: Annotated[str | None, Parameter(name="--from")] = None,
    first_treated: str | None = None,
    estimator: str = "synthetic-did",
    covariates: Names = None,
    outcome_at: Names = None,
    donors: Names = None,
    drop_incomplete: Flag = False,
    level: float = 0.95,
    draws: int = 999,
    seed: int = 1,
    optimiser: Literal["exact", "published"] | None = None,
    placebo_donors: Literal["all", "untreated"] = "all",
    compare_with: Literal["never", "not-yet"] = "never",
    anticipation: int = 0,
    matches: int = 3,
    running: str | None = None,
    cutoff: float = 0.0,
    bandwidth: float | None = None,
    distance: str | None = None,
    rings: Annotated[list[float] | None, Parameter(consume_multiple=True, negative="")] = None,
    measured_in: str = "",
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Evaluate what happened: the effect on the treated, how sure, and on what it rests.

    With a plan: its registered evaluations, on the statistics held. With --panel: any tidy CSV
    file.

    $ growthplan evaluate plans/liverpool-city-region
    $ growthplan evaluate my-plan skills-bootcamps --register
    $ growthplan evaluate my-plan skills-bootcamps --propose
    $ growthplan evaluate my-plan --power
    $ growthplan evaluate --panel smoking.csv --unit State --time Year
      --outcome PacksPerCapita --treated California --from 1989
      --estimator synthetic-did
    $ growthplan evaluate --panel counties.csv --unit county --time year
      --outcome employment --first-treated first.treat --estimator group-time

    Python: growthplan.evaluate_plan(plan), growthplan.evaluate_panel(file, layout, estimator).

    Parameters
    ----------
    plan
        Folder of a plan with a folder `evaluations`.
    names
        Evaluations to answer; all when left out.
    register
        Write the evaluations into the register with today's date and a hash, and stop.
    power
        Before money is spent: the smallest effect of each action that published statistics would
        usually show, beside the size that the plan's model gives it.
    propose
        Show what the findings would change in the plan's assumptions, as a difference.
    accept
        Write those changes into the plan's folder `assumptions`.
    panel
        CSV file with one row for each unit and time.
    unit
        Column with the units.
    time
        Column with the times.
    outcome
        Column with the outcome.
    treated
        Units that were treated.
    start
        First time at which they were treated.
    first_treated
        Column with each unit's first treated time, when they differ; 0 or empty for never.
    estimator
        did, event-study, group-time, synthetic-control, synthetic-did,
        augmented-synthetic-control, interrupted-time-series, matching,
        regression-discontinuity or rings.
    covariates
        Columns to control for, match on or predict from; `name:1984-1988` takes a span of times.
    outcome_at
        Times whose outcome is a predictor of its own.
    donors
        Units to compare with; every untreated unit when left out.
    drop_incomplete
        Leave out donors that lack an outcome at some time.
    level
        Share of repetitions in which the interval should hold the truth.
    draws
        Bootstrap draws, placebo groups or shuffles.
    seed
        The same seed gives the same numbers.
    optimiser
        Weights at the exact minimum, or by the steps of the published software.
    placebo_donors
        Whether placebo units may have the treated unit among their donors (all) or not (untreated).
    compare_with
        Group-time effects: units never treated, or those not treated yet as well.
    anticipation
        Times before treatment in which it may act already.
    matches
        Donors that each treated unit is matched with.
    running
        Column that decides who is treated (regression discontinuity).
    cutoff
        Value of it from which units are treated.
    bandwidth
        How far from the cut-off units count; chosen from the data when left out.
    distance
        Column with each unit's distance to the treated (rings).
    rings
        Outer edges of the rings.
    measured_in
        Unit of the outcome, for sentences.
    """
    if plan is not None and panel is None and power:
        _power(plan, as_at, store, json)
        return
    if plan is not None and panel is None:
        _evaluate_plan(plan, names or (), register, propose, accept, as_at, store, json)
        return
    needed = {"--panel": panel, "--unit": unit, "--time": time, "--outcome": outcome}
    missing = [name for name, given in needed.items() if given is None]
    if panel is None or unit is None or time is None or outcome is None:
        fix = "They say which file to read, and which columns hold units, times and the outcome."
        message = f"name a plan, or give {', '.join(missing)}"
        raise GrowthplanError(Fault(message, fix=fix, code="options"))
    made = evaluating.evaluate_panel(
        panel,
        Layout(
            unit, time, outcome, tuple(treated or ()), start, first_treated,
            tuple(covariates or ()), tuple(donors or ()), drop_incomplete,
        ),
        estimator,
        Settings(
            level, seed, draws, tuple(covariates or ()), optimiser, tuple(outcome_at or ()),
            placebo_donors == "all", compare_with, anticipation, matches, running, cutoff,
            bandwidth, distance, tuple(rings or ()),
        ),
        unit=measured_in,
    )  # fmt: skip
    if json:
        print_json(as_json([made.figure], tables_as_json(made), made.notes, made.run))
        return
    print_evaluation(out(), made)


def _power(plan: Path, as_at: date | None, store: Path | None, json: bool) -> None:
    """What could be seen of each action of a plan."""
    with progress(quiet=json) as say:
        made = evaluate_beforehand(plan, store=store, as_at=as_at, progress=say)
    if json:
        print_json(power_as_json(made))
        return
    print_power(out(), made)


def _evaluate_plan(
    plan: Path,
    names: Sequence[str],
    register: bool,
    propose: bool,
    accept: bool,
    as_at: date | None,
    store: Path | None,
    json: bool,
) -> None:
    """Register a plan's evaluations, or answer them and show what they teach."""
    if register:
        said = evaluation_files.register(
            plan, evaluation_files.read_registrations(plan, names), datetime.now(UTC).date()
        )
        if json:
            print_json(as_json(notes=said))
            return
        for line in said:
            out().print(line, highlight=False, markup=False)
        return
    with progress(quiet=json) as say:
        made = evaluate_plan(plan, names, store=store, as_at=as_at, progress=say)
    changes = learning.proposals(plan, made.answers) if propose or accept else ()
    written = learning.accept(plan, changes) if accept else []
    if json:
        print_json(plan_as_json(made, changes))
        return
    print_answers(out(), made, changes, written)
