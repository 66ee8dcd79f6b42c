"""Small portfolios to choose, and every choice of them one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
import numpy.typing as npt

from growthplan.settlement.portfolio import Choices, Limit, Pot, Project, Rule, Switch

Floats = npt.NDArray[np.float64]
OUTCOMES = ("gva", "inclusion")


def case(seed: int, projects: int = 5, draws: int = 20) -> Choices:
    """Projects at two scales and starts, two pots that money may move between, rules and links."""
    rng = np.random.default_rng(seed)
    owner, scale, start = [], [], []
    for n in range(projects):
        for s, t in [(1, 2026), (1, 2027), (2, 2026)][: 1 + int(rng.integers(0, 3))]:
            owner.append(n)
            scale.append(s)
            start.append(t)
    options = len(owner)
    size = np.array(scale, dtype=float)[:, None]
    money = rng.integers(0, 9, (projects, 2)).astype(float)[owner] * size
    money[np.array(start) == 2027] = money[np.array(start) == 2027][:, ::-1]
    worth = rng.normal(4, 4, (projects, draws))[owner] * size**0.8
    fair = rng.normal(1, 1, (projects, draws))[owner] * size
    pairs = np.array([(0, 1), (1, 2), (2, 3)])
    names = [f"p{n}" for n in range(projects)]
    made = [
        Project(
            name,
            name.upper(),
            theme=str(n % 2),
            requires=("p1",) if n == 3 and rng.random() < 0.5 else (),
            excludes=("p2",) if n == 0 and rng.random() < 0.5 else (),
            committed=n == 4 and rng.random() < 0.3,
        )
        for n, name in enumerate(names)
    ]
    total = float(money.sum() / 3)
    share = np.array([made[n].theme == "0" for n in owner]) - 0.4
    return Choices(
        tuple(made),
        np.array(owner),
        np.array(scale),
        np.array(start),
        money,
        {"gva": worth, "inclusion": fair},
        (Pot("a", "skills revenue of 2026/27", total), Pot("b", "buses", total / 3)),
        pairs,
        {"gva": rng.normal(0, 3, (3, draws)), "inclusion": np.zeros((3, draws))},
        (Switch(0, 1, "a-to-b", "from skills to buses"),),
        (Limit("a-to-b", total / 10, "a tenth of skills may go to buses"),),
        (
            Rule("share", "two fifths for theme 0", money.sum(axis=1) * share, "at least", 0.0),
            Rule("capacity", "at most 4 at once", np.ones(options), "at most", 4.0),
        ),
    )


def allowed(choices: Choices, require: tuple[str, ...] = (), forbid: tuple[str, ...] = ()
            ) -> Iterator[Floats]:  # fmt: skip
    """Every choice [o] that keeps every rule, found without the programme."""
    for picks in product(*([-1, *choices.of(n)] for n in range(len(choices.projects)))):
        chosen = np.zeros(len(choices.owner))
        chosen[[p for p in picks if p >= 0]] = 1.0
        if _is_allowed(choices, chosen, picks, require, forbid):
            yield chosen


def _is_allowed(
    choices: Choices,
    chosen: Floats,
    picks: tuple[int, ...],
    require: tuple[str, ...],
    forbid: tuple[str, ...],
) -> bool:
    done = {choices.projects[n].id for n, pick in enumerate(picks) if pick >= 0}
    for n, project in enumerate(choices.projects):
        if project.committed and picks[n] != choices.of(n)[0]:
            return False
        if project.id in done and not {*project.requires} <= done:
            return False
        if project.id in done and {*project.excludes} & done:
            return False
    if not {*require} <= done or {*forbid} & done:
        return False
    for rule in choices.rules:
        found = float(rule.weights @ chosen)
        if (found < rule.bound - 1e-9) if rule.sense == "at least" else (found > rule.bound + 1e-9):
            return False
    over = chosen @ choices.money - [pot.amount for pot in choices.pots]
    limit = choices.limits[0].amount
    if over[1] > limit + 1e-9:
        return False
    return bool(over[0] + max(over[1], 0.0) <= 1e-9)
