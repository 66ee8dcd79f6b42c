"""Partners' returns: the template, reading what comes back, and what counts.

`template_for(plan, partners, partner, quarter, mark)` says what is asked for; `identify` and
`read_return` take a workbook that came back; `differences` compares versions.
"""

from growthplan.monitoring.returns.differences import differences, pounds_shown
from growthplan.monitoring.returns.identity import Identity, identify
from growthplan.monitoring.returns.layout import (
    ABOUT,
    ABOUT_FIELDS,
    ANSWERS,
    FILLED_IN,
    GUIDANCE,
    LISTS,
    SHEETS,
    TEMPLATE,
    ReturnColumn,
    ReturnSheet,
    plan_mark,
    template_mark,
)
from growthplan.monitoring.returns.quarter import Quarter, quarter_of, quarters, read_quarter
from growthplan.monitoring.returns.reading import ReadReturn, read_return
from growthplan.monitoring.returns.record import (
    RATINGS,
    EvidenceFile,
    KeptReturn,
    MilestoneRow,
    OutputRow,
    RatingRow,
    Return,
    SpendRow,
)
from growthplan.monitoring.returns.standing import Standing, counting, standings
from growthplan.monitoring.returns.template import (
    ReturnTemplate,
    due_day,
    in_words,
    partner_of,
    template_for,
)

__all__ = [
    "ABOUT",
    "ABOUT_FIELDS",
    "ANSWERS",
    "FILLED_IN",
    "GUIDANCE",
    "LISTS",
    "RATINGS",
    "SHEETS",
    "TEMPLATE",
    "EvidenceFile",
    "Identity",
    "KeptReturn",
    "MilestoneRow",
    "OutputRow",
    "Quarter",
    "RatingRow",
    "ReadReturn",
    "Return",
    "ReturnColumn",
    "ReturnSheet",
    "ReturnTemplate",
    "SpendRow",
    "Standing",
    "counting",
    "differences",
    "due_day",
    "identify",
    "in_words",
    "partner_of",
    "plan_mark",
    "pounds_shown",
    "quarter_of",
    "quarters",
    "read_quarter",
    "read_return",
    "standings",
    "template_for",
    "template_mark",
]
