"""One what-if answered: a changed plan beside the plan as it stands, on the same draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.plan import Plan
from growthplan.system.answers.chances import gap_chances, published_chances
from growthplan.system.answers.evidence import baseline_rests_on, resting_on
from growthplan.system.answers.gaining import diffusion, net_zero, who_gains
from growthplan.system.answers.lineage import Grounds
from growthplan.system.answers.parts import Chance, Diffusion, NetZero, WhoGains
from growthplan.system.answers.paths import all_paths, lift
from growthplan.system.answers.runs import NO_PLAN, PLAN, Case, Runs
from growthplan.system.coalitions import coalition_values, players
from growthplan.system.fans import fan
from growthplan.system.streaming import Block, Mapper, stream
from growthplan.system.synergy import Synergy, synergy
from growthplan.vocabulary import Input, Place

Floats = npt.NDArray[np.float64]
Kept = Mapping[str, Floats]

ASKED = "what-if"
"""Id of the future that is asked for."""
PARTS_DRAWS = 128
"""Draws in which each action is also run alone and left out."""


@dataclass(frozen=True)
class Side:
    """Everything that is answered of one future, against no plan in the same country.

    `paths` has the columns of PATHS_SCHEMA with the scenarios `no_plan`, `plan` (this future,
    whichever it is) and `difference`.
    """

    paths: pl.DataFrame
    chances: tuple[Chance, ...]
    who_gains: WhoGains
    diffusion: Diffusion | None
    net_zero: NetZero | None
    money: float
    """£ million at the prices of the base year."""

    def row(self, measure: str, scenario: str, place: str, year: int) -> dict[str, float]:
        """One year of a path; raises KeyError when there is none."""
        return self._rows[measure, scenario, place, year]

    @cached_property
    def _rows(self) -> dict[tuple[str, str, str, int], dict[str, float]]:
        """Every row by its name: a page asks for many, and a filter for each is slow."""
        return {
            (row["measure"], row["scenario"], row["place"], row["year"]): row
            for row in self.paths.iter_rows(named=True)
        }


@dataclass(frozen=True)
class Shares:
    """What each action brings in the asked future: productivity of the last year, in %.

    `table` has a row an action: id, title, theme, alone, last (what is lost without it), low and
    high of the latter (90%), and the error of its mean from the number of draws.
    """

    table: pl.DataFrame
    total: float
    synergy: Synergy
    draws: int


@dataclass(frozen=True)
class WhatIf:
    """A what-if answered."""

    place: Place
    comparator: Place
    base_year: int
    until: int
    draws: int
    seed: int
    steps: tuple[str, ...]
    """What was changed, in words, in order."""
    notes: tuple[str, ...]
    asked: Side
    plan: Side
    change: Mapping[str, tuple[float, float, float, float]]
    """The asked future less the plan in the last year: by measure the median, its 90% range and
    the error of the median from the number of draws. `gva_per_hour_lift_pct` is in % of the
    plan's."""
    shares: Shares | None
    """None in a first answer, and when nothing of the plan is left."""
    grounds: Grounds
    """What its figures rest on."""


def answer(
    runs: Runs,
    plan: Plan,
    places: tuple[Place, Place],
    draws: int,
    *,
    inputs: tuple[Input, ...] = (),
    notes: Sequence[str] = (),
    shared: bool = True,
    run: Block | None = None,
    stands: Side | None = None,
    mapper: Mapper = map,
    block: int = 500,
) -> WhatIf:
    """Run the plan as it stands and the asked future over draws, and answer.

    The cases of `runs` are the plan and then the asked one, if that is not the plan itself; both
    are in `runs.whole`. `inputs` are the cells that the projection starts from. The first draws
    of a longer answer are those of a shorter one. `run` gives what `runs` would, by a quicker way,
    and `stands` is an earlier answer's `plan` on the same draws. `mapper` may stop the work by
    raising between blocks of draws.
    """
    kept = stream(run or runs, range(draws), block, mapper)
    asked = runs.cases[-1]
    years = tuple(range(runs.ground.base.year, runs.until + 1))
    other = stands or _side(runs, plan, places[0], kept, runs.cases[0], years)
    one = other if asked.id == PLAN else _side(runs, plan, places[0], kept, asked, years)
    return WhatIf(
        places[0],
        places[1],
        runs.ground.base.year,
        runs.until,
        draws,
        runs.seed,
        asked.steps,
        tuple(notes),
        one,
        other,
        _changes(kept, asked),
        _shares(runs, asked, min(draws, PARTS_DRAWS)) if shared else None,
        _grounds(runs, asked, inputs, draws),
    )


def _grounds(runs: Runs, asked: Case, inputs: tuple[Input, ...], draws: int) -> Grounds:
    guessed = any(one.illustrative for one in asked.acting.outlays)
    return Grounds(
        inputs,
        baseline_rests_on(runs.assumptions),
        resting_on(asked.acting.actions, runs.assumptions),
        (f"{draws:,} draws, seed {runs.seed}.",),
        ("Amounts of money of some actions are illustrative, not published.",) if guessed else (),
    )


def _as_plan(kept: Kept, case: Case) -> dict[str, Floats]:
    """What was kept of a case and of no plan in the same country, under the names of the plan's."""
    names = {f"{case.id}/": f"{PLAN}/", f"{case.without}/": f"{NO_PLAN}/"}
    return {
        new + name.removeprefix(old): values
        for name, values in kept.items()
        for old, new in names.items()
        if name.startswith(old)
    }


def _side(
    runs: Runs, plan: Plan, place: Place, kept: Kept, case: Case, years: tuple[int, ...]
) -> Side:
    ground = runs.ground
    view = _as_plan(kept, case)
    as_plan = Case(PLAN, case.title, case.acting)
    each = ground.economy.hours.sum(axis=1) / ground.economy.jobs
    members = list(zip(ground.base.places, ground.base.names, each.tolist(), strict=True))
    futures = (NO_PLAN, PLAN)
    said = [*(p.title for p in plan.principles)]
    said += [o.target.statement for o in plan.outcomes if o.target is not None]
    emitted = ground.economy.emissions
    return Side(
        all_paths(view, (as_plan,), years, (place.code, place.name), members),
        (
            *published_chances(view, futures, years, plan.outcomes, ground.prices),
            *gap_chances(view, futures, years, ground.published_gap),
        ),
        who_gains(view, ground),
        diffusion(view, ground),
        net_zero(view, years, said, None if emitted is None else float(emitted.sum())),
        case.acting.money,
    )


_CHANGES: Mapping[str, Callable[[Kept, str, str], Floats]] = {
    "gva_per_hour_lift_pct": lambda kept, one, other: lift(kept, one, other),
    "gva": lambda kept, one, other: kept[f"{one}/gva"] - kept[f"{other}/gva"],
    "jobs": lambda kept, one, other: kept[f"{one}/jobs"] - kept[f"{other}/jobs"],
}


def _changes(kept: Kept, asked: Case) -> dict[str, tuple[float, float, float, float]]:
    found = {}
    for name, of in _CHANGES.items():
        apart = fan(of(kept, asked.id, PLAN)[:, -1:])
        median, error = float(apart.median[0]), float(apart.error[0])
        found[name] = (median, float(apart.low[90][0]), float(apart.high[90][0]), error)
    return found


def _shares(runs: Runs, asked: Case, draws: int) -> Shares | None:
    """Each action alone, and left out, on the first draws."""
    actions = asked.acting.actions
    if not actions:
        return None
    drawn = runs.at(range(draws), asked.national)
    single = players(actions)
    count = len(single.names)
    coalitions = np.concatenate([np.eye(count), 1.0 - np.eye(count), np.ones((1, count))])
    values = 100.0 * coalition_values(
        runs.ground.economy,
        actions,
        drawn.parameters,
        drawn.baseline,
        single.masks(coalitions),
        runs.until,
        threads=2,
    )
    alone, whole = values[:count], values[-1]
    lost = whole - values[count:-1]
    low, high = np.quantile(lost, [0.05, 0.95], axis=1)
    titles = {one.intervention: (one.title, one.theme) for one in asked.acting.outlays}
    table = pl.DataFrame(
        {
            "id": list(single.names),
            "title": [titles[name][0] for name in single.names],
            "theme": [titles[name][1] for name in single.names],
            "alone": alone.mean(axis=1),
            "last": lost.mean(axis=1),
            "low": low,
            "high": high,
            "error": lost.std(axis=1) / np.sqrt(draws),
        }
    ).sort("last", "id", descending=[True, False])
    return Shares(table, float(whole.mean()), synergy(whole, alone), draws)
