"""A plan with every feature that an appraisal can have, made from the real one."""

from __future__ import annotations

import shutil
from pathlib import Path

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
NAMES = (
    "rapid-transit", "compound-labs", "freeport-reliefs", "warm-homes", "work-and-health",
    "littlewoods-studios", "visitor-levy", "youth-guarantee",
)  # fmt: skip
PRIVATE = """  - id: partners-money
    title: Money of partners
    kind: mixed
    first: 2025/26
    last: 2031/32
    amount: 50
    from_whom: private
    source: lbn-settlement
"""
TRANSIT = """beneficiaries:
  - {group: passengers, number: 3000, income_fifth: 1}
  - {group: other passengers, number: 1000, income_fifth: 4}
additionality:
  displacement_national: {value: 0.6, source: briefing}
appraisal:
  asset_life: 100
  optimism:
    - {type: non-standard-civil-engineering, share: 0.6}
    - {type: standard-buildings, share: 0.4}
  mitigation: 0.25
  mitigation_why: The ground was surveyed
  upkeep:
    {amount: 1.5, price_year: 2022, first: 2030/31, basis: illustrative, source: briefing}
  benefits:
    - id: time-saved
      title: Time saved
      kind: user benefits
      amounts: {2029/30: 6, 2030/31: 10}
      price_year: 2022
      goes_on_years: 20
      low_share: 0.5
      high_share: 1.7
      basis: illustrative
      source: briefing
    - id: healthier
      title: Healthier years
      kind: health
      amounts: {2030/31: 100}
      value_assumption: appraisal.qaly
      price_year: 2020
      basis: illustrative
      source: briefing
    - id: noise
      title: Noise of the works
      kind: environment
      loss: true
      amounts: {2027/28: 900, 2028/29: 400}
      value_each: 1250
      price_year: 2023
      basis: illustrative
      source: briefing
    - id: tonnes
      title: Carbon of the business case
      kind: carbon
      amounts: {2031/32: 0.4}
      price_year: 2024
      goes_on_years: 8
      basis: illustrative
      source: briefing
    - id: jobs-here
      title: Jobs of the business case
      kind: jobs
      ledger: local
      amounts: {2030/31: 250}
      price_year: 2022
      basis: illustrative
      source: briefing
    - id: gva-here
      title: GVA of the business case
      kind: gva
      ledger: local
      amounts: {2030/31: 5}
      goes_on_years: 3
      price_year: 2022
      basis: illustrative
      source: briefing
"""
HEALTH = """appraisal:
  optimism:
    - {type: outsourcing}
"""
STUDIOS = """appraisal:
  asset_life: 10
"""


def made_plan(folder: Path) -> Path:
    """A folder with a plan in which each of NAMES has something of its own."""
    plan = folder / "plan"
    shutil.copytree(LCR, plan)
    funding = plan / "funding.yaml"
    funding.write_text(funding.read_text().rstrip("\n") + "\n" + PRIVATE)
    _add(plan, "rapid-transit", TRANSIT)
    _add(plan, "work-and-health", HEALTH)
    _add(plan, "littlewoods-studios", STUDIOS)
    _replace(plan, "rapid-transit", "  amount: 100\n", "  amount: 150\n")
    _replace(plan, "rapid-transit", "costs:\n", "costs:\n" + _partners("capital", 2029, 12))
    partners = _partners("capital", 2026, 3) + _partners("revenue", 2027, 1)
    _replace(plan, "littlewoods-studios", "costs:\n", "costs:\n" + partners)
    return plan


def _partners(kind: str, year: int, amount: float) -> str:
    span = f"{year}/{(year + 1) % 100:02d}"
    return (
        f"  - line: partners-money\n    kind: {kind}\n    amounts: {{{span}: {amount}}}\n"
        "    basis: illustrative\n    source: lbn-settlement\n"
    )


def _add(plan: Path, name: str, block: str) -> None:
    file = plan / "interventions" / f"{name}.yaml"
    text = file.read_text()
    assert "\nappraisal:" not in text
    if "\nbeneficiaries:" in text:
        assert "beneficiaries:" not in block
    file.write_text(text.rstrip("\n") + "\n" + block)


def _replace(plan: Path, name: str, old: str, new: str) -> None:
    file = plan / "interventions" / f"{name}.yaml"
    text = file.read_text()
    assert text.count(f"\n{old}") == 1, name
    file.write_text(text.replace(f"\n{old}", f"\n{new}"))
