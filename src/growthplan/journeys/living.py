"""A plan that is being served: its last good pages, and what changed on disk since."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from growthplan.journeys.folders import MARK
from growthplan.journeys.living_state import State, state_of
from growthplan.vocabulary import GrowthplanError

KEPT = 3
"""Editions of a plan's pages that stay in the cache."""
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

    @property
    def failed(self) -> bool:
        return bool(self.faults)


class Living:
    """The pages of one plan, made again in a child process whenever what they rest on changes.

    `cache` is a folder where editions stay between servings; `frame` the folder of templates that
    built pages stand in. Nothing of the plan's own folder is written. Safe to ask from several
    threads.
    """

    def __init__(self, plan: Path, store: Path | None, cache: Path, frame: Path) -> None:
        self.plan = plan
        self.store = store
        self._frame = frame
        name = hashlib.sha256(str(plan.resolve()).encode()).hexdigest()[:12]
        self._cache = cache / name
        self._lock = threading.Lock()
        self._sweep()
        self._edition = self._newest()
        self._making: Making | None = None
        self._child: subprocess.Popen[str] | None = None

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
        except GrowthplanError as refused:
            faults = tuple(str(fault) for fault in refused.faults)
            with self._lock:
                self._making = Making("", faults=faults)
            return None
        with self._lock:
            if self._edition and self._edition.state.key == state.key:
                self._making = None
                return state
            if self._making and self._making.key == state.key:
                return state
            self._stop()
            self._making = Making(state.key)
        threading.Thread(target=self._make, args=(state,), daemon=True).start()
        return state

    def close(self) -> None:
        """Stop a making that is under way."""
        with self._lock:
            self._stop()

    def _sweep(self) -> None:
        """Folders that a making left behind when it was killed go."""
        for left in self._cache.glob(".*-*") if self._cache.is_dir() else ():
            shutil.rmtree(left, ignore_errors=True)

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
        last = "the program stopped"
        with child:
            for line in child.stdout or ():
                said = _said(line)
                faults = tuple(said.get("faults", faults))
                if "step" in said:
                    self._tell(Making(state.key, said["step"], said["done"], said["total"]))
                elif not said:
                    last = line.strip() or last
        if child.returncode == 0:
            self._settle(state, out)
        elif child.returncode > 0:
            why = faults or (f"The pages could not be made: {last}.",)
            self._tell(Making(state.key, faults=why))

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
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
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
            self._tell(Making(state.key, faults=(f"The pages can't be kept: {error.strerror}.",)))
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


def _said(line: str) -> dict[str, Any]:
    """What a line of the child says; nothing when it is not one of its own."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
