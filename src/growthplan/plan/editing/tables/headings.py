"""What sheets and columns are called: plain words, with units."""

from __future__ import annotations

from growthplan.plan.editing.tables.kinds import Shape

SHEETS: dict[str, tuple[str, str]] = {
    "plan.yaml": ("Plan", "The plan"),
    "outcomes": ("Outcomes", "Outcome"),
    "outcomes.earlier_targets": ("Earlier targets", "Earlier target"),
    "themes": ("Themes", "Theme"),
    "themes.objectives": ("Objectives", "Objective"),
    "principles": ("Principles", "Principle"),
    "predecessors": ("Earlier plans", "Earlier plan"),
    "predecessors.targets": ("Targets of earlier plans", "Target"),
    "sources": ("Sources", "Source"),
    "sectors": ("Sectors", "Sector"),
    "opportunities": ("Opportunities", "Opportunity"),
    "sites": ("Sites", "Site"),
    "sites.outline": ("Site outlines", "Corner"),
    "sites.capacity": ("Site capacity", "Capacity"),
    "sites.assets": ("Site assets", "Asset"),
    "sites.incentives": ("Site incentives", "Incentive"),
    "zones": ("Zones", "Zone"),
    "zones.incentives": ("Zone incentives", "Incentive"),
    "levers": ("Levers", "Lever"),
    "devolution": ("Devolution journey", "Step"),
    "funding.yaml": ("Settlement", "Settlement"),
    "settlement.totals": ("Settlement totals", "Total"),
    "settlement.functions": ("Functions", "Function"),
    "settlement.lines": ("Funding lines", "Funding line"),
    "settlement.switching": ("Switching rules", "Rule"),
    "other_money": ("Other money", "Other money"),
    "other_money.overlaps": ("Money overlaps", "Overlap"),
    "choice.minimum_shares": ("Least shares", "Least share"),
    "choice.capacities": ("Delivery capacity", "Capacity"),
    "interventions": ("Interventions", "Intervention"),
    "interventions.partners": ("Partners", "Partner"),
    "interventions.places": ("Places reached", "Place"),
    "interventions.beneficiaries": ("Beneficiaries", "Group"),
    "interventions.effects": ("Effects", "Effect"),
    "interventions.additionality": ("Additionality", "Share"),
    "interventions.costs": ("Costs by year", "Cost"),
    "interventions.delivery.milestones": ("Milestones", "Milestone"),
    "interventions.risks": ("Risks", "Risk"),
    "interventions.appraisal.optimism": ("Types of project", "Type of project"),
    "interventions.appraisal.benefits": ("Benefits by year", "Benefit"),
    "interventions.principles": ("Principle tests", "Test"),
    "indicators": ("Indicators", "Indicator"),
    "strategies": ("Strategies", "Strategy"),
    "strategies.links": ("Strategy links", "Link"),
    "priorities": ("Shared priorities", "Priority"),
    "pipeline": ("Investment pipeline", "Investment"),
    "claims": ("Claims", "Claim"),
    "decisions": ("Decisions", "Decision"),
}
"""By path in the plan: the name of the sheet (31 letters at most), and of one of its rows."""
_FIELDS: dict[str, str] = {
    "schema_version": "Layout version",
    "latitude": "latitude (degrees north)",
    "longitude": "longitude (degrees east)",
    "limit_pct": "limit (% of the line a year)",
    "income_fifth": "fifth of household income (1 lowest to 5)",
    "base_bn": "size of the economy (£bn)",
    "unit_cost": "unit cost (assumption)",
    "strength": "strength (assumption)",
    "by": "by when",
    "who": "who acts",
    "what": "what it is",
    "amount": "amount (£m)",
    "value_each": "value of a unit (£)",
    "value_assumption": "value of a unit (assumption)",
    "low_share": "low end (share of the amounts)",
    "high_share": "high end (share of the amounts)",
    "money": "public money (£m)",
    "returned_by": "returned by",
    "run": "run id",
    "figures": "figure ids",
    "depends_on": "comes after (interventions)",
    "excludes": "cannot be done with (interventions)",
    "part_of": "part of (zone)",
    "waits_on": "waits on",
    "scale_max": "most times over",
    "latest_start": "latest start",
    "most": "most added (kt of CO2 equivalent)",
    "also_in": "also in (places)",
    "first": "first year",
    "last": "last year",
    "url": "web address",
    "industrial_strategy": "Industrial Strategy sectors",
    "approximate": "where an approximate position comes from",
    "gap": "why there is no source yet",
    "ask": "what is asked",
    "statistic": "official statistic",
}
"""Words for fields whose names say too little."""
_GROUPS = {
    "cost": "Cost as announced",
    "point": "On the map",
    "evaluation": "Evaluation",
    "appraisal": "Appraisal",
    "upkeep": "Upkeep",
    "choice": "Choice of a portfolio",
}
_YES_OR_NO = {"baseline": "only continues past spending"}
KEYS = {
    "interventions.additionality": "Which share",
    "other_money.overlaps": "Overlaps with (money)",
}
"""Headings of the names of named rows, where `... id` would say too little."""
REFERS: dict[str, str] = {
    "source": "sources", "sources": "sources", "theme": "themes", "objective": "themes.objectives",
    "outcomes": "outcomes", "outcome": "outcomes", "sectors": "sectors", "sites": "sites",
    "site": "sites", "zones": "zones", "part_of": "zones", "levers": "levers",
    "function": "settlement.functions", "functions": "settlement.functions",
    "interventions": "interventions",
    "depends_on": "interventions", "excludes": "interventions", "claims": "claims",
    "principle": "principles", "leads_to": "indicators",
}  # fmt: skip
"""Whose ids a field holds, by its name; a field that may name several kinds is not listed."""


def heading_of(path: tuple[str, ...], shape: Shape) -> str:
    """The heading of a field: its words, its unit, and the group that it stands in.

    >>> heading_of(("target", "value"), Shape("number"))
    'Target: value (in the unit)'
    >>> heading_of(("loss_share",), Shape("share"))
    'Loss share (0 to 1)'
    """
    *around, name = path
    words = _FIELDS.get(name, name.replace("_", " "))
    if shape.kind == "yes or no":
        words = _YES_OR_NO.get(name, words)
    if "(" not in words:
        words = _with_unit(words, name, shape)
    groups = [_GROUPS.get(group, group.replace("_", " ")) for group in around]
    text = ": ".join([*groups, words])
    return text[:1].upper() + text[1:]


def _with_unit(words: str, name: str, shape: Shape) -> str:
    if name in ("value", "size", "low", "central", "high") and shape.kind == "number":
        return f"{words} (in the unit)"
    if shape.kind in ("pounds", "pounds or not"):
        return f"{words} (£m)"
    if shape.kind == "share":
        return f"{words} (0 to 1)"
    if name.endswith("_years") and shape.kind == "number":
        return f"{words.removesuffix(' years')} (years)"
    return words


def year_heading(year: str, *, financial: bool) -> str:
    """The heading of a year's column.

    >>> year_heading("2026/27", financial=True), year_heading("2030", financial=False)
    ('2026/27 (£m)', 'Level in 2030')
    """
    return f"{year} (£m)" if financial else f"Level in {year}"


def sheet_names(key: str) -> tuple[str, str]:
    """The sheet's name and that of one row; made from the path for a list that is new here."""
    words = key.rsplit(".", 1)[-1].replace("_", " ")
    return SHEETS.get(key) or (key.replace(".", " ").replace("_", " ")[:31].capitalize(),
                               words.removesuffix("s").capitalize())  # fmt: skip
