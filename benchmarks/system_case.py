"""A made-up place of 6 authorities and 10 sectors with twelve illustrative actions."""

from __future__ import annotations

import numpy as np

from growthplan.store import packaged_assumptions
from growthplan.system import (
    Action,
    BaselinePaths,
    Displacement,
    Economy,
    Parameters,
    build_up,
    draw_parameters,
)
from growthplan.system.streams import normals

BASELINE_YEARS = tuple(range(2023, 2046))
PLACES, SECTORS = 6, 10


def case(
    draws: range, years: tuple[int, ...] = BASELINE_YEARS
) -> tuple[Economy, tuple[Action, ...], Parameters, BaselinePaths]:
    """Economy, plan, drawn assumptions and baseline, each draw from its own number."""
    place = _economy(np.random.default_rng(7))
    plan = _plan(place, years)
    numbers = draw_parameters(packaged_assumptions(), [action.id for action in plan], 1, draws)
    own = np.log(place.output.sum(axis=1) / place.hours.sum(axis=1) / 42.0)
    steps = 0.01 + 0.008 * normals(1, "comparator", draws, len(years))
    apart = 0.012 * normals(1, "relative", draws, len(years) * PLACES)
    wander = np.cumsum(apart.reshape(len(draws), len(years), PLACES), axis=1)
    comparator = np.log(42.0) + np.cumsum(steps, axis=1)
    return place, plan, numbers, BaselinePaths(years, comparator, own + wander)


def _economy(rng: np.random.Generator) -> Economy:
    points = rng.uniform(0, 40, (PLACES, 2))
    hours = rng.uniform(5, 60, (PLACES, SECTORS))
    jobs = hours.sum(axis=1) * 1e6 / 1600
    return Economy(
        base_year=BASELINE_YEARS[0],
        places=tuple(f"P{n}" for n in range(PLACES)),
        sectors=tuple(f"s{n}" for n in range(SECTORS)),
        hours=hours,
        productivity=rng.uniform(20, 60, (PLACES, SECTORS)),
        density_group=(np.arange(SECTORS) % 4).astype(np.intp),
        exposure=np.ones(SECTORS),
        jobs=jobs,
        workforce=jobs * 1.1,
        population=jobs * 2.2,
        dwellings=jobs,
        imputed_rent=rng.uniform(100, 900, PLACES),
        cost=np.hypot(*(points[:, None] - points[None]).T) + 4.0,
        knowledge_stock=rng.uniform(200, 900, PLACES),
        commuting=rng.dirichlet(np.ones(PLACES + 1), PLACES),
        outside_jobs=np.array([500_000.0, 90_000.0]),
        outside_cost=rng.uniform(30, 60, (PLACES, 2)),
        emissions=rng.uniform(50, 800, (PLACES, 4)),
        emission_sources=("industry", "homes", "transport", "land"),
        emission_activity=("output", "homes", "travel", "none"),
        comparator_share=0.02,
    )


def _plan(place: Economy, years: tuple[int, ...]) -> tuple[Action, ...]:
    even = place.jobs / place.jobs.sum()
    active = np.array([2026 <= year < 2036 for year in years])
    aimed = np.zeros(SECTORS)
    aimed[:2] = 0.5
    taken = Displacement(local="zone.displacement_local", regional=0.1)

    def action(name: str, channel: str, total: float, **more: object) -> Action:
        spend = np.where(active, total / 10, 0.0)
        given = {"places": even, "lag": build_up(1, 2), "group": channel} | more
        return Action(name, channel, spend, **given)  # type: ignore[arg-type]

    return (
        action("transit", "transport", 660),
        action("bus", "transport", 360),
        action("higher-skills", "higher_skills", 350),
        action("adult-skills", "adult_skills", 450),
        action("innovation", "knowledge", 300, lag=build_up(2, 3)),
        action(
            "freeport",
            "jobs",
            240,
            places=np.eye(PLACES)[0],
            sectors=aimed,
            sunset=2031,
            years_each=5.0,
            displacement=taken,
        ),
        action("zone", "jobs", 250, sunset=2034, years_each=5.0, displacement=taken),
        action("health", "health", 350),
        action("ai", "digital", 96),
        action("management", "management", 100),
        action("homes", "housing", 700),
        action("co-investment", "capital", 360),
    )
