"""The plan document: its layout, reading it with line numbers, and checking it."""

from growthplan.plan.checkable import claims_to_check
from growthplan.plan.checks import CHECKS
from growthplan.plan.claim import Claim
from growthplan.plan.composing import read_document
from growthplan.plan.dates import read_period
from growthplan.plan.document import Document, Mark
from growthplan.plan.fields import NOT_PUBLISHED
from growthplan.plan.measures import MEASURES
from growthplan.plan.reading import LAYOUTS, PLAN_FILE, open_plan, read_plan
from growthplan.plan.reference import FieldEntry, field_reference, json_schema
from growthplan.plan.schema import (
    SCHEMA_VERSION,
    Baseline,
    Citation,
    ClaimsFile,
    Horizon,
    Mission,
    Objective,
    Outcome,
    PastTarget,
    Plan,
    PlanFile,
    Predecessor,
    Principle,
    Target,
    Theme,
)
from growthplan.plan.wording import schema_faults

__all__ = [
    "CHECKS",
    "LAYOUTS",
    "MEASURES",
    "NOT_PUBLISHED",
    "PLAN_FILE",
    "SCHEMA_VERSION",
    "Baseline",
    "Citation",
    "Claim",
    "ClaimsFile",
    "Document",
    "FieldEntry",
    "Horizon",
    "Mark",
    "Mission",
    "Objective",
    "Outcome",
    "PastTarget",
    "Plan",
    "PlanFile",
    "Predecessor",
    "Principle",
    "Target",
    "Theme",
    "claims_to_check",
    "field_reference",
    "json_schema",
    "open_plan",
    "read_document",
    "read_period",
    "read_plan",
    "schema_faults",
]
