"""Appraise a plan's actions: what they cost and are worth, one by one and together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from growthplan.appraisal import (
    Appraised,
    Discounting,
    Setting,
    choose,
    discounting_of,
    price_year_of,
)
from growthplan.appraisal import (
    appraise as appraised,
)
from growthplan.journeys import planning, running
from growthplan.journeys.as_at import plan_for
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.projecting import led_to_start
from growthplan.journeys.projecting_ground import Laid, lay
from growthplan.journeys.projecting_scenarios import own_assumptions, read_scenarios
from growthplan.journeys.sector_definitions import sector_definitions
from growthplan.plan import Plan
from growthplan.store import Store
from growthplan.system.answers import FURTHEST, PLAN, STEADY, Case, Ground, National, Runs
from growthplan.system.programme import Prices, Programme, acting, read_programme
from growthplan.system.scenario import ReadScenario, compose
from growthplan.vocabulary import Assumption, Fault, GrowthplanError, RunRecord, Source, run_id

DRAWS = 500


@dataclass(frozen=True)
class AppraisedPlan:
    """An appraisal with what it was made from and the record of its run."""

    appraised: Appraised
    plan: Plan
    setting: Setting
    discounting: Discounting
    sources: tuple[Source, ...]
    run: RunRecord


def appraise(
    plan: Path | str,
    names: Sequence[str] = (),
    *,
    scenario: Path | str | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    price_year: int | None = None,
    store: Path | None = None,
    as_at: date | None = None,
    progress: Progress = silent,
) -> AppraisedPlan:
    """Appraise actions of a plan's folder, or of a release of it; all that go ahead by default.

    `names` are ids of actions, or of zones and sites for every action there. Amounts are at the
    prices of `price_year`, by default the newest with a published deflator. Raises GrowthplanError
    for faults of the plan, unknown names and no draws.
    """
    started, folder = running.start(), Path(plan)
    with Store(store) as held:
        document, files = plan_for(folder, as_at, held.gazetteer)
        asked = [] if scenario is None else [str(scenario)]
        parts = read_scenarios(folder, asked, (), ())
        return appraise_from(
            held,
            document,
            own_assumptions(folder),
            names,
            scenario=parts[0] if parts else None,
            draws=draws,
            seed=seed,
            price_year=price_year,
            as_at=as_at,
            progress=progress,
            started=started,
            files=planning.hashes(files),
        )


def appraise_from(
    held: Store,
    plan: Plan,
    assumptions: Mapping[str, Assumption],
    names: Sequence[str] = (),
    *,
    scenario: Sequence[ReadScenario] | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    price_year: int | None = None,
    as_at: date | None = None,
    progress: Progress = silent,
    started: datetime | None = None,
    files: Mapping[str, str] | None = None,
) -> AppraisedPlan:
    """The same, from a store that is open already and a plan that is read already."""
    began = started or running.start()
    if draws < 1:
        raise GrowthplanError(
            Fault(f"{draws} draws are none.", fix="Ask for 1 or more.", code="draws")
        )
    chosen = choose(plan, names)
    progress("Fitting the baseline", 0, len(chosen.ids) + 2)
    laid = lay(held, plan.place, assumptions, as_at)
    prices, until = laid.ground.prices, laid.ground.base.year + FURTHEST
    programme = read_programme(plan, assumptions)
    planned = _future(PLAN, plan.title, programme, prices, laid.ground, until)
    future = planned
    notes: tuple[str, ...] = ()
    if scenario is not None:
        one = compose(scenario, plan, programme, prices, until)
        prices, notes = one.prices, one.notes
        future = _future(one.id, one.title, one.programme, prices, laid.ground, until, one.national)
    years = tuple(range(max(plan.horizon.start, laid.ground.base.year + 1), until + 1))
    setting = Setting(plan, years, prices, price_year_of(prices, price_year), assumptions)
    runs = Runs(laid.ground, (planned, future), dict(assumptions), until, seed)
    found = appraised(
        held.gazetteer[plan.place],
        runs,
        future,
        setting,
        chosen,
        draws=draws,
        as_planned=planned,
        scenario="" if scenario is None else future.id,
        start=led_to_start(laid, held.gazetteer),
        step=_Steps(progress, len(chosen.ids) + 2),
    )
    command = " ".join(("appraise", plan.place, *names, f"--draws {draws}"))
    command += "" if scenario is None else f" --scenario {future.id}"
    run = _record(command, laid, began, dict(files or {}), as_at, seed)
    stamped = replace(
        found, figures=running.stamped(found.figures, run), notes=(*found.notes, *notes)
    )
    return AppraisedPlan(stamped, plan, setting, discounting_of(setting), laid.sources, run)


def _future(
    name: str,
    title: str,
    programme: Programme,
    prices: Prices,
    ground: Ground,
    until: int,
    national: National = STEADY,
) -> Case:
    years = range(ground.base.year, until + 1)
    definitions = {one.id: one for one in sector_definitions()}
    made = acting(programme, ground.economy, years, prices, definitions)
    return Case(name, title, made, national)


def _record(
    command: str,
    laid: Laid,
    began: datetime,
    files: dict[str, str],
    as_at: date | None,
    seed: int,
) -> RunRecord:
    run = running.record(command, laid.sources, began, files, as_at)
    id_ = run_id(command, run.version, run.inputs, seed)
    return run.model_copy(update={"seed": seed, "id": id_})


class _Steps:
    """Counts the actions as they are appraised."""

    def __init__(self, progress: Progress, of: int) -> None:
        self._progress = progress
        self._of = of
        self._done = 1

    def __call__(self, step: str) -> None:
        self._progress(step, min(self._done, self._of), self._of)
        self._done += 1
