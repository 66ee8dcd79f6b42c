"""The ledger's file on disk: one writer at a time, whole entries or none.

An entry is one line, written in one go and pushed to the disk before it counts; entries that stand
or fall together are written as a group. A writer that is killed leaves at most a torn last line or
an unfinished group, which readers pass over and the next writer cuts off.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from growthplan.settlement import Entry, Journal, line_of, read_journal
from growthplan.vocabulary import Fault, GrowthplanError

FOLDER, NAME = "ledger", "entries.jsonl"
LONGEST = 1 << 30
"""Bytes of a file that is taken to be a ledger."""


@dataclass
class Writing:
    """A ledger's file, held by this writer alone."""

    path: Path
    handle: int
    journal: Journal

    def append(self, *entries: Entry) -> None:
        """Write entries, all or none of which will count, and wait until they are on the disk.

        Several are written as a group: each says its place in it, and readers pass over a group
        whose last entry was never written.
        """
        group = entries if len(entries) == 1 else _group(entries)
        line, seal = b"", self.journal.seal
        for entry in group:
            own, seal = line_of(entry, seal)
            line += own
        os.ftruncate(self.handle, self.journal.length)
        os.lseek(self.handle, self.journal.length, os.SEEK_SET)
        written = 0
        while written < len(line):
            written += os.write(self.handle, line[written:])
        os.fsync(self.handle)
        kept = (*self.journal.entries, *group)
        self.journal = Journal(kept, seal, self.journal.length + len(line), 0)


def _group(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    many = len(entries)
    return tuple(replace(entry, part=(place, many)) for place, entry in enumerate(entries, 1))


def path_of(folder: Path) -> Path:
    """The ledger's file in a plan's folder."""
    return folder / FOLDER / NAME


def read(folder: Path) -> Journal:
    """The ledger of a plan's folder as it stands; empty when none was opened.

    Raises GrowthplanError when the file cannot be read, or was damaged or changed by hand.
    """
    path = path_of(folder)
    if not path.exists():
        return read_journal(b"")
    try:
        return read_journal(path.read_bytes(), str(path))
    except OSError as error:
        raise _unusable(path, error) from None


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[Writing]:
    """Hold the ledger's file for writing; a second writer waits.

    The operating system gives the file free when the writer ends, however it ends. Raises
    GrowthplanError when it cannot be written, or was damaged or changed by hand.
    """
    path = path_of(folder)
    new = not path.exists()
    try:
        path.parent.mkdir(exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    except OSError as error:
        raise _unusable(path, error) from None
    try:
        _lock(handle)
        if new:
            _sync_folder(path.parent)
        yield Writing(path, handle, read_journal(_bytes(handle), str(path)))
    except OSError as error:
        raise _unusable(path, error) from None
    finally:
        os.close(handle)


def _bytes(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, LONGEST, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)


def _sync_folder(folder: Path) -> None:
    """Make the names of new files last through a loss of power, where the system can."""
    if sys.platform == "win32":
        return
    for name in (folder, folder.parent):
        handle = os.open(name, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unusable(path: Path, error: OSError) -> GrowthplanError:
    return GrowthplanError(
        Fault(
            f"the ledger can't be used: {error.strerror or error}; nothing was posted",
            file=str(path),
            fix="Free some space, or ask for the right to write.",
            code="ledger-file",
        )
    )
