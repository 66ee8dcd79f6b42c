"""Reading a release back, with its hash verified."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from growthplan.plan.document import clip
from growthplan.plan.layout import Plan
from growthplan.plan.schema import SCHEMA_VERSION
from growthplan.plan.versions.release import FORMAT, Release, as_bytes
from growthplan.vocabulary import Fault, GrowthplanError

MAX_BYTES = 500_000_000
"""The largest release that is read."""
_FIX = "Restore the file from a copy or from version control; a release is never edited by hand."
_SAFE_STEP = re.compile(r"[^/\\:\x00-\x1f]+")


def read_release(file: str, data: bytes) -> Release:
    """The release in a file's bytes; `file` is its name for the faults.

    Raises GrowthplanError when it is no release, was made by a newer growthplan, or is not as it
    was written.
    """
    parts = _parts(file, data)
    number = parts.get("growthplan_release")
    if not isinstance(number, int):
        fix = "Name a file of a plan's folder releases, or a plan's folder."
        raise _fault(file, "this is not a release of a plan.", fix, "release-unknown")
    if number > FORMAT:
        message = f"the release has layout {number}; this growthplan reads {FORMAT}."
        raise _fault(file, message, "Install a newer growthplan.", "release-newer")
    release = _release(file, parts)
    if release.sha256 != parts.get("sha256"):
        message = "the release was changed after it was made: its hash does not fit its content."
        raise _fault(file, message)
    return release


def _parts(file: str, data: bytes) -> Mapping[str, Any]:
    try:
        parts = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _fault(file, "the release is damaged: it is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        what = "is cut off" if error.pos >= len(error.doc.rstrip()) else "is no longer JSON"
        fault = Fault(
            f"the release is damaged: it {what} here.", file, error.lineno, error.colno, _FIX,
            code="release-damaged",
        )  # fmt: skip
        raise GrowthplanError(fault) from None
    except (RecursionError, ValueError):
        raise _fault(file, "the release is damaged: it cannot be read as JSON.") from None
    return parts if isinstance(parts, dict) else {}


def _release(file: str, parts: Mapping[str, Any]) -> Release:
    kinds = {
        "label": str, "date": str, "number": int, "schema_version": int, "software": str,
        "files": dict, "plan": dict,
    }  # fmt: skip
    missing = [name for name, kind in kinds.items() if not isinstance(parts.get(name), kind)]
    if missing:
        raise _fault(file, f"the release is damaged: {', '.join(missing)} cannot be read.")
    try:
        day = date.fromisoformat(parts["date"])
    except ValueError:
        raise _fault(file, "the release is damaged: its date cannot be read.") from None
    files = {name: _file(file, name, held) for name, held in parts["files"].items()}
    return Release(
        parts["label"], day, parts["number"], parts["schema_version"], parts["software"], files,
        parts["plan"],
    )  # fmt: skip


def _file(file: str, name: str, held: Any) -> bytes:
    steps = name.split("/")
    if not all(_SAFE_STEP.fullmatch(step) and step not in (".", "..") for step in steps):
        message = f"the release holds a file with a name that no plan has: '{clip(name)}'."
        raise _fault(file, message)
    data = as_bytes(held)
    if data is None:
        raise _fault(file, f"the release is damaged: its file {clip(name)} cannot be read.")
    return data


def _fault(
    file: str, message: str, fix: str = _FIX, code: str = "release-damaged"
) -> GrowthplanError:
    return GrowthplanError(Fault(message, file, fix=fix, code=code))


def released_plan(release: Release, like: tuple[Release, Plan] | None = None) -> Plan | None:
    """The plan as the release states it, without reading its files again.

    None when it was checked against another layout of the plan, so that its files have to be
    read. Entries that are the same in `like`, another release with its plan, are taken from
    there, which saves checking them twice.
    """
    if release.schema_version != SCHEMA_VERSION:
        return None
    try:
        return _validated(release.plan, like)
    except ValidationError:
        return None


def _validated(stated: Mapping[str, Any], like: tuple[Release, Plan] | None) -> Plan:
    if like is None or like[0].schema_version != SCHEMA_VERSION:
        return Plan.model_validate(stated)
    shared = {name: _twins(entries, name, *like) for name, entries in stated.items()}
    fresh = dict(stated)
    for name, twins in shared.items():
        if twins:
            fresh[name] = [e for number, e in enumerate(stated[name]) if number not in twins]
    made = Plan.model_validate(fresh)
    return made.model_copy(
        update={
            name: _merged(getattr(made, name), twins) for name, twins in shared.items() if twins
        }
    )


def _twins(entries: Any, name: str, other: Release, plan: Plan) -> dict[int, BaseModel]:
    """Entries of a list that stand in another release word for word, by their position; the first
    is left to be checked, so that the list is never empty."""
    listed, made = other.plan.get(name), getattr(plan, name, None)
    if not (isinstance(entries, list) and isinstance(listed, list) and isinstance(made, tuple)):
        return {}
    known = {e.get("id"): (e, twin) for e, twin in zip(listed, made, strict=False)
             if isinstance(e, dict)}  # fmt: skip
    return {
        number: known[entry["id"]][1]
        for number, entry in enumerate(entries)
        if number and isinstance(entry, dict) and known.get(entry.get("id"), ("",))[0] == entry
    }


def _merged(fresh: tuple[BaseModel, ...], twins: Mapping[int, BaseModel]) -> tuple[BaseModel, ...]:
    rest = iter(fresh)
    return tuple(
        twins[number] if number in twins else next(rest)
        for number in range(len(fresh) + len(twins))
    )
