"""A small plan to break, valid as it stands."""

PLAN = """\
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
    target:
      value: 40
      unit: £ per hour
      year: 2035
      statement: Forty pounds an hour
      source: briefing
  - id: jobs
    title: Jobs
    measure: jobs
    target: not published
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
sources:
  briefing:
    publisher: The Institute
    citation: A briefing
    date: 2025
"""

CLAIMS = """\
claims:
  - id: gap
    statement: 11% lower than England
    kind: gap_pct
    value: -11
    unit: "%"
    date: 2025
    source: briefing
"""
