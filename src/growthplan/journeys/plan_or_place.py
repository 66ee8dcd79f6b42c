"""What a command works on when it takes either: a plan's folder, or the name of a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from growthplan.journeys.as_at import plan_for
from growthplan.journeys.released import is_release
from growthplan.plan import PLAN_FILE, Plan
from growthplan.vocabulary import Fault, Gazetteer, GrowthplanError

_PLAN_ENDINGS = (".yaml", ".yml")


def plan_for_or_place(
    text: str | Path, day: date | None, gazetteer: Gazetteer
) -> tuple[str, Plan | None, dict[str, bytes]]:
    """The place to work on, the plan where one is named, and the plan's files.

    A folder with a plan, a plan's file or a release is a plan; so is all that is written as a
    path. Everything else is a place, and stays as it is written. Raises GrowthplanError with every
    fault of the plan, or when there is no such folder.
    """
    if not names_a_plan(text):
        return str(text), None, {}
    try:
        plan, files = plan_for(Path(text), day, gazetteer)
    except GrowthplanError as error:
        raise GrowthplanError([_or_a_place(fault) for fault in error.faults]) from None
    return plan.place, plan, files


def names_a_plan(text: str | Path) -> bool:
    """Whether a text means a plan rather than a place."""
    path, written = Path(text), str(text)
    if isinstance(text, Path) or any(mark in written for mark in ("/", "\\")):
        return True
    if path.is_dir():
        return (path / PLAN_FILE).is_file() or written.startswith(".")
    return written.endswith(_PLAN_ENDINGS) or is_release(path)


def _or_a_place(fault: Fault) -> Fault:
    if fault.message != "there is no such plan folder":
        return fault
    fix = "Name a folder with a plan.yaml, such as plans/liverpool-city-region, or a UK place."
    return replace(fault, fix=fix)
