"""The appraisal block of an action: what it refuses, and where it says so."""

from __future__ import annotations

import pytest
from full_plan import ASSUMPTIONS, DEFINITIONS, FILES, GAZETTEER, STATISTICS

from growthplan.plan import read_plan

BOOTCAMPS = "interventions/bootcamps.yaml"
APPRAISAL = FILES[BOOTCAMPS]


def faults_after(before: str, after: str) -> list[str]:
    assert APPRAISAL.count(before) == 1, before
    files = {**FILES, BOOTCAMPS: APPRAISAL.replace(before, after)}
    data = {f"p/{name}": text.encode() for name, text in files.items()}
    _, faults = read_plan(
        data, GAZETTEER, assumptions=ASSUMPTIONS, statistics=STATISTICS, definitions=DEFINITIONS
    )
    return [str(fault) for fault in faults if fault.code not in ("plan-file",)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "      price_year: 2020\n",
            "",
            "price_year",
        ),
        ("      kind: gva\n", "      kind: health\n", "belongs to the welfare ledger"),
        ("  mitigation_why: Ground was surveyed\n", "", "without a reason"),
        ("      share: 0.3\n", "      share: 0.4\n", "add up to 1.1"),
        ("        2026/27: 10\n", "        2026/27: -10\n", "should be at least 0"),
        ("      value_assumption: appraisal.qaly\n", "      value_assumption: appraisal.qualy\n",
         "appraisal.qaly"),
        ("        2026/27: 1.5\n", "        2024/25: 1.5\n", "begins before the action starts"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_file_and_line(before: str, after: str, told: str) -> None:
    found = faults_after(before, after)
    assert any(BOOTCAMPS in one and told in one for one in found), found


def test_one_gain_seen_twice_is_named_with_both_lines() -> None:
    twice = "      price_year: 2024\n      basis: illustrative\n      source: release\n"
    assert APPRAISAL.count(twice) == 1
    more = twice + (
        "    - id: land\n      title: Land\n      kind: land value\n"
        "      amounts:\n        2026/27: 3\n      price_year: 2024\n"
        "      basis: illustrative\n      source: release\n"
        "    - id: time\n      title: Time saved\n      kind: user benefits\n"
        "      amounts:\n        2026/27: 4\n      price_year: 2024\n"
        "      basis: illustrative\n      source: release\n"
    )
    found = faults_after(twice, more)
    assert len(found) == 1
    assert "'land' (land value) and 'time' (user benefits, line" in found[0]


def test_one_benefit_in_both_ledgers_is_named_with_both_lines() -> None:
    twice = "      price_year: 2024\n      basis: illustrative\n      source: release\n"
    more = twice + (
        "    - id: output-again\n      title: More output\n      kind: productivity\n"
        "      amounts:\n        2026/27: 1.5\n      price_year: 2024\n"
        "      basis: illustrative\n      source: release\n"
    )
    found = faults_after(twice, more)
    assert len(found) == 1
    assert "'output-again' has the amounts of 'more-output' (line" in found[0]
