"""Choosing a portfolio inside a settlement: the best that its rules allow, and why.

`Choices` hold what may be chosen; `program_of` makes a mixed-integer programme of them; `best`
solves it for an `Aim` with HiGHS and says how far from the proven optimum the answer may be.
`decide` adds why each project is funded or not, prices, frontiers and the cost of overrides.
"""

from growthplan.settlement.portfolio.aims import (
    Aim,
    Criterion,
    best,
    by_draw,
    tail_weights,
    worth,
)
from growthplan.settlement.portfolio.answer import (
    Amount,
    Measure,
    Override,
    Point,
    Portfolio,
    Price,
    Verdict,
)
from growthplan.settlement.portfolio.choices import Choices, Limit, Pot, Project, Rule, Switch
from growthplan.settlement.portfolio.conflict import conflict
from growthplan.settlement.portfolio.deciding import Depth, decide
from growthplan.settlement.portfolio.finding import Search, find
from growthplan.settlement.portfolio.prices import EMISSIONS
from growthplan.settlement.portfolio.program import Program, Row, program_of
from growthplan.settlement.portfolio.solving import Effort, Solved, maximise

__all__ = [
    "EMISSIONS",
    "Aim",
    "Amount",
    "Choices",
    "Criterion",
    "Depth",
    "Effort",
    "Limit",
    "Measure",
    "Override",
    "Point",
    "Portfolio",
    "Pot",
    "Price",
    "Program",
    "Project",
    "Row",
    "Rule",
    "Search",
    "Solved",
    "Switch",
    "Verdict",
    "best",
    "by_draw",
    "conflict",
    "decide",
    "find",
    "maximise",
    "program_of",
    "tail_weights",
    "worth",
]
