"""Editing a plan without YAML: out as a workbook or CSV files, back in once it has been seen."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from growthplan.importers.plan_tables import read_csv_folder, read_plan_workbook
from growthplan.journeys import planning, released
from growthplan.journeys.checking import known_outside
from growthplan.journeys.editing_files import replace_files
from growthplan.journeys.folders import replaced_folder
from growthplan.plan import PLAN_FILE, Plan, read_plan
from growthplan.plan.differences import Difference, compare
from growthplan.plan.editing.tables import (
    CellChange,
    Imported,
    Table,
    Workbook,
    exported_files,
    imported,
    laid_out,
    trees_of,
)
from growthplan.plan.versions import lost_targets
from growthplan.publishers.plan_workbook import Choices, write_plan_csv, write_plan_workbook
from growthplan.store import Store
from growthplan.vocabulary import Fault, Gazetteer, GrowthplanError, PlaceKind


@dataclass(frozen=True)
class Exported:
    """What was written."""

    title: str
    tables: tuple[Table, ...]
    xlsx: Path | None = None
    csv: Path | None = None


def export_plan(
    folder: Path,
    xlsx: Path | None = None,
    csv: Path | None = None,
    store: Path | None = None,
    *,
    replace: bool = False,
) -> Exported:
    """Write a plan (a folder or a release) as a workbook, as a folder of CSV files, or both.

    Raises GrowthplanError when neither is asked for, when the plan has errors, or when what
    would be written is there already: it may hold edits, so `replace` has to be said.
    """
    _check_targets(xlsx, csv, replace)
    files = planning.plan_files(folder)
    outside, _ = known_outside(folder)
    with Store(store) as held:
        plan, faults = read_plan(files, held.gazetteer)
        choices = _choices(plan, held.gazetteer, outside) if plan else Choices()
    if plan is None:
        raise GrowthplanError(faults)
    tables = laid_out(trees_of(files))
    prints = planning.hashes(files)
    if xlsx:
        _write_xlsx(xlsx, tables, prints, plan, choices)
    if csv:
        with replaced_folder(csv) as temporary:
            write_plan_csv(tables, prints, temporary)
    return Exported(plan.title, tables, xlsx, csv)


def _check_targets(xlsx: Path | None, csv: Path | None, replace: bool) -> None:
    faults: list[Fault] = []
    if not (xlsx or csv):
        fix = "Name a workbook with --xlsx, or a folder with --csv."
        faults.append(Fault("there is nothing to write.", fix=fix, code="out"))
    if xlsx and xlsx.suffix.casefold() != ".xlsx":
        faults.append(Fault("a workbook's name ends in .xlsx.", str(xlsx), code="out"))
    for path in (xlsx, csv):
        is_there = path and (path.is_file() or (path.is_dir() and any(path.iterdir())))
        if is_there and not replace:
            message = "this is there already, and may hold edits that were not imported yet."
            fix = "Name another, or add --replace."
            faults.append(Fault(message, str(path), fix=fix, code="out"))
    if faults:
        raise GrowthplanError(faults)


def _choices(plan: Plan, gazetteer: Gazetteer, outside: Mapping[str, Iterable[str]]) -> Choices:
    inside = [
        place.name
        for place in gazetteer.of_kind(PlaceKind.LOCAL_AUTHORITY)
        if plan.place in place.parents
    ]
    own = gazetteer[plan.place].name
    return Choices((*inside, own), sorted(outside["assumptions"]), sorted(outside["definitions"]))


def _write_xlsx(
    path: Path, tables: tuple[Table, ...], prints: Mapping[str, str], plan: Plan, choices: Choices
) -> None:
    """Write the workbook beside its place and move it there whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".growthplan-", suffix=".xlsx", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            write_plan_workbook(tables, prints, temporary, plan.title, choices)
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        message = f"the workbook can't be written: {error.strerror or error}."
        raise GrowthplanError(Fault(message, str(path), fix="Name another.", code="out")) from None


@dataclass(frozen=True)
class Proposal:
    """What an edited workbook would change; nothing is written yet."""

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    cells: tuple[CellChange, ...]
    differences: tuple[Difference, ...]
    """The same in the words of `growthplan diff`."""
    warnings: tuple[Fault, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """Files that would be written, or removed."""
        both = dict.fromkeys((*self.before, *self.after))
        return tuple(f for f in both if self.before.get(f) != self.after.get(f))

    def sentences(self) -> list[tuple[str, str]]:
        """Each difference with the heading that it stands under.

        What `growthplan diff` does not count as one, a new order or spelling, comes last.
        """
        said = [(one.section, one.sentence) for one in self.differences]
        moved = [change for change in self.cells if change.what == "moved"]
        rest = moved if said else self.cells
        return [*said, *(("Order and spelling", str(change)) for change in rest)]

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """The differences as JSON: in words, and cell by cell."""
        words = [{"section": section, "sentence": text} for section, text in self.sentences()]
        return {"differences": words, "cells": [asdict(change) for change in self.cells]}


def propose_import(folder: Path, source: Path, store: Path | None = None) -> Proposal:
    """What a workbook (.xlsx), or a folder of CSV files, would change in a plan's folder.

    Raises GrowthplanError with every fault of the workbook, each at its cell, and when a file of
    the plan has changed since the workbook was made.
    """
    if released.is_release(folder):
        message = "a release never changes."
        raise GrowthplanError(Fault(message, str(folder), fix="Name the plan's folder.",
                                    code="plan-file"))  # fmt: skip
    files = planning.plan_files(folder)
    book = read_csv_folder(source) if source.is_dir() else read_plan_workbook(source)
    _check_same_version(files, book)
    made = imported(files, book)
    outside, _ = known_outside(folder)
    with Store(store) as held:
        known = {**outside, "statistics": set(held.indicators)}
        gazetteer = held.gazetteer
        old, old_faults = read_plan(files, gazetteer, **known)
        new, new_faults = read_plan(made.files, gazetteer, **known)
    fresh = _new_ones(old_faults, new_faults)
    faults = [*made.faults, *made.addressed(fresh)]
    if new is None:
        raise GrowthplanError(faults or made.addressed(new_faults))
    differences = compare(old, new, gazetteer) if old else ()
    faults += _overwritten(old, new, made) if old else []
    return Proposal(files, made.files, made.changes, differences, tuple(faults))


def write_import(proposal: Proposal) -> tuple[str, ...]:
    """Write every file that a proposal changes, or none; returns their names.

    Raises GrowthplanError when one of them was changed since, or can't be written.
    """
    return replace_files(proposal.before, proposal.after)


def _new_ones(old: Iterable[Fault], new: Iterable[Fault]) -> list[Fault]:
    """Faults that were not there before: every error, and warnings with other words."""
    known = {(fault.code, fault.message) for fault in old}
    return [f for f in new if f.severity == "error" or (f.code, f.message) not in known]


def _overwritten(old: Plan, new: Plan, made: Imported) -> list[Fault]:
    """A warning for each target that would be lost: targets are never overwritten."""
    return [
        Fault(
            f"the target “{lost.target.statement}” of the outcome '{lost.outcome}' would be "
            "overwritten.",
            made.book.file,
            fix="Keep it: add it to the sheet 'Earlier targets', with the day and the reason.",
            severity="warning",
            code="plan-lost-target",
        )
        for lost in lost_targets(old, new)
    ]


def _check_same_version(files: Mapping[str, bytes], book: Workbook) -> None:
    """Refuse a workbook of another version of the plan, and show what both say."""
    then, now = exported_files(book), planning.hashes(files)
    typed = {planning.name_within(file): file for file in files}
    if then == now:
        return
    faults = [
        Fault(
            _became(name, then, now),
            typed.get(name, name),
            fix="Export the plan again, and make the changes in the new workbook. Both versions "
            "follow where they differ.",
            code="plan-changed",
        )
        for name in sorted({*then, *now})
        if then.get(name) != now.get(name)
    ]
    raise GrowthplanError([*faults, *_both_versions(files, book)])


def _became(name: str, then: Mapping[str, str], now: Mapping[str, str]) -> str:
    what = "was removed" if name not in now else "was added" if name not in then else "has changed"
    same_plan = any(then.get(file) == mark for file, mark in now.items())
    doubt = "" if same_plan or (PLAN_FILE in now and name != PLAN_FILE) else (
        " Is it a workbook of this plan?" if not same_plan else ""
    )  # fmt: skip
    return f"the file {what} since the workbook was made.{doubt}"


def _both_versions(files: Mapping[str, bytes], book: Workbook) -> list[Fault]:
    try:
        changes = imported(files, book).changes
    except GrowthplanError as error:
        return list(error.faults)
    return [
        Fault(_both(change), book.file, code="plan-changed", severity="warning")
        for change in changes
        if change.what != "moved"
    ]


def _both(change: CellChange) -> str:
    about = f"{change.sheet}, {change.entry}" if change.entry else change.sheet
    if change.what == "added":
        return f"{about}: in the workbook, not in the files."
    if change.what == "removed":
        return f"{about}: in the files, not in the workbook."
    old, new = ("nothing" if value is None else f"'{value}'" for value in (change.old, change.new))
    return f"{about}: for {change.field} the files say {old}, the workbook says {new}."
