"""Releases of a plan on disk: which there are, and their files as a folder would give them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from growthplan.plan import FOLDERS
from growthplan.plan.versions import ENDING, MAX_BYTES, Release, latest, read_release
from growthplan.vocabulary import Fault, GrowthplanError, Period

FOLDER = "releases"
"""The folder of a plan that holds its releases."""


@dataclass(frozen=True)
class Kept:
    """A release and the file that holds it."""

    path: Path
    release: Release


def is_release(path: Path) -> bool:
    """Whether a path names a release rather than a folder: a file that ends in .json."""
    return path.suffix.casefold() == ".json" and path.is_file()


def open_release(path: Path) -> Release:
    """The release in a file. Raises GrowthplanError when it cannot be read or was damaged."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"the file can't be read: {error.strerror}"
        raise GrowthplanError(Fault(message, str(path), code="plan-file")) from None
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES / 1e6:.0f} MB."
        raise GrowthplanError(Fault(message, str(path), code="plan-too-large"))
    return read_release(str(path), data)


def releases_of(folder: Path) -> tuple[Kept, ...]:
    """The releases in a plan's folder, by the day for which they stand.

    Raises GrowthplanError with a fault for each that is damaged.
    """
    within = folder / FOLDER
    kept: list[Kept] = []
    faults: list[Fault] = []
    for path in sorted(within.glob(f"*{ENDING}")) if within.is_dir() else ():
        try:
            kept.append(Kept(path, open_release(path)))
        except GrowthplanError as error:
            faults += error.faults
    if faults:
        raise GrowthplanError(faults)
    return tuple(sorted(kept, key=lambda one: (one.release.day, one.release.number)))


def release_on(folder: Path, day: date | None = None) -> Kept:
    """The release of a plan's folder that stood on a day, or the newest; a release is itself.

    Raises GrowthplanError when the plan keeps no release, or none as old as that.
    """
    if is_release(folder):
        return Kept(folder, open_release(folder))
    folder = folder.parent if folder.is_file() else folder
    kept = releases_of(folder)
    found = latest((one.release for one in kept), day)
    if found is not None:
        return next(one for one in kept if one.release is found)
    if not kept:
        message = "the plan keeps no releases, so how it stood before is not known."
        fix = f'Freeze it as it stands: growthplan release {folder} --label "Launch"'
        raise GrowthplanError(Fault(message, str(folder), fix=fix, code="release-none"))
    first = kept[0].release
    message = f"the plan has no release on or before {_day(day)}."
    fix = f"The first is “{first.label}” of {_day(first.day)}."
    raise GrowthplanError(Fault(message, str(folder), fix=fix, code="release-none"))


def _day(day: date | None) -> str:
    return str(Period(day.isoformat())) if day else "today"


def plan_files(path: Path) -> dict[str, bytes]:
    """The files of a release that a plan is read from, named as if the release were a folder."""
    files = open_release(path).files
    return {f"{path}/{name}": data for name, data in files.items() if _is_read(name)}


def _is_read(name: str) -> bool:
    *folders, file = name.split("/")
    ending = file.casefold().endswith((".yaml", ".yml"))
    return ending and (not folders or (len(folders) == 1 and folders[0] in FOLDERS))
