"""How often each project is chosen, were one draw or another the truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from growthplan.settlement.portfolio.aims import Aim, best
from growthplan.settlement.portfolio.finding import Search, projects_of
from growthplan.settlement.portfolio.solving import Effort

DRAWS = 40
GAP = 1e-4


def frequencies(search: Search, draws: int = DRAWS) -> Mapping[str, float]:
    """Share of draws, spread evenly over those there are, in which each project is chosen when
    the choice is made for that draw alone."""
    choices = search.choices
    taken = np.unique(np.linspace(0, choices.draws - 1, min(draws, choices.draws)).astype(int))
    counts = {project.id: 0 for project in choices.projects}
    for draw in taken:
        single = replace(
            choices,
            values={name: value[:, [draw]] for name, value in choices.values.items()},
            together={name: value[:, [draw]] for name, value in choices.together.items()},
        )
        effort = Effort(max(GAP, search.effort.gap), search.effort.seconds)
        found = best(single, search.program, Aim(search.aim.outcome), effort)
        if not found.found:
            continue
        values = single.values[search.aim.outcome][:, 0]
        for name in projects_of(single, found.x):
            own = choices.of(choices.position(name))
            picked = own[found.x[own] > 0.5]
            forced = choices.projects[choices.position(name)].committed
            counts[name] += bool(forced or values[picked].any())
    return {name: count / len(taken) for name, count in counts.items()}
