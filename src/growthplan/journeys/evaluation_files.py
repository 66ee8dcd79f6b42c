"""A plan's evaluations and their register on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from growthplan.evaluation import (
    Registered,
    Registration,
    broken_links,
    changes_since,
    registered_entry,
)
from growthplan.journeys.planning import bytes_of
from growthplan.plan import read_document, schema_faults
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

FOLDER = "evaluations"
REGISTER = "register.jsonl"


def read_registrations(plan: Path, names: Sequence[str] = ()) -> dict[str, Registration]:
    """The evaluations of a plan's folder by id; all, or those named.

    Raises GrowthplanError with every fault of every file, for a folder without any, and for a name
    that is not there.
    """
    folder = plan / FOLDER
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    if not files:
        message = "there is no evaluation in this plan"
        fix = f"Write one as a YAML file in its folder '{FOLDER}', or give --panel with a CSV file."
        raise GrowthplanError(Fault(message, str(plan), fix=fix, code="evaluation"))
    found: dict[str, Registration] = {}
    faults: list[Fault] = []
    for path in files:
        one, refused = _read(path)
        faults += refused
        if one is not None:
            found[one.id] = one
    faults += [
        Fault(
            f"there is no evaluation '{name}' in this plan",
            fix=did_you_mean(name, found) or f"Evaluations: {', '.join(found)}.",
            code="evaluation",
        )
        for name in names
        if name not in found
    ]
    if faults:
        raise GrowthplanError(faults)
    return {name: found[name] for name in (names or found)}


def _read(path: Path) -> tuple[Registration | None, list[Fault]]:
    document, faults = read_document(str(path), bytes_of(path))
    if document is None or not isinstance(document.tree, dict):
        empty = Fault(
            "the file should hold the fields of one evaluation", str(path), 1, code="empty"
        )
        return None, faults or [empty]
    try:
        one = Registration.model_validate(document.tree)
    except ValidationError as error:
        return None, [*faults, *schema_faults(document, Registration, error)]
    if one.id != path.stem:
        fix = f"Call the file {one.id}.yaml, or correct the id."
        message = f"the file is called {path.stem}, but holds the evaluation '{one.id}'"
        faults.append(document.error(("id",), message, fix, code="evaluation-name"))
    return (None if faults else one), faults


def read_register(plan: Path) -> tuple[Registered, ...]:
    """The register's entries, oldest first; none when nothing is registered yet.

    Raises GrowthplanError for lines that are no entry and for entries changed since.
    """
    path = plan / FOLDER / REGISTER
    if not path.is_file():
        return ()
    entries: list[Registered] = []
    faults: list[Fault] = []
    for line, text in enumerate(bytes_of(path).decode("utf-8", "replace").splitlines(), 1):
        if not text.strip():
            continue
        try:
            entries.append(Registered.model_validate_json(text))
        except ValidationError:
            faults.append(_damaged(path, line, "this line is no entry of the register"))
    if not faults:
        faults = [
            _damaged(path, at + 1, f"the entry of {entries[at].id} was changed after it was made")
            for at in broken_links(tuple(entries))
        ]
    if faults:
        raise GrowthplanError(faults)
    return tuple(entries)


def _damaged(path: Path, line: int, message: str) -> Fault:
    fix = "Put the register back as it was; entries are only ever added."
    return Fault(message, str(path), line, fix=fix, code="register")


def register(plan: Path, registrations: Mapping[str, Registration], day: date) -> list[str]:
    """Add the evaluations to the register, each with its hash; what was said of each.

    One that is registered as it stands is left alone; one that has changed since is added again,
    beside the first. The register is written whole and swapped in.
    """
    entries = list(read_register(plan))
    said = []
    for one in registrations.values():
        earlier = [entry for entry in entries if entry.id == one.id]
        changes = changes_since(earlier[-1], one) if earlier else ()
        if earlier and not changes:
            said.append(f"{one.id} is registered as it stands, on {earlier[-1].registered}.")
            continue
        entries.append(registered_entry(one, day.isoformat(), entries[-1].hash if entries else ""))
        hash_ = entries[-1].hash[:12]
        again = f" again, with {len(changes)} change(s)" if earlier else ""
        said.append(f"{one.id} registered{again} on {day.isoformat()}, hash {hash_}.")
    text = "".join(
        json.dumps(entry.model_dump(), ensure_ascii=False, sort_keys=True) + "\n"
        for entry in entries
    )
    path = plan / FOLDER / REGISTER
    draft = path.with_suffix(".part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
    return said
