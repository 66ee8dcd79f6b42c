"""What the plan's effect hangs on: which assumptions, and how good their evidence is."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.system.answers.chances import relative
from growthplan.system.answers.evidence import resting_on
from growthplan.system.answers.parts import Hanging
from growthplan.system.answers.runs import NO_PLAN, PLAN, Case, Runs
from growthplan.system.answers.sharing import by_group
from growthplan.system.delivery import COMMON, OWN
from growthplan.system.information import partial_information, perfect_information
from growthplan.system.parameters import Parameters
from growthplan.system.sensitivity import (
    FEWEST_DRAWS_EACH,
    Screen,
    inputs_of,
    regional,
    screen,
    share_by,
    sobol,
)
from growthplan.system.simulate import simulate
from growthplan.system.targets import closed_share
from growthplan.vocabulary import Assumption

Floats = npt.NDArray[np.float64]
Kept = Mapping[str, Floats]

MOST_SHOWN = 20
_SCHEMA = {
    "id": pl.String,
    "title": pl.String,
    "grade": pl.String,
    "share": pl.Float64,
    "coefficient": pl.Float64,
    "worth": pl.Float64,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
}


def hanging(
    runs: Runs, plan: Case, kept: Kept, draws: int, worth_draws: int, full: bool = False
) -> Hanging | None:
    """Sensitivity of the plan's effect on productivity in the last year.

    None when the effect never varies or there are too few draws to tell assumptions apart. With
    `full` Sobol indices by part of the system are worked out too.
    """
    parameters = runs.parameters(range(draws))
    inputs = _in_motion(runs, plan, parameters)
    answer = np.log(kept[f"{PLAN}/gva_per_hour"] / kept[f"{NO_PLAN}/gva_per_hour"])[:draws, -1]
    if draws <= FEWEST_DRAWS_EACH * len(inputs) or np.ptp(answer) == 0:
        return None
    found = screen(answer, inputs)
    grades = {name: one.grade for name, one in runs.assumptions.items()}
    graded = share_by(found, grades)
    ranked = _merged(found)
    payoffs = _payoffs(runs, plan, worth_draws)
    worth = _worth(payoffs, inputs, [name for name, _, _ in ranked[:MOST_SHOWN]], worth_draws)
    return Hanging(
        answer=f"the plan's effect on GVA per hour in {runs.until}",
        table=_table(ranked, worth, runs.assumptions),
        by_grade=graded,
        explained=found.explained,
        assumed_share=graded.get("assumption", 0.0) / max(found.explained, 1e-12),
        total_worth=None if payoffs is None else perfect_information(payoffs),
        target=_target(runs, kept, inputs, draws),
        sobol=_sobol(runs, plan, worth_draws) if full else None,
    )


def _in_motion(runs: Runs, plan: Case, parameters: Parameters) -> dict[str, Floats]:
    """What varies and can move the plan's effect: the others would only be fitted to chance."""
    known = {*resting_on(plan.acting.actions, runs.assumptions)}
    return {
        name: values
        for name, values in inputs_of(parameters).items()
        if name in known or name.startswith("own/")
    }


def _merged(found: Screen) -> list[tuple[str, float, float]]:
    """Assumption, coefficient and share, largest first; actions' own deliveries are one."""
    share: dict[str, float] = {}
    coefficient: dict[str, float] = {}
    for name, moved, carried in found.ranked():
        of = OWN if name.startswith("own/") else name
        share[of] = share.get(of, 0.0) + carried
        coefficient.setdefault(of, moved)
    order = sorted(share, key=lambda name: (-share[name], name))
    return [(name, coefficient[name], share[name]) for name in order]


def _payoffs(runs: Runs, plan: Case, draws: int) -> Floats | None:
    """What £100m more would bring by way of each group: yearly GVA, £m, [group, d]."""
    actions = plan.acting.actions
    grouped = by_group(actions)
    if len(grouped.names) < 2:
        return None
    drawn = runs.at(range(draws), plan.national)
    none = runs.times(plan, np.zeros(len(actions)), drawn)["gva"][:, -1]
    gained = np.array(
        [
            runs.times(plan, mask, drawn)["gva"][:, -1] - none
            for mask in grouped.masks(np.eye(len(grouped.names)))
        ]
    )
    sized = [outlay.sized for outlay in plan.acting.outlays]
    money = np.zeros(len(grouped.names))
    for action, owner, without in zip(actions, grouped.owner, sized, strict=True):
        money[owner] += np.nan if without else action.spend.sum()
    some = np.isfinite(money) & (money > 0)
    return 100.0 * gained[some] / money[some, None] if some.sum() > 1 else None


def _worth(
    payoffs: Floats | None, inputs: Mapping[str, Floats], names: list[str], draws: int
) -> dict[str, float]:
    if payoffs is None or draws < 50:
        return {}
    return {
        name: partial_information(payoffs, inputs[name][:draws]) for name in names if name in inputs
    }


def _table(
    ranked: list[tuple[str, float, float]],
    worth: Mapping[str, float],
    assumptions: Mapping[str, Assumption],
) -> pl.DataFrame:
    rows = []
    for name, coefficient, share in ranked:
        one = assumptions.get(name)
        title = one.title if one else name
        grade = one.grade if one else ""
        ends = (one.value, one.low, one.high) if one else (None, None, None)
        rows.append((name, title, grade, share, coefficient, worth.get(name), *ends))
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _target(runs: Runs, kept: Kept, inputs: Mapping[str, Floats], draws: int) -> pl.DataFrame:
    """Where half the gap is closed with the plan and where not: how differently inputs lie."""
    schema = {"id": pl.String, "title": pl.String, "distance": pl.Float64, "chance": pl.Float64}
    gap = runs.ground.published_gap
    if gap <= 0:
        return pl.DataFrame(schema=schema)
    own, without = relative(kept, PLAN)[:draws], relative(kept, NO_PLAN)[:draws]
    england = np.log(kept[f"{NO_PLAN}/comparator"][:draws])
    drawn = {
        "baseline.start": without[:, 0],
        "baseline.path": without[:, -1] - without[:, 0],
        "baseline.england_growth": england[:, -1] - england[:, 0],
    }
    titles = {
        "baseline.start": "Where the place truly stands today",
        "baseline.path": "How it moves against England without the plan",
    }
    found = regional(closed_share(own[:, -1], gap, 0.5), {**inputs, **drawn})
    if found is None:
        return pl.DataFrame(schema=schema)
    rows = [
        (
            name,
            titles.get(name) or _title(runs.assumptions, name),
            float(distance),
            found.chance,
        )
        for name, distance in zip(found.names, found.distance, strict=True)
        if not name.startswith("own/")
    ]
    return pl.DataFrame(rows, schema=schema, orient="row").sort("distance", descending=True)


def _title(assumptions: Mapping[str, Assumption], name: str) -> str:
    return assumptions[name].title if name in assumptions else name


def _sobol(runs: Runs, plan: Case, draws: int) -> pl.DataFrame:
    """First and total Sobol indices by part of the system."""
    first = runs.at(range(draws), plan.national)
    one, other = first.parameters, runs.parameters(range(draws, 2 * draws))
    varying = _in_motion(runs, plan, one)
    groups: dict[str, list[str]] = {}
    for name in varying:
        known = runs.assumptions.get(name)
        part = known.channel if known else "other"
        if name == COMMON or name.startswith("own/"):
            part = "delivery, all actions" if name == COMMON else "delivery, each action's own"
        groups.setdefault(part, []).append(name)
    actions = plan.acting.actions

    def effect(drawn: Parameters) -> Floats:
        paths = simulate(runs.ground.economy, actions, drawn, first.baseline)
        return paths.place_effect[:, -1]

    found = sobol(effect, one, other, groups)
    return pl.DataFrame(
        {
            "group": list(found.groups),
            "first": found.first,
            "first_error": found.first_error,
            "total": found.total,
            "total_error": found.total_error,
        }
    ).sort("total", descending=True)
