"""Chart forms: each turns plain series into two Vega-Lite layouts and a text alternative."""

from growthplan.report.charts.bars import Bar, bars
from growthplan.report.charts.choices import Answer, range_of_answers
from growthplan.report.charts.contributions import Part, waterfall
from growthplan.report.charts.dots import DotRow, Reference, dot_plot
from growthplan.report.charts.gap import EditionLine, Ranges, gap_over_time
from growthplan.report.charts.levels import Gap, Line, level_lines
from growthplan.report.charts.multiples import MOST_PANELS, Panel, small_multiples
from growthplan.report.charts.revisions import Revised, revision_history
from growthplan.report.charts.spans import Day, Span, spans

__all__ = [
    "MOST_PANELS",
    "Answer",
    "Bar",
    "Day",
    "DotRow",
    "EditionLine",
    "Gap",
    "Line",
    "Panel",
    "Part",
    "Ranges",
    "Reference",
    "Revised",
    "Span",
    "bars",
    "dot_plot",
    "gap_over_time",
    "level_lines",
    "range_of_answers",
    "revision_history",
    "small_multiples",
    "spans",
    "waterfall",
]
