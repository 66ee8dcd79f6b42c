"""Evaluation: did it work? Designs registered first, estimators, diagnostics, power, findings."""

from growthplan.evaluation.answered import Answered, Gaps, gaps_of, power_figure
from growthplan.evaluation.beforehand import Beforehand, Size, beforehand_figures, precise
from growthplan.evaluation.estimate import Diagnostic, Estimate, Grade, Settings
from growthplan.evaluation.figures import UNNAMED, effect_figure, sentence, shown
from growthplan.evaluation.learning import UPDATED, Learned, Normal, learn, prior_of, proposed
from growthplan.evaluation.methods import METHODS, Method, estimate, method
from growthplan.evaluation.panel import Panel, made_panel
from growthplan.evaluation.panel_reading import (
    Layout,
    few_of,
    panel_from_rows,
    read_panel,
    time_order,
)
from growthplan.evaluation.panel_rows import Rows
from growthplan.evaluation.power import Power, power_of
from growthplan.evaluation.registration import (
    Informs,
    Registered,
    Registration,
    broken_links,
    changed_fields,
    changes_since,
    registered_entry,
)
from growthplan.evaluation.synthetic_control import beside_published
from growthplan.evaluation.verdict import Verdict, decide

__all__ = [
    "METHODS",
    "UNNAMED",
    "UPDATED",
    "Answered",
    "Beforehand",
    "Diagnostic",
    "Estimate",
    "Gaps",
    "Grade",
    "Informs",
    "Layout",
    "Learned",
    "Method",
    "Normal",
    "Panel",
    "Power",
    "Registered",
    "Registration",
    "Rows",
    "Settings",
    "Size",
    "Verdict",
    "beforehand_figures",
    "beside_published",
    "broken_links",
    "changed_fields",
    "changes_since",
    "decide",
    "effect_figure",
    "estimate",
    "few_of",
    "gaps_of",
    "learn",
    "made_panel",
    "method",
    "panel_from_rows",
    "power_figure",
    "power_of",
    "precise",
    "prior_of",
    "proposed",
    "read_panel",
    "registered_entry",
    "sentence",
    "shown",
    "time_order",
]
