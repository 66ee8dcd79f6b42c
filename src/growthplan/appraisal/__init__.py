"""Appraisal after HM Treasury's Green Book: what a plan's actions cost and are worth.

Two ledgers stand side by side and are never added: welfare of the country (net present social
value, benefit-cost ratio), and contribution to the place's own GVA and jobs.

1. `discount_factors`, `present_value`, `worth`, `net_additional`, `optimism`, `welfare_weight`,
   `carbon_values`, `switching` and `payback_year` are plain functions of numbers and arrays, for
   any number of projects and draws at once.
2. `appraise(place, runs, future, setting, chosen, draws=...)` appraises actions of a plan over the
   draws of the model, each by itself and all as one place-based case, and gives an `Appraised`.
3. `summary_rows`, `flow_frame` and `dossier` lay one appraisal out as the summary table, as the
   flows that a workbook recomputes, and as the five cases; `plan_dossier` the whole plan.
"""

from growthplan.appraisal.additional import TakenOff, net_additional, over_reference
from growthplan.appraisal.appraise import WHOLE, Chosen, appraise, choose
from growthplan.appraisal.carbon import CARBON, carbon_benefit, carbon_values
from growthplan.appraisal.case import BenefitLine, Case, CostLine, Setting, case_of
from growthplan.appraisal.discounting import (
    BEYOND,
    HEALTH,
    LONG_TERM,
    STANDARD,
    discount_factors,
    present_value,
    schedule_of,
)
from growthplan.appraisal.dossier import CASES, QUESTIONS, Dossier, Statement, dossier
from growthplan.appraisal.ledger_figures import VERDICTS
from growthplan.appraisal.lines import Discounting, Line, Range, check_gains_enter_once
from growthplan.appraisal.measures import (
    Switching,
    Worth,
    payback_year,
    residual_value,
    switching,
    worth,
)
from growthplan.appraisal.one_action import discounting_of
from growthplan.appraisal.optimism import Optimism, optimism
from growthplan.appraisal.plan_dossier import plan_dossier
from growthplan.appraisal.pricing import IN_FIRST_YEAR, cash_to_real, price_year_of, repriced
from growthplan.appraisal.result import (
    Appraisal,
    Appraised,
    Bundle,
    LocalLedger,
    PrincipleVerdict,
    Sensitivity,
    Share,
)
from growthplan.appraisal.sentences import pounds, switching_sentence
from growthplan.appraisal.summary_table import (
    SUMMARY_SCHEMA,
    Row,
    flow_frame,
    summary_frame,
    summary_rows,
)
from growthplan.appraisal.weights import (
    ELASTICITY,
    INCOMES,
    gainers_of,
    mean_weight,
    weights_by_fifth,
    welfare_weight,
)
from growthplan.appraisal.welfare import carbon_series
from growthplan.appraisal.workings import ModelMeans, Workings

__all__ = [
    "BEYOND",
    "CARBON",
    "CASES",
    "ELASTICITY",
    "HEALTH",
    "INCOMES",
    "IN_FIRST_YEAR",
    "LONG_TERM",
    "QUESTIONS",
    "STANDARD",
    "SUMMARY_SCHEMA",
    "VERDICTS",
    "WHOLE",
    "Appraisal",
    "Appraised",
    "BenefitLine",
    "Bundle",
    "Case",
    "Chosen",
    "CostLine",
    "Discounting",
    "Dossier",
    "Line",
    "LocalLedger",
    "ModelMeans",
    "Optimism",
    "PrincipleVerdict",
    "Range",
    "Row",
    "Sensitivity",
    "Setting",
    "Share",
    "Statement",
    "Switching",
    "TakenOff",
    "Workings",
    "Worth",
    "appraise",
    "carbon_benefit",
    "carbon_series",
    "carbon_values",
    "case_of",
    "cash_to_real",
    "check_gains_enter_once",
    "choose",
    "discount_factors",
    "discounting_of",
    "dossier",
    "flow_frame",
    "gainers_of",
    "mean_weight",
    "net_additional",
    "optimism",
    "over_reference",
    "payback_year",
    "plan_dossier",
    "pounds",
    "present_value",
    "price_year_of",
    "repriced",
    "residual_value",
    "schedule_of",
    "summary_frame",
    "summary_rows",
    "switching",
    "switching_sentence",
    "weights_by_fifth",
    "welfare_weight",
    "worth",
]
