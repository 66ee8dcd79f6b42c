"""Give the files of a release back."""

from __future__ import annotations

import os
from pathlib import Path

from growthplan.journeys import folders, released
from growthplan.plan.versions import Release
from growthplan.vocabulary import Fault, GrowthplanError


def restore(path: Path, out: Path | None, label: str | None = None) -> list[Path]:
    """Write the files of a release, byte for byte, into a new or empty folder.

    `path` is a release, or a plan's folder whose release is called `label`. Raises
    GrowthplanError when there is no such release or the folder has something in it.
    """
    chosen = released.open_release(path) if released.is_release(path) else _named(path, label)
    if out is None:
        raise GrowthplanError("Say where the files should go: --out FOLDER, new or empty.")
    with folders.new_folder(out) as temporary:
        for name, data in chosen.files.items():
            target = temporary / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return [Path(os.path.abspath(out)) / name for name in chosen.files]


def _named(folder: Path, label: str | None) -> Release:
    kept = released.releases_of(folder)
    wanted = (label or "").casefold()
    for one in kept:
        if wanted in (one.release.label.casefold(), one.path.name.casefold()):
            return one.release
    known = ", ".join(f"“{one.release.label}”" for one in kept)
    message = f"the plan has no release called “{label}”."
    fix = f"It has {known}." if known else "It has none yet."
    raise GrowthplanError(Fault(message, str(folder), fix=fix, code="release-none"))
