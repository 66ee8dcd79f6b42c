"""The sheet of what the model finds: means of its draws, which no spreadsheet can make again."""

from __future__ import annotations

from growthplan.publishers.appraisal_workbook.flows import Flows, Item
from growthplan.publishers.appraisal_workbook.told import Told

NAME = "Model"
TOGETHER, TOGETHER_CARBON = "interaction", "interaction-carbon"
_BASE = "£m, model's prices"
_STEPS = (
    ("gross", "GVA here as if all were additional", _BASE, "money"),
    ("productivity", "GVA here from higher productivity", _BASE, "money"),
    ("output_together", "Productivity and share from elsewhere, together", "ratio", "fine"),
    ("work", "GVA here from more work", _BASE, "money"),
    ("work_together", "Work and share from elsewhere, together", "ratio", "fine"),
    ("gain_together", "Work and share that is a gain, together", "ratio", "fine"),
    ("gained_together", "Gain from work and share from elsewhere, together", "ratio", "fine"),
)


def model_of(told: Told) -> Flows:
    """Rows of every action that is modelled, and of what all do together."""
    flows = Flows(told, NAME)
    for member in told.members:
        model = member.workings.model
        if model is None:
            continue
        for name, step, unit, look in _STEPS:
            item = Item(member.id, name, member.case.action.title)
            flows.add(item, step, unit, getattr(model, name), look=look)
        if model.emissions is not None:
            item = Item(member.id, "emissions", member.case.action.title)
            flows.add(item, "Change of greenhouse gas emissions", "kt", model.emissions)
            item = Item(member.id, "carbon_drawn", member.case.action.title)
            flows.add(item, "Drawn value of carbon over the central one", "ratio",
                      model.carbon_drawn, look="fine")  # fmt: skip
        if model.research.any():
            item = Item(member.id, "research", member.case.action.title)
            flows.add(item, "Public research that brings private research", _BASE, model.research)
    bundle = told.appraised.bundle
    if bundle is not None:
        words = "Together beyond the sum of each alone"
        item = Item(bundle.id, TOGETHER, bundle.title)
        flows.add(item, f"{words}: output", _BASE, bundle.interaction_money)
        item = Item(bundle.id, TOGETHER_CARBON, bundle.title)
        flows.add(item, f"{words}: emissions", "kt", bundle.interaction_carbon)
    return flows
