"""Starting a plan: a folder that is valid from the first day, filled with what is known."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

from growthplan.journeys import folders
from growthplan.journeys.prefilling import words_for
from growthplan.plan import LAYOUTS
from growthplan.store import Store
from growthplan.vocabulary import ENGLAND, Fault, Gazetteer, GrowthplanError, Place, PlaceKind

STRATEGIC = ("E47", "E61")
"""Codes of combined authorities, with combined county authorities, and of Greater London."""
_TEMPLATES = files("growthplan") / "plan" / "blank"
_NAME = re.compile(r"\{\{([a-z0-9-]+)\}\}")


@dataclass(frozen=True)
class Started:
    """A plan that was started."""

    folder: Path
    place: Place
    files: tuple[str, ...]
    notes: tuple[str, ...]
    """What is worth knowing of the place, such as that its plan is another authority's."""


def start(place: str, folder: Path, store: Path | None = None, day: date | None = None) -> Started:
    """Start a plan for a place in a new or empty folder; it starts in the year of `day`, today.

    Raises GrowthplanError, with nothing written, when there is no such place, none that a plan is
    made for, or when the folder has something in it.
    """
    with Store(store) as held:
        return start_from(held, place, folder, day)


def start_from(held: Store, place: str, folder: Path, day: date | None = None) -> Started:
    """The same, from a store that is open already."""
    area = place_to_plan_for(held.gazetteer, place)
    with folders.new_folder(folder) as made:
        written = plan_text(held, area, as_typed(folder), day)
        for name, text in written.items():
            (made / name).write_text(text, "utf-8", newline="\n")
    return Started(folder, area, tuple(written), _worth_knowing(held.gazetteer, area))


def plan_text(held: Store, place: Place, folder: str, day: date | None = None) -> dict[str, str]:
    """The text of each file of a new plan, by its name."""
    today = datetime.now(UTC).date() if day is None else day
    words = words_for(held, place, folder, today)
    return {name: filled((_TEMPLATES / name).read_text("utf-8"), words) for name in LAYOUTS}


def as_typed(folder: Path) -> str:
    """How a folder is called in the plan's own notes: without where it lies on this machine."""
    name = folder if not folder.is_absolute() and ".." not in folder.parts else Path(folder.name)
    return shlex.quote(name.as_posix() if name.name else Path(os.path.abspath(folder)).name)


def filled(template: str, words: Mapping[str, str]) -> str:
    """A template with words in place of their names.

    >>> filled("place: {{code}}", {"code": "E47000004"})
    'place: E47000004'
    """
    return _NAME.sub(lambda found: words[found[1]], template)


def place_to_plan_for(gazetteer: Gazetteer, text: str) -> Place:
    """The authority that a name or code means; the county of the same area counts as it.

    Raises GrowthplanError for an unknown place, one that has ended, and one without an authority.
    """
    place = gazetteer.resolve(text)
    if place.valid_to:
        heirs = [_told(gazetteer[code]) for code in place.successors if code in gazetteer]
        fix = f"It was followed by {_listed(heirs)}." if heirs else "Name a place of today."
        message = f"{_told(place)} ended in {place.valid_to}, so no plan is started for it."
        raise GrowthplanError(Fault(message, fix=fix, code="place"))
    if place.kind in (PlaceKind.CITY_REGION, PlaceKind.LOCAL_AUTHORITY):
        return place
    for kind in (PlaceKind.CITY_REGION, PlaceKind.LOCAL_AUTHORITY):
        for one in gazetteer.of_kind(kind):
            if place.code in one.same_area_as or one.code in place.same_area_as:
                return one
    raise GrowthplanError(_without_authority(gazetteer, place))


def _without_authority(gazetteer: Gazetteer, place: Place) -> Fault:
    inside = [
        _told(one)
        for one in gazetteer.of_kind(PlaceKind.CITY_REGION)
        if place.code in one.parents and one.code.startswith(STRATEGIC)
    ]
    known = f" Inside it are {_listed(inside)}." if inside else ""
    return Fault(
        f"{_told(place)} is neither a strategic authority nor a local authority, so that nobody "
        "makes a growth plan for it.",
        fix=f"Name one of those.{known} For its figures: growthplan measure {place.code}",
        code="place",
    )


def _worth_knowing(gazetteer: Gazetteer, place: Place) -> tuple[str, ...]:
    if place.code.startswith(STRATEGIC):
        return ()
    if ENGLAND not in place.parents:
        return (
            f"{place.name} is not in England: the guidance on Local Growth Plans, which the files "
            "quote, asks nothing of it.",
        )
    above = [gazetteer[code] for code in place.parents if code.startswith(STRATEGIC)]
    now = [_told(one) for one in above if not one.valid_to]
    whose = f"the plan of its area is made by {_listed(now)}" if now else "it lies in none"
    return (
        f"{place.name} is not a strategic authority; a Local Growth Plan is asked of those, and "
        f"{whose}.",
    )


def _told(place: Place) -> str:
    return f"{place.name} ({place.code})"


def _listed(names: list[str]) -> str:
    shown = names if len(names) < 7 else [*names[:5], f"{len(names) - 5} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
