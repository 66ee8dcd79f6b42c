"""A made-up settlement to choose a portfolio in: 300 projects, five years, every kind of rule."""

from __future__ import annotations

import numpy as np

from growthplan.settlement.portfolio import Choices, Limit, Pot, Project, Rule, Switch

PROJECTS, FUNCTIONS, YEARS = 300, 4, 5


def instance(draws: int = 50, seed: int = 1) -> Choices:
    """A made-up settlement: 4 functions x 2 kinds x 5 years, switching, 30 precedences, 15
    exclusions, least shares for 5 themes and 6 places, capacity by year, 60 pairs."""
    rng = np.random.default_rng(seed)
    pots = [(f, kind, year) for f in range(FUNCTIONS) for kind in (0, 1) for year in range(YEARS)]
    place = {pot: n for n, pot in enumerate(pots)}
    base = np.zeros((PROJECTS, len(pots)))
    for n in range(PROJECTS):
        function, kind, start = rng.integers(FUNCTIONS), int(rng.random() < 0.4), rng.integers(4)
        for year in range(start, min(start + int(rng.integers(1, 4)), YEARS)):
            base[n, place[int(function), kind, int(year)]] = rng.uniform(1, 20)
    owner, scale, start_of, money = [], [], [], []
    for n in range(PROJECTS):
        for option in range(3 if rng.random() < 0.5 else 1):
            row = base[n] * (1.0 if option != 1 else 1.6)
            if option == 2:
                row = np.roll(row.reshape(-1, YEARS), 1, axis=1)
                row[:, 0] = 0.0
                row = row.ravel()
            owner.append(n)
            scale.append(1 + (option == 1))
            start_of.append(2026 + (option == 2))
            money.append(row)
    cost = np.array(money)
    own = np.array(owner)
    quality = rng.lognormal(0, 0.25, PROJECTS) * base.sum(axis=1)
    factor = np.array([1.0 + 0.45 * (s > 1) for s in scale]) * np.where(
        np.array(start_of) > 2026, 0.93, 1.0
    )
    shocks = np.exp(rng.normal(0, 0.5, (PROJECTS, draws)) + rng.normal(0, 0.3, draws))
    values = (quality[:, None] * shocks)[own] * factor[:, None]
    themes, places = rng.integers(0, 5, PROJECTS), rng.integers(0, 6, PROJECTS)
    first, second = rng.permutation(PROJECTS)[:60].reshape(2, 30)
    out, also = rng.permutation(PROJECTS)[:30].reshape(2, 15)
    pairs = np.sort(rng.permutation(PROJECTS)[:120].reshape(60, 2), axis=1)
    total = cost.sum(axis=1)
    amounts = base.sum(axis=0) * 0.35
    switches, limits = [], []
    for n, (function, kind, year) in enumerate(pots):
        limits.append(Limit(f"f{n}", 0.1 * amounts[n], ""))
        for m, (g, other, at) in enumerate(pots):
            if (kind, year) == (other, at) and g != function:
                switches.append(Switch(n, m, f"f{n}", ""))
            if (function, kind) == (g, other) and at == year + 1:
                switches.append(Switch(n, m, f"y{n}", ""))
            if (function, year) == (g, at) and kind == 1 and other == 0:
                switches.append(Switch(n, m, f"k{n}", ""))
        limits.append(Limit(f"y{n}", 0.1 * amounts[n], ""))
    by_year = [cost[:, [n for n, pot in enumerate(pots) if pot[2] == y]] for y in range(YEARS)]
    there = 0.95 * amounts.reshape(-1, YEARS).sum(axis=0)
    rules = [
        *(Rule(f"theme {t}", "", total * ((themes[own] == t) - 0.1), "at least", 0.0)
          for t in range(5)),
        *(Rule(f"place {p}", "", total * ((places[own] == p) - 0.1), "at least", 0.0)
          for p in range(6)),
        *(Rule(f"capacity {y}", "", by_year[y].sum(axis=1), "at most", there[y])
          for y in range(YEARS)),
    ]  # fmt: skip
    names = [f"p{n}" for n in range(PROJECTS)]
    needs, against = dict(zip(second, first, strict=True)), dict(zip(out, also, strict=True))
    projects = tuple(
        Project(
            name,
            name,
            requires=(names[needs[n]],) if n in needs else (),
            excludes=(names[against[n]],) if n in against else (),
        )
        for n, name in enumerate(names)
    )
    return Choices(
        projects,
        own,
        np.array(scale),
        np.array(start_of),
        cost,
        {"gva": values},
        tuple(Pot(f"pot {n}", "", amount) for n, amount in enumerate(amounts)),
        pairs,
        {"gva": rng.normal(0, 3, (60, 1)) * np.ones((1, draws))},
        tuple(switches),
        tuple(limits),
        tuple(rules),
    )
