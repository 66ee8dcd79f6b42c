"""Made-up economies, small and large, for tests of the model. No real place is meant."""

from __future__ import annotations

from dataclasses import replace

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

YEARS = tuple(range(2023, 2046))


def one_place(sectors: int = 1) -> Economy:
    """One authority by itself: nothing outside, everybody lives where they work."""
    return Economy(
        base_year=2023,
        places=("A",),
        sectors=tuple(f"s{n}" for n in range(sectors)),
        hours=np.full((1, sectors), 160.0 / sectors),
        productivity=np.full((1, sectors), 40.0),
        density_group=np.zeros(sectors, dtype=np.intp),
        exposure=np.ones(sectors),
        jobs=np.array([100_000.0]),
        workforce=np.array([110_000.0]),
        population=np.array([250_000.0]),
        dwellings=np.array([110_000.0]),
        imputed_rent=np.array([500.0]),
        cost=np.array([[3.0]]),
        knowledge_stock=np.array([800.0]),
        commuting=np.array([[1.0, 0.0]]),
    )


def region(places: int = 6, sectors: int = 10, seed: int = 7) -> Economy:
    """Several authorities and sectors, uneven, with zones outside and emissions."""
    rng = np.random.default_rng(seed)
    points = rng.uniform(0, 40, (places, 2))
    cost = np.hypot(*(points[:, None] - points[None]).T) + 4.0
    commuting = rng.dirichlet(np.ones(places + 1), places)
    hours = rng.uniform(5, 60, (places, sectors))
    jobs = hours.sum(axis=1) * 1e6 / 1600
    return Economy(
        base_year=2023,
        places=tuple(f"P{n}" for n in range(places)),
        sectors=tuple(f"s{n}" for n in range(sectors)),
        hours=hours,
        productivity=rng.uniform(20, 60, (places, sectors)),
        density_group=(np.arange(sectors) % 4).astype(np.intp),
        exposure=np.ones(sectors),
        jobs=jobs,
        workforce=jobs * 1.1,
        population=jobs * 2.2,
        dwellings=jobs,
        imputed_rent=rng.uniform(100, 900, places),
        cost=cost,
        knowledge_stock=rng.uniform(200, 900, places),
        commuting=commuting,
        outside_jobs=np.array([500_000.0, 90_000.0]),
        outside_cost=rng.uniform(30, 60, (places, 2)),
        emissions=rng.uniform(50, 800, (places, 4)),
        emission_sources=("industry", "homes", "transport", "land"),
        emission_activity=("output", "homes", "travel", "none"),
        comparator_share=0.02,
    )


def steady(economy: Economy, draws: int = 1, years: tuple[int, ...] = YEARS) -> BaselinePaths:
    """A baseline that stays where the base year is."""
    own = economy.output.sum(axis=1) / economy.hours.sum(axis=1)
    shape = (draws, len(years), len(economy.places))
    comparator = np.full((draws, len(years)), np.log(42.0))
    return BaselinePaths(years, comparator, np.broadcast_to(np.log(own / 42.0), shape).copy())


def moving(
    economy: Economy, draws: range, seed: int = 1, years: tuple[int, ...] = YEARS
) -> BaselinePaths:
    """A baseline that wanders, with its own stream of chance for each draw."""
    calm = steady(economy, len(draws), years)
    places = len(economy.places)
    steps = normals(seed, "comparator", draws, len(years)) * 0.008 + 0.01
    apart = normals(seed, "relative", draws, len(years) * places).reshape(calm.relative.shape)
    start = np.zeros_like(apart[:, :1])
    wander = np.concatenate([start, np.cumsum(apart[:, 1:] * 0.012, axis=1)], axis=1)
    return replace(
        calm,
        comparator=calm.comparator + np.cumsum(steps, axis=1) - steps[:, :1],
        relative=calm.relative + wander,
    )


def money(total: float, years: tuple[int, ...] = YEARS, start: int = 2026, stop: int = 2036):
    """£m spread evenly from `start` until the year before `stop`."""
    when = np.array([start <= year < stop for year in years])
    return np.where(when, total / when.sum(), 0.0)


def twelve(economy: Economy, years: tuple[int, ...] = YEARS) -> tuple[Action, ...]:
    """Twelve illustrative actions worth £4.2bn: none is a real plan's."""
    places, sectors = len(economy.places), len(economy.sectors)
    even = economy.jobs / economy.jobs.sum()
    first = np.eye(places)[0]
    aimed = np.zeros(sectors)
    aimed[: max(1, sectors // 5)] = 1.0 / max(1, sectors // 5)
    taken = Displacement(local="zone.displacement_local", regional=0.1)

    def action(name: str, channel: str, total: float, **more: object) -> Action:
        given = {"places": even, "lag": build_up(1, 2), "group": channel} | more
        return Action(name, channel, money(total, years), **given)  # type: ignore[arg-type]

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
            places=first,
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


def drawn(actions: tuple[Action, ...], draws: range, seed: int = 1) -> Parameters:
    """The package's assumptions, drawn."""
    return draw_parameters(packaged_assumptions(), [action.id for action in actions], seed, draws)
