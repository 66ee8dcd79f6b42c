"""Chart forms: each turns plain series into two Vega-Lite layouts and a text alternative."""

from growthplan.report.charts.bars import Bar, bars
from growthplan.report.charts.choices import Answer, range_of_answers
from growthplan.report.charts.contributions import Part, waterfall
from growthplan.report.charts.dots import DotRow, Reference, dot_plot
from growthplan.report.charts.fan_frame import Fan
from growthplan.report.charts.fans import MOST_FANS, Ahead, Beside, fan_over_time, fan_panels
from growthplan.report.charts.flows import Box, Curve, Heading, Laid, lay_out
from growthplan.report.charts.gap import EditionLine, Ranges, gap_over_time
from growthplan.report.charts.levels import Gap, Line, level_lines
from growthplan.report.charts.matrix import MOST_PLAYERS, Pair, pair_matrix
from growthplan.report.charts.multiples import MOST_PANELS, Panel, small_multiples
from growthplan.report.charts.ranges import Key, RangeRow, Side, ranges
from growthplan.report.charts.revisions import Revised, revision_history
from growthplan.report.charts.score_lines import Scored, score_lines
from growthplan.report.charts.spans import Day, Span, spans
from growthplan.report.charts.tornado import Blade, tornado
from growthplan.report.charts.tracks import Track, track_over_time
from growthplan.report.charts.trade_off import Axis, Choice, trade_off
from growthplan.report.charts.year_grid import MOST_YEARS, YearRow, year_grid
from growthplan.report.charts.yearly import Mark, YearOfMoney, money_by_year

__all__ = [
    "MOST_FANS",
    "MOST_PANELS",
    "MOST_PLAYERS",
    "MOST_YEARS",
    "Ahead",
    "Answer",
    "Axis",
    "Bar",
    "Beside",
    "Blade",
    "Box",
    "Choice",
    "Curve",
    "Day",
    "DotRow",
    "EditionLine",
    "Fan",
    "Gap",
    "Heading",
    "Key",
    "Laid",
    "Line",
    "Mark",
    "Pair",
    "Panel",
    "Part",
    "RangeRow",
    "Ranges",
    "Reference",
    "Revised",
    "Scored",
    "Side",
    "Span",
    "Track",
    "YearOfMoney",
    "YearRow",
    "bars",
    "dot_plot",
    "fan_over_time",
    "fan_panels",
    "gap_over_time",
    "lay_out",
    "level_lines",
    "money_by_year",
    "pair_matrix",
    "range_of_answers",
    "ranges",
    "revision_history",
    "score_lines",
    "small_multiples",
    "spans",
    "tornado",
    "track_over_time",
    "trade_off",
    "waterfall",
    "year_grid",
]
