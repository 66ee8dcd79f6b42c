"""What the kinds of entry and their fields are called in a sentence."""

from __future__ import annotations

THINGS: dict[str, str] = {
    "Additionality": "additionality",
    "AppraisalCase": "appraisal",
    "Asset": "asset",
    "Baseline": "baseline",
    "Beneficiaries": "group that gains",
    "Benefit": "benefit",
    "Capacity": "capacity",
    "Citation": "source",
    "ChoiceRules": "rules of the choice",
    "Claim": "public statement",
    "Cost": "cost",
    "Decision": "decision",
    "Delivery": "delivery",
    "DeliveryCapacity": "what can be delivered",
    "DevolutionEvent": "step of devolution",
    "EarlierTarget": "earlier target",
    "Effect": "effect",
    "EmissionsLimit": "limit on emissions",
    "EvaluationDesign": "evaluation",
    "Evidence": "evidence",
    "FundingFunction": "function",
    "FundingLine": "funding line",
    "GrowthSector": "sector",
    "Horizon": "horizon",
    "Incentive": "incentive",
    "IndicatorBaseline": "baseline",
    "Intervention": "action",
    "Investment": "investment",
    "Lever": "lever",
    "Link": "link",
    "Milestone": "milestone",
    "MinimumShare": "least share of the money",
    "Mission": "mission",
    "Objective": "objective",
    "Opportunity": "opportunity",
    "OtherMoney": "money beside the settlement",
    "OptimismPart": "type of project",
    "Outcome": "headline outcome",
    "Partner": "partner",
    "PastTarget": "target",
    "PlaceShare": "authority",
    "PlanIndicator": "indicator",
    "Point": "point on the map",
    "Predecessor": "earlier plan",
    "Principle": "principle",
    "PrincipleTest": "test against the principle",
    "Priority": "shared priority",
    "PublishedTotal": "published cost",
    "Rate": "rate",
    "Risk": "risk",
    "Settlement": "settlement",
    "SettlementTotal": "settlement total",
    "Site": "site",
    "Strategy": "strategy",
    "SwitchingRule": "switching rule",
    "Target": "target",
    "Theme": "theme",
    "Upkeep": "upkeep",
    "Zone": "zone",
}
"""Each kind of entry."""

_FIELDS: dict[str, str] = {
    "also_in": "further authority",
    "approximate": "origin of the coordinates",
    "by": "date",
    "cost": "published cost",
    "capabilities": "capability",
    "claims": "public statement",
    "done": "day on which it was done",
    "depends_on": "action that must come first",
    "excludes": "action that it rules out",
    "expected": "date expected",
    "figures": "figure",
    "from_whom": "payer",
    "id": "id",
    "industrial_strategy": "Industrial Strategy sector",
    "interventions": "action",
    "leads_to": "indicator that it leads to",
    "levers": "lever",
    "limit_pct": "limit in %",
    "loss_share": "share of the effects lost",
    "money_share": "share of the money",
    "outcomes": "headline outcome",
    "outline": "outline",
    "part_of": "zone that it is part of",
    "returned_by": "who reports it",
    "scale_max": "most times over",
    "sectors": "sector",
    "sites": "site",
    "sources": "source",
    "sunset": "end",
    "url": "web address",
    "what": "description",
    "who": "who acts",
    "why": "reason",
    "with_whom": "who shares it",
    "zones": "zone",
}
_OF_ONE: dict[tuple[str, str], str] = {
    ("Assumption", "value"): "value",
    ("Capacity", "what"): "what is counted",
    ("Intervention", "baseline"): "part of “no plan”",
    ("Intervention", "sunset"): "end of the relief",
    ("Lever", "tier"): "tier of the holder",
    ("OtherMoney", "overlaps"): "overlap with",
    ("PlanIndicator", "trajectory"): "level meant for",
    ("Site", "place"): "local authority",
    ("Zone", "money"): "public money",
}
VERBS: dict[tuple[str, str], str] = {
    ("Incentive", "sunset"): "ends",
    ("Incentive", "start"): "starts",
    ("Horizon", "end"): "ends in",
    ("Horizon", "start"): "starts in",
    ("Delivery", "start"): "starts in",
    ("Delivery", "end"): "ends in",
    ("Milestone", "due"): "due",
    ("Milestone", "done"): "done",
    ("SettlementTotal", "amount"): "is",
    ("OtherMoney", "amount"): "is",
    ("PublishedTotal", "amount"): "is",
    ("Cost", "amounts"): "in",
    ("DeliveryCapacity", "amounts"): "in",
    ("FundingLine", "amounts"): "in",
    ("Benefit", "amounts"): "in",
}
"""Fields that read better with a verb of their own than as `the field is`."""
NOT_PUBLISHED_FIELDS = frozenset({
    ("Investment", "amount"), ("Investment", "ask"), ("Investment", "returns"), ("Link", "by"),
    ("Outcome", "baseline"), ("Outcome", "target"), ("PublishedTotal", "amount"),
    ("Zone", "money"),
})  # fmt: skip
"""Fields in which nothing means that nothing was published."""
MONEY_FIELDS = frozenset({
    ("Cost", "amounts"), ("DeliveryCapacity", "amounts"), ("FundingLine", "amounts"),
    ("Investment", "amount"),
    ("OtherMoney", "amount"), ("PublishedTotal", "amount"), ("SettlementTotal", "amount"),
    ("Upkeep", "amount"), ("Zone", "money"),
})  # fmt: skip
"""Fields in £ million."""
SHARE_FIELDS = frozenset({
    ("Effect", "money_share"), ("PlaceShare", "share"), ("Rate", "value"), ("Risk", "loss_share"),
    ("AppraisalCase", "mitigation"), ("MinimumShare", "share"), ("OptimismPart", "share"),
})  # fmt: skip
"""Fields that are shares from 0 to 1."""
YEAR_FIELDS = frozenset({"year", "end", "start", "price_year"})
"""Fields whose whole numbers are calendar years: written without separators."""


def field_words(holder: str, field: str) -> str:
    """What a field is called: `limit_pct` of a rule is its `limit in %`."""
    return _OF_ONE.get((holder, field)) or _FIELDS.get(field) or field.replace("_", " ")
