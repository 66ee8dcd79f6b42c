"""A whole plan broken in many ways, each caught at its line and column with its own code."""

from __future__ import annotations

import pytest
from full_plan import ASSUMPTIONS, CARET, DEFINITIONS, GAZETTEER, STATISTICS, Break, plan_files

from growthplan.plan import Plan, read_plan
from growthplan.plan.rules import RULES
from growthplan.vocabulary import Fault

BOOTCAMPS, BUSES = "interventions/bootcamps.yaml", "interventions/buses.yaml"
TAX, TRAMS = "interventions/tax-sites.yaml", "interventions/trams.yaml"

UNKNOWN = {
    "theme": Break(BOOTCAMPS, "theme: foundations", "theme: ‸foundation", "plan-unknown-theme",
                   "Did you mean 'foundations'?"),
    "objective": Break(BOOTCAMPS, "objective: people", "objective: ‸peple",
                       "plan-unknown-objective", "Did you mean 'people'?"),
    "objective of another theme": Break(BOOTCAMPS, "objective: people", "objective: ‸scale",
                                        "plan-objective-theme", "belongs to the theme 'drivers'"),
    "outcome": Break(BOOTCAMPS, "  - hours\n", "  - ‸hour\n", "plan-unknown-outcome",
                     "Did you mean 'hours'?"),
    "outcome of an indicator": Break("indicators.yaml", "outcome: hours", "outcome: ‸jobs",
                                     "plan-unknown-outcome", "There are productivity, gva, hours"),
    "sector of an action": Break(BOOTCAMPS, "  - health", "  - ‸healt", "plan-unknown-sector",
                                 "intervention 'bootcamps' names the sector 'healt'"),
    "sector of a zone": Break("zones.yaml", "      - manufacturing", "      - ‸manufacture",
                              "plan-unknown-sector", "zone 'freeport'"),
    "sector of a site": Break("sites/port.yaml", "  - manufacturing", "  - ‸factories",
                              "plan-unknown-sector", "site 'port'"),
    "sector of an opportunity": Break("sectors.yaml", "      - health", "      - ‸healthy",
                                      "plan-unknown-sector", "Did you mean 'health'?"),
    "definition": Break("sectors.yaml", "definition: advanced-manufacturing",
                        "definition: ‸advanced-manufacture", "plan-unknown-definition",
                        "Did you mean 'advanced-manufacturing'?"),
    "site of an action": Break(TAX, "sites:\n  - port", "sites:\n  - ‸prot", "plan-unknown-site",
                               "Did you mean 'port'?"),
    "site of a zone": Break("zones.yaml", "      - port\n", "      - ‸dock\n",
                            "plan-unknown-site", "zone 'strategy-zone'"),
    "site of an opportunity": Break("sectors.yaml", "      - campus", "      - ‸campuses",
                                    "plan-unknown-site", "opportunity 'robots'"),
    "site of an investment": Break("pipeline.yaml", "site: port", "site: ‸ports",
                                   "plan-unknown-site", "Did you mean 'port'?"),
    "site of a link": Break("alignment.yaml", "          - port", "          - ‸harbour",
                            "plan-unknown-site", "There are port, campus"),
    "zone of an action": Break(TAX, "  - freeport\neffects", "  - ‸free-port\neffects",
                               "plan-unknown-zone", "Did you mean 'freeport'?"),
    "zone that one is part of": Break("zones.yaml", "part_of: strategy-zone",
                                      "part_of: ‸strategic-zone", "plan-unknown-zone",
                                      "Did you mean 'strategy-zone'?"),
    "lever of an action": Break(BOOTCAMPS, "  - adult-skills", "  - ‸adults-skills",
                                "plan-unknown-lever", "Did you mean 'adult-skills'?"),
    "lever of a deal": Break("levers.yaml", "      - adult-skills", "      - ‸skill",
                             "plan-unknown-lever", "which the plan does not have"),
    "function": Break("funding.yaml", "function: skills", "function: ‸skill",
                      "plan-unknown-function", "Did you mean 'skills'?"),
    "line of a cost": Break(BOOTCAMPS, "line: skills-revenue", "line: ‸skills-revenues",
                            "plan-unknown-line", "Did you mean 'skills-revenue'?"),
    "money that overlaps": Break("funding.yaml", "      capital: The", "      ‸capitl: The",
                                 "plan-unknown-other-money", "Did you mean 'capital'?"),
    "claim of a site": Break("sites/campus.yaml", "  - campus-jobs", "  - ‸campus-job",
                             "plan-unknown-claim", "Did you mean 'campus-jobs'?"),
    "claim of an action": Break(TAX, "  - freeport-jobs", "  - ‸freport-jobs",
                                "plan-unknown-claim", "Did you mean 'freeport-jobs'?"),
    "indicator": Break("indicators.yaml", "      - gva-per-hour", "      - ‸gva-per-hours",
                       "plan-unknown-indicator", "Did you mean 'gva-per-hour'?"),
    "principle": Break(BOOTCAMPS, "principle: fairness", "principle: ‸fair",
                       "plan-unknown-principle", "Did you mean 'fairness'?"),
    "action that comes first": Break(BUSES, "  - bootcamps", "  - ‸bootcamp",
                                     "plan-unknown-intervention", "Did you mean 'bootcamps'?"),
    "action that is excluded": Break(BUSES, "  - trams", "  - ‸tram",
                                     "plan-unknown-intervention", "Did you mean 'trams'?"),
    "action of an indicator": Break("indicators.yaml", "      - buses", "      - ‸bus",
                                    "plan-unknown-intervention", "indicator 'learners'"),
    "action of a priority": Break("alignment.yaml", "      - bootcamps", "      - ‸boots",
                                  "plan-unknown-intervention", "priority 'skills'"),
    "action of a decision": Break("decisions.yaml", "      - bootcamps", "      - ‸bootcmps",
                                  "plan-unknown-intervention", "Did you mean 'bootcamps'?"),
    "source in another file": Break("zones.yaml", "    source: briefing", "    source: ‸brief",
                                    "plan-unknown-source", "Did you mean 'briefing'?"),
    "one of several sources": Break(BOOTCAMPS, "sources:\n  - release",
                                    "sources:\n  - release\n  - ‸relase", "plan-unknown-source",
                                    "Did you mean 'release'?"),
    "assumption of an effect": Break(BOOTCAMPS, "strength: skills.training",
                                     "strength: ‸skills.trainings", "plan-unknown-assumption",
                                     "Did you mean 'skills.training'?"),
    "assumption of a cost": Break(TAX, "unit_cost: zone.cost_per_job",
                                  "unit_cost: ‸zone.cost_per_jobs", "plan-unknown-assumption",
                                  "Did you mean 'zone.cost_per_job'?"),
    "assumption of additionality": Break(BOOTCAMPS, "assumption: zone.deadweight",
                                         "assumption: ‸zone.deadwieght",
                                         "plan-unknown-assumption", "zone.deadweight"),
    "statistic": Break("indicators.yaml", "statistic: gva\n", "statistic: ‸gvaa\n",
                       "plan-unknown-statistic", "Did you mean 'gva'", "warning"),
}  # fmt: skip

TWICE = {
    "action over two files": Break(TRAMS, "id: trams", "id: ‸buses", "plan-duplicate-id",
                                   "of my-plan/interventions/buses.yaml"),
    "line and other money": Break("funding.yaml", "- id: seed", "- id: ‸skills-revenue",
                                  "plan-duplicate-id", "funding line and other money both have"),
    "source over two files": Break("sources.yaml", "sources:\n", "sources:\n  ‸briefing:\n"
                                   "    publisher: P\n    citation: C\n",
                                   "plan-duplicate-source", "listed here and in"),
    "milestone of one action": Break(BOOTCAMPS, "      due: 1 September 2026",
                                     "      due: 1 September 2026\n    - id: ‸first-course\n"
                                     "      title: Another\n      due: 1 May 2027",
                                     "plan-duplicate-id", "two milestones"),
    "incentive of one zone": Break("zones.yaml", "    incentives:\n", "    incentives:\n"
                                   "      - id: reliefs\n        title: R\n"
                                   "        sunset: 2 May 2031\n        source: briefing\n",
                                   "plan-duplicate-id", "two incentives"),
    "switching rule": Break("funding.yaml", "kind: between functions", "kind: ‸between years",
                            "plan-switching-twice", "two rules for moving money between years"),
    "claim at two sites": Break("sites/port.yaml", "capacity:", "claims:\n  - campus-jobs\n"
                                "capacity:", "plan-claim-twice", "it would be counted twice"),
    "claim of a zone at its site": Break("sites/port.yaml", "capacity:",
                                         "claims:\n  - freeport-jobs\ncapacity:",
                                         "plan-claim-nested", "part of the other", "warning"),
    "claim entered again": Break("claims.yaml", "value: 10000\n", "value: ‸14000\n",
                                 "plan-claim-repeated", "the same number", "warning"),
    "effect given again": Break(BOOTCAMPS, "additionality:", "  - driver: ‸skills\n"
                                "    mechanism: skills\n    unit: learners\n    size: 5\n"
                                "    strength: skills.training\n    lag_years: 1\nadditionality:",
                                "plan-effect-twice", "twice", "warning"),
}  # fmt: skip

TWICE |= {
    "site in one list": Break("alignment.yaml", "          - port\n",
                              "          - port\n          - ‸port\n", "plan-named-twice",
                              "names 'port' twice", "warning"),
    "place of one action": Break(BUSES, "  - place: Liverpool",
                                 "  - place: Liverpool\n  - place: ‸E08000012",
                                 "plan-named-twice", "names 'Liverpool' twice", "warning"),
    "cost of one action": Break(BUSES, "levers:\n", "  - line: transport-capital\n    kind: capital"
                                "\n    amounts:\n      ‸2026/27: 20\n    basis: published\n"
                                "    source: release\nlevers:\n", "plan-pound-twice",
                                "'transport-capital' in two places"),
    "claim as an effect": Break(TAX, "    lag_years: 1", "    size: ‸14000\n    lag_years: 1",
                                "plan-claim-as-effect", "the claim 'freeport-jobs'"),
}  # fmt: skip

MONEY = {
    "overlap with itself": Break("funding.yaml", "    overlaps:\n", "    overlaps:\n"
                                 "      ‸city-transport: All of it\n", "plan-overlap-itself",
                                 "overlaps itself"),
    "cost before the line": Break(BOOTCAMPS, "    2026/27: 5", "    ‸2025/26: 5",
                                  "plan-cost-year", "it runs from 2026/27 to 2028/29"),
    "cost after other money": Break(TRAMS, "    2029/30: 40", "    ‸2035/36: 40",
                                    "plan-cost-year", "it runs from 2025/26 to 2031/32"),
    "capital on a revenue line": Break(BOOTCAMPS, "kind: revenue", "kind: ‸capital",
                                       "plan-cost-kind", "which is revenue"),
    "line claimed twice in a year": Break(
        "funding.yaml", "        2027/28: 10\n        2028/29: 10",
        "        2027/28: ‸7\n        2028/29: 13", "plan-line-overspent",
        "the actions take £8.00m"),
    "other money claimed twice": Break("funding.yaml", "amount: 25", "amount: ‸12",
                                       "plan-line-overspent", "£15.00m from 'seed'"),
    "lines above the total": Break("funding.yaml", "amount: 30\n", "amount: ‸29\n",
                                   "plan-lines-total", "£30.00m over 2026/27 to 2028/29"),
    "line outside the settlement": Break("funding.yaml", "        2026/27: 30", "        2026/27: "
                                         "30\n        ‸2025/26: 1", "plan-line-year",
                                         "runs from 2026/27 to 2028/29"),
    "costs above the published total": Break(BOOTCAMPS, "  amount: 20", "  amount: ‸19",
                                             "plan-cost-total", "£20.00m", "warning"),
    "same pound from two pots": Break(
        TRAMS, "delivery:", "  - line: transport-capital\n    kind: capital\n    amounts:\n"
        "      ‸2028/29: 60\n    basis: illustrative\n    source: release\ndelivery:",
        "plan-pound-twice", "hold some of the same pounds"),
    "costs outside delivery": Break(BUSES, "    2027/28: 20", "    ‸2028/29: 20",
                                    "plan-cost-outside-delivery", "2028/29", "warning"),
}  # fmt: skip

TIME = {
    "decisions out of order": Break("decisions.yaml", "    source: release\n", "    source: "
                                    "release\n  - id: earlier\n    date: ‸1 May 2025\n"
                                    "    decision: Begin\n    role: Mayor\n",
                                    "plan-dates-order", "stand oldest first", "warning"),
    "delivery after the plan": Break(BUSES, "  start: 2026/27\n  end: 2027/28",
                                     "  start: ‸2036/37\n  end: 2037/38", "plan-delivery-year",
                                     "the plan runs from 2025 to 2035"),
    "delivery before the plan": Break(TRAMS, "  start: 2028/29\n  end: 2030/31",
                                      "  start: 2019/20\n  end: ‸2020/21", "plan-delivery-year",
                                      "ends in 2020/21"),
    "delivery beyond the plan": Break(TRAMS, "  end: 2030/31", "  end: ‸2036/37",
                                      "plan-delivery-year", "ends in 2036/37", "warning"),
    "milestone before delivery": Break(BOOTCAMPS, "due: 1 September 2026", "due: ‸1 May 2025",
                                       "plan-milestone-day", "before its delivery", "warning"),
    "relief over before it works": Break(TAX, "lag_years: 1", "lag_years: 7", "plan-sunset",
                                         "ends on 30 September 2031"),
    "own relief over": Break(TAX, "levers:\n", "sunset: ‸1 March 2026\nlevers:\n", "plan-sunset",
                             "before its effects begin (about April 2026)"),
    "relief that ends before its zone": Break("zones.yaml", "start: January 2023",
                                              "start: January 2032", "plan-incentive-over",
                                              "ends before the zone starts"),
    "relief that ends before it starts": Break("zones.yaml", "sunset: 30 September 2031",
                                               "sunset: ‸30 September 2021", "plan-order",
                                               "should be after the start"),
    "lever that comes too late": Break("levers.yaml", "expected: April 2026",
                                       "expected: April 2028", "plan-lever-awaited",
                                       "held from 1 April 2028", "warning"),
    "lever whose holder is left out": Break(TAX, "name: HM Treasury", "name: A bank",
                                            "plan-lever-awaited", "not among its partners",
                                            "warning"),
    "lever that is held and asked for": Break("levers.yaml", "since: 2019",
                                              "since: 2019\n    ask: ‸Give it to us",
                                              "plan-lever-held", "is held already", "warning"),
}  # fmt: skip

DEPENDENCIES = {
    "circle of two": Break(BOOTCAMPS, "delivery:", "depends_on:\n  - ‸buses\ndelivery:",
                           "plan-circle", "go round in a circle"),
    "itself": Break(BUSES, "  - bootcamps", "  - ‸buses", "plan-circle", "'buses' → 'buses'"),
    "what it excludes": Break(BUSES, "  - bootcamps", "  - ‸trams", "plan-excluded",
                              "one of them excludes the other"),
    "excludes itself": Break(BUSES, "excludes:\n  - trams", "excludes:\n  - ‸buses",
                             "plan-excluded", "excludes itself"),
    "one that starts later": Break(BOOTCAMPS, "delivery:\n  start: 2026/27\n  end: 2028/29",
                                   "delivery:\n  start: 2028/29\n  end: 2028/29",
                                   "plan-depends-on-later", "starts only in 2028/29"),
    "one that is cancelled": Break(BOOTCAMPS, "status: committed", "status: cancelled",
                                   "plan-depends-on-cancelled", "which is cancelled"),
    "zones in a circle": Break("zones.yaml", "programme: Industrial Strategy Zone",
                               "programme: Industrial Strategy Zone\n    part_of: freeport",
                               "plan-circle", "each is part of the next"),
    "indicators in a circle": Break("indicators.yaml", "    trajectory:",
                                    "    leads_to:\n      - learners\n    trajectory:",
                                    "plan-circle", "each leads to the next"),
}  # fmt: skip

TARGETS = {
    "that contradict": Break("plan.yaml", "value: 48\n", "value: 50\n", "plan-targets-contradict",
                             "makes £48,000m, not 50 £bn"),
    "before the baseline": Break("plan.yaml", "      year: 2022", "      year: 2035",
                                 "plan-target-before-baseline", "its baseline is of 2035"),
    "below the baseline": Break("plan.yaml", "value: 35\n", "value: 41\n",
                                "plan-target-direction", "lies below the baseline", "warning"),
    "outside the plan": Break("plan.yaml", "      year: 2035\n      statement: Forty-eight",
                              "      year: ‸2045\n      statement: Forty-eight",
                              "plan-target-year", "is for 2045", "warning"),
    "earlier ones out of order": Break("plan.yaml", "replaced: 1 October 2025",
                                       "replaced: ‸1 October 2020", "plan-earlier-targets",
                                       "before the one above it"),
    "in another unit": Break("plan.yaml", "unit: £bn", "unit: ‸£ per hour", "plan-unit",
                             "does not suit the measure 'gva'"),
    "earlier one in another unit": Break("plan.yaml", "unit: £ per hour\n        year: 2030",
                                         "unit: ‸jobs\n        year: 2030", "plan-unit",
                                         "does not suit the measure"),
    "trajectory short of it": Break("indicators.yaml", "2035: 40", "2035: ‸39.5",
                                    "plan-trajectory-target", "short of the target"),
    "trajectory the wrong way": Break("indicators.yaml", "      2030: 37\n      2035: 40",
                                      "      2030: ‸34", "plan-trajectory-direction",
                                      "goes from 35 to 34", "warning"),
}  # fmt: skip

PLACES = {
    "action outside": Break(BUSES, "place: Liverpool", "place: ‸Manchester", "plan-place-outside",
                            "Manchester lies outside Liverpool City Region"),
    "site outside": Break("sites/campus.yaml", "place: Halton", "place: ‸Manchester",
                          "plan-place-outside", "Its authorities are Halton, Knowsley"),
    "site that reaches outside": Break("sites/port.yaml", "  - Liverpool", "  - ‸Manchester",
                                       "plan-place-outside", "site 'port'", "warning"),
    "indicator outside": Break("indicators.yaml", "place: Liverpool City Region",
                               "place: ‸Greater Manchester", "plan-place-outside",
                               "Greater Manchester lies outside"),
    "misspelt": Break(BUSES, "place: Liverpool", "place: ‸Liverpol", "plan-place",
                      "names no place that is known"),
    "point at sea": Break("sites/campus.yaml", "latitude: 53.35", "latitude: ‸-2.64",
                          "plan-range", "at least 49"),
}  # fmt: skip

THEORY = {
    "action without an outcome": Break(TRAMS, "outcomes:\n  - gva", "outcomes: ‸[]",
                                       "plan-no-outcome", "aims at no headline outcome"),
    "outcome without an indicator": Break("indicators.yaml", "    outcome: hours\n", "",
                                          "plan-no-indicator", "the outcome 'hours'"),
    "outcome without an action": Break(BOOTCAMPS, "  - hours\n", "", "plan-no-action",
                                       "the outcome 'hours'", "warning"),
    "action that nothing follows": Break("indicators.yaml", "      - trams\n", "",
                                         "plan-not-followed", "intervention 'trams'", "warning"),
    "indicator that leads nowhere": Break("indicators.yaml",
                                          "    leads_to:\n      - gva-per-hour\n", "",
                                          "plan-indicator-loose", "'learners'", "warning"),
    "indicator without a source": Break("indicators.yaml", "    returned_by: Colleges\n", "",
                                        "plan-source", "neither a statistic"),
    "effect without evidence": Break(BOOTCAMPS, "    unit_cost: skills.unit_cost_adult\n"
                                     "    strength: skills.training\n", "    size: 5\n",
                                     "plan-no-evidence", "has no evidence"),
    "effect without a size": Break(BOOTCAMPS, "    unit_cost: skills.unit_cost_adult\n", "",
                                   "plan-evidence", "neither how large it is"),
    "action without effects": Break(TRAMS, "effects:\n  - driver: transport\n    mechanism: none\n"
                                    "    unit: minutes saved\n    lag_years: 2\n", "",
                                    "plan-no-effects", "says nothing of its effects", "warning"),
    "shares that do not add up": Break(BOOTCAMPS, "share: 0.5", "share: 0.6", "plan-shares",
                                       "add up to 1.1"),
}  # fmt: skip

TEXT = {
    "tab in a site": Break("sites/port.yaml", "  - Liverpool", "‸\t- Liverpool", "yaml-syntax",
                           "a tab"),
    "field twice in a zone": Break("zones.yaml", "    start: January 2023",
                                   "    start: January 2023\n    ‸start: 2024",
                                   "yaml-duplicate", "given twice"),
    "American date of a milestone": Break(BOOTCAMPS, "due: 1 September 2026", "due: ‸9/13/2026",
                                          "plan-date", "Days come first: 13/9/2026."),
    "years that do not follow": Break(BOOTCAMPS, "    2026/27: 5", "    ‸2026/28: 5",
                                      "plan-date", "do not follow"),
    "calendar year of money": Break(BUSES, "  start: 2026/27", "  start: ‸2026", "plan-date",
                                    "Write 2026/27"),
    "pounds in an amount": Break("funding.yaml", "amount: 30\n", "amount: ‸£30m\n", "plan-type",
                                 "without commas, signs or words"),
    "negative amount": Break("funding.yaml", "amount: 25", "amount: ‸-25", "plan-range",
                             "at least 0"),
    "misspelt status": Break(TRAMS, "status: proposed", "status: ‸propsed", "plan-choice",
                             "Did you mean 'proposed' or"),
    "misspelt field in a lever": Break("levers.yaml", "    holder: The authority",
                                       "    ‸holdr: The authority", "plan-unknown-field",
                                       'did you mean "holder"?'),
    "missing field in a claim": Break("claims.yaml", "    date: March 2024\n", "",
                                      "plan-missing-field", 'the field "date" is missing'),
    "file named otherwise": Break("sites/port.yaml", "id: port", "id: ‸harbour",
                                  "plan-file-name", "the file is called port.yaml"),
    "anchor bomb": Break("decisions.yaml", "role: Mayor", "role: ‸*a", "yaml-alias",
                         "refers to text"),
}  # fmt: skip

WAYS = {
    f"{theme}: {name}": way
    for theme, ways in (
        ("unknown", UNKNOWN), ("twice", TWICE), ("money", MONEY), ("time", TIME),
        ("dependency", DEPENDENCIES), ("target", TARGETS), ("place", PLACES),
        ("theory of change", THEORY), ("text", TEXT),
    )
    for name, way in ways.items()
}  # fmt: skip
ELSEWHERE = {
    "twice: incentive of one zone": ("zones.yaml", 24, 13),
    "twice: claim at two sites": ("sites/campus.yaml", 10, 5),
    "twice: claim of a zone at its site": ("zones.yaml", 26, 9),
    "money: costs outside delivery": (BUSES, 25, 16),
    "time: relief over before it works": (TAX, 15, 5),
    "time: relief that ends before its zone": ("zones.yaml", 23, 17),
    "time: lever that comes too late": (BUSES, 29, 5),
    "time: lever whose holder is left out": (TAX, 34, 5),
    "dependency: circle of two": (BUSES, 31, 5),
    "dependency: one that starts later": (BUSES, 31, 5),
    "dependency: one that is cancelled": (BUSES, 31, 5),
    "dependency: zones in a circle": ("zones.yaml", 13, 14),
    "dependency: indicators in a circle": ("indicators.yaml", 39, 9),
    "target: that contradict": ("plan.yaml", 55, 14),
    "target: before the baseline": ("plan.yaml", 24, 13),
    "target: below the baseline": ("plan.yaml", 22, 14),
    "theory of change: outcome without an indicator": ("plan.yaml", 51, 9),
    "theory of change: outcome without an action": ("plan.yaml", 51, 9),
    "theory of change: action that nothing follows": (TRAMS, 1, 5),
    "theory of change: indicator that leads nowhere": ("indicators.yaml", 31, 9),
    "theory of change: indicator without a source": ("indicators.yaml", 31, 5),
    "theory of change: effect without evidence": (BOOTCAMPS, 24, 16),
    "theory of change: effect without a size": (BOOTCAMPS, 23, 5),
    "theory of change: action without effects": (TRAMS, 1, 5),
    "theory of change: shares that do not add up": (BOOTCAMPS, 16, 3),
    "text: missing field in a claim": ("claims.yaml", 9, 5),
}
"""Where a fault is reported when it cannot be at the very change: file, line, column."""


def checked(files: dict[str, bytes]) -> tuple[Plan | None, list[Fault]]:
    """The plan with what is known outside it."""
    return read_plan(
        files, GAZETTEER, assumptions=ASSUMPTIONS, statistics=STATISTICS, definitions=DEFINITIONS
    )


def test_the_plan_itself_has_no_fault() -> None:
    plan, faults = checked(plan_files())
    assert faults == []
    assert plan is not None
    kinds = ("sectors", "opportunities", "sites", "zones", "levers", "devolution", "other_money",
             "interventions", "indicators", "strategies", "priorities", "pipeline", "claims",
             "decisions", "predecessors", "principles")  # fmt: skip
    assert [kind for kind in kinds if not getattr(plan, kind)] == []


def test_there_are_enough_ways() -> None:
    assert len(WAYS) >= 50
    assert set(ELSEWHERE) <= set(WAYS)


@pytest.mark.parametrize("name", WAYS)
def test_it_is_caught_at_its_line_with_its_code(name: str) -> None:
    way = WAYS[name]
    file, *place = ELSEWHERE.get(name) or (way.file, *way.place)
    plan, faults = checked(way.files())
    found = [f for f in faults if f.code == way.code and way.words in str(f)]
    assert found, [(fault.code, str(fault)) for fault in faults]
    assert (f"my-plan/{file}", tuple(place)) in [(f.file, (f.line, f.column)) for f in found], [
        str(fault) for fault in found
    ]
    assert found[0].severity == way.severity
    assert (plan is None) == any(fault.severity == "error" for fault in faults)
    assert found[0].code in RULES
    assert found[0].fix or "did you mean" in found[0].message


@pytest.mark.parametrize("name", WAYS)
def test_it_gives_no_flood_of_other_faults(name: str) -> None:
    _, faults = checked(WAYS[name].files())
    assert len(faults) <= 6, [str(fault) for fault in faults]
    assert all(CARET not in str(fault) for fault in faults)
