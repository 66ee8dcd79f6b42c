"""The rules of a plan: what each code of a fault stands for."""

from growthplan.plan.rules.field_rules import FIELD_RULES
from growthplan.plan.rules.reference_rules import REFERENCE_RULES
from growthplan.plan.rules.rule import Rule
from growthplan.plan.rules.text_rules import TEXT_RULES
from growthplan.plan.rules.whole_plan_rules import WHOLE_PLAN_RULES

__all__ = ["RULES", "Rule"]

RULES: dict[str, Rule] = {**TEXT_RULES, **FIELD_RULES, **REFERENCE_RULES, **WHOLE_PLAN_RULES}
"""Every rule by its code, in the order in which a plan is checked."""
