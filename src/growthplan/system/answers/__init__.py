"""Answers about a plan: its effect, the chance of targets, what it would take, who gains.

`lay_ground` gathers what a projection of a place stands on, `Runs` runs futures over draws, and
`project` answers as one `Projection` of plain values.
"""

from growthplan.system.answers.asking import ASKED, Shares, Side, WhatIf, answer
from growthplan.system.answers.asking_figures import asking_figures
from growthplan.system.answers.evidence import baseline_rests_on, resting_on
from growthplan.system.answers.findings import BEFORE, CHANGE, Findings, findings_between
from growthplan.system.answers.ground import (
    DEFLATOR,
    FURTHEST,
    LONGEST,
    RESTS_ON,
    STEADY,
    Ground,
    National,
    lay_ground,
)
from growthplan.system.answers.parts import (
    Chance,
    Diffusion,
    Effort,
    Future,
    Hanging,
    ModelledAction,
    NetZero,
    Sharing,
    Timing,
    WhoGains,
)
from growthplan.system.answers.paths import LIFT, OUTCOMES
from growthplan.system.answers.project import (
    QUICK,
    THOROUGH,
    Beside,
    Depth,
    Question,
    Sensitivity,
    project,
)
from growthplan.system.answers.residents import PAY
from growthplan.system.answers.result import PATHS_SCHEMA, Projection
from growthplan.system.answers.runs import NO_PLAN, PLAN, Case, Ran, Runs
from growthplan.system.answers.sentences import hanging_sentence
from growthplan.system.answers.sharing import verdict_sentence
from growthplan.system.answers.wording import frequency, in_range, shown, signed

__all__ = [
    "ASKED",
    "BEFORE",
    "CHANGE",
    "DEFLATOR",
    "FURTHEST",
    "LIFT",
    "LONGEST",
    "NO_PLAN",
    "OUTCOMES",
    "PATHS_SCHEMA",
    "PAY",
    "PLAN",
    "QUICK",
    "RESTS_ON",
    "STEADY",
    "THOROUGH",
    "Beside",
    "Case",
    "Chance",
    "Depth",
    "Diffusion",
    "Effort",
    "Findings",
    "Future",
    "Ground",
    "Hanging",
    "ModelledAction",
    "National",
    "NetZero",
    "Projection",
    "Question",
    "Ran",
    "Runs",
    "Sensitivity",
    "Shares",
    "Sharing",
    "Side",
    "Timing",
    "WhatIf",
    "WhoGains",
    "answer",
    "asking_figures",
    "baseline_rests_on",
    "findings_between",
    "frequency",
    "hanging_sentence",
    "in_range",
    "lay_ground",
    "project",
    "resting_on",
    "shown",
    "signed",
    "verdict_sentence",
]
