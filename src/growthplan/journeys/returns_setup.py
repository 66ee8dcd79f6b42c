"""Who sends returns for a plan, and the frameworks that they feed: files beside the plan."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from growthplan.journeys import planning
from growthplan.journeys.released import is_release
from growthplan.monitoring.returns import plan_mark
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
from growthplan.plan import open_plan as read_whole_plan
from growthplan.store import Store
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

FOLDER, PARTNERS, FRAMEWORKS = "returns", "partners.yaml", "frameworks"
_Read = TypeVar("_Read", bound=BaseModel)


@dataclass(frozen=True)
class Setup:
    """A plan with who returns on it."""

    folder: Path
    plan: Plan
    partners: PartnersFile
    frameworks: dict[str, Framework]
    hashes: dict[str, str]
    """Hash of each file, the plan's and those beside it."""
    mark: str
    """Fingerprint of the plan's files and of who returns."""


def open_setup(plan: Path | str, store: Path | None = None) -> Setup:
    """A plan with its partners and frameworks.

    Raises GrowthplanError with every fault of all their files, for a release, and for a plan for
    which nobody is said to return.
    """
    path = Path(plan)
    if is_release(path):
        message = "returns belong to a plan's folder; a release is frozen."
        raise GrowthplanError(Fault(message, str(path), fix="Name the folder.", code="returns"))
    folder = path.parent if path.is_file() else path
    files = planning.plan_files(folder)
    with Store(store) as held:
        document = read_whole_plan(files, held.gazetteer)
    partners, faults, own = _partners(folder, document)
    frameworks, refused, others = _frameworks(folder, document, partners)
    faults += refused
    if faults or partners is None:
        raise GrowthplanError(faults)
    prints = planning.hashes(files)
    mark = plan_mark(prints | own)
    return Setup(folder, document, partners, frameworks, prints | own | others, mark)


def has_partners(folder: Path) -> bool:
    """Whether a plan's folder says who returns."""
    return (folder / FOLDER / PARTNERS).is_file()


def setup_faults(folder: Path, plan: Plan) -> list[Fault]:
    """What is wrong with the files of partners and frameworks; nothing where there are none."""
    partners, faults, _ = _partners(folder, plan) if has_partners(folder) else (None, [], {})
    return [*faults, *_frameworks(folder, plan, partners)[1]]


def framework_of(setup: Setup, name: str) -> Framework:
    """The framework with an id. Raises GrowthplanError, with the nearest, when there is none."""
    if name in setup.frameworks:
        return setup.frameworks[name]
    listed = ", ".join(setup.frameworks) or "none; write one in the plan's folder 'frameworks'"
    fix = did_you_mean(name, setup.frameworks) or f"Frameworks: {listed}."
    message = f"there is no framework '{name}'."
    raise GrowthplanError(Fault(message, fix=fix, code="framework"))


def _partners(folder: Path, plan: Plan) -> tuple[PartnersFile | None, list[Fault], dict[str, str]]:
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


def _frameworks(
    folder: Path, plan: Plan, partners: PartnersFile | None
) -> tuple[dict[str, Framework], list[Fault], dict[str, str]]:
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
