"""The whole-system model: stocks, equations, uncertainty, attribution."""

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
from growthplan.system.simulate import Detail, simulate
from growthplan.system.switches import EVERYTHING, LINEAR, Switches

__all__ = [
    "DENSITY_GROUPS",
    "EVERYTHING",
    "LINEAR",
    "Action",
    "BaselinePaths",
    "Channel",
    "Detail",
    "Displacement",
    "Economy",
    "Effects",
    "Parameters",
    "Pathways",
    "Switches",
    "build_up",
    "central",
    "draw_parameters",
    "effects",
    "jobs_by_residence",
    "joined",
    "simulate",
]
