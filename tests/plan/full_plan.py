"""A plan with an entry of every kind, one field a line, and without a fault; and how to break it.

In what is written into a file, `‸` marks where the fault must be reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from growthplan.vocabulary import Gazetteer, Place, PlaceKind

CARET = "‸"
ASSUMPTIONS = ("skills.unit_cost_adult", "skills.training", "zone.cost_per_job", "zone.deadweight",
               "appraisal.qaly")  # fmt: skip
STATISTICS = ("employment_rate", "gva")
DEFINITIONS = ("advanced-manufacturing", "life-sciences")

_AUTHORITIES = {
    "E08000012": "Liverpool",
    "E08000011": "Knowsley",
    "E08000014": "Sefton",
    "E06000006": "Halton",
}
GAZETTEER = Gazetteer(
    [
        Place(code="K02000001", name="United Kingdom", kind=PlaceKind.UK),
        Place(code="E92000001", name="England", kind=PlaceKind.COUNTRY),
        Place(code="E47000004", name="Liverpool City Region", kind=PlaceKind.CITY_REGION),
        Place(code="E47000001", name="Greater Manchester", kind=PlaceKind.CITY_REGION),
        Place(
            code="E08000003",
            name="Manchester",
            kind=PlaceKind.LOCAL_AUTHORITY,
            parents=("E47000001",),
        ),
        *(
            Place(code=code, name=name, kind=PlaceKind.LOCAL_AUTHORITY, parents=("E47000004",))
            for code, name in _AUTHORITIES.items()
        ),
    ]
)

FILES = {
    "plan.yaml": """\
schema_version: 1
place: Liverpool City Region
comparator: England
title: A growth plan
launched: 13 October 2025
horizon:
  start: 2025
  years: 10
mission:
  statement: Raise productivity
  source: briefing
outcomes:
  - id: productivity
    title: Productivity
    measure: gva_per_hour
    baseline:
      value: 35
      unit: £ per hour
      year: 2022
      source: briefing
    target:
      value: 40
      unit: £ per hour
      year: 2035
      statement: Forty pounds an hour
      source: briefing
    earlier_targets:
      - value: 38
        unit: £ per hour
        year: 2030
        statement: Thirty-eight pounds
        source: briefing
        replaced: 1 March 2021
        reason: A new plan
      - value: 39
        unit: £ per hour
        year: 2035
        statement: Thirty-nine pounds
        source: briefing
        replaced: 1 October 2025
        reason: A newer plan
  - id: gva
    title: GVA
    measure: gva
    target:
      value: 48
      unit: £bn
      year: 2035
      statement: Forty-eight billion pounds
      source: briefing
  - id: hours
    title: Hours worked
    measure: hours
    target:
      value: 1200000000
      unit: hours
      year: 2035
      statement: Twelve hundred million hours
      source: briefing
themes:
  - id: drivers
    title: Growth drivers
    objectives:
      - id: scale
        title: Scale up
  - id: foundations
    title: Foundations
    objectives:
      - id: people
        title: People
principles:
  - id: fairness
    title: Fairness
predecessors:
  - id: strategy
    title: The old strategy
    date: 2016
    source: briefing
sources:
  briefing:
    publisher: The Institute
    citation: A briefing
    date: 2025
""",
    "sources.yaml": """\
sources:
  release:
    publisher: The Authority
    citation: A press release
    date: 13 October 2025
""",
    "sectors.yaml": """\
sectors:
  - id: manufacturing
    title: Advanced manufacturing
    definition: advanced-manufacturing
    source: briefing
  - id: health
    title: Health and life sciences
    source: briefing
opportunities:
  - id: robots
    title: Robots in hospitals
    sectors:
      - manufacturing
      - health
    why: Both are strong here
    sites:
      - campus
    interventions:
      - bootcamps
    source: briefing
""",
    "sites/port.yaml": """\
id: port
title: Port of Liverpool
kind: port
place: Sefton
also_in:
  - Liverpool
what: Docks and the land beside them
sectors:
  - manufacturing
capacity:
  - what: land
    value: 30
    unit: ha
    source: briefing
source: briefing
""",
    "sites/campus.yaml": """\
id: campus
title: A campus
kind: campus
place: Halton
what: A campus
point:
  latitude: 53.35
  longitude: -2.64
claims:
  - campus-jobs
source: briefing
""",
    "zones.yaml": """\
zones:
  - id: strategy-zone
    title: Industrial strategy zone
    programme: Industrial Strategy Zone
    sites:
      - port
    what: Both zones, coordinated
    source: briefing
  - id: freeport
    title: Freeport
    programme: Freeport
    part_of: strategy-zone
    start: January 2023
    sites:
      - port
    what: Reliefs on its sites
    sectors:
      - manufacturing
    incentives:
      - id: reliefs
        title: Reliefs
        start: 1 January 2023
        sunset: 30 September 2031
        source: briefing
    claims:
      - freeport-jobs
    source: briefing
""",
    "levers.yaml": """\
levers:
  - id: adult-skills
    title: Adult skills
    power: To fund courses
    tier: regional
    holder: The authority
    devolution: held
    since: 2019
    source: briefing
  - id: reliefs
    title: Tax reliefs
    power: To grant reliefs
    tier: national
    holder: HM Treasury
    devolution: not devolved
    source: briefing
  - id: buses
    title: Bus franchising
    power: To franchise buses
    tier: regional
    holder: The department
    devolution: agreed
    expected: April 2026
    source: briefing
devolution:
  - id: deal
    date: 2015
    title: The first deal
    levers:
      - adult-skills
    source: briefing
""",
    "funding.yaml": """\
settlement:
  title: Integrated settlement
  source: release
  totals:
    - id: revenue
      kind: revenue
      first: 2026/27
      last: 2028/29
      amount: 30
      source: release
    - id: capital
      kind: capital
      first: 2026/27
      last: 2028/29
      amount: 90
      source: release
  functions:
    - id: skills
      title: Skills
    - id: transport
      title: Transport
  lines:
    - id: skills-revenue
      title: Skills
      function: skills
      kind: revenue
      amounts:
        2026/27: 10
        2027/28: 10
        2028/29: 10
      basis: illustrative
      source: release
    - id: transport-capital
      title: Transport
      function: transport
      kind: capital
      amounts:
        2026/27: 30
        2027/28: 30
        2028/29: 30
      basis: illustrative
      source: release
  switching:
    - id: years
      kind: between years
      allowed: true
      basis: illustrative
      source: release
    - id: functions
      kind: between functions
      allowed: true
      basis: illustrative
      source: release
other_money:
  - id: city-transport
    title: Transport for City Regions
    kind: capital
    first: 2025/26
    last: 2031/32
    amount: 160
    from_whom: government
    overlaps:
      capital: The same pounds in the years of both
    source: release
  - id: seed
    title: Seed capital
    kind: capital
    first: 2025/26
    last: 2027/28
    amount: 25
    from_whom: government
    source: release
""",
    "interventions/bootcamps.yaml": """\
id: bootcamps
title: Skills bootcamps
summary: Short courses for adults who work
status: committed
theme: foundations
objective: people
outcomes:
  - productivity
  - gva
  - hours
owner: Director of skills
partners:
  - name: A college
    role: gives the courses
places:
  - place: Liverpool
    share: 0.5
  - place: Halton
    share: 0.5
sectors:
  - health
effects:
  - driver: skills
    mechanism: skills
    unit: learners
    unit_cost: skills.unit_cost_adult
    strength: skills.training
    lag_years: 1
additionality:
  deadweight:
    assumption: zone.deadweight
cost:
  amount: 20
  source: release
costs:
  - line: skills-revenue
    kind: revenue
    amounts:
      2026/27: 5
      2027/28: 8
      2028/29: 7
    basis: illustrative
    source: release
appraisal:
  asset_life: 30
  optimism:
    - type: standard-buildings
      share: 0.7
    - type: non-standard-buildings
      share: 0.3
  mitigation: 0.5
  mitigation_why: Ground was surveyed
  upkeep:
    amount: 0.2
    price_year: 2024
    first: 2028/29
    basis: illustrative
    source: release
  benefits:
    - id: healthier
      title: Better health
      kind: health
      ledger: welfare
      amounts:
        2026/27: 10
        2027/28: 12
      value_assumption: appraisal.qaly
      price_year: 2020
      goes_on_years: 5
      low_share: 0.5
      high_share: 1.5
      basis: illustrative
      source: release
    - id: more-output
      title: More output here
      kind: gva
      ledger: local
      amounts:
        2026/27: 1.5
      price_year: 2024
      basis: illustrative
      source: release
levers:
  - adult-skills
delivery:
  start: 2026/27
  end: 2028/29
  basis: illustrative
  milestones:
    - id: first-course
      title: First course
      due: 1 September 2026
risks:
  - id: few
    title: Few apply
    likelihood: low
    impact: medium
principles:
  - principle: fairness
    verdict: unknown
    evidence: Not known yet
evaluation:
  design: difference in differences
sources:
  - release
""",
    "interventions/buses.yaml": """\
id: buses
title: Bus franchising
summary: Buses run under franchise
status: proposed
theme: drivers
objective: scale
outcomes:
  - productivity
owner: Director of transport
places:
  - place: Liverpool
effects:
  - driver: transport
    mechanism: none
    unit: minutes saved
    lag_years: 2
cost:
  amount: not published
  source: release
costs:
  - line: transport-capital
    kind: capital
    amounts:
      2026/27: 20
      2027/28: 20
    basis: illustrative
    source: release
levers:
  - buses
depends_on:
  - bootcamps
excludes:
  - trams
delivery:
  start: 2026/27
  end: 2027/28
  basis: illustrative
evaluation:
  design: not decided
sources:
  - release
""",
    "interventions/tax-sites.yaml": """\
id: tax-sites
title: Tax sites
summary: Firms come for the reliefs
status: in delivery
theme: drivers
outcomes:
  - gva
owner: Director of investment
partners:
  - name: HM Treasury
    role: grants the reliefs
sites:
  - port
zones:
  - freeport
effects:
  - driver: investment
    mechanism: incentive-jobs
    unit: jobs
    unit_cost: zone.cost_per_job
    lag_years: 1
cost:
  amount: 25
  source: release
costs:
  - line: seed
    kind: capital
    amounts:
      2025/26: 10
      2026/27: 5
    basis: published
    source: release
levers:
  - reliefs
depends_on:
  - bootcamps
delivery:
  start: 2025/26
  end: 2030/31
  basis: published
claims:
  - freeport-jobs
evaluation:
  design: synthetic control
sources:
  - release
""",
    "interventions/trams.yaml": """\
id: trams
title: Rapid transit
summary: New routes
status: proposed
theme: drivers
outcomes:
  - gva
owner: Director of transport
sites:
  - campus
effects:
  - driver: transport
    mechanism: none
    unit: minutes saved
    lag_years: 2
cost:
  amount: not published
  source: release
costs:
  - line: city-transport
    kind: capital
    amounts:
      2028/29: 60
      2029/30: 40
    basis: illustrative
    source: release
delivery:
  start: 2028/29
  end: 2030/31
  basis: illustrative
evaluation:
  design: not decided
sources:
  - release
""",
    "indicators.yaml": """\
indicators:
  - id: gva-per-hour
    title: GVA per hour
    kind: outcome
    unit: £ per hour
    place: Liverpool City Region
    statistic: gva_per_hour
    outcome: productivity
    baseline:
      value: 35
      period: 2022
      source: briefing
    trajectory:
      2030: 37
      2035: 40
  - id: gva
    title: GVA
    kind: outcome
    unit: £bn
    statistic: gva
    outcome: gva
    interventions:
      - tax-sites
      - trams
  - id: hours
    title: Hours
    kind: outcome
    unit: hours
    returned_by: The statistics office
    outcome: hours
  - id: learners
    title: Learners who finish
    kind: output
    unit: learners
    returned_by: Colleges
    leads_to:
      - gva-per-hour
    interventions:
      - bootcamps
      - buses
""",
    "alignment.yaml": """\
strategies:
  - id: spatial
    title: Spatial strategy
    kind: spatial development strategy
    owner: The authority
    state: emerging
    links:
      - shared: Sites for jobs
        who: The authority
        by: not published
        interventions:
          - trams
        sites:
          - port
        source: briefing
    source: briefing
priorities:
  - id: skills
    title: Skills for growth
    with_whom: The department
    state: agreed
    interventions:
      - bootcamps
    source: briefing
""",
    "pipeline.yaml": """\
pipeline:
  - id: dock
    title: A new dock
    what: Land and a quay
    site: port
    sectors:
      - manufacturing
    ask: not published
    amount: 80
    stage: feasibility
    returns: not published
    interventions:
      - tax-sites
    source: briefing
""",
    "claims.yaml": """\
claims:
  - id: freeport-jobs
    statement: The Freeport brings 14,000 jobs
    kind: jobs
    value: 14000
    unit: jobs
    date: January 2023
    source: briefing
  - id: campus-jobs
    statement: The campus will have 10,000 jobs
    kind: jobs
    value: 10000
    unit: jobs
    date: March 2024
    source: briefing
""",
    "decisions.yaml": """\
decisions:
  - id: fund-bootcamps
    date: 1 March 2026
    decision: Fund the bootcamps
    role: Mayor
    interventions:
      - bootcamps
    source: release
""",
}


def plan_files(**changed: str) -> dict[str, bytes]:
    """The files of the plan, some of them changed."""
    return {f"my-plan/{name}": text.encode() for name, text in {**FILES, **changed}.items()}


@dataclass(frozen=True)
class Break:
    """One way to break the plan, and the fault that it must give."""

    file: str
    old: str
    new: str
    code: str
    words: str
    severity: str = "error"
    nth: int = 1
    """Which of the places that read like `old` is changed."""

    def files(self) -> dict[str, bytes]:
        """The files with the break in them."""
        return plan_files(**{self.file: self._text.replace(CARET, "")})

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of the mark."""
        before = self._text[: self._text.index(CARET)]
        return before.count("\n") + 1, len(before.split("\n")[-1]) + 1

    @property
    def _text(self) -> str:
        text = FILES[self.file]
        places = [found.start() for found in re.finditer(re.escape(self.old), text)]
        assert len(places) >= self.nth, f"{self.old!r} is not in {self.file}"
        start = places[self.nth - 1]
        return text[:start] + self.new + text[start + len(self.old) :]
