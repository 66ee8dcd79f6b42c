"""The plan document: its layout, reading it with line numbers, and checking it."""

from growthplan.plan.alignment import Investment, Link, Priority, Strategy
from growthplan.plan.amounts import financial_year, first_year
from growthplan.plan.appraisal_case import (
    LOCAL_KINDS,
    AppraisalCase,
    Benefit,
    OptimismPart,
    Upkeep,
)
from growthplan.plan.checkable import claims_to_check
from growthplan.plan.checks import CHECKS
from growthplan.plan.checks.returning import check_framework_refers, check_partners_refer
from growthplan.plan.choosing import ChoiceRules, DeliveryCapacity, EmissionsLimit, MinimumShare
from growthplan.plan.claim import Claim, ClaimsFile
from growthplan.plan.composing import read_document
from growthplan.plan.dates import read_period
from growthplan.plan.document import Document, Mark
from growthplan.plan.effect import DRIVERS, MECHANISMS, Additionality, Effect, Evidence, Rate
from growthplan.plan.fields import NOT_PUBLISHED
from growthplan.plan.funding import (
    FundingFunction,
    FundingLine,
    OtherMoney,
    Settlement,
    SettlementTotal,
    SwitchingRule,
)
from growthplan.plan.guidance import (
    GUIDANCE,
    GUIDANCE_URL,
    REQUIREMENTS,
    Answer,
    Requirement,
    check_guidance,
)
from growthplan.plan.indicator import Decision, PlanIndicator
from growthplan.plan.intervention import Cost, Intervention, Milestone, Risk
from growthplan.plan.layout import FOLDERS, LAYOUTS, PLAN_FILE, Part, Plan, part_of
from growthplan.plan.lever import DevolutionEvent, Lever
from growthplan.plan.measures import MEASURES
from growthplan.plan.outcome import Baseline, EarlierTarget, Outcome, Target
from growthplan.plan.reading import open_plan, read_plan
from growthplan.plan.reference import FieldEntry, field_reference, json_schema
from growthplan.plan.returning import Framework, FrameworkLine, PartnersFile, ReturningPartner
from growthplan.plan.schema import (
    SCHEMA_VERSION,
    Citation,
    Horizon,
    Mission,
    Objective,
    PastTarget,
    PlanFile,
    Predecessor,
    Principle,
    Theme,
)
from growthplan.plan.sector import GrowthSector, Opportunity
from growthplan.plan.site import Incentive, Site, Zone
from growthplan.plan.wording import schema_faults

__all__ = [
    "CHECKS",
    "DRIVERS",
    "FOLDERS",
    "GUIDANCE",
    "GUIDANCE_URL",
    "LAYOUTS",
    "LOCAL_KINDS",
    "MEASURES",
    "MECHANISMS",
    "NOT_PUBLISHED",
    "PLAN_FILE",
    "REQUIREMENTS",
    "SCHEMA_VERSION",
    "Additionality",
    "Answer",
    "AppraisalCase",
    "Baseline",
    "Benefit",
    "ChoiceRules",
    "Citation",
    "Claim",
    "ClaimsFile",
    "Cost",
    "Decision",
    "DeliveryCapacity",
    "DevolutionEvent",
    "Document",
    "EarlierTarget",
    "Effect",
    "EmissionsLimit",
    "Evidence",
    "FieldEntry",
    "Framework",
    "FrameworkLine",
    "FundingFunction",
    "FundingLine",
    "GrowthSector",
    "Horizon",
    "Incentive",
    "Intervention",
    "Investment",
    "Lever",
    "Link",
    "Mark",
    "Milestone",
    "MinimumShare",
    "Mission",
    "Objective",
    "Opportunity",
    "OptimismPart",
    "OtherMoney",
    "Outcome",
    "Part",
    "PartnersFile",
    "PastTarget",
    "Plan",
    "PlanFile",
    "PlanIndicator",
    "Predecessor",
    "Principle",
    "Priority",
    "Rate",
    "Requirement",
    "ReturningPartner",
    "Risk",
    "Settlement",
    "SettlementTotal",
    "Site",
    "Strategy",
    "SwitchingRule",
    "Target",
    "Theme",
    "Upkeep",
    "Zone",
    "check_framework_refers",
    "check_guidance",
    "check_partners_refer",
    "claims_to_check",
    "field_reference",
    "financial_year",
    "first_year",
    "json_schema",
    "open_plan",
    "part_of",
    "read_document",
    "read_period",
    "read_plan",
    "schema_faults",
]
