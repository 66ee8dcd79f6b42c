"""A small plan with an entry of every kind, valid as it stands, with notes and odd spellings."""

from __future__ import annotations

PLAN = """\
# The plan itself.
schema_version: 1
place: Liverpool City Region
comparator: England
title: "A growth plan: ours"   # in quotes
launched: 13 October 2025
horizon:
  start: 2025
  years: 4
mission:
  statement: >-
    Raise productivity
    everywhere
  source: briefing
outcomes:
  - id: productivity
    title: Productivity
    measure: gva_per_hour
    baseline: not published
    target:
      value: 40.50
      unit: £ per hour
      year: 2029
      statement: Forty pounds fifty
      source: briefing
    earlier_targets:
      - value: 38
        unit: £ per hour
        year: 2028
        statement: Thirty-eight
        source: briefing
        replaced: 1/2/2025
        reason: It was met
  # Jobs come last.
  - id: jobs
    title: Jobs
    measure: jobs
    target: Not published
    earlier_targets: []
themes:
  - id: skills
    title: Skills
    objectives:
      - id: adults
        title: Adults in training
      - id: schools
        title: Schools
principles:
  - id: fairness
    title: Fairness
predecessors:
  - id: strategy
    title: The old strategy
    date: 2016
    source: briefing
    targets:
      - statement: 100,000 jobs
        value: 100000
        unit: jobs
      - statement: A better place
sources:
  briefing:
    publisher: The Institute
    citation: A briefing
    date: 2025
    url: https://www.example.org/briefing
"""
FILES = {
    "plan.yaml": PLAN,
    "sources.yaml": """\
sources:
  news: {publisher: The News, citation: "A page, of the news"}
""",
    "sectors.yaml": """\
sectors:
  - id: maritime
    title: Maritime
    role: supporting sector
    industrial_strategy: [Advanced Manufacturing, "Clean Energy"]
    source: briefing
opportunities:
  - id: green-ships
    title: Green ships
    sectors: [maritime]
    why: |
      Ships need fuel.
      Fuel needs ships.
    capabilities:
      - data science
      - engines, large
    sites: [port]
    interventions: [training]
    source: briefing
""",
    "sites/port.yaml": """\
# The port.
id: port
title: Port
kind: port
place: Sefton
point: {latitude: 53.45, longitude: -3.02}
outline:
  - {latitude: 53.4, longitude: -3.0}
  - {latitude: 53.5, longitude: -3.0}
  - {latitude: 53.5, longitude: -3.1}
what: Where ships come in
sectors: [maritime]
capacity:
  - what: land
    value: 12
    unit: ha
    when: 2027/28
    source: news
assets:
  - title: Cranes
    kind: infrastructure
    source: news
incentives:
  - id: rates
    title: Business rates
    start: 1 April 2026
    sunset: 30 September 2031
    source: news
claims: [jobs-claim]
source: briefing
""",
    "sites/dock.yaml": """\
id: dock
title: Dock
place: E08000014
what: A dock
source: briefing
""",
    "zones.yaml": """\
zones:
  - id: freeport
    title: Freeport
    programme: Freeport
    sites: [port, dock]
    start: 2023
    what: Reliefs
    incentives:
      - id: stamp
        title: Stamp duty
        sunset: 30/9/2031
        source: news
    money: 25
    source: briefing
""",
    "levers.yaml": """\
levers:
  - id: adult-skills
    title: Adult skills fund
    power: Choose courses
    tier: regional
    holder: Combined authority
    devolution: held
    since: 2019/20 academic year
    source: briefing
devolution:
  - id: deal
    date: November 2015
    title: Deal
    levers: [adult-skills]
    source: briefing
""",
    "funding.yaml": """\
settlement:
  title: Integrated settlement
  totals:
    - {id: all-revenue, kind: revenue, amount: 30, first: 2026/27, last: 2027/28, source: news}
  functions:
    - id: skills-function
      title: Skills
  lines:
    - id: skills-revenue
      title: Skills, revenue
      function: skills-function
      kind: revenue
      amounts:      # by year
        2026/27: 10   # a little
        2027-28: 20.0
      basis: illustrative
      source: news
  switching:
    - id: years
      kind: between years
      allowed: true
      limit_pct: 10
      basis: published
      source: news
  source: news
other_money:
  - id: transport-fund
    title: Transport fund
    first: 2025/26
    last: 2031/32
    kind: capital
    amount: 1600
    from_whom: government
    overlaps:
      all-revenue: |-
        Some of the
        same pounds
    source: news
choice:
  minimum_shares:
    - id: for-skills
      theme: skills
      share: 0.1
      why: A tenth at least
      basis: illustrative
      source: news
  capacities:
    - id: building
      title: Building work
      kind: capital
      amounts:
        2026/27: 500
      basis: illustrative
      source: news
""",
    "interventions.yaml": """\
interventions:
  # The first.
  - id: training
    title: Training
    summary: Courses for adults
    status: announced
    theme: skills
    objective: adults
    outcomes: [productivity]
    owner: Director of skills
    partners:
      - name: Colleges
        role: teach
    places:
      - {place: Sefton, share: 0.25}
      - {place: Wirral, share: 0.75}
    sites: [port]
    zones: [freeport]
    sectors: [maritime]
    beneficiaries:
      - group: adults
        number: 1200
        income_fifth: 2
    effects:
      - driver: skills
        mechanism: skills
        unit: learners
        size: 1200
        evidence: {low: 0.5, central: 1, high: 2, grade: assumption, source: news}
        lag_years: 1
    additionality:
      deadweight: {value: 0.2, source: news}
      displacement_local: {assumption: additionality.displacement}
    cost:
      amount: not published
      source: briefing
    costs:
      - line: skills-revenue
        kind: revenue
        amounts: {2026/27: 5, 2027/28: 6.5}
        basis: illustrative
        source: news
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
        source: news
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
          source: news
        - id: more-output
          title: More output here
          kind: gva
          ledger: local
          amounts:
            2026/27: 1.5
          price_year: 2024
          basis: illustrative
          source: news
    levers: [adult-skills]
    delivery:
      start: 2026/27
      end: 2027/28
      milestones:
        - id: first-course
          title: First course
          due: 1 September 2026
      basis: illustrative
    risks:
      - id: no-teachers
        title: Too few teachers
        likelihood: medium
        impact: high
        delay_years: 1
    principles:
      - principle: fairness
        verdict: unknown
        evidence: Not looked at yet
    evaluation:
      design: not decided
    claims: []
    sources: [briefing, news]

  - id: later-training
    title: "Later: training"
    summary: More of it
    status: proposed
    baseline: false
    theme: skills
    outcomes: [jobs]
    owner: Director of skills
    depends_on: [training]
    cost: {amount: 3.5, source: news}
    delivery: {start: 2027/28, end: 2027/28, basis: published}
    evaluation:
      design: none possible
      why: Too small
    sources: [news]
""",
    "indicators.yaml": """\
indicators:
  - id: learners
    title: Learners
    kind: output
    unit: learners
    returned_by: Colleges
    outcome: productivity
    interventions: [training, later-training]
    baseline: {value: 900, period: 2024/25, source: news}
    trajectory:
      2026: 1000
      2027: 1_2
    source: news
  - id: vacancies
    title: Vacancies
    kind: outcome
    unit: "%"
    direction: down is good
    statistic: jobs
    outcome: jobs
    source: news
""",
    "alignment.yaml": """\
strategies:
  - id: transport-plan
    title: Local transport plan
    kind: local transport plan
    owner: Combined authority
    state: emerging
    links:
      - shared: Stations
        who: Director of transport
        by: not published
        sites: [port]
        source: news
    source: news
priorities:
  - id: skills-priority
    title: Skills
    with_whom: Department for Education
    state: agreed
    by: 2027
    interventions: [training]
    source: news
""",
    "pipeline.yaml": """\
pipeline:
  - id: quay
    title: Quay
    what: A quay
    site: port
    ask: "not published"
    amount: 12.5
    stage: idea
    returns: Rent
    source: news
""",
    "claims.yaml": """\
claims:
  - id: gap
    statement: 11% lower than England
    kind: gap_pct
    value: -11
    unit: "%"
    date: 2025
    source: briefing
  - id: jobs-claim
    statement: 14,000 jobs
    kind: jobs
    value: 14000
    unit: jobs
    date: March 2023
    source: news
""",
    "decisions.yaml": """\
decisions:
  - id: go
    date: 3 March 2026
    decision: Go
    role: Cabinet
    figures: [gva_per_hour/E47000004/2022]
    interventions: [training]
""",
}
FILES["indicators.yaml"] = FILES["indicators.yaml"].replace("1_2", "1200")


def noted_plan(folder: str = "p") -> dict[str, bytes]:
    """The files by name, as `plan_files` gives them."""
    return {f"{folder}/{name}": text.encode() for name, text in FILES.items()}
