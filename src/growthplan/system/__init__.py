"""The whole-system model: stocks, equations, uncertainty, attribution.

Everything is a pure function of frozen inputs, arrays with draws first:

1. An `Economy` (the place in its base year), `BaselinePaths` (no plan; from `system.baseline`) and
   `Action`s, each one money line on one channel with its lag, places, sectors and sunset.
2. `draw_parameters(assumptions, action_ids, seed, draws)` draws every assumption, each from a
   stream of its own, for the same `draws` as the baseline.
3. `simulate(economy, actions, parameters, baseline)` gives `Pathways`; with no actions, those of
   no plan. `masks` scales each action's money (0 leaves it out, 0.5 halves it), `switches` turns
   mechanisms off or all of them linear, `detail` keeps mechanisms' contributions and sectors.
   `effects(plan, without)` compares two runs draw by draw; `fan`, `probability` and `decimals` sum
   draws up with the error that they leave.
4. `players(actions)` and `every_coalition(n)` make the masks for `coalition_values`, whose answer
   `shapley`, `owen`, `shapley_taylor`, `interaction` and `synergy` share out; above `MOST_EXACT`
   players `sampled_shapley` runs random orders.
5. `screen`, `regional`, `sobol` and `partial_information` say what an answer hangs on.
6. `stream(run, draws)` works any number of draws a block at a time, over any mapper of workers.
7. `EQUATIONS` are the equations in words and symbols, with the assumptions that each uses.
"""

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
from growthplan.system.streaming import blocks_of, stream
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
    "blocks_of",
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
    "stream",
    "synergy",
]
