"""Choose a portfolio of a plan's actions inside its money: which, when, how much, and why.

`allocate(plan)` gives an `AllocatedPlan`: the portfolio with every reason, figures, tables and the
run record. What actions bring comes from the system model; how they are chosen from HiGHS.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from growthplan.journeys import planning, running
from growthplan.journeys.allocating_notes import checked_whole, notes_of
from growthplan.journeys.as_at import plan_for
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.projecting import led_to_start
from growthplan.journeys.projecting_asked import Asked as AskedOfModel
from growthplan.journeys.projecting_asked import last_year
from growthplan.journeys.projecting_ground import Laid, lay
from growthplan.journeys.projecting_scenarios import own_assumptions
from growthplan.journeys.sector_definitions import sector_definitions
from growthplan.plan import Plan
from growthplan.settlement import terms_of, without_consent
from growthplan.settlement.allocated import Allocated, Row, figures_of, tables_of
from growthplan.settlement.allocated_figures import reasons_figures
from growthplan.settlement.offers import candidates, going_on, not_offered, offers_of
from growthplan.settlement.portfolio import (
    Aim,
    Criterion,
    Depth,
    Effort,
    Portfolio,
    Search,
    decide,
)
from growthplan.settlement.pots import money_of
from growthplan.settlement.selecting import choices_of
from growthplan.settlement.worths import Model, measures, unknown_of, worths
from growthplan.store import Store
from growthplan.system.answers import baseline_rests_on, resting_on
from growthplan.system.programme import read_programme
from growthplan.vocabulary import (
    Assumption,
    Fault,
    Figure,
    GrowthplanError,
    RunRecord,
    did_you_mean,
    run_id,
)

Objective = Literal["gva", "productivity", "jobs", "inclusion", "carbon"]
DRAWS = 500
_STEPS = 7


@dataclass(frozen=True)
class Asked:
    """How a portfolio is to be chosen."""

    objective: Objective = "gva"
    criterion: Criterion = "expected"
    target: float | None = None
    """What is to be reached, for the criterion `target`, in the objective's unit."""
    require: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    consent: bool = True
    """Whether money may be switched where the rule needs a consent that is yet to be given."""
    draws: int = DRAWS
    seed: int = 1
    gap: float = 1e-6
    """Share of the optimum at which the search may stop."""
    seconds: float | None = None
    """Limit of each search; with one, the answer may hang on the machine."""
    depth: Depth = Depth()  # noqa: RUF009 - frozen


DEFAULT = Asked()


@dataclass(frozen=True)
class AllocatedPlan:
    """A chosen portfolio, its figures and tables, and the record of its run."""

    allocated: Allocated
    figures: tuple[Figure, ...]
    tables: Mapping[str, list[Row]]
    notes: tuple[str, ...]
    run: RunRecord

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio itself."""
        return self.allocated.portfolio


def allocate(
    plan: Path | str,
    asked: Asked = DEFAULT,
    *,
    store: Path | None = None,
    as_at: date | None = None,
    progress: Progress = silent,
) -> AllocatedPlan:
    """Choose a portfolio for a plan's folder, or a release of it.

    Raises GrowthplanError for faults of the plan, ids that are not known, no draws, and with the
    smallest set of rules in conflict when no portfolio keeps them all.
    """
    started, folder = running.start(), Path(plan)
    with Store(store) as held:
        document, files = plan_for(folder, as_at, held.gazetteer)
        assumptions = own_assumptions(folder)
        return allocate_from(
            held,
            document,
            assumptions,
            asked,
            as_at=as_at,
            progress=progress,
            started=started,
            files=planning.hashes(files),
        )


def allocate_from(
    held: Store,
    plan: Plan,
    assumptions: Mapping[str, Assumption],
    asked: Asked = DEFAULT,
    *,
    as_at: date | None = None,
    progress: Progress = silent,
    started: datetime | None = None,
    files: Mapping[str, str] | None = None,
) -> AllocatedPlan:
    """The same, from a store that is open already and a plan that is read already."""
    began, steps = started or running.start(), _Steps(progress)
    check_asked(plan, asked)
    steps("Fitting the baseline")
    laid = lay(held, plan.place, assumptions, as_at)
    model = _model(plan, asked, laid, assumptions)
    made = _allocated(plan, asked, model, steps)
    run = _record(plan, asked, laid, began, dict(files or {}), as_at)
    start = led_to_start(laid, held.gazetteer)
    rests = _rests_on(model)
    made_of = (*figures_of(made, start, rests), *reasons_figures(made, start, rests))
    figures = running.stamped(made_of, run)
    return AllocatedPlan(made, figures, tables_of(made), made.notes, run)


def check_asked(plan: Plan, asked: Asked) -> None:
    """Raise GrowthplanError with everything that is wrong with what was asked."""
    terms_of(plan)
    known = {action.id for action in plan.interventions}
    offered = {action.id for action in candidates(plan)}
    reasons = {action.id: reason for action, reason in not_offered(plan)}
    faults = []
    for word, names in (("--require", asked.require), ("--forbid", asked.forbid)):
        for name in dict.fromkeys(names):
            if name not in known:
                fix = did_you_mean(name, known)
                faults.append(Fault(f"{word}: '{name}' is no action of the plan", fix=fix))
            elif name not in offered:
                faults.append(Fault(f"{word}: '{name}' cannot be chosen. {reasons[name]}"))
    for name in sorted({*asked.require} & {*asked.forbid}):
        faults.append(Fault(f"'{name}' is both required and forbidden", fix="Keep one."))
    if (asked.target is None) == (asked.criterion == "target"):
        wanted = "needs a target" if asked.target is None else "goes with --criterion target only"
        faults.append(Fault(f"The criterion '{asked.criterion}' {wanted}",
                            fix="Give --criterion target --target AMOUNT."))  # fmt: skip
    if asked.seconds is not None and not asked.seconds > 0:
        faults.append(Fault(f"A time limit of {asked.seconds:g} seconds is none"))
    if not 0 <= asked.gap < 1:
        faults.append(Fault(f"A gap of {asked.gap:g} is no share", fix="Give 0.01 for 1%."))
    if faults:
        raise GrowthplanError(faults)


def _model(plan: Plan, asked: Asked, laid: Laid, assumptions: Mapping[str, Assumption]) -> Model:
    until = last_year(plan, AskedOfModel(draws=asked.draws, seed=asked.seed), laid.ground.base.year)
    programme = read_programme(plan, assumptions)
    definitions = {one.id: one for one in sector_definitions()}
    return Model(laid.ground, programme, assumptions, definitions, until, asked.seed, asked.draws)


def _rests_on(model: Model) -> tuple[str, ...]:
    """Ids of the assumptions that what the actions bring rests on."""
    known, actions = model.assumptions, model.case().acting.actions
    return tuple(sorted({*baseline_rests_on(known), *resting_on(actions, known)}))


def _allocated(plan: Plan, asked: Asked, model: Model, steps: _Steps) -> Allocated:
    known = measures(model)
    if asked.objective not in known:
        fix = f"There are {', '.join(known)}."
        raise GrowthplanError(Fault(f"'{asked.objective}' is not modelled for this place", fix=fix))
    terms = terms_of(plan)
    money = money_of(plan, terms if asked.consent else without_consent(terms), going_on(plan))
    offers, notes = offers_of(plan, money)
    ids = tuple(dict.fromkeys(offer.action.id for offer in offers))
    unknown = unknown_of(model, offers)
    steps("Working out what each action and each pair brings")
    brought = worths(model, offers, ids, asked.objective)
    choices = choices_of(plan, money, offers, brought, model.ground.economy, unknown)
    aim = Aim(asked.objective, asked.criterion, asked.target or 0.0)
    effort = Effort(asked.gap, asked.seconds)
    search = Search(choices, aim, asked.require, asked.forbid, effort)
    portfolio = decide(search, known, asked.depth, steps)
    left_out = tuple((a.id, a.title, reason) for a, reason in not_offered(plan))
    made = Allocated(
        plan, portfolio, money, offers, left_out, asked.draws, asked.seed, model.until, ()
    )
    told = (*notes, *notes_of(plan, made, unknown), *checked_whole(model, made, known))
    return replace(made, notes=told)


def _record(
    plan: Plan,
    asked: Asked,
    laid: Laid,
    began: datetime,
    files: dict[str, str],
    as_at: date | None,
) -> RunRecord:
    words = ["allocate", plan.place, f"--objective {asked.objective}"]
    words += [f"--criterion {asked.criterion} --draws {asked.draws} --gap {asked.gap:g}"]
    words += [] if asked.target is None else [f"--target {asked.target:g}"]
    words += [f"--require {one}" for one in asked.require]
    words += [f"--forbid {one}" for one in asked.forbid]
    words += [] if asked.consent else ["--no-consent"]
    command = " ".join(words)
    run = running.record(command, laid.sources, began, files, as_at)
    id_ = run_id(command, run.version, run.inputs, asked.seed)
    return run.model_copy(update={"seed": asked.seed, "id": id_})


class _Steps:
    """Counts the steps as they begin."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0

    def __call__(self, step: str) -> None:
        self._progress(step, self._done, _STEPS)
        self._done += 1
