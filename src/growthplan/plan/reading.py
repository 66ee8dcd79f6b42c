"""Reading a plan: from the bytes of its files to the checked Plan, or to every fault at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby

from pydantic import BaseModel, ValidationError

from growthplan.plan.checks import CHECKS, Draft
from growthplan.plan.composing import MAX_FAULTS, read_document
from growthplan.plan.document import Document, clip
from growthplan.plan.fields import said
from growthplan.plan.schema import ClaimsFile, Plan, PlanFile
from growthplan.plan.wording import schema_faults
from growthplan.vocabulary import Fault, Gazetteer, GrowthplanError, nearest

PLAN_FILE = "plan.yaml"
LAYOUTS: dict[str, type[BaseModel]] = {PLAN_FILE: PlanFile, "claims.yaml": ClaimsFile}
"""The files of a plan's folder, and how each is laid out."""


def read_plan(files: Mapping[str, bytes], gazetteer: Gazetteer) -> tuple[Plan | None, list[Fault]]:
    """The plan in a folder's files, with every fault of every file, in the order of the files.

    `files` maps each file's name, as the user typed it (`my-plan/plan.yaml`), to its bytes; what
    comes after the last slash says which part of the plan it is. Only `plan.yaml` is needed;
    files that do not end in .yaml or .yml are left alone. Places may be named or coded and come
    back as codes. The plan is None when any fault is an error; warnings leave it usable. Never
    raises for what is in the files.
    """
    known, faults = _sort_out(files)
    documents: dict[str, Document] = {}
    parts: dict[str, BaseModel] = {}
    for part, file in known.items():
        document, found = read_document(file, files[file])
        if document:
            documents[part] = document
            model, refused = _validate(document, LAYOUTS[part], gazetteer)
            found += refused
            if model:
                parts[part] = model
        faults += found
    whole = len(documents) == len(known)
    draft = Draft(tuple(documents.values()), gazetteer, documents.get(PLAN_FILE), whole)
    faults += [fault for check in CHECKS for fault in check(draft)]
    faults = _in_order(faults, list(files))
    if PLAN_FILE not in parts or any(fault.severity == "error" for fault in faults):
        return None, faults
    fields = {name: value for part in parts.values() for name, value in part}
    return Plan.model_construct(**fields), faults


def open_plan(files: Mapping[str, bytes], gazetteer: Gazetteer) -> Plan:
    """The plan in a folder's files; warnings are let pass.

    Raises GrowthplanError with every fault, warnings included, when the plan cannot be used.
    """
    plan, faults = read_plan(files, gazetteer)
    if plan is None:
        raise GrowthplanError(faults)
    return plan


def _sort_out(files: Mapping[str, bytes]) -> tuple[dict[str, str], list[Fault]]:
    """Which file is which part of the plan, and what is wrong with the names."""
    known: dict[str, str] = {}
    faults: list[Fault] = []
    for file in files:
        name = re.split(r"[/\\]", file)[-1]
        if name not in LAYOUTS:
            faults += _other_file(file, name)
        elif name in known:
            message = f"this is the second {name}; the first is {known[name]}."
            faults.append(Fault(message, file, fix="Keep one of them.", code="plan-file"))
        else:
            known[name] = file
    if PLAN_FILE not in known:
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
    fix = f"Files of a plan are {', '.join(LAYOUTS)}."
    return [Fault(f"{message}; it is not read.", file, None, None, fix, "warning", "plan-file")]


def _validate(
    document: Document, layout: type[BaseModel], gazetteer: Gazetteer
) -> tuple[BaseModel | None, list[Fault]]:
    if document.unread and () in document.unread:
        return None, []
    if not isinstance(document.tree, dict):
        return None, [_no_fields(document, layout)]
    try:
        return layout.model_validate(document.tree, context={"gazetteer": gazetteer}), []
    except ValidationError as error:
        return None, schema_faults(document, layout, error)


def _no_fields(document: Document, layout: type[BaseModel]) -> Fault:
    first = next(iter(layout.model_fields))
    if document.tree is None:
        message = "the file is empty."
    else:
        message = f'the file should hold fields such as "{first}: ...", not {said(document.tree)}.'
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
