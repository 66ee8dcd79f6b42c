"""Checking a plan: its faults with all that is known outside its files, as SARIF, and guidance."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from growthplan import __version__
from growthplan.journeys import planning
from growthplan.journeys.released import is_release
from growthplan.journeys.returns_declared import setup_faults
from growthplan.plan import FOLDERS, LAYOUTS, Plan, json_schema
from growthplan.plan.sarif import sarif_log
from growthplan.store import Store, assumptions_folder, assumptions_in
from growthplan.vocabulary import Fault, GrowthplanError

OWN_ASSUMPTIONS = "assumptions"
"""The folder of a plan that holds assumptions of its own."""


def check_plan(
    folder: Path, store: Path | None = None, as_at: date | None = None
) -> tuple[Plan | None, list[Fault]]:
    """The plan in a folder, or a release, with every fault; the plan is None when one is an error.

    Beside the plan's files it checks the assumptions of its own folder, who returns on it and the
    frameworks that returns feed, and that statistics,
    definitions and assumptions which the plan refers to are there. With `as_at` it is the plan's
    release of that day. Raises GrowthplanError when there is no such folder or release.
    """
    outside, faults = known_outside(folder)
    with Store(store) as held, _no_rubbish_collected():
        plan, found = planning.check_plan(
            folder, held.gazetteer, as_at, {**outside, "statistics": set(held.indicators)}
        )
    within = folder.parent if folder.is_file() else folder
    if plan is not None and as_at is None and within.is_dir() and not is_release(folder):
        faults = [*faults, *setup_faults(within, plan)]
    both = [*found, *faults]
    return (None if any(f.severity == "error" for f in faults) else plan), both


def known_outside(folder: Path) -> tuple[dict[str, frozenset[str]], list[Fault]]:
    """Ids of the `assumptions` and `definitions` that a plan in a folder may refer to, and what
    is wrong with the assumptions of its own."""
    own, faults = _own_assumptions(folder)
    return {
        "assumptions": own | _stems(assumptions_folder()),
        "definitions": _stems(Path(str(files("growthplan") / "sectors" / "definitions"))),
    }, faults


@contextlib.contextmanager
def _no_rubbish_collected() -> Iterator[None]:
    """A large plan is many small objects that all stay: looking for rubbish among them takes as
    long as reading them does."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _own_assumptions(folder: Path) -> tuple[frozenset[str], list[Fault]]:
    """Ids of the assumptions in a plan's own folder, those with faults among them."""
    own = (folder.parent if folder.is_file() else folder) / OWN_ASSUMPTIONS
    if not own.is_dir():
        return frozenset(), []
    paths = [path for path in sorted(own.rglob("*")) if path.suffix in (".yaml", ".yml")]
    texts = {str(path): planning.bytes_of(path) for path in paths if path.is_file()}
    known, faults = assumptions_in(texts)
    return frozenset(known) | _stems(own), faults


def _stems(folder: Path) -> frozenset[str]:
    """The names of the YAML files of a folder, which are the ids of what they hold."""
    return frozenset(path.stem for path in folder.rglob("*.yaml"))


def sarif(faults: Iterable[Fault], *, strict: bool = False) -> dict[str, Any]:
    """Faults as a SARIF log, with files named from the folder in which the command runs."""
    named = [replace(f, file=_from_here(f.file)) if f.file else f for f in faults]
    return sarif_log(named, __version__, strict=strict)


def _from_here(file: str) -> str:
    try:
        relative = os.path.relpath(file)
    except ValueError:  # another drive
        return file
    return file if relative.startswith("..") else relative


def write_whole(path: Path, document: Mapping[str, Any]) -> None:
    """Write JSON to a file that appears whole or not at all.

    Raises GrowthplanError when it can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(document, stream, ensure_ascii=False, indent=1)
                stream.write("\n")
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        message = f"the file can't be written: {error.strerror or error}"
        raise GrowthplanError(Fault(message, str(path), fix="Name another.", code="out")) from None


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of every file of a plan, by the pattern of the files that it describes."""
    whole = {file: json_schema(file) for file in LAYOUTS}
    return whole | {f"{folder}/*.yaml": json_schema(f"{folder}.yaml", folder) for folder in FOLDERS}


def write_schemas(folder: Path) -> dict[str, Path]:
    """Write every JSON Schema into a folder; returns the file for each pattern of plan files.

    Raises GrowthplanError when one can't be written.
    """
    written: dict[str, Path] = {}
    for pattern, schema in schemas().items():
        name = pattern.replace("/*", "-entry").removesuffix(".yaml")
        written[pattern] = folder / f"{name}.schema.json"
        write_whole(written[pattern], schema)
    return written
