"""Files beside a plan that say who returns on it and what for, read with every fault."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from growthplan.journeys import planning
from growthplan.plan import (
    Document,
    Framework,
    PartnersFile,
    Plan,
    check_framework_refers,
    check_partners_refer,
    read_document,
    schema_faults,
)
from growthplan.vocabulary import Fault

FOLDER, PARTNERS, FRAMEWORKS = "returns", "partners.yaml", "frameworks"
_Read = TypeVar("_Read", bound=BaseModel)


def has_partners(folder: Path) -> bool:
    """Whether a plan's folder says who returns."""
    return (folder / FOLDER / PARTNERS).is_file()


def setup_faults(folder: Path, plan: Plan) -> list[Fault]:
    """What is wrong with the files of partners and frameworks; nothing where there are none."""
    partners, faults, _ = partners_in(folder, plan) if has_partners(folder) else (None, [], {})
    return [*faults, *frameworks_in(folder, plan, partners)[1]]


def partners_in(
    folder: Path, plan: Plan
) -> tuple[PartnersFile | None, list[Fault], dict[str, str]]:
    """Who returns, every fault of the file, and its hash by name."""
    path = folder / FOLDER / PARTNERS
    if not path.is_file():
        fault = Fault(
            "the plan does not say who returns on it.",
            str(path),
            fix="Write the file: due_days, basis, and partners with id, name and actions.",
            code="partners",
        )
        return None, [fault], {}
    document, read, faults, print_ = _read(path, PartnersFile)
    if document is not None and read is not None:
        faults += check_partners_refer(document, read, plan)
    return read, faults, {f"{FOLDER}/{PARTNERS}": print_}


def frameworks_in(
    folder: Path, plan: Plan, partners: PartnersFile | None
) -> tuple[dict[str, Framework], list[Fault], dict[str, str]]:
    """Frameworks by id, every fault of their files, and the hash of each by name."""
    found: dict[str, Framework] = {}
    faults: list[Fault] = []
    prints: dict[str, str] = {}
    within = folder / FRAMEWORKS
    for path in sorted(within.glob("*.yaml")) if within.is_dir() else ():
        document, read, refused, print_ = _read(path, Framework)
        prints[f"{FRAMEWORKS}/{path.name}"] = print_
        faults += refused
        if document is None or read is None:
            continue
        if read.id != path.stem:
            message = f"the file is called {path.stem}, but holds the framework '{read.id}'."
            fix = f"Call the file {read.id}.yaml, or correct the id."
            faults.append(document.error(("id",), message, fix, code="framework-name"))
        if partners is not None:
            faults += check_framework_refers(document, read, plan, partners)
        found[read.id] = read
    return found, faults, prints


def _read(
    path: Path, layout: type[_Read]
) -> tuple[Document | None, _Read | None, list[Fault], str]:
    data = planning.bytes_of(path)
    print_ = hashlib.sha256(data).hexdigest()
    document, faults = read_document(str(path), data)
    if document is None or not isinstance(document.tree, dict):
        empty = Fault("the file should hold fields.", str(path), 1, code="empty")
        return None, None, faults or [empty], print_
    try:
        return document, layout.model_validate(document.tree), faults, print_
    except ValidationError as error:
        return document, None, [*faults, *schema_faults(document, layout, error)], print_
