"""Project a plan: its outcomes ten years ahead, with and without it, and what they hang on.

`project(plan)` gives a `Projected`: the `Projection` (a frozen value of `growthplan.system.answers`
with every table, figure and sentence), the programme as it was modelled, and the run record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from growthplan.journeys import planning, running
from growthplan.journeys.as_at import plan_for
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.projecting_asked import DEFAULT, DRAWS, Asked, last_year
from growthplan.journeys.projecting_ground import Laid, lay
from growthplan.journeys.projecting_scenarios import own_assumptions, read_scenarios
from growthplan.journeys.sector_definitions import sector_definitions
from growthplan.journeys.spreading import block_size, spread
from growthplan.plan import Plan
from growthplan.store import Store, packaged_assumptions
from growthplan.system.answers import (
    PLAN,
    STEADY,
    Beside,
    Case,
    National,
    Projection,
    Question,
    Runs,
    Sensitivity,
)
from growthplan.system.answers import project as answered
from growthplan.system.baseline import NoPlan, over_forms
from growthplan.system.programme import Prices, Programme, acting, read_programme
from growthplan.system.scenario import ReadScenario, compose
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

_STEPS = 6


@dataclass(frozen=True)
class Projected:
    """A projection with the record of its run."""

    projection: Projection
    programme: Programme
    sources: tuple[Source, ...]
    run: RunRecord


def project(
    plan: Plan | Path | str,
    *,
    scenarios: Sequence[Path | str] = (),
    without: Sequence[str] = (),
    only: Sequence[str] = (),
    years: int | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    sensitivity: Sensitivity = "quick",
    workers: int = 1,
    cluster: str | None = None,
    store: Path | None = None,
    as_at: date | None = None,
    progress: Progress = silent,
) -> Projected:
    """Project a plan: its folder, a release of it, or a plan that is open.

    A plan that is open has no folder, so it takes the packaged assumptions and scenarios by path.
    `scenarios` are files, or names of files in the plan's folder `scenarios`; several joined by +
    are put together into one. `without` and `only` are ids of actions. Raises GrowthplanError for
    faults of the plan and of scenarios, for no draws, and for a horizon that ends before the data.
    """
    started = running.start()
    folder = Path() if isinstance(plan, Plan) else Path(plan)
    with Store(store) as held:
        document, files, assumptions = _opened(plan, as_at, held)
        asked = [str(one) for one in scenarios]
        return project_from(
            held,
            document,
            assumptions,
            read_scenarios(folder, asked, without, only),
            Asked(years, draws, seed, sensitivity, workers, cluster),
            as_at=as_at,
            progress=progress,
            started=started,
            files=planning.hashes(files),
        )


def _opened(
    plan: Plan | Path | str, as_at: date | None, held: Store
) -> tuple[Plan, dict[str, bytes], Mapping[str, Assumption]]:
    if isinstance(plan, Plan):
        return plan, {}, packaged_assumptions()
    document, files = plan_for(Path(plan), as_at, held.gazetteer)
    return document, files, own_assumptions(Path(plan))


def project_from(
    held: Store,
    plan: Plan,
    assumptions: Mapping[str, Assumption],
    scenarios: Sequence[Sequence[ReadScenario]] = (),
    asked: Asked = DEFAULT,
    *,
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
    until = last_year(plan, asked, laid.ground.base.year)
    programme = read_programme(plan, assumptions)
    cases, notes = _cases(plan, programme, scenarios, laid, until)
    runs = Runs(laid.ground, cases, dict(assumptions), until, asked.seed)
    question = Question(
        asked.draws, asked.sensitivity, asked.depth, block_size(asked.draws, asked.workers)
    )
    with spread(asked.workers, asked.cluster) as mapper:
        found = answered(runs, question, _beside(held, plan, laid, runs), steps, mapper)
    run = _record(plan, asked, until, cases, laid, began, dict(files or {}), as_at)
    stamped = replace(
        found,
        figures=running.stamped(found.figures, run),
        notes=(*found.notes, *notes),
    )
    return Projected(stamped, programme, laid.sources, run)


def _record(
    plan: Plan,
    asked: Asked,
    until: int,
    cases: Sequence[Case],
    laid: Laid,
    began: datetime,
    files: dict[str, str],
    as_at: date | None,
) -> RunRecord:
    """The record of a run: what changes its numbers is in its command, workers are not."""
    command = f"project {plan.place} --years {until - plan.horizon.start} --draws {asked.draws}"
    command += "".join(f" --scenario {case.id}" for case in cases[1:])
    run = running.record(command, laid.sources, began, files, as_at)
    id_ = run_id(command, run.version, run.inputs, asked.seed)
    return run.model_copy(update={"seed": asked.seed, "id": id_})


def _cases(
    plan: Plan,
    programme: Programme,
    scenarios: Sequence[Sequence[ReadScenario]],
    laid: Laid,
    until: int,
) -> tuple[tuple[Case, ...], tuple[str, ...]]:
    """The plan as it stands and each scenario of it, with notes; every fault at once."""
    prices = laid.ground.prices
    cases = [_case(PLAN, plan.title, programme, prices, laid, until)]
    notes: list[str] = []
    faults: list[Fault] = []
    for parts in scenarios:
        try:
            one = compose(parts, plan, programme, prices, until)
        except GrowthplanError as error:
            faults += error.faults
            continue
        made = _case(one.id, one.title, one.programme, one.prices, laid, until, one.national)
        cases.append(replace(made, summary=one.summary, steps=one.steps))
        notes += [f"{one.title}: {note}" for note in one.notes]
    if faults:
        raise GrowthplanError(faults)
    return tuple(cases), tuple(notes)


def _case(
    name: str,
    title: str,
    programme: Programme,
    prices: Prices,
    laid: Laid,
    until: int,
    national: National = STEADY,
) -> Case:
    ground = laid.ground
    years = range(ground.base.year, until + 1)
    definitions = {one.id: one for one in sector_definitions()}
    return Case(
        name, title, acting(programme, ground.economy, years, prices, definitions), national
    )


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
