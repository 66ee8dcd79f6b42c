"""Productivity accounts: GVA, hours, jobs and people to productivity; the gap and its parts."""

from growthplan.accounts.catch_up import (
    CatchUp,
    catch_up,
    gap_closed_by,
    growth_needed,
    lift_to_close,
    years_to_close,
)
from growthplan.accounts.change import ChangeContributions, change_contributions, split_change
from growthplan.accounts.claims import Claim, ClaimCheck, check_claim
from growthplan.accounts.contributions import Contributions, contributions, split_gap
from growthplan.accounts.figure_ids import figure_id
from growthplan.accounts.gap import gap, gap_by_edition, gap_pct, log_points, pct_of_log_points
from growthplan.accounts.growth import Growth, compound_growth, growth, growth_between
from growthplan.accounts.gva import gva_for, gva_routes
from growthplan.accounts.identity import Identity, decompose, identity
from growthplan.accounts.levels import index_to, levels, relative
from growthplan.accounts.lineage import cell_reference, column_letters
from growthplan.accounts.measurement import Measurement, measure
from growthplan.accounts.measures import BASES, GVA_ROUTES, INDICATORS, MEASURES, Basis, Measure
from growthplan.accounts.noise import GapNoise, band, gap_noise
from growthplan.accounts.quantities import Quantity, aggregate, quantities
from growthplan.accounts.revisions import revisions
from growthplan.accounts.smoothing import Smoothing, smoothing_weights, transitory_sd
from growthplan.accounts.switches import Switches, mean_gap, switches
from growthplan.accounts.words import above_or_below, place_in_words

__all__ = [
    "BASES",
    "GVA_ROUTES",
    "INDICATORS",
    "MEASURES",
    "Basis",
    "CatchUp",
    "ChangeContributions",
    "Claim",
    "ClaimCheck",
    "Contributions",
    "GapNoise",
    "Growth",
    "Identity",
    "Measure",
    "Measurement",
    "Quantity",
    "Smoothing",
    "Switches",
    "above_or_below",
    "aggregate",
    "band",
    "catch_up",
    "cell_reference",
    "change_contributions",
    "check_claim",
    "column_letters",
    "compound_growth",
    "contributions",
    "decompose",
    "figure_id",
    "gap",
    "gap_by_edition",
    "gap_closed_by",
    "gap_noise",
    "gap_pct",
    "growth",
    "growth_between",
    "growth_needed",
    "gva_for",
    "gva_routes",
    "identity",
    "index_to",
    "levels",
    "lift_to_close",
    "log_points",
    "mean_gap",
    "measure",
    "pct_of_log_points",
    "place_in_words",
    "quantities",
    "relative",
    "revisions",
    "smoothing_weights",
    "split_change",
    "split_gap",
    "switches",
    "transitory_sd",
    "years_to_close",
]
