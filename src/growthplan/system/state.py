"""The model's state: drivers as money fills them, and the economy's distance from its baseline."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from growthplan.system.drawn import Drawn

Floats = npt.NDArray[np.float64]

Flows = dict[str, Floats]
"""Units added in the year by driver, [p, d, m]; a driver that no action moves is left out."""


@dataclass
class Stocks:
    """What each driver holds beyond its baseline, [p, d, m]; None until an action has moved it.

    `jobs` is by action, `saved` by source of emissions.
    """

    skills: Floats | None = None
    cut: Floats | None = None
    knowledge: Floats | None = None
    adoption: Floats | None = None
    management: Floats | None = None
    health: Floats | None = None
    homes: Floats | None = None
    jobs: dict[str, Floats] = field(default_factory=dict)
    saved: dict[str, Floats] = field(default_factory=dict)


@dataclass
class Driven:
    """What the drivers do in a year before anything answers back, [p, d, m] or None.

    `terms` is log productivity by mechanism; `skills` and `cut` are under their ceilings; `demand`
    and `supply` shift the labour market; `boost` is additional over baseline investment.
    """

    terms: dict[str, Floats] = field(default_factory=dict)
    skills: Floats | None = None
    cut: Floats | None = None
    homes: Floats | None = None
    demand: Floats | None = None
    supply: Floats | None = None
    boost: Floats | None = None
    jobs: dict[str, Floats] = field(default_factory=dict)
    saved: dict[str, Floats] = field(default_factory=dict)


@dataclass
class State:
    """Distances from the baseline, [p, d, m]; all exactly 0 at the start and without a plan."""

    capital: Floats
    """Capital over baseline less 1."""
    population: Floats
    """N: log people."""
    hours: Floats
    """n: log employment."""
    demand: Floats
    """Shift of labour demand, log."""
    supply: Floats
    """Shift of labour supply, log."""
    output: Floats
    """Output over baseline less 1."""
    effect: Floats
    """v: log productivity."""
    driven: Driven = field(default_factory=Driven)
    terms: dict[str, Floats] = field(default_factory=dict)
    """Log productivity that each mechanism but density adds, averaged over sectors."""
    density: Floats | None = None
    """Log productivity from density by group of sectors, [g, p, d, m]."""


def at_the_start(drawn: Drawn) -> State:
    """The base year: nothing has moved."""
    places, masks = len(drawn.prepared.economy.places), drawn.masks.shape[-1]
    nothing = np.zeros((places, len(drawn.parameters), masks))
    return State(nothing, nothing, nothing, nothing, nothing, nothing, nothing)
