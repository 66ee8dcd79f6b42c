"""What findings do to a plan's assumptions: proposed as differences that a person accepts.

What an assumption was before any finding is kept in `evaluations/priors` when a finding is
accepted, and every proposal starts from there with all findings that stand. So accepting twice, or
answering an evaluation again on newer data, never counts the same evidence twice.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from growthplan.evaluation import UPDATED, Answered, Learned, learn, proposed
from growthplan.journeys.evaluating_registered import error_of
from growthplan.store import packaged_assumptions, read_assumptions
from growthplan.vocabulary import Assumption, Fault, GrowthplanError, did_you_mean

FOLDER = "assumptions"
PRIORS = Path("evaluations") / "priors"
"""Where a plan keeps what its assumptions were before any finding."""

Standing = Literal["proposed", "accepted", "accepted before, and the evidence has changed since"]


@dataclass(frozen=True)
class Proposal:
    """A change to one assumption: what was learned from each evaluation in turn, the file's new
    text and its difference."""

    assumption: Assumption
    """As it was before any finding."""
    evaluations: tuple[str, ...]
    learned: tuple[Learned, ...]
    """One an evaluation; each starts from what the one before it left."""
    file: str
    text: str
    difference: str
    standing: Standing


def proposals(plan: Path, answers: Sequence[Answered]) -> tuple[Proposal, ...]:
    """For each assumption that answered evaluations inform, the change that they suggest together.

    Raises GrowthplanError for an assumption that is not there or cannot learn, and where findings
    that it holds already are not among the answers.
    """
    known = _known(plan)
    told: dict[str, list[Answered]] = {}
    for answer in answers:
        informs = answer.registration.informs
        if informs is None or not answer.estimates:
            continue
        if informs.assumption not in known:
            message = f"{answer.registration.id}: there is no assumption '{informs.assumption}'"
            fix = did_you_mean(informs.assumption, known)
            raise GrowthplanError(Fault(message, fix=fix, code="informs"))
        told.setdefault(informs.assumption, []).append(answer)
    before = priors(plan)
    faults = [
        _left_out(name, one, found)
        for name, found in told.items()
        for one in _standing_in(known[name]) - {answer.registration.id for answer in found}
    ]
    if faults:
        raise GrowthplanError(faults)
    return tuple(_proposal(plan, before[name], found) for name, found in told.items())


def _standing_in(assumption: Assumption) -> set[str]:
    """Evaluations whose findings an assumption holds already."""
    if not assumption.checked.startswith(UPDATED):
        return set()
    names = assumption.checked.removeprefix(UPDATED).partition(";")[0]
    return {name.strip() for name in names.split(",")}


def _left_out(assumption: str, evaluation: str, found: Sequence[Answered]) -> Fault:
    message = f"the assumption '{assumption}' already holds what '{evaluation}' found"
    named = " ".join(sorted({evaluation, *(one.registration.id for one in found)}))
    fix = f"Name every evaluation that it is to hold ({named}), or none."
    return Fault(message, fix=fix, code="informs")


def priors(plan: Path) -> Mapping[str, Assumption]:
    """Every assumption of a plan as it was before any finding was accepted."""
    return {**_known(plan), **accepted_priors(plan)}


def accepted_priors(plan: Path) -> dict[str, Assumption]:
    """Assumptions that accepted findings have changed, as they were before."""
    current, kept = _known(plan), plan / PRIORS
    names = {path.stem for path in kept.glob("*.yaml")} if kept.is_dir() else set()
    held = read_assumptions(kept) if names else {}
    found = {name: held[name] for name in sorted(names)}
    packaged = packaged_assumptions()
    for name, one in current.items():
        if one.checked.startswith(UPDATED) and name not in found:
            found[name] = packaged.get(name) or _lost(plan, name)
    return {name: one for name, one in found.items() if one != current.get(name)}


def _lost(plan: Path, name: str) -> Assumption:
    message = f"the assumption '{name}' was changed by a finding, and what it was before is lost"
    fix = f"Put its earlier file into {PRIORS.as_posix()}."
    raise GrowthplanError(
        Fault(message, str(plan / FOLDER / f"{name}.yaml"), fix=fix, code="prior")
    )


def _known(plan: Path) -> Mapping[str, Assumption]:
    folder = plan / FOLDER
    return read_assumptions(folder if folder.is_dir() else None)


def _proposal(plan: Path, before: Assumption, answers: Iterable[Answered]) -> Proposal:
    chain: list[Learned] = []
    names: list[str] = []
    for answer in answers:
        informs = answer.registration.informs
        assert informs is not None
        found = answer.estimates[0]
        prior = chain[-1].posterior if chain else None
        chain.append(learn(before, informs, found.effect, error_of(found), prior))
        names.append(answer.registration.id)
    fields = before.model_dump(mode="json", exclude_none=True)
    fields |= proposed(before, chain[-1], ", ".join(names))
    after = Assumption.model_validate(fields)
    text = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=98)
    name, path = f"{FOLDER}/{before.id}.yaml", plan / FOLDER / f"{before.id}.yaml"
    own = path.read_text(encoding="utf-8") if path.is_file() else ""
    return Proposal(
        before, tuple(names), tuple(chain), name, text, _difference(own, text, name),
        _standing(after, _known(plan)[before.id], before),
    )  # fmt: skip


def _standing(after: Assumption, now: Assumption, before: Assumption) -> Standing:
    if now == after:
        return "accepted"
    return "proposed" if now == before else "accepted before, and the evidence has changed since"


def _difference(before: str, after: str, name: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        f"a/{name}" if before else "/dev/null",
        f"b/{name}",
    )
    return "".join(lines)


def changed_fields(one: Proposal) -> tuple[tuple[str, str, str], ...]:
    """Fields of an assumption that findings change: name, before any finding, with them."""
    now = one.assumption.model_dump(mode="json", exclude_none=True)
    then = yaml.safe_load(one.text)
    return tuple(
        (name, _field(now.get(name)), _field(then.get(name)))
        for name in dict.fromkeys([*now, *then])
        if now.get(name) != then.get(name)
    )


def _field(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {part}" for key, part in value.items())
    return "" if value is None else str(value)


def accept(plan: Path, made: Sequence[Proposal]) -> list[str]:
    """Write proposed assumptions into the plan's folder, each whole or not at all; the names.

    What each was before is kept first, so that nothing is learned twice.
    """
    written = []
    for one in made:
        if one.standing == "accepted":
            continue
        prior = plan / PRIORS / f"{one.assumption.id}.yaml"
        if not prior.is_file():
            fields = one.assumption.model_dump(mode="json", exclude_none=True)
            _write(prior, yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=98))
        _write(plan / one.file, one.text)
        written.append(one.file)
    return written


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
