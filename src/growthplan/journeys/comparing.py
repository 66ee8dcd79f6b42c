"""Compare two plans, each a folder or a release."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from growthplan.journeys import planning, released
from growthplan.journeys.as_at import plan_and_files_as_at, plan_of
from growthplan.journeys.releasing import lost_target_faults
from growthplan.plan import Plan, open_plan, part_of
from growthplan.plan.differences import Difference, compare
from growthplan.plan.versions import Release, lost_targets, released_plan
from growthplan.store import Store
from growthplan.vocabulary import Fault, Gazetteer, Period


@dataclass(frozen=True)
class Side:
    """One of the two plans."""

    name: str
    """`“Launch” of 13 October 2025` or `the folder my-plan`."""
    path: Path
    plan: Plan
    release: Release | None
    """The release that it is, if it is one."""
    files: dict[str, bytes]
    """Its files by their names within the folder."""


@dataclass(frozen=True)
class Comparison:
    """What is different between two plans."""

    old: Side
    new: Side
    differences: tuple[Difference, ...]
    lost: tuple[Fault, ...]
    """Targets of the old plan that the new one does not keep."""
    notes: tuple[str, ...]
    """What else is different, or that nothing is."""

    def rows(self) -> list[dict[str, Any]]:
        """The differences as JSON."""
        fields = ("kind", "section", "thing", "id", "title", "field", "meaning", "old", "new",
                  "sentence", "where")  # fmt: skip
        return [{name: getattr(one, name) for name in fields} for one in self.differences]

    def lost_rows(self) -> list[dict[str, Any]]:
        """The targets that were overwritten as JSON."""
        return [asdict(fault) for fault in self.lost]


def compare_plans(
    old: Path | str,
    new: Path | str | None = None,
    store: Path | None = None,
    as_at: date | None = None,
) -> Comparison:
    """What is different in `new`.

    Without `new`, `old` is a plan's folder, and its newest release is compared with the folder
    as it is; with `as_at`, its release of that day. With both, `as_at` takes each folder as it
    stood on that day. Raises GrowthplanError when one of them cannot be read.
    """
    first = Path(old)
    with _without_collection(), Store(store) as held:
        gazetteer = held.gazetteer
        if new is None:
            before = _released(first, as_at, gazetteer)
            after = _side(first, None, gazetteer, like=before)
        else:
            before = _side(first, as_at, gazetteer)
            after = _side(Path(new), as_at, gazetteer, like=before)
        differences = compare(before.plan, after.plan, gazetteer)
    day = as_at or datetime.now(UTC).date()
    lost = lost_targets(before.plan, after.plan)
    faults = lost_target_faults(lost, after.path, before.name, day)
    return Comparison(before, after, differences, tuple(faults), _notes(before, after, differences))


@contextlib.contextmanager
def _without_collection() -> Iterator[None]:
    """Two plans are millions of small values that all stay: looking for rubbish among them again
    and again takes as long as reading them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def headline(found: Comparison) -> str:
    """The comparison in a line."""
    count = len(found.differences)
    many = f"{count:,} differences" if count > 1 else "One difference" if count else "No difference"
    sides = (found.old, found.new)
    alike = found.old.name == found.new.name
    first, second = (str(side.path) if alike else side.name for side in sides)
    return f"{many} between {first} and {second}"


def _side(path: Path, as_at: date | None, gazetteer: Gazetteer, like: Side | None = None) -> Side:
    if released.is_release(path):
        release = released.open_release(path)
        twin = (like.release, like.plan) if like and like.release else None
        plan = released_plan(release, twin) or plan_of(release, gazetteer)
        return Side(_called(release.label, release.day), path, plan, release, dict(release.files))
    if as_at is not None:
        return _released(path, as_at, gazetteer)
    plan = open_plan(planning.plan_files(path), gazetteer)
    folder = path.parent if path.is_file() else path
    name = f"the folder {folder.absolute().name}"
    return Side(name, path, plan, None, planning.folder_contents(folder)[0])


def _released(folder: Path, day: date | None, gazetteer: Gazetteer) -> Side:
    """A folder as its release of a day has it, or as the newest has it."""
    kept = released.release_on(folder, day)
    release = kept.release
    plan = plan_of(release, gazetteer)
    if day is not None:  # the plan then knows of targets that the release does not
        plan, _ = plan_and_files_as_at(folder, day, gazetteer)
        return Side(_called(release.label, release.day), kept.path, plan, None, dict(release.files))
    return Side(_called(release.label, release.day), kept.path, plan, release, dict(release.files))


def _called(label: str, day: date) -> str:
    return f"“{label}” of {Period(day.isoformat())}"


def _notes(old: Side, new: Side, differences: tuple[Difference, ...]) -> tuple[str, ...]:
    """Files beside the plan's own that are not the same, and why nothing else is."""
    changed = [
        name
        for name in sorted({*old.files, *new.files})
        if old.files.get(name) != new.files.get(name)
    ]
    beside = [name for name in changed if part_of(name) is None]
    notes = [f"{name} {_became(name, old, new)}." for name in beside]
    if not differences and not changed:
        notes.append("They are the same to the letter.")
    elif not differences and changed != beside:
        notes.append("The plans say the same: only comments, order or layout are different.")
    return tuple(notes)


def _became(name: str, old: Side, new: Side) -> str:
    if name not in old.files:
        return "was added"
    return "is different" if name in new.files else "was removed"
