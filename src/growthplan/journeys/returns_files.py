"""Returns on disk: each version a file of its own, written whole or not at all, never changed.

`PLAN/returns/PARTNER/QUARTER/vN.json` holds version N with a hash over what it says; evidence lies
beside it, each file under its own hash. A version is there once its file has its name: what a
writer that was stopped leaves behind has another name, and is passed over.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from growthplan.journeys.returns_setup import FOLDER
from growthplan.monitoring.returns import EvidenceFile, KeptReturn
from growthplan.vocabulary import Fault, GrowthplanError

Kept = dict[tuple[str, str], tuple[KeptReturn, ...]]
"""Versions, oldest first, by partner and code of the quarter."""
EVIDENCE = "evidence"
LARGEST = 100_000_000
"""Bytes of one file of evidence."""
_VERSION = re.compile(r"v([1-9]\d{0,5})\.json")
_QUARTER = re.compile(r"\d{4}-\d{2}q[1-4]")


def read_kept(folder: Path) -> Kept:
    """Every version of every return of a plan's folder.

    Raises GrowthplanError with every file that is damaged or was changed by hand.
    """
    found: dict[tuple[str, str], list[KeptReturn]] = {}
    faults: list[Fault] = []
    within = folder / FOLDER
    for path in sorted(within.glob("*/*/v*.json"), key=_place) if within.is_dir() else ():
        if not (_VERSION.fullmatch(path.name) and _QUARTER.fullmatch(path.parent.name)):
            continue
        one, fault = _read(path)
        if fault is not None:
            faults.append(fault)
        if one is not None:
            key = (path.parent.parent.name, path.parent.name)
            found.setdefault(key, []).append(one)
    if faults:
        raise GrowthplanError(faults)
    return {key: tuple(versions) for key, versions in found.items()}


def _place(path: Path) -> tuple[str, str, int]:
    number = _VERSION.fullmatch(path.name)
    return path.parent.name, path.parent.parent.name, int(number[1]) if number else 0


def _read(path: Path) -> tuple[KeptReturn | None, Fault | None]:
    fix = "Put the file back as it was; versions are only ever added."
    try:
        whole = json.loads(path.read_bytes())
        kept, mark = whole["kept"], whole["hash"]
        one = KeptReturn.model_validate(kept)
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return None, Fault("this is no version of a return that can be read.", str(path), fix=fix,
                           code="return-file")  # fmt: skip
    own = (one.returned.partner, one.returned.quarter, f"v{one.version}.json")
    lies = (path.parent.parent.name, path.parent.name, path.name)
    if mark != _mark(kept) or own != lies:
        return None, Fault("this version was changed or moved after it was taken in.", str(path),
                           fix=fix, code="return-file")  # fmt: skip
    return one, None


def _mark(kept: object) -> str:
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def keep(folder: Path, kept: KeptReturn, evidence: Mapping[str, bytes]) -> Path:
    """Add a version, its evidence first; returns its file.

    Raises GrowthplanError, with no version added, when it cannot be written, or another of the same
    number came in meanwhile.
    """
    path = folder / kept.where
    said = kept.model_dump(mode="json")
    text = json.dumps({"hash": _mark(said), "kept": said}, ensure_ascii=False, indent=1) + "\n"
    try:
        (path.parent / EVIDENCE if evidence else path.parent).mkdir(parents=True, exist_ok=True)
        for one in kept.evidence:
            copy = evidence_path(folder, kept, one)
            if one.sha256 and not copy.exists():
                _write(copy, evidence[one.name], over=True)
        _write(path, text.encode(), over=False)
    except FileExistsError:
        message = f"version {kept.version} of this return came in just now; nothing was written."
        raise GrowthplanError(
            Fault(message, str(path), fix="Import it again.", code="return-file")
        ) from None
    except OSError as error:
        message = f"the return can't be kept: {error.strerror or error}; nothing was changed."
        fix = "Free some space, or ask for the right to write."
        raise GrowthplanError(Fault(message, str(path), fix=fix, code="return-file")) from None
    return path


def evidence_path(folder: Path, kept: KeptReturn, one: EvidenceFile) -> Path:
    """Where a version's file of evidence is kept."""
    within = (folder / kept.where).parent / EVIDENCE
    return within / f"{one.sha256[:12]}-{one.name}"


def _write(path: Path, data: bytes, *, over: bool) -> None:
    """A file that appears whole; without `over` only where there is none of its name."""
    handle, name = tempfile.mkstemp(prefix=".growthplan-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        if over:
            temporary.replace(path)
        else:
            _name_once(temporary, path)
        _sync(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _name_once(temporary: Path, path: Path) -> None:
    """Give a file its name; raises FileExistsError when another has it."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # the disk knows no links: between looking and naming there is a moment
        if path.exists():
            raise FileExistsError from None
        temporary.rename(path)


def _sync(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every system opens folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def changed_evidence(folder: Path, returns: Sequence[KeptReturn]) -> list[Fault]:
    """A warning for each file of evidence that is gone, or not as it was when it came in."""
    faults = []
    for kept in returns:
        for one in kept.evidence:
            path = evidence_path(folder, kept, one)
            if not one.sha256:
                continue
            now = file_hash(path) if path.is_file() else ""
            if now != one.sha256:
                what = "has changed since it came in" if now else "is gone"
                message = f"the evidence {one.name} of {kept.where} {what}."
                fix = "Put it back as it was, or ask the partner to return again."
                faults.append(
                    Fault(message, str(path), fix=fix, severity="warning", code="evidence")
                )
    return faults


def file_hash(path: Path) -> str:
    """Hash of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
