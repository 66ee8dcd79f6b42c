"""Evaluation: did it work? Designs registered first, estimators, diagnostics, power, findings."""

from growthplan.evaluation.estimate import Diagnostic, Estimate, Grade, Settings
from growthplan.evaluation.figures import effect_figure, sentence, shown
from growthplan.evaluation.methods import METHODS, Method, estimate, method
from growthplan.evaluation.panel import Panel, made_panel
from growthplan.evaluation.panel_reading import Layout, panel_from_rows, read_panel, time_order
from growthplan.evaluation.panel_rows import Rows

__all__ = [
    "METHODS",
    "Diagnostic",
    "Estimate",
    "Grade",
    "Layout",
    "Method",
    "Panel",
    "Rows",
    "Settings",
    "effect_figure",
    "estimate",
    "made_panel",
    "method",
    "panel_from_rows",
    "read_panel",
    "sentence",
    "shown",
    "time_order",
]
