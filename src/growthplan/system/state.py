"""The model's state at the end of a year: every stock as its distance from the baseline."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from growthplan.system.drawn import Drawn

Floats = npt.NDArray[np.float64]

Flows = dict[str, Floats]
"""Units added in the year by driver, [p, d, m]; a driver that no action moves is left out."""


@dataclass
class State:
    """Distances from the baseline, [p, d, m]; all exactly 0 at the start and without a plan.

    A stock that no action has yet moved is None. `jobs` is by action, `saved` by emission source.
    """

    capital: Floats
    population: Floats
    hours: Floats
    """n: log employment."""
    output: Floats
    """Output over baseline less 1."""
    effect: Floats
    """v: log productivity."""
    wages: Floats
    """Log wages."""
    skills: Floats | None = None
    cut: Floats | None = None
    knowledge: Floats | None = None
    adoption: Floats | None = None
    management: Floats | None = None
    health: Floats | None = None
    homes: Floats | None = None
    jobs: dict[str, Floats] = field(default_factory=dict)
    saved: dict[str, Floats] = field(default_factory=dict)
    terms: dict[str, Floats] = field(default_factory=dict)
    """Log productivity that each mechanism but density adds, averaged over sectors."""
    density: Floats | None = None
    """Log productivity from density by group of sectors, [g, p, d, m]."""


def at_the_start(drawn: Drawn) -> State:
    """The base year: nothing has moved."""
    places, masks = len(drawn.prepared.economy.places), drawn.masks.shape[-1]
    nothing = np.zeros((places, len(drawn.parameters), masks))
    return State(nothing, nothing, nothing, nothing, nothing, nothing)
