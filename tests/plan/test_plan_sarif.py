"""Faults as SARIF 2.1.0: the parts that the published schema requires, and places that hold."""

from __future__ import annotations

import json

from full_plan import GAZETTEER, Break

from growthplan.plan import read_plan
from growthplan.plan.rules import RULES
from growthplan.plan.sarif import sarif_log
from growthplan.vocabulary import Fault


def log(*faults: Fault, strict: bool = False) -> dict[str, object]:
    made = sarif_log(faults, "1.2.3", strict=strict)
    assert json.loads(json.dumps(made)) == made
    return made


def test_the_log_has_what_the_schema_requires() -> None:
    way = Break("levers.yaml", "    holder: The authority", "    ‸holdr: The authority", "", "")
    _, faults = read_plan(way.files(), GAZETTEER)
    made = sarif_log(faults, "1.2.3")
    assert made["version"] == "2.1.0"
    assert made["$schema"].endswith("sarif-2.1.0.json")
    (run,) = made["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("growthplan", "1.2.3")
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    assert len(run["results"]) == len(faults)
    for result, fault in zip(run["results"], faults, strict=True):
        rule = driver["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"] == fault.code
        assert rule["help"]["text"] == RULES[fault.code].help
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"].startswith(fault.message)
        (place,) = result["locations"]
        region = place["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (fault.line, fault.column)
        assert min(region.values()) >= 1


def test_names_of_files_become_relative_addresses() -> None:
    for file, address in {
        "./my plan/sites/port.yaml": "my%20plan/sites/port.yaml",
        "my-plan\\plan.yaml": "my-plan/plan.yaml",
        "plän/50%.yaml": "pl%C3%A4n/50%25.yaml",
    }.items():
        (run,) = sarif_log([Fault("x.", file, 1, 1)], "1")["runs"]
        artifact = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        assert artifact == {"uri": address, "uriBaseId": "%SRCROOT%"}


def test_a_fault_without_a_place_is_still_told() -> None:
    (run,) = sarif_log([Fault("no plan.yaml", code="plan-file")], "1")["runs"]
    assert "locations" not in run["results"][0]
    (run,) = sarif_log([Fault("too large", "a.yaml", code="plan-too-large")], "1")["runs"]
    assert "region" not in run["results"][0]["locations"][0]["physicalLocation"]


def test_a_fault_that_only_moved_keeps_its_fingerprint() -> None:
    here, there = Fault("x.", "a.yaml", 3, 1), Fault("x.", "a.yaml", 30, 1)
    other = Fault("y.", "a.yaml", 3, 1)
    (run,) = sarif_log([here, there, other], "1")["runs"]
    prints = [result["partialFingerprints"] for result in run["results"]]
    assert prints[0] == prints[1] != prints[2]


def test_strict_makes_warnings_errors_and_no_faults_give_no_results() -> None:
    warning = Fault("x.", "a.yaml", 1, 1, severity="warning")
    assert sarif_log([warning], "1")["runs"][0]["results"][0]["level"] == "warning"
    assert sarif_log([warning], "1", strict=True)["runs"][0]["results"][0]["level"] == "error"
    assert log()["runs"] == [
        {
            "tool": {"driver": {"name": "growthplan", "version": "1.2.3", "rules": []}},
            "columnKind": "unicodeCodePoints",
            "results": [],
        }
    ]
