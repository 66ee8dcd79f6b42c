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
from growthplan.system.equation import Equation
from growthplan.system.equations import EQUATIONS
from growthplan.system.fans import BANDS, Fan, decimals, fan, probability, quantile_error
from growthplan.system.guards import GUARDS, check_one_multiplier, double_counts
from growthplan.system.information import partial_information, perfect_information
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
from growthplan.system.sensitivity import (
    Regional,
    Screen,
    Sobol,
    inputs_of,
    regional,
    screen,
    share_by,
    sobol,
)
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
    "BANDS",
    "DENSITY_GROUPS",
    "EQUATIONS",
    "EVERYTHING",
    "GUARDS",
    "LINEAR",
    "MOST_EXACT",
    "Action",
    "BaselinePaths",
    "Channel",
    "Detail",
    "Displacement",
    "Economy",
    "Effects",
    "Equation",
    "Fan",
    "Outcome",
    "PairInteraction",
    "Parameters",
    "Pathways",
    "Players",
    "Regional",
    "SampledShapley",
    "Screen",
    "Sobol",
    "Switches",
    "Synergy",
    "between_unions",
    "beyond_the_sum",
    "build_up",
    "central",
    "check_one_multiplier",
    "coalition_values",
    "compounding",
    "decimals",
    "double_counts",
    "draw_parameters",
    "effects",
    "every_coalition",
    "fan",
    "inputs_of",
    "interaction",
    "jobs_by_residence",
    "joined",
    "owen",
    "pair_interactions",
    "partial_information",
    "perfect_information",
    "players",
    "probability",
    "quantile_error",
    "regional",
    "sampled_shapley",
    "screen",
    "shapley",
    "shapley_taylor",
    "share_by",
    "simulate",
    "sobol",
    "synergy",
]
