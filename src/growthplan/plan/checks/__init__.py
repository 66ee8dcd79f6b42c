"""Checks across the plan: what no single field can know.

They look at the files as typed, not at the finished plan, so that one field that cannot be read
does not hide what is wrong with the others.
"""

from growthplan.plan.checks.appraisal import (
    check_benefits_are_valued_after_they_begin,
    check_benefits_enter_once,
    check_benefits_stand_in_one_ledger,
)
from growthplan.plan.checks.cited import check_sources_are_listed, check_sources_are_used
from growthplan.plan.checks.counting import (
    check_claims_are_announced_once,
    check_claims_are_entered_once,
    check_claims_are_not_effects,
    check_jobs_are_counted_once,
)
from growthplan.plan.checks.dependencies import (
    check_dependencies_can_be_had,
    check_dependencies_have_no_circle,
    check_indicators_have_no_circle,
    check_zones_have_no_circle,
)
from growthplan.plan.checks.draft import Check, Draft
from growthplan.plan.checks.evidence import (
    check_actions_do_something,
    check_effects_are_given_once,
    check_effects_have_evidence,
)
from growthplan.plan.checks.identity import (
    check_ids_are_unique,
    check_lists_name_each_thing_once,
    check_money_has_one_name,
    check_sources_are_listed_once,
)
from growthplan.plan.checks.kinds import KINDS, REFERENCES
from growthplan.plan.checks.levers import (
    check_levers_are_held_in_time,
    check_levers_say_how_they_stand,
    check_whoever_holds_a_lever_takes_part,
)
from growthplan.plan.checks.money import (
    check_actions_cost_no_more_than_published,
    check_costs_suit_their_line,
    check_lines_are_not_overspent,
)
from growthplan.plan.checks.order import check_what_happened_stands_oldest_first
from growthplan.plan.checks.places import (
    check_comparator_is_another_place,
    check_places_exist_today,
    check_places_lie_in_the_area,
)
from growthplan.plan.checks.references import (
    check_assumptions_are_known,
    check_definitions_are_known,
    check_objectives_belong_to_their_theme,
    check_references_are_known,
    check_statistics_are_held,
)
from growthplan.plan.checks.settlement import (
    check_lines_add_up_to_the_total,
    check_lines_fall_in_the_settlement,
    check_money_does_not_overlap_itself,
    check_overlapping_money_is_spent_once,
    check_switching_rules_are_given_once,
)
from growthplan.plan.checks.targets import (
    check_earlier_targets_are_in_order,
    check_targets_agree,
    check_targets_fall_within_horizon,
    check_targets_go_the_right_way,
)
from growthplan.plan.checks.theory import (
    check_actions_aim_at_an_outcome,
    check_actions_are_followed,
    check_indicators_lead_to_an_outcome,
    check_outcomes_have_an_action,
    check_outcomes_have_an_indicator,
)
from growthplan.plan.checks.timing import (
    check_benefits_begin_before_the_sunset,
    check_costs_fall_within_delivery,
    check_delivery_falls_within_the_horizon,
    check_incentives_can_be_used,
    check_milestones_fall_within_delivery,
)
from growthplan.plan.checks.trajectories import (
    check_trajectories_go_the_right_way,
    check_trajectories_reach_the_target,
)

__all__ = ["CHECKS", "KINDS", "REFERENCES", "Check", "Draft"]

CHECKS: tuple[Check, ...] = (
    check_ids_are_unique,
    check_money_has_one_name,
    check_sources_are_listed_once,
    check_lists_name_each_thing_once,
    check_sources_are_listed,
    check_sources_are_used,
    check_references_are_known,
    check_objectives_belong_to_their_theme,
    check_assumptions_are_known,
    check_statistics_are_held,
    check_definitions_are_known,
    check_comparator_is_another_place,
    check_places_exist_today,
    check_places_lie_in_the_area,
    check_what_happened_stands_oldest_first,
    check_targets_fall_within_horizon,
    check_targets_agree,
    check_targets_go_the_right_way,
    check_earlier_targets_are_in_order,
    check_trajectories_go_the_right_way,
    check_trajectories_reach_the_target,
    check_lines_add_up_to_the_total,
    check_lines_fall_in_the_settlement,
    check_switching_rules_are_given_once,
    check_costs_suit_their_line,
    check_lines_are_not_overspent,
    check_actions_cost_no_more_than_published,
    check_overlapping_money_is_spent_once,
    check_money_does_not_overlap_itself,
    check_claims_are_announced_once,
    check_claims_are_entered_once,
    check_claims_are_not_effects,
    check_jobs_are_counted_once,
    check_effects_have_evidence,
    check_actions_do_something,
    check_effects_are_given_once,
    check_dependencies_have_no_circle,
    check_dependencies_can_be_had,
    check_zones_have_no_circle,
    check_indicators_have_no_circle,
    check_delivery_falls_within_the_horizon,
    check_milestones_fall_within_delivery,
    check_costs_fall_within_delivery,
    check_benefits_begin_before_the_sunset,
    check_incentives_can_be_used,
    check_benefits_enter_once,
    check_benefits_stand_in_one_ledger,
    check_benefits_are_valued_after_they_begin,
    check_levers_are_held_in_time,
    check_whoever_holds_a_lever_takes_part,
    check_levers_say_how_they_stand,
    check_actions_aim_at_an_outcome,
    check_outcomes_have_an_indicator,
    check_outcomes_have_an_action,
    check_actions_are_followed,
    check_indicators_lead_to_an_outcome,
)
"""Every check, in the order in which they run."""
