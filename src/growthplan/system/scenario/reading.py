"""Reading scenario files, with every fault at its line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import ValidationError

from growthplan.plan import Document, read_document, schema_faults
from growthplan.system.scenario.schema import Scenario
from growthplan.vocabulary import Fault

RESERVED = ("no_plan", "no-plan", "plan", "difference")


@dataclass(frozen=True)
class ReadScenario:
    """A scenario and where its lines stand; no document when it was not read from a file."""

    scenario: Scenario
    document: Document | None = None

    def fault(self, path: tuple[str | int, ...], message: str, fix: str | None = None) -> Fault:
        """A fault at a path within the scenario."""
        if self.document is None:
            return Fault(f"{self.scenario.title}: {message}", fix=fix, code="scenario")
        return self.document.error(path, message, fix, code="scenario")


def read_scenario(file: str, data: bytes) -> tuple[ReadScenario | None, list[Fault]]:
    """The scenario in a file, or None, with every fault. Never raises for what is in it."""
    document, faults = read_document(file, data)
    if document is None:
        return None, faults
    if not isinstance(document.tree, dict):
        fix = "Give id, title, summary and changes."
        message = "the file should hold the fields of one scenario."
        return None, [*faults, document.error((), message, fix, code="scenario-fields")]
    try:
        one = Scenario.model_validate(document.tree)
    except ValidationError as error:
        return None, faults + schema_faults(document, Scenario, error)
    faults += _misnamed(document, one, re.split(r"[/\\]", file)[-1])
    return (None if faults else ReadScenario(one, document)), faults


def _misnamed(document: Document, one: Scenario, name: str) -> list[Fault]:
    if one.id in RESERVED:
        fix = "Choose another: these name futures that are always there."
        return [document.error(("id",), f"cannot be '{one.id}'.", fix, code="scenario-id")]
    stem = re.sub(r"\.ya?ml$", "", name, flags=re.IGNORECASE)
    if stem == one.id:
        return []
    message = f"the file is called {name}, but holds the scenario '{one.id}'."
    fix = f"Call it {one.id}.yaml, or correct the id."
    return [document.error(("id",), message, fix, code="scenario-name")]
