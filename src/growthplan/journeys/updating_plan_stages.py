"""Work out again what was published, with one input after another as it is now."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from growthplan.journeys.assembling import Asked, Assembled, assemble
from growthplan.journeys.inputs_kept import ASSUMPTIONS, PROGRAM, RETURNED, Inputs
from growthplan.journeys.publication import Publication
from growthplan.report.changes import CAUSES, Cause, InputsMoved, Stage
from growthplan.store import LimitedStore, Store
from growthplan.vocabulary import Figure, GrowthplanError, Source

_KEY = ("indicator", "place", "period", "industry")
_ORDER: tuple[Cause, ...] = ("method", "returns", "assumptions", "revision", "new data", "plan")


@dataclass(frozen=True)
class Recomputing:
    """What the stages are worked out from."""

    last: Publication
    new: Assembled
    asked: Asked
    store: Path | None


def inputs_moved(last: Publication, new: Assembled, sources: Mapping[str, Source]) -> InputsMoved:
    """Which inputs are not those of the last publication."""
    before, after = last.run.inputs, new.run.inputs
    fresh = [sources[name] for name in after if "@" in name and name not in before]
    return InputsMoved(
        new_releases=tuple(sorted(fresh, key=lambda s: (s.released, s.id))),
        gone_releases=tuple(sorted(last.releases - set(after))),
        plan_files=_plan_files(last, new),
        assumptions=_assumptions(last, new),
        returned=_different(_returned(before), _returned(after)),
        program=before.get(PROGRAM) != after.get(PROGRAM),
        versions=(last.run.version, new.run.version),
    )


def _returned(inputs: Mapping[str, str]) -> dict[str, str]:
    return {name: hash_ for name, hash_ in inputs.items() if name.startswith(RETURNED)}


def _plan_files(last: Publication, new: Assembled) -> tuple[str, ...]:
    if last.inputs and new.inputs:
        return _different(last.inputs.plan_only, new.inputs.plan_only)
    names = [{n: h for n, h in run.inputs.items()
              if n.endswith((".yaml", ".yml")) and not n.startswith(RETURNED)}
             for run in (last.run, new.run)]  # fmt: skip
    return _different(*names)


def _assumptions(last: Publication, new: Assembled) -> tuple[str, ...]:
    if last.inputs and new.inputs:
        return _different(last.inputs.all_assumptions, new.inputs.all_assumptions)
    same = last.run.inputs.get(ASSUMPTIONS) == new.run.inputs.get(ASSUMPTIONS)
    return () if same else ("growthplan’s assumptions, or some of them",)


def _different(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(n for n in {*before, *after} if before.get(n) != after.get(n)))


def causes_of(moved: InputsMoved, last: Publication, held: Store) -> tuple[Cause, ...]:
    """The causes that a change can have, in the order in which they are put in."""
    found = _causes_of_data(moved, last, held)
    found |= {"method"} if moved.program else set()
    found |= {"returns"} if moved.returned else set()
    found |= {"assumptions"} if moved.assumptions else set()
    found |= {"plan"} if moved.plan_files else set()
    return tuple(cause for cause in _ORDER if cause in found)


def _causes_of_data(moved: InputsMoved, last: Publication, held: Store) -> set[Cause]:
    """Whether the new releases bring figures that were not there, other ones for those that were,
    or both; a release that is gone revises what it had."""
    found: set[Cause] = {"revision"} if moved.gone_releases else set()
    if not moved.new_releases:
        return found
    rows = held.rows("observations", source=[one.id for one in moved.new_releases])
    known = held.rows("observations", source=sorted(last.releases)).select(_KEY).unique()
    again = rows.join(known, on=_KEY, how="semi", nulls_equal=True).select(pl.len()).item()
    found |= {"revision"} if again else set()
    return found | ({"new data"} if again < rows.height or rows.is_empty() else set())


def stages(
    of: Recomputing, causes: Sequence[Cause], steps: Callable[[str], None]
) -> tuple[tuple[Stage, ...], tuple[str, ...]]:
    """The figures after each input, and what could not be told apart.

    The last stage is the new publication itself, so one cause alone needs no work. A stage that
    cannot be worked out, as when old files are no longer understood, is joined with the next.
    """
    if not causes:
        return (Stage("none", of.new.report.figures),), ()
    found: list[Stage] = []
    notes: list[str] = []
    pending: list[Cause] = []
    for step, cause in enumerate(causes[:-1]):
        steps(f"Working out what the {CAUSES[cause][0]} moved")
        try:
            _check_can_be_told(cause, causes[step + 1])
            figures = _figures(of, frozenset(causes[: step + 1]))
        except GrowthplanError as error:
            notes.append(_not_told_apart(cause, causes[step + 1], str(error.faults[0])))
            pending.append(cause)
            continue
        found.append(Stage("not told apart" if pending else cause, figures))
        pending = []
    last: Cause = "not told apart" if pending else causes[-1]
    return (*found, Stage(last, of.new.report.figures)), tuple(notes)


def _check_can_be_told(cause: Cause, next_: Cause) -> None:
    """Raise GrowthplanError where the next input cannot be as it was while this one is as it is."""
    if (cause, next_) == ("method", "returns"):
        raise GrowthplanError("of returns and the ledger only hashes are kept.")


def _not_told_apart(cause: Cause, next_: Cause, why: str) -> str:
    one, other = CAUSES[cause][0], CAUSES[next_][0]
    return f"What {one} moved and what {other} moved could not be told apart: {why}"


def _figures(of: Recomputing, done: frozenset[Cause]) -> tuple[Figure, ...]:
    """The figures with the inputs of `done` as they are now and all others as they were."""
    before, after = of.last.inputs, of.new.inputs
    if before is None or after is None or of.asked.plan is None:
        raise GrowthplanError("the last publication kept no inputs.json.")
    plan = after.plan_only if "plan" in done else before.plan_only
    assumptions = after if "assumptions" in done else before
    with _laid_out(of.asked.plan, plan, assumptions, after) as folder, _store(of, done) as held:
        asked = replace(of.asked, plan=folder)
        return assemble(held, asked, lambda _: None).report.figures


def _store(of: Recomputing, done: frozenset[Cause]) -> Store:
    now = [name for name in of.new.run.inputs if "@" in name]
    if "new data" in done:
        return LimitedStore(of.store, now)
    if "revision" in done:
        return LimitedStore(of.store, now, periods_of=of.last.releases)
    return LimitedStore(of.store, of.last.releases)


@contextlib.contextmanager
def _laid_out(
    folder: Path, plan: Mapping[str, str], assumptions: Inputs, now: Inputs
) -> Iterator[Path]:
    """A folder with some plan's files and assumptions, and all else as the plan's folder has it.

    Assumptions that came with growthplan and are no longer the same lie among the plan's own.
    """
    shipped = {n: t for n, t in assumptions.all_assumptions.items() if now.assumptions.get(n) != t}
    texts = {**plan, **{f"assumptions/{name}": text for name, text in shipped.items()}}
    taken = {name.split("/")[0] for name in (*texts, *now.plan)}
    with tempfile.TemporaryDirectory(prefix="growthplan-") as within:
        made = Path(within) / folder.resolve().name
        for name, text in texts.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        for other in folder.iterdir() if folder.is_dir() else ():
            if other.name not in taken:
                (made / other.name).symlink_to(other.resolve())
        yield made
