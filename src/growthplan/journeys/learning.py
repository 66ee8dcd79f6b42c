"""What findings do to a plan's assumptions: proposed as differences that a person accepts."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from growthplan.evaluation import Learned, learn, proposed
from growthplan.journeys.evaluating_registered import Answered, error_of
from growthplan.store import read_assumptions
from growthplan.vocabulary import Assumption, Fault, GrowthplanError, did_you_mean

FOLDER = "assumptions"


@dataclass(frozen=True)
class Proposal:
    """A change to one assumption: what was learned, the file's new text and its difference."""

    evaluation: str
    learned: Learned
    file: str
    text: str
    difference: str


def proposals(plan: Path, answers: Sequence[Answered]) -> tuple[Proposal, ...]:
    """For each answered evaluation that informs an assumption, the change that it suggests.

    Several evaluations of one assumption each start from what stands in the plan. Raises
    GrowthplanError for an assumption that is not there or cannot learn.
    """
    folder = plan / FOLDER
    known = read_assumptions(folder if folder.is_dir() else None)
    made = []
    for answer in answers:
        informs = answer.registration.informs
        if informs is None or not answer.estimates:
            continue
        if informs.assumption not in known:
            message = f"{answer.registration.id}: there is no assumption '{informs.assumption}'"
            fix = did_you_mean(informs.assumption, known)
            raise GrowthplanError(Fault(message, fix=fix, code="informs"))
        assumption, found = known[informs.assumption], answer.estimates[0]
        learned = learn(assumption, informs, found.effect, error_of(found))
        made.append(_proposal(folder, assumption, learned, answer.registration.id))
    return tuple(made)


def _proposal(folder: Path, assumption: Assumption, learned: Learned, evaluation: str) -> Proposal:
    path = folder / f"{assumption.id}.yaml"
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    fields = assumption.model_dump(mode="json", exclude_none=True)
    fields |= proposed(assumption, learned, evaluation)
    Assumption.model_validate(fields)
    text = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=98)
    name = f"{FOLDER}/{assumption.id}.yaml"
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        text.splitlines(keepends=True),
        f"a/{name}" if before else "/dev/null",
        f"b/{name}",
    )
    return Proposal(evaluation, learned, name, text, "".join(lines))


def accept(plan: Path, made: Sequence[Proposal]) -> list[str]:
    """Write proposed assumptions into the plan's folder, each whole or not at all; the names."""
    for one in made:
        path = plan / one.file
        path.parent.mkdir(exist_ok=True)
        draft = path.with_suffix(".part")
        draft.write_text(one.text, encoding="utf-8")
        draft.replace(path)
    return [one.file for one in made]
