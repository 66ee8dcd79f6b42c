"""Whether a plan is a draft or was released, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from growthplan.journeys import planning, released
from growthplan.plan.versions import Release
from growthplan.vocabulary import Period


def plan_state(path: Path, files: Mapping[str, bytes], day: date | None = None) -> str:
    """`Released as “Launch”, 13 October 2025`, or what kind of draft the plan's `files` are.

    `files` are those that the plan was read from; with `day`, later releases are not known yet.
    """
    if released.is_release(path):
        return _published(released.open_release(path))
    folder = path.parent if path.is_file() else path
    kept = [one for one in released.releases_of(folder) if day is None or one.release.day <= day]
    if not kept:
        return "Draft, not released yet"
    newest = kept[-1]
    if _within(files) == _within(released.plan_files(newest.path)):
        return _published(newest.release)
    return f"Draft, changed since “{newest.release.label}” of {_day(newest.release)}"


def _published(release: Release) -> str:
    return f"Released as “{release.label}”, {_day(release)}"


def _day(release: Release) -> str:
    return str(Period(release.day.isoformat()))


def _within(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {planning.name_within(name): data for name, data in files.items()}
