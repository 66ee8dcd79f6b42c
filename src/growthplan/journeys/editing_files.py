"""Writing several files of a folder together: all of them, or none."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from growthplan.vocabulary import Fault, GrowthplanError


def replace_files(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[str, ...]:
    """Make the files on disk be `after` where they were `before`; returns those that changed.

    Every new text is on disk before the first file is replaced; when one cannot be, those that
    were are put back. Raises GrowthplanError, with nothing changed, when a file is not as
    `before` says any more, or cannot be written.
    """
    written = {file: data for file, data in after.items() if before.get(file) != data}
    removed = [file for file in before if file not in after]
    _check_unchanged(before, (*written, *removed))
    try:
        with _prepared(written) as ready:
            _swap(before, ready, removed)
    except OSError as error:
        raise GrowthplanError(
            Fault(f"the plan can't be written: {error.strerror or error}; nothing was changed.",
                  str(error.filename or ""), fix="Free some space, or ask for the right to write.",
                  code="plan-write")
        ) from None  # fmt: skip
    return (*written, *removed)


def _check_unchanged(before: Mapping[str, bytes], files: tuple[str, ...]) -> None:
    faults = []
    for file in files:
        path = Path(file)
        now = path.read_bytes() if path.is_file() else None
        if now != before.get(file):
            message = "the file was changed by someone else just now; nothing was written."
            faults.append(Fault(message, file, fix="Start again.", code="plan-changed"))
    if faults:
        raise GrowthplanError(faults)


@contextlib.contextmanager
def _prepared(written: Mapping[str, bytes]) -> Iterator[dict[str, Path]]:
    """Each new text in a file of its own beside the one that it will replace."""
    ready: dict[str, Path] = {}
    made: list[Path] = []
    try:
        for file, data in written.items():
            folder = Path(file).parent
            if not folder.is_dir():
                folder.mkdir()
                made.append(folder)
            handle, name = tempfile.mkstemp(prefix=".growthplan-", dir=folder)
            ready[file] = Path(name)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            mode = Path(file).stat().st_mode & 0o777 if Path(file).exists() else 0o644
            ready[file].chmod(mode)
        yield ready
    finally:
        for path in ready.values():
            path.unlink(missing_ok=True)
        for folder in made:
            with contextlib.suppress(OSError):  # it is in use when all went well
                folder.rmdir()


def _swap(before: Mapping[str, bytes], ready: Mapping[str, Path], removed: list[str]) -> None:
    done: list[str] = []
    try:
        for file, path in ready.items():
            os.replace(path, file)
            done.append(file)
        for file in removed:
            Path(file).unlink()
            done.append(file)
    except OSError:
        for file in done:
            _put_back(Path(file), before.get(file))
        raise


def _put_back(path: Path, data: bytes | None) -> None:
    with contextlib.suppress(OSError):
        if data is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(data)
