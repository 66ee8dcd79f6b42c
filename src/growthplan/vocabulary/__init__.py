"""Words that everybody shares: places, periods, units, money, indicators, sources, figures."""

from growthplan.vocabulary.assumption import GRADES, Assumption, Distribution, Grade, RateBand
from growthplan.vocabulary.fault import Fault, GrowthplanError, did_you_mean, nearest
from growthplan.vocabulary.figure import Figure, Input, Lineage
from growthplan.vocabulary.gazetteer import ENGLAND, UK, UK_LESS_EXTRA_REGIO, Gazetteer
from growthplan.vocabulary.indicator import Direction, Indicator
from growthplan.vocabulary.money import Money
from growthplan.vocabulary.period import Period, period_from_iso
from growthplan.vocabulary.place import Place, PlaceKind
from growthplan.vocabulary.run import RunRecord, run_id
from growthplan.vocabulary.source import OGL3, UNKNOWN_LICENCE, Source
from growthplan.vocabulary.statistics import Statistics
from growthplan.vocabulary.table import OBSERVATIONS, SERIES, TableSchema
from growthplan.vocabulary.unit import MINUS, UNITS, display

__all__ = [
    "ENGLAND",
    "GRADES",
    "MINUS",
    "OBSERVATIONS",
    "OGL3",
    "SERIES",
    "UK",
    "UK_LESS_EXTRA_REGIO",
    "UNITS",
    "UNKNOWN_LICENCE",
    "Assumption",
    "Direction",
    "Distribution",
    "Fault",
    "Figure",
    "Gazetteer",
    "Grade",
    "GrowthplanError",
    "Indicator",
    "Input",
    "Lineage",
    "Money",
    "Period",
    "Place",
    "PlaceKind",
    "RateBand",
    "RunRecord",
    "Source",
    "Statistics",
    "TableSchema",
    "did_you_mean",
    "display",
    "nearest",
    "period_from_iso",
    "run_id",
]
