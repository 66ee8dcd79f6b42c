"""Reading a plan: from the bytes of its files to the checked Plan, or to every fault at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import chain, groupby
from typing import Any

from pydantic import BaseModel, ValidationError

from growthplan.plan.checks import CHECKS, Draft
from growthplan.plan.composing import MAX_FAULTS, read_document
from growthplan.plan.document import Document, clip
from growthplan.plan.fields import said
from growthplan.plan.layout import FOLDERS, LAYOUTS, PLAN_FILE, Part, Plan, part_of
from growthplan.plan.wording import schema_faults
from growthplan.vocabulary import Fault, Gazetteer, GrowthplanError, nearest


def read_plan(
    files: Mapping[str, bytes],
    gazetteer: Gazetteer,
    *,
    assumptions: Collection[str] | None = None,
    statistics: Collection[str] | None = None,
    definitions: Collection[str] | None = None,
) -> tuple[Plan | None, list[Fault]]:
    """The plan in a folder's files, with every fault of every file, in the order of the files.

    `files` maps each file's name, as the user typed it (`my-plan/plan.yaml`,
    `my-plan/sites/port.yaml`), to its bytes; its last steps say which part of the plan it is.
    Only `plan.yaml` is needed; files that do not end in .yaml or .yml are left alone. Places may
    be named or coded and come back as codes. The plan is None when any fault is an error;
    warnings leave it usable. Never raises for what is in the files.

    `assumptions`, `statistics` and `definitions` are the ids that effects, indicators and sectors
    may refer to outside the plan; each is checked only when it is given.
    """
    known, faults = _sort_out(files)
    documents: list[Document] = []
    main: Document | None = None
    parts: list[BaseModel] = []
    unread: set[str] = set()
    for file, part in known.items():
        document, found = read_document(file, files[file], part.entry)
        if not document:
            unread.add(part.layout)
        if document:
            if _only_notes(document, part, files[file]):
                document = replace(document, tree={})
            documents.append(document)
            main = document if part.layout == PLAN_FILE else main
            model, refused = _validate(document, part, gazetteer)
            found += refused
            parts += [model] if model else []
        faults += found
    outside = {"assumption": assumptions, "statistic": statistics, "definition": definitions}
    draft = Draft(
        tuple(documents),
        gazetteer,
        main,
        frozenset(unread if main else (*unread, PLAN_FILE)),
        {kind: frozenset(ids) for kind, ids in outside.items() if ids is not None},
    )
    faults += [fault for check in CHECKS for fault in check(draft)]
    faults = _in_order(faults, list(files))
    if main is None or any(fault.severity == "error" for fault in faults):
        return None, faults
    return _joined(parts), faults


def _joined(parts: list[BaseModel]) -> Plan:
    """The parts as one plan; lists and sources that stand in several files are joined."""
    found: dict[str, list[Any]] = {}
    for part in parts:
        for name, value in part:
            found.setdefault(name, []).append(value)
    return Plan.model_construct(**{name: _one_of(values) for name, values in found.items()})


def _one_of(values: list[Any]) -> Any:
    """Lists or mappings joined in their order; of other values the last."""
    *_, last = values
    if len(values) > 1 and isinstance(last, tuple):
        return tuple(chain.from_iterable(values))
    if len(values) > 1 and isinstance(last, Mapping):
        return {name: value for one in values for name, value in one.items()}
    return last


def open_plan(files: Mapping[str, bytes], gazetteer: Gazetteer) -> Plan:
    """The plan in a folder's files; warnings are let pass.

    Raises GrowthplanError with every fault, warnings included, when the plan cannot be used.
    """
    plan, faults = read_plan(files, gazetteer)
    if plan is None:
        raise GrowthplanError(faults)
    return plan


def _sort_out(files: Mapping[str, bytes]) -> tuple[dict[str, Part], list[Fault]]:
    """Which file is which part of the plan, and what is wrong with the names."""
    known: dict[str, Part] = {}
    first: dict[Part, str] = {}
    faults: list[Fault] = []
    for file in files:
        part = part_of(file)
        if part is None:
            faults += _other_file(file, re.split(r"[/\\]", file)[-1])
        elif part in first:
            name = re.split(r"[/\\]", file)[-1]
            message = f"this is the second {name}; the first is {first[part]}."
            faults.append(Fault(message, file, fix="Keep one of them.", code="plan-file"))
        else:
            first[part] = file
            known[file] = part
    if Part(PLAN_FILE) not in first:
        message = f"there is no {PLAN_FILE} among the files of the plan."
        fix = "Check the folder's name, or start a plan with `growthplan init`."
        faults.insert(0, Fault(message, fix=fix, code="plan-file"))
    return known, faults


def _other_file(file: str, name: str) -> list[Fault]:
    if not name.casefold().endswith((".yaml", ".yml")):
        return []
    close = nearest(name[:60], LAYOUTS, most=1)
    message = f"a plan has no file called {clip(name)}"
    if close:
        fix = f"Rename it to {close[0]}, or move it out of the folder."
        return [Fault(f'{message}; did you mean "{close[0]}"?', file, fix=fix, code="plan-file")]
    fix = f"Files of a plan are {', '.join(LAYOUTS)}, and those in {', '.join(FOLDERS)}."
    return [Fault(f"{message}; it is not read.", file, None, None, fix, "warning", "plan-file")]


def _validate(
    document: Document, part: Part, gazetteer: Gazetteer
) -> tuple[BaseModel | None, list[Fault]]:
    layout = LAYOUTS[part.layout]
    if document.unread and (() in document.unread or (part.entry, 0) in document.unread):
        return None, []
    holder = document.get((part.entry, 0)) if part.entry else document.tree
    if not isinstance(holder, dict):
        return None, [_no_fields(document, layout, part)]
    faults = _misnamed(document, part)
    try:
        return layout.model_validate(document.tree, context={"gazetteer": gazetteer}), faults
    except ValidationError as error:
        return None, [*faults, *schema_faults(document, layout, error)]


def _only_notes(document: Document, part: Part, data: bytes) -> bool:
    """Whether a file holds notes and nothing else, as those of a new plan do.

    Such a file says nothing yet; one without a single letter was probably lost on the way.
    """
    alone = part.layout != PLAN_FILE and part.entry is None
    return alone and document.tree is None and not document.values and b"#" in data


def _misnamed(document: Document, part: Part) -> list[Fault]:
    """A file of a folder is found by its name, so that is its entry's id."""
    if not part.entry:
        return []
    path = (part.entry, 0, "id")
    name = document.get(path)
    if not isinstance(name, str) or name == part.name:
        return []
    message = f"the id is '{clip(name)}', but the file is called {clip(part.name)}.yaml."
    fix = f"Rename the file to {clip(name)}.yaml; other parts may refer to the id."
    return [document.error(path, message, fix, code="plan-file-name")]


def _no_fields(document: Document, layout: type[BaseModel], part: Part) -> Fault:
    first = "id" if part.entry else next(iter(layout.model_fields))
    tree = document.get((part.entry, 0)) if part.entry else document.tree
    if tree is None:
        message = "the file is empty."
    else:
        message = f'the file should hold fields such as "{first}: ...", not {said(tree)}.'
    fix = "Start from the blank plan (`growthplan init`); each field needs a space after its colon."
    return document.error((), message, fix, code="plan-no-fields")


def _in_order(faults: list[Fault], files: list[str]) -> list[Fault]:
    """By file, line and column; beyond the first few hundred of a file only their number."""
    place = {file: number for number, file in enumerate(files)}
    ordered = sorted(
        faults, key=lambda f: (place.get(f.file or "", -1), f.line or 0, f.column or 0)
    )
    kept: list[Fault] = []
    for file, group in groupby(ordered, key=lambda fault: fault.file):
        found = list(group)
        kept += found[:MAX_FAULTS]
        if len(found) > MAX_FAULTS:
            more = f"and {len(found) - MAX_FAULTS:,} faults more in this file."
            severe = any(fault.severity == "error" for fault in found[MAX_FAULTS:])
            fix = "Mend the ones above and check again."
            kept.append(
                Fault(more, file, None, None, fix, "error" if severe else "warning", "plan-more")
            )
    return kept
