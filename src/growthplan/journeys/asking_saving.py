"""A what-if saved as a scenario file of the plan: written whole or not at all, over nothing."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from growthplan.journeys.asking import as_scenario
from growthplan.journeys.asking_address import Question
from growthplan.journeys.projecting_scenarios import FOLDER
from growthplan.plan import Plan
from growthplan.system.scenario import Scenario, read_scenario
from growthplan.vocabulary import Fault, GrowthplanError

_HEAD = """# A scenario: what if? Try it with
#   growthplan project {plan} --scenario {id}
# Steps under "changes" are applied in order. Nothing here is a forecast or a decision.

"""
_WORD = re.compile(r"[a-z0-9]+")


def save_scenario(folder: Path, plan: Plan, question: Question, title: str, summary: str) -> Path:
    """Write a question's steps as `scenarios/ID.yaml`, named after its title, and return the path.

    Raises GrowthplanError when there is no step or no title, when the plan has that scenario
    already, and when the file can't be written; then nothing has been.
    """
    id_ = "-".join(_WORD.findall(title.casefold()))[:60].strip("-")
    if not id_:
        raise _fault("A scenario needs a title of its own.", "Such as “Railway two years later”.")
    try:
        made = as_scenario(question, id_, title.strip(), summary.strip() or f"{title.strip()}.")
    except ValidationError as error:
        raise _fault(f"The scenario can't be named so: {error.errors()[0]['msg']}.", None) from None
    text = _HEAD.format(plan=folder.name, id=id_) + _yaml(made)
    path = folder / FOLDER / f"{id_}.yaml"
    read, faults = read_scenario(str(path), text.encode())
    if read is None or read.scenario.changes != made.changes:
        raise GrowthplanError(faults or [Fault("The scenario can't be written.", code="what-if")])
    _write_new(path, text)
    return path


def _yaml(made: Scenario) -> str:
    steps = [change.model_dump(mode="json", exclude_none=True) for change in made.changes]
    document = {"id": made.id, "title": made.title, "summary": made.summary,
                "changes": [_plain(step) for step in steps]}  # fmt: skip
    return str(yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=96))


def _plain(value: Any) -> Any:
    """Without empty lists, which say nothing."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if v not in ([], ())}
    return value


def _write_new(path: Path, text: str) -> None:
    """Through a file beside it, so that a plan never holds half a scenario."""
    try:
        path.parent.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(name, 0o644)
            os.link(name, path)  # fails when there is one already; a rename would replace it
        finally:
            os.unlink(name)
    except FileExistsError:
        raise _fault(f"The plan has a scenario '{path.stem}' already.",
                     "Give this one another title.") from None  # fmt: skip
    except OSError as error:
        raise _fault(f"The scenario can't be written: {error.strerror}.", None) from None


def _fault(message: str, fix: str | None) -> GrowthplanError:
    return GrowthplanError(Fault(message, fix=fix, code="what-if"))
