"""Project a plan: its outcomes ten years ahead, with and without it, and what they hang on.

`project(plan)` gives a `Projected`: the `Projection` (a frozen value of `growthplan.system.answers`
with every table, figure and sentence), the programme as it was modelled, and the run record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from growthplan.journeys import planning, running
from growthplan.journeys.as_at import plan_for
from growthplan.journeys.checking import OWN_ASSUMPTIONS
from growthplan.journeys.diagnosing_sectors import sector_definitions
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.projecting_ground import Laid, lay
from growthplan.plan import Plan
from growthplan.store import Store, read_assumptions
from growthplan.system.answers import (
    PLAN,
    QUICK,
    Beside,
    Case,
    Depth,
    Projection,
    Question,
    Runs,
    Sensitivity,
)
from growthplan.system.answers import project as answered
from growthplan.system.baseline import NoPlan, over_forms
from growthplan.system.programme import Programme, acting, read_programme
from growthplan.vocabulary import (
    Assumption,
    Fault,
    Gazetteer,
    GrowthplanError,
    Input,
    RunRecord,
    Source,
    run_id,
)

DRAWS = 2_000
LONGEST = 30
"""Years after the data beyond which nothing is projected."""
_STEPS = 7


@dataclass(frozen=True)
class Projected:
    """A projection with the record of its run."""

    projection: Projection
    programme: Programme
    sources: tuple[Source, ...]
    run: RunRecord


def project(
    plan: Path | str,
    *,
    years: int | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    sensitivity: Sensitivity = "quick",
    store: Path | None = None,
    as_at: date | None = None,
    progress: Progress = silent,
) -> Projected:
    """Project a plan's folder, or a release of it.

    Without `years` the projection goes to the end of the plan's horizon. Raises GrowthplanError
    for faults of the plan, for no draws, and for a horizon that ends before the data do.
    """
    started = running.start()
    with Store(store) as held:
        document, files = plan_for(Path(plan), as_at, held.gazetteer)
        folder = Path(plan).parent if Path(plan).is_file() else Path(plan)
        return project_from(
            held,
            document,
            read_assumptions(folder / OWN_ASSUMPTIONS),
            years=years,
            draws=draws,
            seed=seed,
            sensitivity=sensitivity,
            as_at=as_at,
            progress=progress,
            started=started,
            files=planning.hashes(files),
        )


def project_from(
    held: Store,
    plan: Plan,
    assumptions: Mapping[str, Assumption],
    *,
    years: int | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    sensitivity: Sensitivity = "quick",
    depth: Depth = QUICK,
    as_at: date | None = None,
    progress: Progress = silent,
    started: datetime | None = None,
    files: Mapping[str, str] | None = None,
) -> Projected:
    """The same, from a store that is open already and a plan that is read already."""
    began = started or running.start()
    steps = _Steps(progress)
    steps("Fitting the baseline and trying it on the past")
    laid = lay(held, plan.place, assumptions, as_at)
    until = _until(plan, years, laid.ground.base.year, draws)
    programme = read_programme(plan, assumptions)
    case = _case(PLAN, plan.title, programme, laid, until)
    runs = Runs(laid.ground, (case,), assumptions, until, seed)
    question = Question(draws, sensitivity, depth)
    found = answered(runs, question, _beside(held, plan, laid, runs), steps)
    command = f"project {plan.place} --years {until - plan.horizon.start} --draws {draws}"
    run = running.record(command, laid.sources, began, dict(files or {}), as_at)
    run = run.model_copy(
        update={"seed": seed, "id": run_id(command, run.version, run.inputs, seed)}
    )
    stamped = replace(found, figures=running.stamped(found.figures, run))
    return Projected(stamped, programme, laid.sources, run)


def _case(name: str, title: str, programme: Programme, laid: Laid, until: int) -> Case:
    ground = laid.ground
    years = range(ground.base.year, until + 1)
    definitions = {one.id: one for one in sector_definitions()}
    made = acting(programme, ground.economy, years, ground.prices, definitions)
    return Case(name, title, made)


def _until(plan: Plan, years: int | None, base_year: int, draws: int) -> int:
    """Last year of the projection; every fault of what was asked for at once."""
    faults = []
    if draws < 1:
        faults.append(
            Fault(f"{draws} draws are none.", fix="Ask for 1 or more, such as --draws 2000.",
                  code="draws")
        )  # fmt: skip
    until = plan.horizon.end if years is None else plan.horizon.start + years
    if until <= base_year:
        faults.append(
            Fault(
                f"The projection would end in {until}, and the data end in {base_year}.",
                fix=f"Ask for {base_year + 1 - plan.horizon.start} years or more from "
                f"{plan.horizon.start}.",
                code="horizon",
            )
        )
    elif until - base_year > LONGEST:
        faults.append(
            Fault(
                f"The projection would end in {until}, {until - base_year} years on.",
                fix=f"Ask for at most {base_year + LONGEST - plan.horizon.start} years.",
                code="horizon",
            )
        )
    if faults:
        raise GrowthplanError(faults)
    return until


def _beside(held: Store, plan: Plan, laid: Laid, runs: Runs) -> Beside:
    """What is set beside the projection: the back-test, other forms, and the published start."""
    ground, gazetteer = laid.ground, held.gazetteer

    def forms(draws: int, until: int, gap: float) -> tuple[NoPlan, ...]:
        drawn = ground.draws(until, runs.seed, range(draws))
        found = over_forms(laid.statistics, drawn, until, gap)
        return tuple(sorted(found, key=lambda one: one.form != drawn.form.name))

    return Beside(
        gazetteer[plan.place],
        gazetteer[plan.comparator],
        plan,
        laid.record,
        forms,
        (_start(laid, gazetteer),),
        ground.regions.edition,
    )


def _start(laid: Laid, gazetteer: Gazetteer) -> Input:
    """The published gap that the projection starts from, as the figure of `measure`."""
    base, regions = laid.ground.base, laid.ground.regions
    return Input(
        label=f"Gap in GVA per hour, {gazetteer[base.place].name}, {base.year}",
        value=-100 * laid.ground.published_gap,
        unit="%",
        source=regions.source,
        figure=f"gva_per_hour_gap_pct/{base.place}/{base.year}",
    )


class _Steps:
    """Counts the steps of a projection as they begin."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0

    def __call__(self, step: str) -> None:
        self._progress(step, self._done, _STEPS)
        self._done += 1
