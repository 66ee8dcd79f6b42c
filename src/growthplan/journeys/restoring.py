"""Give the files of a release back."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from growthplan.journeys import released
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
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        message = "the folder has something in it; nothing was written."
        fix = "Name a new or an empty folder."
        raise GrowthplanError(Fault(message, str(out), fix=fix, code="out"))
    out = Path(os.path.abspath(out))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        try:
            for name, data in chosen.files.items():
                target = temporary / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            temporary.chmod(0o755)
            if out.exists():
                out.rmdir()
            temporary.rename(out)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        message = f"the folder can't be written: {error.strerror}"
        raise GrowthplanError(Fault(message, str(out), code="out")) from None
    return [out / name for name in chosen.files]


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
