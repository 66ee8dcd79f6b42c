"""A plan that is being served: its last good pages, and what changed on disk since."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from growthplan.journeys.folders import MARK
from growthplan.journeys.living_state import State, state_of
from growthplan.vocabulary import GrowthplanError

KEPT = 3
"""Editions of a plan's pages that stay in the cache."""
LEFT_BEHIND = 300.0
"""Seconds after which a folder that nobody finished is taken for left behind by a making that was
killed: another server may be making pages of the same plan."""
TRY_AGAIN = 30.0
"""Seconds until a making is tried again that failed for want of room, not for the plan."""
_SETTLED = "state.json"


@dataclass(frozen=True)
class Edition:
    """Pages that were made: the folder of a build, what it was made from, and when."""

    folder: Path
    state: State
    made: datetime


@dataclass(frozen=True)
class Making:
    """Pages being made, or how that failed."""

    key: str
    step: str = "Starting"
    done: int = 0
    total: int = 0
    faults: tuple[str, ...] = ()
    again_at: float = 0.0
    """When to try again, on the monotonic clock; 0 when only a change can help."""

    @property
    def failed(self) -> bool:
        return bool(self.faults)

    @property
    def is_due(self) -> bool:
        """Whether a making that failed is to be tried again now."""
        return self.failed and 0 < self.again_at <= time.monotonic()


class Living:
    """The pages of one plan, made again in a child process whenever what they rest on changes.

    `cache` is a folder where editions stay between servings; where it can't be written, they stay
    in a temporary one until `close`. `frame` is the folder of templates that built pages stand in.
    Nothing of the plan's own folder is written. Safe to ask from several threads.
    """

    def __init__(self, plan: Path, store: Path | None, cache: Path, frame: Path) -> None:
        self.plan = plan
        self.store = store
        self._frame = frame
        name = hashlib.sha256(str(plan.resolve()).encode()).hexdigest()[:12]
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._cache = self._writable(cache / name)
        self._lock = threading.Lock()
        self._sweep()
        self._edition = self._newest()
        self._making: Making | None = None
        self._child: subprocess.Popen[str] | None = None
        self.has_looked = False
        """Whether what is on disk was looked at since the start."""

    def folder_of(self, key: str) -> Path:
        """Where the edition of a state lies, or will lie."""
        return self._cache / key

    def state(self) -> State:
        """What is on disk now; raises GrowthplanError when the plan can't be read at all."""
        return state_of(self.plan, self.store)

    @property
    def edition(self) -> Edition | None:
        """The last good pages, or None before any were made."""
        with self._lock:
            return self._edition

    @property
    def making(self) -> Making | None:
        """Where the making of new pages is; None when there is none, nor one that failed."""
        with self._lock:
            return self._making

    def refresh(self) -> State | None:
        """Begin to make pages for what is on disk now, unless they are there or being made.

        Returns the state on disk; None when the plan's folder can't be read, which then counts as
        a making that failed.
        """
        try:
            state = self.state()
            self.has_looked = True
        except GrowthplanError as refused:
            self.has_looked = True
            faults = tuple(str(fault) for fault in refused.faults)
            with self._lock:
                self._making = Making("", faults=faults)
            return None
        with self._lock:
            if self._edition and not (self._edition.folder / MARK).exists():
                self._edition = None  # somebody cleared the cache
            if self._edition and self._edition.state.key == state.key:
                self._making = None
                return state
            if self._making and self._making.key == state.key and not self._making.is_due:
                return state
            self._stop()
            self._making = Making(state.key)
        threading.Thread(target=self._make, args=(state,), daemon=True).start()
        return state

    def close(self) -> None:
        """Stop a making that is under way."""
        with self._lock:
            self._stop()
        if self._temporary is not None:
            self._temporary.cleanup()

    def _writable(self, cache: Path) -> Path:
        try:
            cache.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=cache):
                return cache
        except OSError:
            self._temporary = tempfile.TemporaryDirectory(prefix="growthplan-served-")
            return Path(self._temporary.name)

    def _sweep(self) -> None:
        """What a making left behind when it was killed goes."""
        for one in self._cache.iterdir():
            if _edition(one) is None and _age(one) > LEFT_BEHIND:
                shutil.rmtree(one, ignore_errors=True)

    def _stop(self) -> None:
        if self._child and self._child.poll() is None:
            self._child.kill()
        self._child = None

    def _make(self, state: State) -> None:
        out = self.folder_of(state.key)
        child = self._start(state, out)
        if child is None:
            return
        faults: tuple[str, ...] = ()
        last, is_plans = "the program stopped", True
        with child:
            for line in child.stdout or ():
                said = _said(line)
                faults = tuple(said.get("faults", faults))
                is_plans = said.get("is_plans", is_plans)
                if "step" in said:
                    self._tell(Making(state.key, said["step"], said["done"], said["total"]))
                elif not said:
                    last = line.strip() or last
        if child.returncode == 0:
            self._settle(state, out)
        elif child.returncode > 0:
            why = faults or (f"The pages could not be made: {last}.",)
            self._fail(state, why, again=not is_plans)
        elif self._is_still(child):
            self._fail(state, ("The making of the pages was stopped from outside.",), again=True)

    def _is_still(self, child: subprocess.Popen[str]) -> bool:
        with self._lock:
            return self._child is child

    def _fail(self, state: State, faults: tuple[str, ...], *, again: bool) -> None:
        when = time.monotonic() + TRY_AGAIN if again else 0.0
        self._tell(Making(state.key, faults=faults, again_at=when))

    def _start(self, state: State, out: Path) -> subprocess.Popen[str] | None:
        asked = {
            "plan": str(self.plan), "out": str(out), "frame": str(self._frame),
            "store": str(self.store) if self.store else "",
        }  # fmt: skip
        with self._lock:
            if self._making is None or self._making.key != state.key:
                return None
            self._child = subprocess.Popen(
                [sys.executable, "-m", "growthplan.journeys.living_child", json.dumps(asked)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                text=True,
            )  # fmt: skip
            return self._child

    def _tell(self, making: Making) -> None:
        with self._lock:
            if self._making and self._making.key == making.key:
                self._making = making

    def _settle(self, state: State, out: Path) -> None:
        """The new pages take the old ones' place; the oldest editions go."""
        record = {"files": dict(state.files), "store": state.store}
        try:
            (out / _SETTLED).write_text(json.dumps(record), encoding="utf-8")
        except OSError as error:
            why = f"The pages can't be kept: {error.strerror or error}."
            self._fail(state, (why,), again=True)
            return
        with self._lock:
            self._edition = _edition(out)
            if self._making and self._making.key == state.key:
                self._making = None
        for old in self._editions()[KEPT:]:
            shutil.rmtree(old.folder, ignore_errors=True)

    def _editions(self) -> list[Edition]:
        """Editions in the cache, the newest first."""
        folders = self._cache.iterdir() if self._cache.is_dir() else ()
        found = [_edition(one) for one in folders if (one / MARK).exists()]
        return sorted((one for one in found if one), key=lambda e: e.made, reverse=True)

    def _newest(self) -> Edition | None:
        return next(iter(self._editions()), None)


def _edition(folder: Path) -> Edition | None:
    """The edition in a folder; None when it was not finished or is damaged."""
    try:
        path = folder / _SETTLED
        record = json.loads(path.read_text("utf-8"))
        made = datetime.fromtimestamp(path.stat().st_mtime)
        return Edition(folder, State(folder.name, record["files"], record["store"]), made)
    except (OSError, ValueError, KeyError):
        return None


def _age(path: Path) -> float:
    """Seconds since something was last put into a folder or taken out."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _said(line: str) -> dict[str, Any]:
    """What a line of the child says; nothing when it is not one of its own."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
