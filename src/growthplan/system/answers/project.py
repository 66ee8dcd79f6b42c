"""Every answer about one plan, from its ground and its cases. Nothing here reads or writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.plan import Plan
from growthplan.system.answers.chances import Printing, gap_chances, published_chances
from growthplan.system.answers.convergence import convergence_of, mechanisms_of, sectors_of
from growthplan.system.answers.efforts import efforts, timing
from growthplan.system.answers.evidence import baseline_rests_on, resting_on
from growthplan.system.answers.figures import figures_of
from growthplan.system.answers.gaining import diffusion, net_zero, who_gains
from growthplan.system.answers.hanging import hanging
from growthplan.system.answers.lineage import Grounds
from growthplan.system.answers.parts import Future, ModelledAction
from growthplan.system.answers.paths import all_paths, lift
from growthplan.system.answers.result import Projection
from growthplan.system.answers.runs import NO_PLAN, PLAN, Case, Runs
from growthplan.system.answers.sentences import sentences_of
from growthplan.system.answers.sharing import sharing
from growthplan.system.backtest import TrackRecord
from growthplan.system.base_rates import BaseRate, base_rate
from growthplan.system.baseline import NoPlan, first_printed
from growthplan.system.programme import WORDS, first_year_without
from growthplan.system.streaming import BLOCK, Mapper, stream
from growthplan.vocabulary import Assumption, Fault, GrowthplanError, Input, Place

Floats = npt.NDArray[np.float64]

Sensitivity = Literal["none", "quick", "full"]


@dataclass(frozen=True)
class Depth:
    """How many draws the parts of an answer take that run the model many times."""

    sharing: int = 64
    effort: int = 500
    worth: int = 500
    hanging: int = 5_000
    sectors: int = 500


QUICK = Depth()
THOROUGH = Depth(sharing=256, effort=2_000, worth=2_000)


@dataclass(frozen=True)
class Question:
    """What is asked of a projection."""

    draws: int
    sensitivity: Sensitivity = "quick"
    depth: Depth = QUICK
    block: int = BLOCK


@dataclass(frozen=True)
class Beside:
    """What is set beside a projection and is not computed from its draws."""

    place: Place
    comparator: Place
    plan: Plan
    record: TrackRecord
    forms: Callable[[int, int, float], tuple[NoPlan, ...]]
    """No plan under every form, for draws, last year and published gap; the one used first."""
    inputs: tuple[Input, ...]
    edition: str


Say = Callable[[str], None]


def project(
    runs: Runs,
    question: Question,
    beside: Beside,
    say: Say = lambda step: None,
    mapper: Mapper = map,
) -> Projection:
    """Run every case over the draws, and answer.

    The first case of `runs` is the plan as it stands. `mapper` spreads blocks of draws over
    workers; neither it nor the size of blocks changes a byte of the answer.
    """
    ground, plan = runs.ground, runs.cases[0]
    years = tuple(range(ground.base.year, runs.until + 1))
    say("Running the model")
    kept = stream(runs, range(question.draws), question.block, mapper)
    _check_finite(kept)
    futures = [NO_PLAN, *(case.id for case in runs.cases)]
    say("Summing up the draws")
    each = ground.economy.hours.sum(axis=1) / ground.economy.jobs
    members = list(zip(ground.base.places, ground.base.names, each.tolist(), strict=True))
    place = (beside.place.code, beside.place.name)
    paths = all_paths(kept, runs.cases, years, place, members)
    chances = [
        *published_chances(kept, futures, years, beside.plan.outcomes, ground.prices),
        *gap_chances(kept, futures, years, ground.published_gap, _printing(runs, question.draws)),
    ]
    forms = beside.forms(min(question.draws, 2_000), runs.until, ground.published_gap)
    moves = bool(plan.acting.actions)
    at_most = question.depth
    say("Working out what it would take")
    needed = efforts(runs, plan, kept, min(at_most.effort, question.draws))
    say("Sharing out what the plan adds")
    shared = (
        sharing(runs, plan, min(at_most.sharing, question.draws), titles_of(plan))
        if moves
        else None
    )
    say("Finding what the answer hangs on")
    hangs = (
        hanging(
            runs,
            plan,
            kept,
            min(at_most.hanging, question.draws),
            min(at_most.worth, question.draws),
            full=question.sensitivity == "full",
        )
        if moves and question.sensitivity != "none"
        else None
    )
    spend = sum((action.spend for action in plan.acting.actions), np.zeros(len(years)))
    said = [*(p.title for p in beside.plan.principles), *_statements(beside.plan)]
    emitted = ground.economy.emissions
    made = Projection(
        place=beside.place,
        comparator=beside.comparator,
        title=beside.plan.title,
        base_year=ground.base.year,
        until=runs.until,
        draws=question.draws,
        seed=runs.seed,
        edition=beside.edition,
        futures=_futures(runs.cases),
        modelled=modelled_actions(plan),
        not_modelled=plan.acting.not_modelled,
        paths=paths,
        history=_history(runs, beside),
        chances=tuple(chances),
        base_rates=_base_rates(runs),
        efforts=needed,
        timing=timing(lift(kept, PLAN, NO_PLAN), years, np.asarray(spend)),
        no_plan=forms[0],
        forms=forms,
        no_plan_words=forms[0].in_words(beside.place.name),
        record=beside.record,
        sharing=shared,
        hanging=hangs,
        who_gains=who_gains(kept, ground),
        diffusion=diffusion(kept, ground) if moves else None,
        net_zero=net_zero(kept, years, said, None if emitted is None else float(emitted.sum())),
        sectors=sectors_of(runs, plan, min(at_most.sectors, question.draws)),
        mechanisms=mechanisms_of(kept),
        convergence=convergence_of(kept, chances, runs.until),
        assumptions=used(runs, plan),
        estimates=(*ground.start.estimates, *ground.moving.estimates),
        notes=(*plan.acting.notes, *_notes(runs)),
        money=plan.acting.money,
    )
    made = replace(made, sentences=sentences_of(made))
    return replace(made, figures=figures_of(made, grounds_of(made, plan, beside.inputs)))


def _check_finite(kept: Mapping[str, Floats]) -> None:
    """No answer is made of numbers that are missing or without end."""
    faults = [
        Fault(f"The model gives no number for {name.replace('/', ', ')} in some draws.", code="nan")
        for name, values in kept.items()
        if not np.isfinite(values).all()
    ]
    if faults:
        raise GrowthplanError(faults)


def grounds_of(made: Projection, plan: Case, inputs: tuple[Input, ...]) -> Grounds:
    """What all figures of a projection rest on."""
    caveats = []
    if any(action.illustrative for action in made.modelled):
        caveats.append("Amounts of money of some actions are illustrative, not published.")
    if made.hanging is not None and made.hanging.assumed_share > 0.5:
        caveats.append("More than half of the doubt about the plan's effect is judgement only.")
    return Grounds(
        inputs,
        baseline_rests_on(made.assumptions),
        resting_on(plan.acting.actions, made.assumptions),
        (f"{made.draws:,} draws, seed {made.seed}.",),
        tuple(caveats),
    )


def _printing(runs: Runs, draws: int) -> Printing:
    """What will first be printed of the truth, with the revisions of editions so far."""
    place, revisions = runs.ground.base.place, runs.ground.revisions
    return lambda truth: first_printed(truth, revisions, place, seed=runs.seed, draws=range(draws))


def used(runs: Runs, plan: Case) -> dict[str, Assumption]:
    """The assumptions that no plan and the plan's effect rest on, by id."""
    names = {
        *baseline_rests_on(runs.assumptions),
        *resting_on(plan.acting.actions, runs.assumptions),
    }
    return {name: runs.assumptions[name] for name in sorted(names)}


def titles_of(case: Case) -> dict[str, tuple[str, str]]:
    """Title and theme of each intervention of a case."""
    return {one.intervention: (one.title, one.theme) for one in case.acting.outlays}


def modelled_actions(case: Case) -> tuple[ModelledAction, ...]:
    """What of the plan is modelled, in the order of the plan."""
    return tuple(
        ModelledAction(
            id=action.id,
            intervention=outlay.intervention,
            title=outlay.title,
            theme=outlay.theme,
            driver=WORDS[action.channel],
            money=0.0 if outlay.sized else float(action.spend.sum()),
            cash=outlay.total,
            illustrative=outlay.illustrative,
            starts=min(outlay.amounts),
            full_by=max(outlay.amounts) + len(action.lag),
            ends=None if outlay.sunset is None else first_year_without(outlay.sunset) - 1,
        )
        for action, outlay in zip(case.acting.actions, case.acting.outlays, strict=True)
    )


def _futures(cases: Sequence[Case]) -> tuple[Future, ...]:
    none = Future(
        NO_PLAN, "No plan", "Policies in place go on; nothing of the plan happens.", (), 0
    )
    return (
        none,
        *(Future(c.id, c.title, c.summary, c.steps, c.acting.money) for c in cases),
    )


def _statements(plan: Plan) -> list[str]:
    return [outcome.target.statement for outcome in plan.outcomes if outcome.target is not None]


def _history(runs: Runs, beside: Beside) -> pl.DataFrame:
    """Published gaps of the place and its authorities, in the edition that the start is from."""
    base = runs.ground.base
    regions, members = runs.ground.regions, runs.ground.members
    rows = [
        (beside.place.code, beside.place.name, year, value)
        for year, value in zip(regions.years, regions.of([base.place])[0], strict=True)
    ]
    for code, name, log in zip(base.places, base.names, members.of(base.places), strict=True):
        rows += [(code, name, year, value) for year, value in zip(members.years, log, strict=True)]
    schema = {"place": pl.String, "name": pl.String, "year": pl.Int64, "log": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row").select(
        "place",
        "name",
        "year",
        measure=pl.lit("gva_per_hour_gap_pct"),
        value=100 * (pl.col("log").exp() - 1),
    )


def _base_rates(runs: Runs) -> Mapping[str, BaseRate]:
    pools = {"city regions": runs.ground.regions, "authorities": runs.ground.members}
    return {name: base_rate(panel.log, panel.years) for name, panel in pools.items()}


def _notes(runs: Runs) -> tuple[str, ...]:
    prices = runs.ground.prices
    until = f"by the GDP deflator to {prices.last_known}, then"
    if set(prices.index) == {prices.base_year}:
        until = "for want of a published deflator,"
    return (
        f"Money is in the prices of {prices.base_year}: {until} {100 * prices.growth:g}% a year, "
        "an assumption.",
        "Risks that the plan lists are not added: success in delivery is drawn for every action.",
    )
