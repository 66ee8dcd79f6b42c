"""Who sends returns for a plan, and the frameworks that they feed: files beside the plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from growthplan.journeys import planning
from growthplan.journeys.released import is_release
from growthplan.journeys.returns_declared import FOLDER, frameworks_in, has_partners, partners_in
from growthplan.monitoring.returns import plan_mark
from growthplan.plan import Framework, PartnersFile, Plan
from growthplan.plan import open_plan as read_whole_plan
from growthplan.store import Store
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

__all__ = ["FOLDER", "Setup", "framework_of", "has_partners", "open_setup"]


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
    partners, faults, own = partners_in(folder, document)
    frameworks, refused, others = frameworks_in(folder, document, partners)
    faults += refused
    if faults or partners is None:
        raise GrowthplanError(faults)
    prints = planning.hashes(files)
    mark = plan_mark(prints | own)
    return Setup(folder, document, partners, frameworks, prints | own | others, mark)


def framework_of(setup: Setup, name: str | None) -> Framework:
    """The framework with an id, or the only one. Raises GrowthplanError, with the nearest or with
    all of them, when there is none."""
    if name is None and len(setup.frameworks) == 1:
        return next(iter(setup.frameworks.values()))
    if name is not None and name in setup.frameworks:
        return setup.frameworks[name]
    listed = ", ".join(setup.frameworks) or "none; write one in the plan's folder 'frameworks'"
    fix = did_you_mean(name or "", setup.frameworks) or f"Frameworks: {listed}."
    message = f"there is no framework '{name}'." if name else "name a framework with --framework."
    raise GrowthplanError(Fault(message, fix=fix, code="framework"))
