"""Faults as SARIF 2.1.0, so that code hosts and editors show them where they stand.

Layout after OASIS, Static Analysis Results Interchange Format 2.1.0 (2020).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from growthplan.plan.rules import RULES, Rule
from growthplan.vocabulary import Fault

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"


def sarif_log(faults: Iterable[Fault], version: str, *, strict: bool = False) -> dict[str, Any]:
    """A SARIF log with one run: every fault as a result, and the rule behind each.

    Names of files become relative addresses as they stand; give faults whose files are named
    from the folder that the code host knows. `version` is that of growthplan. With `strict`,
    warnings count as errors.
    """
    found = list(faults)
    codes = list(dict.fromkeys(fault.code for fault in found))
    rules = [_rule(RULES.get(code) or Rule(code, code, "See the message.")) for code in codes]
    place = {code: number for number, code in enumerate(codes)}
    driver = {"name": "growthplan", "version": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(fault, place[fault.code], strict) for fault in found],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.help},
        "help": {"text": rule.help},
    }


def _result(fault: Fault, rule: int, strict: bool) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": fault.code,
        "ruleIndex": rule,
        "level": "error" if strict else fault.severity,
        "message": {"text": _said(fault)},
        "partialFingerprints": {"growthplanFault/v1": _fingerprint(fault)},
    }
    if fault.file:
        artifact = {"uri": _address(fault.file), "uriBaseId": _ROOT}
        where: dict[str, Any] = {"artifactLocation": artifact}
        if fault.line:
            where["region"] = {"startLine": fault.line, "startColumn": fault.column or 1}
        result["locations"] = [{"physicalLocation": where}]
    return result


def _said(fault: Fault) -> str:
    return f"{fault.message} {fault.fix}" if fault.fix else fault.message


def _fingerprint(fault: Fault) -> str:
    """The same for a fault that has only moved to another line."""
    text = "\0".join((fault.code, fault.file or "", fault.message))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _address(file: str) -> str:
    """A file's name as a relative address.

    >>> _address(".\\\\my plan\\\\sites\\\\port.yaml"), _address("./plans/a.yaml")
    ('my%20plan/sites/port.yaml', 'plans/a.yaml')
    """
    return quote(file.replace("\\", "/").removeprefix("./"))
