"""Freeze a plan into a release, give a release's files back, and find the plan of a day."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from growthplan import __version__
from growthplan.journeys import planning, released
from growthplan.journeys.as_at import plan_of
from growthplan.journeys.released import FOLDER, Kept
from growthplan.plan import PLAN_FILE, Plan, read_document
from growthplan.plan.versions import (
    LostTarget,
    Release,
    latest,
    lost_targets,
    make_release,
)
from growthplan.store import Store
from growthplan.vocabulary import Fault, GrowthplanError

INDEX = "index.json"
"""What the list of releases is called; it is made from the releases and can be made again."""


@dataclass(frozen=True)
class Frozen:
    """What came of freezing a plan."""

    path: Path
    release: Release
    outcome: Literal["made", "same as before"]
    """Whether a file was written, or a release with the same files was there already."""
    left_out: tuple[str, ...]
    """Files of the folder that no release holds, such as pictures."""
    warnings: tuple[Fault, ...]


def release(
    plan: Path | str, label: str, day: date | None = None, store: Path | None = None
) -> Frozen:
    """Freeze a plan's folder into one file of its folder `releases`.

    The plan is checked first. A release is never overwritten: the same files give the release
    that holds them already. Raises GrowthplanError for faults of the plan, for a label that is
    taken, and for targets of the release before that were overwritten.
    """
    if not label.strip():
        raise GrowthplanError('Give the release a label, such as --label "Launch".')
    folder = _folder(Path(plan))
    chosen = datetime.now(UTC).date() if day is None else day
    with Store(store) as held:
        document, faults = planning.check_plan(folder, held.gazetteer)
    if document is None:
        raise GrowthplanError(faults)
    files, left_out = planning.folder_contents(folder)
    kept = released.releases_of(folder)
    made = make_release(files, document, label, chosen, __version__, len(kept) + 1)
    twin = next((one for one in kept if one.release.files == made.files), None)
    if twin:
        return Frozen(twin.path, twin.release, "same as before", left_out, tuple(faults))
    _refuse_label(made, kept)
    _refuse_lost(document, kept, chosen, folder)
    path = folder / FOLDER / made.name
    _write_new(path, made.written())
    _write_index(folder)
    return Frozen(path, made, "made", left_out, tuple(faults))


def _folder(path: Path) -> Path:
    if released.is_release(path):
        message = "this is a release already."
        raise GrowthplanError(Fault(message, str(path), fix="Name a plan's folder."))
    return path.parent if path.is_file() else path


def _refuse_label(made: Release, kept: tuple[Kept, ...]) -> None:
    for one in kept:
        if one.release.label.casefold() == made.label.casefold() or one.path.name == made.name:
            message = f"there is a release called “{one.release.label}” already."
            fix = "Choose another label; a release is never overwritten."
            raise GrowthplanError(Fault(message, str(one.path), fix=fix, code="release-label"))


def _refuse_lost(plan: Plan, kept: tuple[Kept, ...], day: date, folder: Path) -> None:
    """Targets are never overwritten: those of the release before have to be kept."""
    before = latest((one.release for one in kept), day)
    if before is None:
        return
    old = plan_of(before)
    faults = lost_target_faults(lost_targets(old, plan), folder, f"“{before.label}”", day)
    if faults:
        raise GrowthplanError(faults)


def lost_target_faults(
    lost: tuple[LostTarget, ...], folder: Path, since: str, day: date
) -> list[Fault]:
    """A fault for each target that was overwritten, with the lines that keep it."""
    file = folder / PLAN_FILE
    lines = _outcome_lines(file)
    faults = []
    for one in lost:
        place = "as an outcome without a target" if one.gone else f"under the outcome “{one.title}”"
        message = (
            f"the target of {since} for “{one.title}” was overwritten: "
            f"“{one.target.statement}” is neither its target nor among its earlier ones."
        )
        fix = f"Keep it {place}:\n{one.to_paste(day)}"
        line = lines.get(one.outcome)
        faults.append(Fault(message, str(file), line, fix=fix, code="plan-lost-target"))
    return faults


def _outcome_lines(file: Path) -> dict[str, int]:
    """On which line of a plan each outcome starts."""
    if not file.is_file():
        return {}
    document, _ = read_document(str(file), file.read_bytes())
    if document is None:
        return {}
    return {
        str(name): document.mark(path).line
        for path, name in document.fields_named("id")
        if path[0] == "outcomes" and len(path) == 3
    }


def _write_new(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and never over another."""
    try:
        path.parent.mkdir(exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".release-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(temporary, 0o644)
            _put(Path(temporary), path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)
    except FileExistsError:
        message = "there is a file of this name already; a release is never overwritten."
        raise GrowthplanError(Fault(message, str(path), code="release-label")) from None
    except OSError as error:
        message = f"the release can't be written: {error.strerror}"
        raise GrowthplanError(Fault(message, str(path), code="out")) from None


def _put(temporary: Path, path: Path) -> None:
    """Give the file its name, unless the name is taken."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError from None
        temporary.rename(path)


def _write_index(folder: Path) -> None:
    """The list of releases for people and other programs; growthplan itself reads the files."""
    text = json.dumps(listed(folder), indent=2, ensure_ascii=False) + "\n"
    path = folder / FOLDER / INDEX
    try:
        handle, temporary = tempfile.mkstemp(prefix=".index-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        message = f"the release is written, but the list of releases isn't: {error.strerror}"
        raise GrowthplanError(Fault(message, str(path), severity="warning", code="out")) from None


def listed(folder: Path) -> list[dict[str, Any]]:
    """The releases of a plan as rows, oldest first, from the files themselves.

    Raises GrowthplanError when there is no such folder, or a release is damaged.
    """
    if not folder.is_dir():
        message = "there is no such plan folder."
        raise GrowthplanError(Fault(message, str(folder), fix="Name a folder with a plan.yaml."))
    return [
        {
            "file": one.path.name,
            "label": one.release.label,
            "date": one.release.day.isoformat(),
            "number": one.release.number,
            "schema_version": one.release.schema_version,
            "software": one.release.software,
            "sha256": one.release.sha256,
        }
        for one in released.releases_of(folder)
    ]
