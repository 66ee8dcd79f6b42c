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
from growthplan.journeys.projecting_cases import cases_of
from growthplan.journeys.projecting_findings import findings_of
from growthplan.journeys.projecting_ground import Laid, lay
from growthplan.journeys.projecting_scenarios import own_assumptions, read_scenarios
from growthplan.journeys.spreading import block_size, spread
from growthplan.plan import Plan
from growthplan.store import Store, packaged_assumptions
from growthplan.system.answers import (
    Beside,
    Case,
    Findings,
    Projection,
    Question,
    Runs,
    Sensitivity,
)
from growthplan.system.answers import project as answered
from growthplan.system.baseline import NoPlan, over_forms
from growthplan.system.programme import Programme, read_programme
from growthplan.system.scenario import ReadScenario
from growthplan.vocabulary import (
    Assumption,
    Gazetteer,
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
    findings: Findings | None = None
    """What accepted findings changed; None when none is accepted."""


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
        names = [str(one) for one in scenarios]
        asked = Asked(years, draws, seed, sensitivity, workers, cluster)
        made = project_from(
            held,
            document,
            assumptions,
            read_scenarios(folder, names, without, only),
            asked,
            as_at=as_at,
            progress=progress,
            started=started,
            files=planning.hashes(files),
        )
        if isinstance(plan, Plan):
            return made
        findings = findings_of(held, document, folder, assumptions, asked, as_at)
        if findings is None:
            return made
        figures = running.stamped(findings.figures, made.run)
        return replace(made, findings=replace(findings, figures=figures))


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
    cases, notes = cases_of(plan, programme, scenarios, laid, until)
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
        (published_start(laid, gazetteer),),
        ground.regions.edition,
    )


def published_start(laid: Laid, gazetteer: Gazetteer) -> Input:
    """The published gap that the projection starts from, as the figure of `measure`."""
    base, regions = laid.ground.base, laid.ground.regions
    return Input(
        label=f"Gap in GVA per hour, {gazetteer[base.place].name}, {base.year}",
        value=-100 * laid.ground.published_gap,
        unit="%",
        source=regions.source,
        figure=f"gva_per_hour_gap_pct/{base.place}/{base.year}",
    )


def led_to_start(laid: Laid, gazetteer: Gazetteer) -> tuple[Input, ...]:
    """The same as an input of figures that lead there, and from there to its release."""
    return (published_start(laid, gazetteer).model_copy(update={"source": None}),)


class _Steps:
    """Counts the steps of a projection as they begin."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0

    def __call__(self, step: str) -> None:
        self._progress(step, self._done, _STEPS)
        self._done += 1
