"""The sheets of the workbook in the order in which they are read."""

from __future__ import annotations

from growthplan.publishers.appraisal_workbook import words
from growthplan.publishers.appraisal_workbook.actions import actions_sheet
from growthplan.publishers.appraisal_workbook.additionality import additionality_sheet
from growthplan.publishers.appraisal_workbook.cash import cash_of
from growthplan.publishers.appraisal_workbook.cells import Sheet
from growthplan.publishers.appraisal_workbook.impacts import impacts_sheet
from growthplan.publishers.appraisal_workbook.inputs import inputs_sheet
from growthplan.publishers.appraisal_workbook.local import local_flows, local_sheet
from growthplan.publishers.appraisal_workbook.model import model_of
from growthplan.publishers.appraisal_workbook.summary import sensitivities_sheet, summary_sheet
from growthplan.publishers.appraisal_workbook.together import shares_sheet, together_sheet
from growthplan.publishers.appraisal_workbook.told import Told
from growthplan.publishers.appraisal_workbook.welfare import NAME as WELFARE
from growthplan.publishers.appraisal_workbook.welfare import SPENT, welfare_of
from growthplan.publishers.appraisal_workbook.years import (
    deflator_sheet,
    rates_sheet,
    years_sheet,
)


def sheets_of(told: Told) -> tuple[Sheet, ...]:
    """Every sheet: results, then what they are worked out from, then words.

    Formulas have the program's values beside them. Raises GrowthplanError for an appraisal that
    does not say what it was made from.
    """
    cash, model = cash_of(told), model_of(told)
    welfare = welfare_of(told, cash, model)
    local = local_flows(told, cash, model, welfare)
    bundle = told.appraised.bundle
    spent = {
        member.id: f"'{WELFARE}'!{welfare.whole(welfare.standing[(member.id, SPENT)])}"
        for member in told.members
    }
    sheets = [summary_sheet(told, welfare), impacts_sheet(told, welfare, local)]
    if bundle is not None:
        sheets += [together_sheet(told, bundle, welfare), shares_sheet(told, bundle, welfare)]
    sheets += [
        sensitivities_sheet(told, welfare),
        local_sheet(told, local),
        inputs_sheet(told),
        rates_sheet(told),
        deflator_sheet(told),
        years_sheet(told),
        actions_sheet(told, spent),
        additionality_sheet(told),
        cash.sheet(),
        model.sheet("What the model finds",
                    "Means over the model's draws, by year; formulas start from them."),
        welfare.sheet("The welfare ledger by year",
                      "Each cost and benefit, step by step. Rows with a present value are summed."),
        local.sheet("The local ledger by year", "GVA and jobs here: in no sum of welfare."),
        words.principles_sheet(told),
        words.dossier_sheet(told),
        words.assumptions_sheet(told),
        words.sources_sheet(told),
    ]  # fmt: skip
    filled = tuple(one for one in sheets if one.rows)
    return (words.cover_sheet(told, filled), *filled)
