"""Reading a plan's folder from disk."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from growthplan.plan import FOLDERS, PLAN_FILE, Plan, read_plan
from growthplan.plan import open_plan as read_whole_plan
from growthplan.store import Store
from growthplan.vocabulary import Fault, Gazetteer, GrowthplanError

FILE_LIMIT = 10 * 1024**2


def plan_files(folder: Path) -> dict[str, bytes]:
    """The YAML files of a plan's folder, named as the user typed the folder; a single file stands
    for its folder.

    Raises GrowthplanError when there is no such folder or it has no YAML file.
    """
    chosen = folder.parent if folder.is_file() else folder
    if not chosen.is_dir():
        raise GrowthplanError(
            Fault(
                "there is no such plan folder",
                file=str(folder),
                fix="Name a folder with a plan.yaml, such as plans/liverpool-city-region; for a "
                "place without a plan use --place.",
                code="plan-file",
            )
        )
    folders = [chosen, *(chosen / name for name in FOLDERS if (chosen / name).is_dir())]
    return {
        str(path): _bytes_of(path)
        for within in folders
        for path in sorted(within.iterdir(), key=lambda p: (p.name != PLAN_FILE, p.name))
        if path.suffix.casefold() in (".yaml", ".yml") and path.is_file()
    }


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(FILE_LIMIT + 1)
    except OSError as error:
        raise GrowthplanError(
            Fault(f"the file can't be read: {error.strerror}", file=str(path), code="plan-file")
        ) from None


def open_plan(folder: Path | str, store: Path | None = None) -> Plan:
    """The plan in a folder, with places looked up in the store.

    Raises GrowthplanError with every fault when the plan can't be used.
    """
    with Store(store) as held:
        return read_whole_plan(plan_files(Path(folder)), held.gazetteer)


def check_plan(folder: Path, gazetteer: Gazetteer) -> tuple[Plan | None, list[Fault]]:
    """The plan in a folder with every fault; the plan is None when one is an error."""
    return read_plan(plan_files(folder), gazetteer)


def hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    """Hash of each file, under its name within the plan's folder."""
    return {_within(name): hashlib.sha256(data).hexdigest() for name, data in files.items()}


def _within(name: str) -> str:
    path = Path(name)
    return f"{path.parent.name}/{path.name}" if path.parent.name in FOLDERS else path.name
