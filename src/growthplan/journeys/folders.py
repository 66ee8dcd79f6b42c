"""Folders that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from growthplan.vocabulary import Fault, GrowthplanError

MARK = ".growthplan"
"""An empty file that says: growthplan made this folder and may replace it."""


@contextlib.contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """A temporary folder beside `folder` that takes its place when the block ends well.

    When the block fails, the temporary folder goes and the last good one stays. Raises
    GrowthplanError when `folder` holds files that growthplan did not make, or can't be written.
    """
    folder = Path(os.path.abspath(folder))
    _check_replaceable(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise _unwritable(folder, error) from None
    try:
        yield temporary
        (temporary / MARK).touch()
        temporary.chmod(0o755)
        _swap(temporary, folder)
    except OSError as error:
        raise _unwritable(folder, error) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


@contextlib.contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A temporary folder that becomes `folder` when the block ends well.

    For what people go on to write themselves: it bears no mark, so nothing replaces it later. An
    empty folder stays the one that it was (somebody may be in it), and is filled. Raises
    GrowthplanError when `folder` has something in it, or can't be written.
    """
    folder = Path(os.path.abspath(folder))
    try:
        _check_empty(folder)
        is_there = folder.exists()
        folder.parent.mkdir(parents=True, exist_ok=True)
        within = folder if is_there else folder.parent
        temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=within))
        try:
            yield temporary
            if is_there:
                _move_all(temporary, folder)
            else:
                temporary.chmod(0o755)
                temporary.rename(folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise _unwritable(folder, error) from None


def _check_empty(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        message = "the folder has something in it; nothing was written."
        fix = "Name a new or an empty folder."
        raise GrowthplanError(Fault(message, str(folder), fix=fix, code="out"))


def _move_all(source: Path, folder: Path) -> None:
    """Everything of one folder into another; what was moved goes again when something can't be."""
    moved: list[Path] = []
    try:
        for path in sorted(source.iterdir()):
            path.rename(folder / path.name)
            moved.append(folder / path.name)
    except OSError:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


def _check_replaceable(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise GrowthplanError(
            Fault("this is not a folder", file=str(folder), fix="Name another.", code="out")
        )
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise GrowthplanError(
            Fault(
                "the folder holds files that growthplan did not make; they would be lost",
                file=str(folder),
                fix="Name an empty or a new folder.",
                code="out",
            )
        )


def _swap(temporary: Path, folder: Path) -> None:
    """Put the new folder in place; the old one is moved aside first and deleted last."""
    aside = temporary.with_name(temporary.name + "-old")
    if folder.exists():
        folder.rename(aside)
    try:
        temporary.rename(folder)
    except OSError:
        if aside.exists():
            aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> GrowthplanError:
    return GrowthplanError(
        Fault(
            f"the folder can't be written: {error.strerror or error}",
            file=str(folder),
            fix="Name another, or free some space.",
            code="out",
        )
    )
