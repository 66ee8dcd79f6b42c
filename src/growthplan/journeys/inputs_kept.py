"""What a build was made of, kept beside it: so that the next release day can tell which input
moved a figure, and anybody can make the build again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from growthplan.journeys import planning, released
from growthplan.store import assumptions_folder

FILE = "inputs.json"
PROGRAM = "growthplan: program"
ASSUMPTIONS = "growthplan: assumptions"
"""Names in a run's record of what comes with growthplan: its code and layouts, its assumptions."""
_OF_PROGRAM = (".py", ".j2", ".typ")
_OWN = "assumptions/"
RETURNED = ("returns/", "frameworks/", "ledger/")
"""Folders of which hashes are kept and no text: what partners return is theirs to publish."""


@dataclass(frozen=True)
class Inputs:
    """Texts by file name: the plan's folder, and the assumptions that came with growthplan."""

    plan: Mapping[str, str]
    assumptions: Mapping[str, str]
    returned: Mapping[str, str] = field(default_factory=dict)
    """Hash of each file of returns and of the ledger, by name."""

    def hashes(self) -> dict[str, str]:
        """Hash of every file of the plan's folder, and one each of all that growthplan brings."""
        own = {name: _hash(text) for name, text in self.plan.items()}
        shipped = _hash(json.dumps(dict(sorted(self.assumptions.items()))))
        return {**self.returned, **own, ASSUMPTIONS: shipped, PROGRAM: program_hash()}

    def text(self) -> str:
        """As JSON, the same bytes for the same inputs."""
        document = {"plan": dict(sorted(self.plan.items())),
                    "assumptions": dict(sorted(self.assumptions.items()))}  # fmt: skip
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    @property
    def plan_only(self) -> dict[str, str]:
        """The plan's files without its own assumptions."""
        return {n: t for n, t in self.plan.items() if not n.startswith(_OWN)}

    @property
    def all_assumptions(self) -> dict[str, str]:
        """Assumptions as the model reads them, by file name: the plan's own over growthplan's."""
        own = {n.removeprefix(_OWN): t for n, t in self.plan.items() if n.startswith(_OWN)}
        return {**self.assumptions, **own}


def inputs_of(path: Path, read: Mapping[str, bytes]) -> Inputs:
    """What a build of a plan is made of; `read` are the files that the plan was read from."""
    folder = path.parent if path.is_file() else path
    plan = {planning.name_within(name): data for name, data in read.items()}
    if not released.is_release(path):
        beside = planning.folder_contents(folder)[0]
        plan |= {name: data for name, data in beside.items() if "/" in name and name not in plan
                 and name.split("/")[0] in planning.OWN_FOLDERS}  # fmt: skip
    texts = {name: _decoded(data) for name, data in plan.items()}
    return Inputs(texts, _shipped(), {} if released.is_release(path) else _returned(folder))


def _returned(folder: Path) -> dict[str, str]:
    """Hashes of what partners returned, without their evidence, and of the ledger."""
    found = {}
    for path in sorted(p for name in RETURNED for p in (folder / name).rglob("*")):
        if path.is_file() and path.suffix in (".yaml", ".yml", ".json", ".jsonl"):
            name = path.relative_to(folder).as_posix()
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


@cache
def _shipped() -> Mapping[str, str]:
    folder = assumptions_folder()
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def read_inputs(folder: Path) -> Inputs | None:
    """The inputs that a build kept, or None when they are not there or cannot be used."""
    try:
        found: Any = json.loads((folder / FILE).read_text("utf-8"))
        return Inputs(dict(found["plan"]), dict(found["assumptions"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


@cache
def program_hash() -> str:
    """One hash of the code and the layouts: the version stays while a program is worked on."""
    found = hashlib.sha256()
    root = Path(str(files("growthplan")))
    for path in sorted(p for p in root.rglob("*") if p.suffix in _OF_PROGRAM):
        found.update(path.relative_to(root).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
