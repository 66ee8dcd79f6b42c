"""Reading a plan's folder from disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from growthplan.journeys import released
from growthplan.plan import FOLDERS, PLAN_FILE, Plan, read_plan
from growthplan.plan import open_plan as read_whole_plan
from growthplan.store import Store
from growthplan.vocabulary import Fault, Gazetteer, GrowthplanError

FILE_LIMIT = 10 * 1024**2
_SMALL = 64 * 1024
_YAML = (".yaml", ".yml")
_NOTES = (".md", ".txt")
_OWN_KINDS = (".yaml", ".yml", ".jsonl")
OWN_FOLDERS = ("assumptions", "evaluations", "scenarios")
"""Folders of a plan beside its own files that the model and the evaluations read."""
_REPORTED = ("frameworks", "returns")
"""Folders that say who returns, and what for."""


def plan_files(folder: Path) -> dict[str, bytes]:
    """The YAML files of a plan's folder, named as the user typed the folder; a single file stands
    for its folder, and a release for the folder that it froze.

    Raises GrowthplanError when there is no such folder or it has no YAML file, or when the
    release is damaged.
    """
    if released.is_release(folder):
        return released.plan_files(folder)
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
        str(path): bytes_of(path)
        for within in folders
        for path in sorted(_yaml_files(within), key=lambda p: (p.name != PLAN_FILE, p.name))
    }


def _yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder; a listing knows which are files, so none is asked again."""
    with os.scandir(folder) as listing:
        names = [one.name for one in listing if one.is_file()]
    return [path for name in names if (path := folder / name).suffix.casefold() in _YAML]


def folder_contents(folder: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Everything of a plan's folder that people write, by its name within it, and the names of
    what else lies there.

    The plan's own files, its assumptions, evaluations, scenarios, frameworks, partners and notes
    (.md, .txt) count; releases, what partners returned, and hidden files are passed over.
    """
    files = {str(Path(name).relative_to(folder)): data
             for name, data in plan_files(folder).items()}  # fmt: skip
    left_out: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if name.parts[0] == released.FOLDER or any(step.startswith(".") for step in name.parts):
            continue
        if name.parts[0] == "returns" and len(name.parts) > 2:
            continue  # what partners returned is no part of the plan
        if not path.is_file() or str(name) in files:
            continue
        is_assumption = name.parts[0] in (*OWN_FOLDERS, *_REPORTED) and path.suffix in _OWN_KINDS
        is_note = len(name.parts) == 1 and path.suffix.casefold() in _NOTES
        if (is_assumption or is_note) and path.stat().st_size <= FILE_LIMIT:
            files[str(name)] = path.read_bytes()
        else:
            left_out.append(name.as_posix())
    return {Path(name).as_posix(): data for name, data in files.items()}, tuple(left_out)


def bytes_of(path: Path) -> bytes:
    """A file's bytes, up to just over the limit; raises GrowthplanError when it can't be read."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_SMALL)  # to ask for the limit at once makes room for all of it
            return data + stream.read(FILE_LIMIT + 1 - _SMALL) if len(data) == _SMALL else data
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


def check_plan(
    folder: Path,
    gazetteer: Gazetteer,
    as_at: date | None = None,
    outside: Mapping[str, Collection[str]] | None = None,
) -> tuple[Plan | None, list[Fault]]:
    """The plan in a folder with every fault; the plan is None when one is an error.

    With `as_at` it is the plan's release of that day; raises GrowthplanError when it has none.
    `outside` has the ids of `assumptions`, `statistics` and `definitions` that it may refer to.
    """
    chosen = released.release_on(folder, as_at).path if as_at else folder
    return read_plan(plan_files(chosen), gazetteer, **(outside or {}))


def hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    """Hash of each file, under its name within the plan's folder."""
    return {name_within(name): hashlib.sha256(data).hexdigest() for name, data in files.items()}


def name_within(name: str) -> str:
    """The name of a plan's file within the plan's folder."""
    path = Path(name)
    return f"{path.parent.name}/{path.name}" if path.parent.name in FOLDERS else path.name
