"""Partners and frameworks: everything that they refer to is in the plan."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from growthplan.plan.document import Document
from growthplan.plan.layout import Plan
from growthplan.plan.returning import Framework, PartnersFile
from growthplan.vocabulary import Fault, did_you_mean

Path = tuple[str | int, ...]


def check_partners_refer(document: Document, partners: PartnersFile, plan: Plan) -> list[Fault]:
    """A fault for each action, indicator and source of partners that the plan has not."""
    faults: list[Fault] = []
    sources = _sources(plan)
    for number, one in enumerate(partners.partners):
        at: Path = ("partners", number)
        faults += _unknown(document, (*at, "actions"), one.actions, "action", _actions(plan))
        faults += _unknown(document, (*at, "indicators"), one.indicators, "indicator",
                           {i.id for i in plan.indicators})  # fmt: skip
        if one.source is not None:
            faults += _unknown(document, (*at, "source"), one.source, "source", sources)
    return faults


def check_framework_refers(
    document: Document, framework: Framework, plan: Plan, partners: PartnersFile
) -> list[Fault]:
    """A fault for each partner, action, line, indicator and source that is not there."""
    faults: list[Fault] = []
    if framework.source is not None:
        faults += _unknown(document, ("source",), framework.source, "source", _sources(plan))
    money = {line.id for line in plan.settlement.lines} if plan.settlement else set()
    known = {
        "partners": ("partner", {one.id for one in partners.partners}),
        "actions": ("action", _actions(plan)),
        "lines": ("line of money", money | {one.id for one in plan.other_money}),
        "indicators": ("indicator", {one.id for one in plan.indicators}),
    }
    for number, line in enumerate(framework.lines):
        for field, (kind, ids) in known.items():
            path: Path = ("lines", number, field)
            faults += _unknown(document, path, getattr(line, field), kind, ids)
    return faults


def _actions(plan: Plan) -> set[str]:
    return {action.id for action in plan.interventions}


def _sources(plan: Plan) -> set[str]:
    return {*plan.sources}


def _unknown(
    document: Document, path: Path, names: Sequence[str] | str, kind: str, known: Collection[str]
) -> Iterator[Fault]:
    single = isinstance(names, str)
    for number, name in enumerate([names] if isinstance(names, str) else names):
        if name not in known:
            fix = (
                did_you_mean(name, known)
                or f"Name {'an' if kind[0] in 'ai' else 'a'} {kind} of it."
            )
            where = path if single else (*path, number)
            yield document.error(where, f"the plan has no {kind} '{name}'.", fix, code="returning")
