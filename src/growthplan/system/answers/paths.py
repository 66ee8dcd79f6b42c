"""Outcomes by year as medians and ranges, from what was kept of the draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.system.answers.result import PATHS_SCHEMA
from growthplan.system.answers.runs import BY_PLACE, NO_PLAN, PLAN, Case
from growthplan.system.fans import BANDS, fan

Floats = npt.NDArray[np.float64]
Kept = Mapping[str, Floats]

DIFFERENCE = "difference"


@dataclass(frozen=True)
class Outcome:
    """A measure of the place, its unit, and that of a difference between two futures."""

    id: str
    title: str
    unit: str
    unit_of_difference: str
    of: Callable[[Kept, str], Floats]
    """[d, t] from what was kept and a future's id."""


def _gap(kept: Kept, future: str) -> Floats:
    made, other = kept[f"{future}/gva_per_hour"], kept[f"{future}/comparator"]
    return np.asarray(100.0 * (made / other - 1.0))


def _plain(measure: str, times: float = 1.0) -> Callable[[Kept, str], Floats]:
    return lambda kept, future: np.asarray(times * kept[f"{future}/{measure}"])


OUTCOMES = (
    Outcome("gva_per_hour", "GVA per hour worked", "£ per hour", "£ per hour",
            _plain("gva_per_hour")),
    Outcome("gva_per_hour_gap_pct", "Gap in GVA per hour", "%", "percentage points", _gap),
    Outcome("gva", "GVA", "£m", "£m", _plain("gva")),
    Outcome("jobs", "Filled jobs", "jobs", "jobs", _plain("jobs")),
    Outcome("hours", "Hours worked", "hours", "hours", _plain("hours", 1e6)),
    Outcome("greenhouse_gas_emissions", "Greenhouse gas emissions", "kt CO2e", "kt CO2e",
            _plain("emissions")),
)  # fmt: skip
LIFT = "gva_per_hour_lift_pct"
"""GVA per hour over that of another future, in per cent: a difference only."""


def all_paths(
    kept: Kept,
    cases: Sequence[Case],
    years: Sequence[int],
    place: tuple[str, str],
    members: Sequence[tuple[str, str, float]],
) -> pl.DataFrame:
    """Every outcome in every future, and every difference, with columns of PATHS_SCHEMA.

    `place` is a code with its name; `members` have also the millions of hours in a job there.
    """
    found: list[tuple[tuple[str, str, str, str, str], Floats]] = []
    for measure, scenario, unit, values in _of_place(kept, cases):
        found.append(((measure, *place, scenario, unit), values))
    for p, (code, name, each) in enumerate(members):
        for measure, scenario, unit, values in _of_member(kept, p, each):
            found.append(((measure, code, name, scenario, unit), values))
    return _table(found, years)


def _of_place(kept: Kept, cases: Sequence[Case]) -> Iterator[tuple[str, str, str, Floats]]:
    for outcome in OUTCOMES:
        if outcome.id == "greenhouse_gas_emissions" and f"{NO_PLAN}/emissions" not in kept:
            continue
        none = outcome.of(kept, NO_PLAN)
        yield outcome.id, NO_PLAN, outcome.unit, none
        plan = outcome.of(kept, PLAN)
        for case in cases:
            own = plan if case.id == PLAN else outcome.of(kept, case.id)
            yield outcome.id, case.id, outcome.unit, own
            other, name = (none, DIFFERENCE) if case.id == PLAN else (plan, _apart(case.id))
            yield outcome.id, name, outcome.unit_of_difference, own - other
    for case in cases:
        over = case.without if case.id == PLAN else PLAN
        name = DIFFERENCE if case.id == PLAN else _apart(case.id)
        yield LIFT, name, "%", lift(kept, case.id, over)
        if case.id != PLAN:
            yield LIFT, f"{case.id}:over-no-plan", "%", lift(kept, case.id, case.without)


def lift(kept: Kept, future: str, over: str) -> Floats:
    """GVA per hour of one future over another's, % [d, t]."""
    return np.asarray(100.0 * (kept[f"{future}/gva_per_hour"] / kept[f"{over}/gva_per_hour"] - 1.0))


def _apart(scenario: str) -> str:
    return f"{scenario}:{DIFFERENCE}"


def _of_member(kept: Kept, p: int, each: float) -> Iterator[tuple[str, str, str, Floats]]:
    """Paths of one authority, the `p`-th; `each` is millions of hours in a job."""
    known = {outcome.id: outcome for outcome in OUTCOMES}
    gva, jobs = (
        {future: kept[f"{future}/{measure}/places"][:, :, p] for future in (NO_PLAN, PLAN)}
        for measure in BY_PLACE
    )
    made = {future: gva[future] / (each * jobs[future]) for future in gva}
    by_measure = {"gva_per_hour": made, "gva": gva, "jobs": jobs}
    for measure, futures in by_measure.items():
        for future, values in futures.items():
            yield measure, future, known[measure].unit, values
        apart = futures[PLAN] - futures[NO_PLAN]
        yield measure, DIFFERENCE, known[measure].unit_of_difference, apart
    yield LIFT, DIFFERENCE, "%", 100.0 * (made[PLAN] / made[NO_PLAN] - 1.0)
    for future, values in made.items():
        gap = 100.0 * (values / kept[f"{future}/comparator"] - 1.0)
        yield "gva_per_hour_gap_pct", future, "%", gap


def _table(
    paths: Sequence[tuple[tuple[str, str, str, str, str], Floats]], years: Sequence[int]
) -> pl.DataFrame:
    """A row for each year of each path. All are summed up together: each call costs something."""
    ranges = fan(np.concatenate([values for _, values in paths], axis=1))
    columns: dict[str, object] = {
        title: [names[n] for names, _ in paths for _ in years]
        for n, title in enumerate(("measure", "place", "name", "scenario", "unit"))
    }
    columns["year"] = [*years] * len(paths)
    columns["median"] = ranges.median
    columns["mean"] = np.concatenate([values.mean(axis=0) for _, values in paths])
    for band in BANDS:
        columns |= {f"low_{band}": ranges.low[band], f"high_{band}": ranges.high[band]}
    columns["error"] = ranges.error
    return pl.DataFrame(columns).cast(PATHS_SCHEMA).select(list(PATHS_SCHEMA))  # type: ignore[arg-type]
