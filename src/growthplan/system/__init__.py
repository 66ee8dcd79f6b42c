"""The whole-system model: stocks, equations, uncertainty, attribution."""

from growthplan.system.attribution import (
    between_unions,
    interaction,
    owen,
    shapley,
    shapley_taylor,
)
from growthplan.system.coalitions import (
    MOST_EXACT,
    Outcome,
    Players,
    coalition_values,
    every_coalition,
    players,
)
from growthplan.system.delivery import build_up
from growthplan.system.inputs import (
    DENSITY_GROUPS,
    Action,
    BaselinePaths,
    Channel,
    Displacement,
    Economy,
)
from growthplan.system.parameters import Parameters, central, draw_parameters
from growthplan.system.pathways import Effects, Pathways, effects, jobs_by_residence, joined
from growthplan.system.sampled_attribution import SampledShapley, sampled_shapley
from growthplan.system.simulate import Detail, simulate
from growthplan.system.switches import EVERYTHING, LINEAR, Switches
from growthplan.system.synergy import (
    PairInteraction,
    Synergy,
    beyond_the_sum,
    compounding,
    pair_interactions,
    synergy,
)

__all__ = [
    "DENSITY_GROUPS",
    "EVERYTHING",
    "LINEAR",
    "MOST_EXACT",
    "Action",
    "BaselinePaths",
    "Channel",
    "Detail",
    "Displacement",
    "Economy",
    "Effects",
    "Outcome",
    "PairInteraction",
    "Parameters",
    "Pathways",
    "Players",
    "SampledShapley",
    "Switches",
    "Synergy",
    "between_unions",
    "beyond_the_sum",
    "build_up",
    "central",
    "coalition_values",
    "compounding",
    "draw_parameters",
    "effects",
    "every_coalition",
    "interaction",
    "jobs_by_residence",
    "joined",
    "owen",
    "pair_interactions",
    "players",
    "sampled_shapley",
    "shapley",
    "shapley_taylor",
    "simulate",
    "synergy",
]
