"""Faults of a changed plan, each put beside the field of the form that it concerns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from growthplan.journeys.planning import name_within
from growthplan.plan import Document, read_document
from growthplan.plan.editing.forms import Path, Typed
from growthplan.vocabulary import Fault

_MISSING = re.compile(r'the field "([^"]+)" is missing')


@dataclass(frozen=True)
class Place:
    """Where in the files the fields of a form stand."""

    file: str
    path: Path
    """Of the thing within its file."""
    typed: Typed
    before: str = ""
    """What stands before the names of the form's fields."""


@dataclass(frozen=True)
class Told:
    """One fault as a form tells it."""

    name: str
    """The field of the form; empty for what lies elsewhere."""
    text: str
    """In the words of `growthplan check`."""
    stops: bool = True
    """Whether it has to be put right before saving."""


def told(
    files: Mapping[str, bytes],
    places: Sequence[Place],
    old: Iterable[Fault],
    new: Iterable[Fault],
) -> list[Told]:
    """Faults of the changed files: those in the form, and those elsewhere that are new.

    An error that the plan had before does not stop anybody from saving: plans are mended one
    thing at a time.
    """
    known = {(fault.code, fault.message) for fault in old}
    documents: dict[str, Document | None] = {}
    found = []
    for fault in new:
        was_there = (fault.code, fault.message) in known
        name, is_inside = _name(files, documents, places, fault)
        if was_there and not is_inside:
            continue
        stops = fault.severity == "error" and not was_there
        found.append(Told(name, _text(fault, is_inside), stops))
    return found


def _text(fault: Fault, is_inside: bool) -> str:
    if is_inside:
        return str(Fault(fault.message, fix=fault.fix))
    file = name_within(fault.file) if fault.file else None
    return str(Fault(fault.message, file, fault.line, fault.column, fault.fix))


def _name(
    files: Mapping[str, bytes],
    documents: dict[str, Document | None],
    places: Sequence[Place],
    fault: Fault,
) -> tuple[str, bool]:
    """The field that a fault concerns, and whether it lies in the form at all."""
    file = fault.file or ""
    here = [place for place in places if place.file == file]
    if not here:
        return "", False
    if file not in documents:
        documents[file] = read_document(file, files[file])[0] if file in files else None
    document = documents[file]
    path = _path(document, fault) if document else ()
    missing = _MISSING.search(fault.message)
    if missing:
        path = (*path, missing[1])
    for place in here:
        if path[: len(place.path)] == place.path:
            name = place.typed.name_of(path[len(place.path) :])
            return (f"{place.before}{name}" if name else "", True)
    return "", False


def _path(document: Document, fault: Fault) -> Path:
    """The longest path of what stands where a fault points to."""
    at = (fault.line, fault.column)
    for marks in (document.values, document.keys):
        paths = [path for path, mark in marks.items() if (mark.line, mark.column) == at]
        if paths:
            return max(paths, key=len)
    return ()
