"""The plan as it stood on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from growthplan.journeys import planning, released
from growthplan.plan import Plan, open_plan
from growthplan.plan.versions import Release, released_plan, targets_as_at
from growthplan.store import Store
from growthplan.vocabulary import Gazetteer


def plan_as_at(folder: Path | str, day: date, store: Path | None = None) -> Plan:
    """The plan as it stood on a day: its latest release on or before it, with the targets that
    were replaced between that release and the day, as far as the plan remembers them.

    Raises GrowthplanError when it has no release as old as that.
    """
    with Store(store) as held:
        return plan_and_files_as_at(Path(folder), day, held.gazetteer)[0]


def plan_and_files_as_at(
    folder: Path, day: date, gazetteer: Gazetteer
) -> tuple[Plan, dict[str, bytes]]:
    """The plan as it stood on a day, and the files of the release that it comes from."""
    kept = released.release_on(folder, day)
    plan = plan_of(kept.release, gazetteer)
    today, _ = planning.check_plan(folder, gazetteer)
    if today is not None:
        plan = targets_as_at(plan, kept.release.day, today, day)
    return plan, released.plan_files(kept.path)


def plan_of(release: Release, gazetteer: Gazetteer | None = None) -> Plan:
    """The plan that a release holds; from its files when the layout of plans has changed since.

    Raises GrowthplanError when those cannot be read any more.
    """
    stated = released_plan(release)
    if stated is not None:
        return stated
    if gazetteer is None:
        with Store() as held:
            gazetteer = held.gazetteer
    return open_plan(release.files, gazetteer)


def plan_for(path: Path, day: date | None, gazetteer: Gazetteer) -> tuple[Plan, dict[str, bytes]]:
    """The plan that a command works on, and its files: as it stands, or with `day` as it stood.

    A plan that keeps no releases is taken as it stands, whatever the day, so that older editions
    of the statistics can be set beside it; a release is what it is. Raises GrowthplanError when
    the plan cannot be used, or keeps releases and none is as old as that.
    """
    folder = path.parent if path.is_file() else path
    if day is not None and not released.is_release(path) and released.releases_of(folder):
        return plan_and_files_as_at(folder, day, gazetteer)
    files = planning.plan_files(path)
    return open_plan(files, gazetteer), files
