"""Choosing a portfolio inside a settlement: the best that its rules allow, and why.

`Choices` hold what may be chosen; `program_of` makes a mixed-integer programme of them; `best`
solves it for an `Aim` with HiGHS and says how far from the proven optimum the answer may be.
"""

from growthplan.settlement.portfolio.aims import Aim, Criterion, best, tail_weights, worth
from growthplan.settlement.portfolio.choices import Choices, Limit, Pot, Project, Rule, Switch
from growthplan.settlement.portfolio.conflict import conflict
from growthplan.settlement.portfolio.program import Program, program_of
from growthplan.settlement.portfolio.solving import Effort, Solved

__all__ = [
    "Aim",
    "Choices",
    "Criterion",
    "Effort",
    "Limit",
    "Pot",
    "Program",
    "Project",
    "Rule",
    "Solved",
    "Switch",
    "best",
    "conflict",
    "program_of",
    "tail_weights",
    "worth",
]
