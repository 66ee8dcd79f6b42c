"""Drivers of productivity: their indicators, peers to compare with, scorecards."""

from growthplan.drivers.carriers import place_name
from growthplan.drivers.constraints import Constraints, binding_constraints
from growthplan.drivers.constraints_evidence import (
    EVIDENCE,
    FINDINGS,
    causal_evidence,
    evidence_for,
)
from growthplan.drivers.constraints_outcome import Outcome, outcome_of_places
from growthplan.drivers.constraints_places import under_current_codes, values_by_place
from growthplan.drivers.constraints_verdicts import NOTHING_TOLD
from growthplan.drivers.days import age_in_years, last_day
from growthplan.drivers.panel_association import PanelAssociation, panel_association
from growthplan.drivers.peers import Peers, find_peers
from growthplan.drivers.registry import (
    DRIVERS,
    DriverIndicator,
    Kind,
    Registry,
    Weight,
    read_registry,
    status_of,
)
from growthplan.drivers.scorecard import Scorecard, findings_of, scorecard
from growthplan.drivers.shapley_values import shapley
from growthplan.drivers.shuffled_outcomes import (
    ShuffledOutcomes,
    read_shuffled_outcomes,
    shuffled_outcomes_note,
)
from growthplan.drivers.spread import line_through, published_sd, t_quantile
from growthplan.drivers.structure import STRUCTURE, structural_features
from growthplan.drivers.supplements import with_areas, with_neighbourhoods
from growthplan.drivers.values import History, driver_history, driver_values
from growthplan.drivers.verdicts import RULE, verdict_of

__all__ = [
    "DRIVERS",
    "EVIDENCE",
    "FINDINGS",
    "NOTHING_TOLD",
    "RULE",
    "STRUCTURE",
    "Constraints",
    "DriverIndicator",
    "History",
    "Kind",
    "Outcome",
    "PanelAssociation",
    "Peers",
    "Registry",
    "Scorecard",
    "ShuffledOutcomes",
    "Weight",
    "age_in_years",
    "binding_constraints",
    "causal_evidence",
    "driver_history",
    "driver_values",
    "evidence_for",
    "find_peers",
    "findings_of",
    "last_day",
    "line_through",
    "outcome_of_places",
    "panel_association",
    "place_name",
    "published_sd",
    "read_registry",
    "read_shuffled_outcomes",
    "scorecard",
    "shapley",
    "shuffled_outcomes_note",
    "status_of",
    "structural_features",
    "t_quantile",
    "under_current_codes",
    "values_by_place",
    "verdict_of",
    "with_areas",
    "with_neighbourhoods",
]
