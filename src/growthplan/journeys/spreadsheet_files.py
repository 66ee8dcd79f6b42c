"""Workbooks that people keep: they appear whole, and never over one that is there."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from growthplan.vocabulary import Fault, GrowthplanError


def check_target(path: Path, *, replace: bool = False) -> None:
    """Raises GrowthplanError for a name that is no workbook's, and a file that is there already
    and may hold what somebody wrote into it, unless `replace` says so."""
    faults = []
    if path.suffix.casefold() != ".xlsx":
        faults.append(Fault("a workbook's name ends in .xlsx.", str(path), code="out"))
    if path.is_dir():
        faults.append(Fault("this is a folder.", str(path), fix="Name a file.", code="out"))
    elif path.exists() and not replace:
        message = "this is there already, and may hold what somebody wrote into it."
        fix = "Name another, or add --replace."
        faults.append(Fault(message, str(path), fix=fix, code="out"))
    if faults:
        raise GrowthplanError(faults)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A temporary file beside `path` that takes its place when the block ends well.

    Raises GrowthplanError when it cannot be written.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".growthplan-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        message = f"the workbook can't be written: {error.strerror or error}."
        raise GrowthplanError(Fault(message, str(path), fix="Name another.", code="out")) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
