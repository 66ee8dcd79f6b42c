"""Where the plan's effect comes from, by mechanism and sector, and what the draws support."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.system.answers.parts import Chance
from growthplan.system.answers.paths import lift
from growthplan.system.answers.runs import NO_PLAN, PLAN, Case, Runs
from growthplan.system.base_year.sectors import MODEL_SECTORS
from growthplan.system.fans import decimals, quantile_error
from growthplan.system.simulate import Detail, simulate

Floats = npt.NDArray[np.float64]
Kept = Mapping[str, Floats]

_MECHANISM = "plan/mechanism/"
MECHANISM_TITLES = {
    "capital_deepening": "Capital",
    "human_capital": "Skills",
    "density_transport": "Density through transport",
    "density_jobs": "Density through jobs",
    "innovation": "Knowledge",
    "digital_adoption": "Digital and AI",
    "management": "Management",
    "health_participation": "Health",
    "complementarity": "Capital with skills",
    "mix": "Mix of sectors",
}


def mechanisms_of(kept: Kept) -> pl.DataFrame:
    """What each mechanism adds to GVA per hour in the last year, %, largest first.

    Authorities' effects weighted by their output, without imputed rent: they add up to the plan's
    effect on it but for what authorities' weights shift.
    """
    rows = []
    for name, values in kept.items():
        if name.startswith(_MECHANISM):
            mechanism = name.removeprefix(_MECHANISM)
            low, mid, high = np.quantile(100.0 * values, [0.05, 0.5, 0.95])
            title = MECHANISM_TITLES.get(mechanism, mechanism)
            rows.append((mechanism, title, mid, float(100 * values.mean()), low, high))
    schema = {
        "mechanism": pl.String,
        "title": pl.String,
        "median": pl.Float64,
        "mean": pl.Float64,
        "low": pl.Float64,
        "high": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row").sort("mean", descending=True)


def sectors_of(runs: Runs, plan: Case, draws: int) -> pl.DataFrame:
    """What the plan adds by sector in the last year: GVA in £m and jobs, largest first."""
    economy, detail = runs.ground.economy, Detail(sector_years=(runs.until,))
    drawn = runs.at(range(draws), plan.national)
    with_plan, without = (
        simulate(economy, actions, drawn.parameters, drawn.baseline, detail=detail).sectors
        for actions in (plan.acting.actions, ())
    )
    assert with_plan is not None
    assert without is not None
    gained = (with_plan.gva - without.gva)[:, 0].sum(axis=1)
    hours = (with_plan.hours - without.hours)[:, 0]
    jobs = (hours * (economy.jobs / economy.hours.sum(axis=1))[:, None]).sum(axis=1)
    low, high = np.quantile(gained, [0.05, 0.95], axis=0)
    return pl.DataFrame(
        {
            "sector": list(economy.sectors),
            "title": [sector.title for sector in MODEL_SECTORS],
            "gva": gained.mean(axis=0),
            "low": low,
            "high": high,
            "jobs": jobs.mean(axis=0),
        }
    ).sort("gva", descending=True)


def convergence_of(kept: Kept, chances: Sequence[Chance], until: int) -> pl.DataFrame:
    """What so many draws support: answers with their Monte Carlo error and digits."""
    gap = 100.0 * (kept[f"{PLAN}/gva_per_hour"] / kept[f"{PLAN}/comparator"] - 1.0)[:, -1]
    effect = lift(kept, PLAN, NO_PLAN)[:, -1]
    rows = [
        (title, float(np.median(values)), float(quantile_error(values, 0.5)))
        for title, values in ((f"Gap in {until}, %", gap), ("What the plan adds, %", effect))
    ]
    rows += [
        (f"{one.title}, {one.scenario}", one.value, one.error)
        for one in chances
        if one.year == until and one.scenario in (NO_PLAN, PLAN)
    ]
    table = pl.DataFrame(
        rows,
        schema={"answer": pl.String, "value": pl.Float64, "error": pl.Float64},
        orient="row",
    )
    return table.with_columns(decimals=pl.Series([decimals(e) for e in table["error"]]))
