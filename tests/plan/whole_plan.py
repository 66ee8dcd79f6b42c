"""A plan that has at least one entry of every kind, valid as it stands; comments included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from growthplan.plan import Plan, part_of, read_document
from growthplan.vocabulary import Gazetteer

PLAN = """\
# What the plan is for.
schema_version: 1
place: Liverpool City Region
comparator: England
title: A growth plan
launched: 13 October 2025   # in any British form
horizon: {start: 2025, years: 10}
mission:
  statement: Raise productivity
  source: briefing
outcomes:
  - id: productivity
    title: Productivity
    measure: gva_per_hour
    baseline: {value: 35.4, unit: £ per hour, year: 2022, source: briefing}
    target:
      value: 40
      unit: £ per hour
      year: 2035
      statement: Forty pounds an hour
      source: briefing
    source: briefing
  - id: jobs
    title: Jobs
    measure: jobs
    target: not published
    source: briefing
themes:
  - id: drivers
    title: Growth drivers
    source: briefing
    objectives:
      - {id: scale, title: Scale, source: briefing}
      - {id: convergence, title: Convergence, source: briefing}
principles:
  - {id: fairness, title: Fairness, source: briefing}
predecessors:
  - id: strategy
    title: The old strategy
    date: 2016
    source: briefing
    targets:
      - {statement: "100,000 jobs", value: 100000, unit: jobs, year: 2040}
sources:
  briefing: {publisher: The Institute, citation: A briefing, date: 2025}
  release: {publisher: The Authority, citation: A press release, date: 13 October 2025}
"""

FILES = {
    "plan.yaml": PLAN,
    "sectors.yaml": """\
sectors:
  - {id: manufacturing, title: Advanced manufacturing, source: briefing}
  - {id: health, title: Health and life sciences, source: briefing}
opportunities:
  - id: robots
    title: Robots in hospitals
    sectors: [manufacturing, health]
    why: Both are strong here
    interventions: [bootcamps]
    source: briefing
""",
    "sites/port.yaml": """\
id: port           # the file has its name
title: Port of Liverpool
kind: port
place: Liverpool City Region
what: Docks and land beside them
capacity:
  - {what: land, value: 30, unit: ha, phase: north, source: briefing}
assets:
  - {title: Dry dock, kind: infrastructure, source: briefing}
source: briefing
""",
    "sites/daresbury.yaml": """\
id: daresbury
title: Sci-Tech Daresbury
kind: campus
place: Liverpool City Region
what: A campus
sectors: [health]
incentives:
  - {id: reliefs, title: Reliefs, start: 1 April 2024, sunset: 30 September 2031, source: briefing}
source: briefing
""",
    "zones.yaml": """\
zones:
  - id: freeport
    title: Freeport
    programme: Freeport
    sites: [port]
    what: Reliefs on the sites
    incentives:
      - {id: port-reliefs, title: Port reliefs, sunset: 30 September 2031, source: briefing}
    money: 25
    claims: [freeport-jobs]
    source: briefing
""",
    "levers.yaml": """\
levers:
  - id: adult-skills
    title: Adult skills functions
    power: To fund courses
    tier: regional
    holder: The authority
    devolution: held
    since: 2019
    source: briefing
  - id: rail
    title: Rail powers
    power: To run trains
    tier: national
    holder: The department
    devolution: agreed
    expected: 2026
    waits_on: The department
    ask: Let us run them
    source: briefing
devolution:
  - {id: deal, date: 2015, title: The first deal, levers: [adult-skills], source: briefing}
""",
    "funding.yaml": """\
settlement:
  title: Integrated settlement
  source: release
  totals:
    - {id: revenue, kind: revenue, first: 2026/27, last: 2028/29, amount: 417, source: release}
    - {id: capital, kind: capital, first: 2026/27, last: 2028/29, amount: 1100, source: release}
  functions:
    - {id: skills, title: Skills, source: release}
    - {id: transport, title: Transport, source: release}
  lines:
    - id: skills-revenue
      title: Skills
      function: skills
      kind: revenue
      amounts: {2026/27: 139, 2027/28: 139, 2028/29: 139}
      basis: illustrative
      source: release
    - id: transport-capital
      title: Transport
      function: transport
      kind: capital
      amounts: {2026/27: 500, 2027/28: 400, 2028/29: 200}
      basis: illustrative
      source: release
  switching:
    - {id: years, kind: between years, allowed: true, limit_pct: 10, basis: illustrative,
       source: release}
other_money:
  - id: tcr
    title: Transport for City Regions
    kind: capital
    first: 2025/26
    last: 2031/32
    amount: 1600
    from_whom: government
    overlaps: {capital: The same pounds in the years of both}
    source: release
choice:
  minimum_shares:
    - {id: for-drivers, theme: drivers, share: 0.1, why: A tenth at least, basis: illustrative,
       source: release}
  capacities:
    - id: building
      title: Building work
      kind: capital
      functions: [transport]
      amounts: {2026/27: 500, 2027/28: 500}
      basis: illustrative
      source: release
  emissions: {most: 0, why: Net zero by 2035, basis: illustrative, source: release}
""",
    "interventions.yaml": """\
interventions:
  - id: bootcamps
    title: Skills bootcamps
    summary: Short courses for adults who work, given by colleges in all six boroughs of the area
    status: committed
    theme: drivers
    objective: scale
    outcomes: [productivity, jobs]
    owner: Director of skills
    partners:
      - {name: A college, role: gives the courses}
    places:
      - {place: Liverpool City Region, share: 1}
    sectors: [health]
    beneficiaries:
      - {group: Adults who work, number: 5000}
    effects:
      - driver: skills
        mechanism: skills
        unit: learners
        unit_cost: skills.unit_cost_adult
        strength: skills.training
        lag_years: 1
    additionality:
      deadweight: {value: 0.3, source: briefing}
    cost: {amount: 30, source: release}
    costs:
      - line: skills-revenue
        kind: revenue
        amounts: {2026/27: 10, 2027/28: 12, 2028/29: 8}
        basis: illustrative
        source: release
    levers: [adult-skills]
    delivery:
      start: 2026/27
      end: 2028/29
      basis: illustrative
      milestones:
        - {id: first-course, title: First course, due: 1 September 2026}
    risks:
      - {id: few, title: Few apply, likelihood: low, impact: medium}
    principles:
      - {principle: fairness, verdict: "yes", evidence: Low earners first}
    evaluation: {design: difference in differences}
    sources: [release]
  - id: trams
    title: Rapid transit
    summary: New routes
    status: proposed
    theme: drivers
    objective: convergence
    outcomes: [productivity]
    owner: Director of transport
    sites: [port]
    zones: [freeport]
    effects:
      - driver: transport
        mechanism: none
        unit: minutes saved
        lag_years: 2
    cost: {amount: not published, source: release}
    costs:
      - line: transport-capital
        kind: capital
        amounts: {2027/28: 60, 2028/29: 40}
        basis: illustrative
        source: release
    levers: [rail]
    depends_on: [bootcamps]
    delivery: {start: 2027/28, end: 2028/29, basis: illustrative}
    evaluation: {design: not decided}
    sources: [release]
""",
    "indicators.yaml": """\
indicators:
  - id: gva-per-hour
    title: GVA per hour
    kind: outcome
    unit: £ per hour
    statistic: gva_per_hour
    outcome: productivity
    baseline: {value: 35.4, period: 2022, source: briefing}
    trajectory: {2030: 38, 2035: 40}
    source: briefing
  - id: learners
    title: Learners who finish
    kind: output
    unit: learners
    returned_by: Colleges
    leads_to: [gva-per-hour]
    outcome: productivity
    interventions: [bootcamps, trams]
    source: briefing
  - id: all-jobs
    title: All jobs
    kind: outcome
    unit: jobs
    statistic: jobs
    outcome: jobs
    source: briefing
""",
    "alignment.yaml": """\
strategies:
  - id: sds
    title: Spatial strategy
    kind: spatial development strategy
    owner: The authority
    state: emerging
    links:
      - {shared: Sites for jobs, who: The authority, by: not published, sites: [port],
         source: briefing}
    source: briefing
priorities:
  - {id: port-road, title: A road to the port, with_whom: The department, state: in discussion,
     interventions: [trams], source: briefing}
""",
    "pipeline.yaml": """\
pipeline:
  - id: dock
    title: A new dock
    what: Land and a quay
    site: port
    sectors: [manufacturing]
    ask: not published
    amount: 80
    stage: feasibility
    returns: not published
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
""",
    "decisions.yaml": """\
decisions:
  - id: fund-bootcamps
    date: 1 March 2026
    decision: Fund the bootcamps
    role: Mayor
    interventions: [bootcamps]
    source: release
""",
}
"""The files of the plan, by their names within its folder."""


def plan_bytes(folder: str = "my-plan") -> dict[str, bytes]:
    """The files as a plan's folder would give them."""
    return {f"{folder}/{name}": text.encode() for name, text in FILES.items()}


def plan_of(files: Mapping[str, str], gazetteer: Gazetteer) -> Plan:
    """The plan in some files by its layout alone: checks across the plan are left out, so that
    one thing can be changed by itself."""
    tree: dict[str, Any] = {}
    for name, text in files.items():
        part = part_of(f"my-plan/{name}")
        assert part
        document, faults = read_document(name, text.encode(), part.entry)
        assert document, faults
        found = document.tree
        assert isinstance(found, dict)
        for field, value in found.items():
            before = tree.get(field)
            tree[field] = [*before, *value] if isinstance(before, list) else value
    return Plan.model_validate(tree, context={"gazetteer": gazetteer})


def edited(gazetteer: Gazetteer, *changes: tuple[str, str, str]) -> Plan:
    """The plan after changes of its text: file, what stood there, what stands there now."""
    files = dict(FILES)
    for name, before, after in changes:
        assert before in files[name], (name, before)
        files[name] = files[name].replace(before, after)
    return plan_of(files, gazetteer)
