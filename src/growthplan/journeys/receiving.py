"""Files that came in through a page: kept apart, looked at in a limited child, taken in or not.

A file is read and checked as the commands do, in a process of its own with limits of memory and
time; what it would change is told first, and it goes in only when that was accepted.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from growthplan.vocabulary import Fault, GrowthplanError

Kind = Literal["return", "releases"]
MOST_SECONDS = 100.0
"""How long a file may take to be read."""
KEPT_SECONDS = 24 * 3600.0
"""How long a file waits to be accepted."""
_TOKEN = re.compile(r"[0-9a-f]{32}")
_NAME = re.compile(r"[^/\\:*?\"<>|\x00-\x1f.][^/\\:*?\"<>|\x00-\x1f]{0,149}")


@dataclass(frozen=True)
class Offer:
    """What came in, and what it would change."""

    token: str
    kind: Kind
    names: tuple[str, ...]
    options: Mapping[str, Any]
    title: str
    changes: tuple[str, ...]
    """What would be otherwise, in words."""
    warnings: tuple[str, ...]
    is_new: bool
    """False when all that it says is held already."""


def offer(
    waiting: Path, kind: Kind, files: Sequence[tuple[str, bytes]], plan: Path,
    store: Path | None, options: Mapping[str, Any],
) -> Offer:  # fmt: skip
    """Put files aside in the folder `waiting` and say what they would change.

    Raises GrowthplanError with every fault of the files; then nothing of them is kept.
    """
    _sweep(waiting)
    names = tuple(_plain(name) for name, _ in files)
    if not files:
        raise GrowthplanError(Fault("No file was chosen.", fix="Choose one.", code="upload"))
    if len(set(names)) < len(names):
        raise GrowthplanError(Fault("Two of the files have one name.", fix="Rename one of them.",
                                    code="upload"))  # fmt: skip
    token = secrets.token_hex(16)
    folder = waiting / token
    try:
        _put_aside(folder / "files", files)
        said = _child(kind, folder / "files", names, plan, store, options, accept=False)
        made = Offer(token, kind, names, dict(options), said["title"], tuple(said["changes"]),
                     tuple(said["warnings"]), said["is_new"])  # fmt: skip
        record = {"kind": kind, "names": names, "options": dict(options), "said": said}
        (folder / "offer.json").write_text(json.dumps(record), "utf-8")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise GrowthplanError(_not_kept(error)) from None
    except GrowthplanError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return made


def offered(waiting: Path, token: str) -> Offer:
    """What waits to be accepted. Raises GrowthplanError when there is no such thing any more."""
    try:
        if not _TOKEN.fullmatch(token):
            raise ValueError
        record = json.loads((waiting / token / "offer.json").read_text("utf-8"))
        said = record["said"]
        return Offer(token, record["kind"], tuple(record["names"]), record["options"],
                     said["title"], tuple(said["changes"]), tuple(said["warnings"]),
                     said["is_new"])  # fmt: skip
    except (OSError, ValueError, KeyError):
        message = "This file does not wait any more."
        raise GrowthplanError(Fault(message, fix="Send it again.", code="upload")) from None


def accept(waiting: Path, token: str, plan: Path, store: Path | None) -> Offer:
    """Take in what was offered, checked once more; returns what that changed.

    Raises GrowthplanError, with nothing changed, when it does not fit any more.
    """
    waits = offered(waiting, token)
    folder = waiting / token
    said = _child(waits.kind, folder / "files", waits.names, plan, store, waits.options,
                  accept=True)  # fmt: skip
    shutil.rmtree(folder, ignore_errors=True)
    return Offer(token, waits.kind, waits.names, waits.options, said["title"],
                 tuple(said["changes"]), tuple(said["warnings"]), said["is_new"])  # fmt: skip


def discard(waiting: Path, token: str) -> None:
    """Forget what was offered."""
    if _TOKEN.fullmatch(token):
        shutil.rmtree(waiting / token, ignore_errors=True)


def _plain(name: str) -> str:
    """A file's own name, without the folders that some browsers send."""
    own = re.split(r"[/\\]", name)[-1].strip()
    if _NAME.fullmatch(own):
        return own
    raise GrowthplanError(Fault(f"'{name[:60]}' is no plain file name.", fix="Rename the file.",
                                code="upload"))  # fmt: skip


def _put_aside(folder: Path, files: Sequence[tuple[str, bytes]]) -> None:
    folder.mkdir(parents=True)
    for name, data in files:
        (folder / _plain(name)).write_bytes(data)


def _child(
    kind: Kind, folder: Path, names: Sequence[str], plan: Path, store: Path | None,
    options: Mapping[str, Any], *, accept: bool,
) -> dict[str, Any]:  # fmt: skip
    asked = {
        "kind": kind, "folder": str(folder), "names": list(names), "plan": str(plan),
        "store": str(store) if store else "", "options": dict(options), "accept": accept,
    }  # fmt: skip
    child = subprocess.Popen(
        [sys.executable, "-m", "growthplan.journeys.receiving_child"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True, text=True,
    )  # fmt: skip
    try:
        text, _ = child.communicate(json.dumps(asked), timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired:
        _end(child)
        raise GrowthplanError(_unreadable("takes too long to read")) from None
    said = _said(text)
    if "faults" in said:
        raise GrowthplanError([Fault(one, code="upload") for one in said["faults"]])
    if "title" not in said:
        raise GrowthplanError(_unreadable("can't be read within the limits of memory and time"))
    return said


def _end(child: subprocess.Popen[str]) -> None:
    """End a child together with the readers that it started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    child.communicate()


def _said(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _unreadable(why: str) -> Fault:
    return Fault(f"The file {why}; nothing was changed.",
                 fix="Check that it is the right file; a larger one can be taken in with "
                 "`growthplan data import`.", code="upload")  # fmt: skip


def _not_kept(error: OSError) -> Fault:
    return Fault(f"The file can't be put aside: {error.strerror}; nothing was changed.",
                 fix="Free some space and send it again.", code="upload")  # fmt: skip


def _sweep(waiting: Path) -> None:
    """Files that nobody accepted in a day go."""
    for folder in waiting.iterdir() if waiting.is_dir() else ():
        with contextlib.suppress(OSError):
            if _TOKEN.fullmatch(folder.name) and (
                time.time() - folder.stat().st_mtime > KEPT_SECONDS
            ):
                shutil.rmtree(folder, ignore_errors=True)
