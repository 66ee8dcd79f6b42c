"""Saving an edit: all of its files or none, with a journal beside, so that it can be taken back."""

from __future__ import annotations

import json
import os
import re
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from growthplan.journeys import planning
from growthplan.journeys.editing_files import replace_files
from growthplan.journeys.revising import Edit, Revised, revise
from growthplan.vocabulary import Fault, GrowthplanError

KEPT = 100
"""Saves that can be taken back."""
_NAME = re.compile(r"(\d{6})\.json")
_ONE_AT_A_TIME = threading.Lock()
State = Literal["done", "begun", "half"]


@dataclass(frozen=True)
class Saved:
    """One save: when, what it changed in words, and each file before and after it."""

    number: int
    when: datetime
    words: tuple[str, ...]
    before: Mapping[str, str | None]
    """The text of each file by its name within the plan's folder; None where there was none."""
    after: Mapping[str, str | None]
    is_done: bool = False


class Journal:
    """The saves of one plan, in a folder of the user's own; the plan's folder holds none of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def saves(self) -> tuple[Saved, ...]:
        """Every save that is remembered, the newest first; damaged entries are passed over."""
        names = sorted(self._folder.glob("*.json"), reverse=True) if self._folder.is_dir() else ()
        found = (_read(path) for path in names if _NAME.fullmatch(path.name))
        return tuple(one for one in found if one is not None)

    def save(self, number: int) -> Saved:
        """One of them; raises GrowthplanError when it is not remembered."""
        found = next((one for one in self.saves() if one.number == number), None)
        if found is None:
            raise GrowthplanError(Fault("This change is not remembered any more.", code="undo"))
        return found

    def write(
        self, folder: Path, before: Mapping[str, bytes], after: Mapping[str, bytes],
        words: Sequence[str],
    ) -> Saved:  # fmt: skip
        """Make a plan's files be `after` where they were `before`, and remember both.

        What is to be written is remembered first, so that a save that was cut off can be finished
        or taken back. Raises GrowthplanError, with no file changed, when one is not as `before`
        says any more, or something can't be written.
        """
        with _ONE_AT_A_TIME:
            saved = self._begin(folder, before, after, words)
            try:
                replace_files(before, after)
            except GrowthplanError:
                self._path(saved.number).unlink(missing_ok=True)
                raise
            done = replace(saved, is_done=True)
            self._keep(done)
            self._forget_oldest()
        return done

    def _begin(
        self, folder: Path, before: Mapping[str, bytes], after: Mapping[str, bytes],
        words: Sequence[str],
    ) -> Saved:  # fmt: skip
        names = [f for f in dict.fromkeys((*before, *after)) if before.get(f) != after.get(f)]
        within = {file: _within(folder, file) for file in names}
        last = max((one.number for one in self.saves()), default=0)
        saved = Saved(
            last + 1, datetime.now(UTC), tuple(words),
            {within[f]: _text(before.get(f)) for f in names},
            {within[f]: _text(after.get(f)) for f in names},
        )  # fmt: skip
        self._keep(saved)
        return saved

    def _keep(self, saved: Saved) -> None:
        record = {"when": saved.when.isoformat(), "words": list(saved.words),
                  "before": dict(saved.before), "after": dict(saved.after),
                  "is_done": saved.is_done}  # fmt: skip
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".save-", dir=self._folder)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as stream:
                    json.dump(record, stream, ensure_ascii=False)
                    stream.flush()
                    os.fsync(stream.fileno())
                os.replace(name, self._path(saved.number))
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            message = f"what is needed to undo can't be kept: {error.strerror}; nothing was saved."
            fix = "Free some space, or ask for the right to write there."
            raise GrowthplanError(Fault(message, fix=fix, code="undo")) from None

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:06d}.json"

    def _forget_oldest(self) -> None:
        for old in self.saves()[KEPT:]:
            self._path(old.number).unlink(missing_ok=True)

    def forget(self, number: int) -> None:
        """Leave out a save that never came about."""
        self._path(number).unlink(missing_ok=True)


def save(
    folder: Path, edit: Edit, journal: Journal, store: Path | None = None
) -> tuple[Revised, Saved | None]:
    """Write what an edit changes; nothing is written when it has faults, when others changed the
    thing meanwhile, or when it changes nothing.

    Raises GrowthplanError as `revise` and `Journal.write` do.
    """
    found = revise(folder, edit, store)
    if found.stops or found.clash or found.gone or not found.changes:
        return found, None
    words = [sentence for _, sentence in found.differences] or [f"{edit.sort.title}: {found.id}"]
    return found, journal.write(folder, found.before, found.after, words)


def take_back(folder: Path, journal: Journal, number: int) -> Saved:
    """Put the files of a save back as they were before it, as a save of its own.

    Raises GrowthplanError when one of them has changed since, so that nothing of others is lost.
    """
    saved = journal.save(number)
    return _put(folder, journal, saved, saved.after, saved.before, "Taken back: ")


def state_of_save(folder: Path, saved: Saved) -> State:
    """Whether a save was finished; a server that was killed may have left it half done."""
    if saved.is_done:
        return "done"
    now = {name: _now(folder, name) for name in saved.after}
    if now == dict(saved.after):
        return "done"
    return "begun" if now == dict(saved.before) else "half"


def finish(folder: Path, journal: Journal, number: int, *, forward: bool) -> Saved:
    """Finish a save that was cut off, or take it back.

    Raises GrowthplanError when a file is neither as it was before nor as it should be after.
    """
    saved = journal.save(number)
    now = {name: _now(folder, name) for name in saved.after}
    for name, text in now.items():
        if text not in (saved.before[name], saved.after[name]):
            raise _changed_since(name)
    wanted, said = (saved.after, "Finished: ") if forward else (saved.before, "Taken back: ")
    done = _put(folder, journal, saved, now, wanted, said)
    journal.forget(number)
    return done


def _put(
    folder: Path, journal: Journal, saved: Saved, before: Mapping[str, str | None],
    after: Mapping[str, str | None], said: str,
) -> Saved:  # fmt: skip
    for name, text in before.items():
        if _now(folder, name) != text:
            raise _changed_since(name)
    files = planning.plan_files(folder)
    wanted = dict(files)
    for name, text in after.items():
        file = _file(folder, name)
        if text is None:
            wanted.pop(file, None)
        else:
            wanted[file] = text.encode()
    return journal.write(folder, files, wanted, [f"{said}{one}" for one in saved.words])


def _changed_since(name: str) -> GrowthplanError:
    message = f"{name} has changed since; taking this back would lose what was written there."
    fix = "Make the change by hand, or take back the later changes first."
    return GrowthplanError(Fault(message, fix=fix, code="undo"))


def _now(folder: Path, name: str) -> str | None:
    path = Path(_file(folder, name))
    return _text(planning.bytes_of(path)) if path.is_file() else None


def _file(folder: Path, name: str) -> str:
    return str((folder.parent if folder.is_file() else folder) / name)


def _within(folder: Path, file: str) -> str:
    return Path(file).relative_to(folder.parent if folder.is_file() else folder).as_posix()


def _text(data: bytes | None) -> str | None:
    """A file's text with its byte-order mark and line ends; plans are UTF-8."""
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _read(path: Path) -> Saved | None:
    try:
        record: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return Saved(
            int(path.stem), datetime.fromisoformat(record["when"]), tuple(record["words"]),
            dict(record["before"]), dict(record["after"]), bool(record["is_done"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return None
