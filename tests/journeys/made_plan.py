"""A generated plan of any combined authority, with as many actions as a test needs."""

from __future__ import annotations

from pathlib import Path

MAIN = """schema_version: 1
place: {place}
comparator: England
title: A made-up plan
horizon:
  start: 2025
  years: {years}
mission:
  statement: Grow
  source: made-up
outcomes:
  - id: productivity
    title: Productivity
    measure: gva_per_hour
    {target}
    source: made-up
themes:
  - id: growth
    title: Growth
    source: made-up
  - id: foundations
    title: Foundations
    source: made-up
principles:
  - id: net-zero
    title: Net Zero by 2035
    source: made-up
sources:
  made-up:
    citation: Made up for a test
    publisher: Nobody
    date: 2025
    url: https://example.org/plan
"""
TARGET = """target:
      value: {value}
      unit: £ per hour
      year: 2035
      statement: Made-up target
      source: made-up"""
FUNDING = """settlement:
  title: Made-up settlement
  functions:
    - id: everything
      title: Everything
  lines:
    - id: capital
      title: Capital
      function: everything
      kind: capital
      amounts: {2026/27: 1000, 2027/28: 1000, 2028/29: 1000}
      basis: illustrative
      source: made-up
  source: made-up
"""
INDICATORS = """indicators:
  - id: gva-per-hour
    title: GVA per hour
    kind: outcome
    unit: £ per hour
    statistic: gva_per_hour
    outcome: productivity
    interventions: [{names}]
"""
LEVERS = """levers:
  - id: power
    title: A power
    power: To do it
    tier: regional
    holder: The authority
    devolution: held
    source: made-up
"""
ACTION = """id: {id}
title: Action {id}
summary: Does something.
status: {status}
theme: {theme}
outcomes: [productivity]
owner: The office for it
effects:
  - driver: {driver}
    mechanism: {mechanism}
    unit: {unit}
{strength}
    lag_years: {lag}
    build_up_years: {build}
{more}
cost:
  amount: not published
  source: made-up
{costs}
{extra}
delivery:
  start: 2026/27
  end: 2028/29
  basis: illustrative
evaluation:
  design: not decided
sources: [made-up]
"""
COSTS = """costs:
  - line: capital
    kind: capital
    amounts: {{2026/27: {money}, 2027/28: {money}, 2028/29: {money}}}
    basis: illustrative
    source: made-up"""

STRENGTHS = {
    "knowledge": "rd.elasticity",
    "transport": "transport.cost_cut_per_bn",
    "skills": "skills.productivity_graduate",
    "incentive-jobs": "zone.cost_per_job",
    "capital": "capital.share",
}


def write_plan(
    folder: Path,
    *actions: str,
    place: str = "Greater Manchester",
    years: int = 10,
    target: float | None = None,
) -> Path:
    """A plan's folder with these actions, each the text of a file."""
    said = "target: not published" if target is None else TARGET.format(value=target)
    folder.mkdir(parents=True, exist_ok=True)
    main = MAIN.format(place=place, years=years, target=said)
    (folder / "plan.yaml").write_text(main, encoding="utf-8")
    (folder / "funding.yaml").write_text(FUNDING, encoding="utf-8")
    (folder / "levers.yaml").write_text(LEVERS, encoding="utf-8")
    names = [text.split("\n", 1)[0].removeprefix("id: ") for text in actions]
    listed = INDICATORS.format(names=", ".join(names))
    (folder / "indicators.yaml").write_text(listed, encoding="utf-8")
    (folder / "interventions").mkdir(exist_ok=True)
    for name, text in zip(names, actions, strict=True):
        (folder / "interventions" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def action(
    name: str,
    mechanism: str = "knowledge",
    *,
    money: float | None = 100.0,
    driver: str = "innovation",
    unit: str = "£m of public research",
    theme: str = "growth",
    status: str = "committed",
    lag: float = 1,
    build: float = 2,
    more: str = "",
    extra: str = "",
) -> str:
    """The file of an action; `more` are lines of its effect, `extra` lines of its own."""
    strength = STRENGTHS.get(mechanism)
    costs = "" if money is None else COSTS.format(money=money)
    return ACTION.format(
        id=name,
        status=status,
        theme=theme,
        driver=driver,
        mechanism=mechanism,
        unit=unit,
        strength=f"    strength: {strength}" if strength else "",
        lag=lag,
        build=build,
        more=more,
        costs=costs,
        extra=extra,
    )
