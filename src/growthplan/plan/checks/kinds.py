"""The kinds of thing in a plan that have an id: where they are listed and who may refer to them."""

from __future__ import annotations

from dataclasses import dataclass

EACH = "*"
"""Stands in a pattern for every item of a list, or every name of a mapping."""
Pattern = tuple[str, ...]
"""Where in the files: field names from the top, with EACH for the items of a list."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing."""

    word: str
    """What one is called in messages: `site`."""
    file: str
    """The file in which they are listed."""
    lists: tuple[Pattern, ...]
    """The lists in which they stand."""
    within: bool = False
    """Whether an id need only differ from others of the same holder."""


KINDS: dict[str, Kind] = {
    "outcome": Kind("outcome", "plan.yaml", (("outcomes",),)),
    "theme": Kind("theme", "plan.yaml", (("themes",),)),
    "objective": Kind("objective", "plan.yaml", (("themes", EACH, "objectives"),)),
    "principle": Kind("principle", "plan.yaml", (("principles",),)),
    "predecessor": Kind("predecessor", "plan.yaml", (("predecessors",),)),
    "sector": Kind("sector", "sectors.yaml", (("sectors",),)),
    "opportunity": Kind("opportunity", "sectors.yaml", (("opportunities",),)),
    "site": Kind("site", "sites.yaml", (("sites",),)),
    "zone": Kind("zone", "zones.yaml", (("zones",),)),
    "incentive": Kind(
        "incentive",
        "zones.yaml",
        (("sites", EACH, "incentives"), ("zones", EACH, "incentives")),
        within=True,
    ),
    "lever": Kind("lever", "levers.yaml", (("levers",),)),
    "event": Kind("step of devolution", "levers.yaml", (("devolution",),)),
    "total": Kind("total", "funding.yaml", (("settlement", "totals"),)),
    "function": Kind("function", "funding.yaml", (("settlement", "functions"),)),
    "line": Kind("funding line", "funding.yaml", (("settlement", "lines"),)),
    "switching": Kind("switching rule", "funding.yaml", (("settlement", "switching"),)),
    "other-money": Kind("other money", "funding.yaml", (("other_money",),)),
    "minimum-share": Kind("minimum share", "funding.yaml", (("choice", "minimum_shares"),)),
    "capacity": Kind("delivery capacity", "funding.yaml", (("choice", "capacities"),)),
    "intervention": Kind("intervention", "interventions.yaml", (("interventions",),)),
    "milestone": Kind(
        "milestone",
        "interventions.yaml",
        (("interventions", EACH, "delivery", "milestones"),),
        within=True,
    ),
    "risk": Kind("risk", "interventions.yaml", (("interventions", EACH, "risks"),), within=True),
    "benefit": Kind(
        "benefit",
        "interventions.yaml",
        (("interventions", EACH, "appraisal", "benefits"),),
        within=True,
    ),
    "indicator": Kind("indicator", "indicators.yaml", (("indicators",),)),
    "strategy": Kind("strategy", "alignment.yaml", (("strategies",),)),
    "priority": Kind("priority", "alignment.yaml", (("priorities",),)),
    "investment": Kind("investment", "pipeline.yaml", (("pipeline",),)),
    "claim": Kind("claim", "claims.yaml", (("claims",),)),
    "decision": Kind("decision", "decisions.yaml", (("decisions",),)),
}
"""Every kind, by the name under which checks know it."""
SHARED_NAMES: tuple[tuple[str, ...], ...] = (("line", "other-money", "total"),)
"""Kinds that are referred to from one field, so that no id may stand for two of them."""

_RATES = ("deadweight", "displacement_local", "displacement_regional", "displacement_national",
          "leakage", "substitution")  # fmt: skip
REFERENCES: dict[Pattern, tuple[str, ...]] = {
    ("sectors", EACH, "definition"): ("definition",),
    ("opportunities", EACH, "sectors"): ("sector",),
    ("opportunities", EACH, "sites"): ("site",),
    ("opportunities", EACH, "interventions"): ("intervention",),
    ("sites", EACH, "sectors"): ("sector",),
    ("sites", EACH, "claims"): ("claim",),
    ("zones", EACH, "part_of"): ("zone",),
    ("zones", EACH, "sites"): ("site",),
    ("zones", EACH, "sectors"): ("sector",),
    ("zones", EACH, "claims"): ("claim",),
    ("devolution", EACH, "levers"): ("lever",),
    ("settlement", "lines", EACH, "function"): ("function",),
    ("other_money", EACH, "overlaps", EACH): ("other-money", "total", "line"),
    ("choice", "minimum_shares", EACH, "theme"): ("theme",),
    ("choice", "capacities", EACH, "functions"): ("function",),
    ("interventions", EACH, "theme"): ("theme",),
    ("interventions", EACH, "objective"): ("objective",),
    ("interventions", EACH, "outcomes"): ("outcome",),
    ("interventions", EACH, "sites"): ("site",),
    ("interventions", EACH, "zones"): ("zone",),
    ("interventions", EACH, "sectors"): ("sector",),
    ("interventions", EACH, "effects", EACH, "unit_cost"): ("assumption",),
    ("interventions", EACH, "effects", EACH, "strength"): ("assumption",),
    **{
        ("interventions", EACH, "additionality", rate, "assumption"): ("assumption",)
        for rate in _RATES
    },
    ("interventions", EACH, "appraisal", "benefits", EACH, "value_assumption"): ("assumption",),
    ("interventions", EACH, "costs", EACH, "line"): ("line", "other-money"),
    ("interventions", EACH, "levers"): ("lever",),
    ("interventions", EACH, "depends_on"): ("intervention",),
    ("interventions", EACH, "excludes"): ("intervention",),
    ("interventions", EACH, "principles", EACH, "principle"): ("principle",),
    ("interventions", EACH, "claims"): ("claim",),
    ("indicators", EACH, "statistic"): ("statistic",),
    ("indicators", EACH, "outcome"): ("outcome",),
    ("indicators", EACH, "leads_to"): ("indicator",),
    ("indicators", EACH, "interventions"): ("intervention",),
    ("strategies", EACH, "links", EACH, "interventions"): ("intervention",),
    ("strategies", EACH, "links", EACH, "sites"): ("site",),
    ("priorities", EACH, "interventions"): ("intervention",),
    ("pipeline", EACH, "site"): ("site",),
    ("pipeline", EACH, "sectors"): ("sector",),
    ("pipeline", EACH, "interventions"): ("intervention",),
    ("decisions", EACH, "interventions"): ("intervention",),
}
"""Every field that refers to something by its id, and what it may refer to; sources apart."""
OUTSIDE: dict[str, str] = {
    "assumption": "assumption",
    "statistic": "statistic",
    "definition": "definition of a sector",
}
"""What stands outside the plan's files, and what one is called in messages."""
