"""Scenarios: small files that change a plan, or the world round it, and are put together.

`read_scenario(file, data)` reads one with every fault at its line; `compose(scenarios, ...)`
applies some left to right and refuses what contradicts.
"""

from growthplan.system.scenario.composing import Composed, compose
from growthplan.system.scenario.reading import ReadScenario, read_scenario
from growthplan.system.scenario.schema import Change, Scenario

__all__ = ["Change", "Composed", "ReadScenario", "Scenario", "compose", "read_scenario"]
