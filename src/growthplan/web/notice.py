"""The notice on every served page: what changed on disk, and whether new pages are ready."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.journeys.living import Living, Making
from growthplan.journeys.living_state import State

MOST_NAMED = 4
WAITING = "waiting"
"""What a reader looks at before there are any pages."""


@dataclass(frozen=True)
class Notice:
    """One sentence for the reader, and what to do."""

    kind: str
    """`none`, `making`, `ready` or `broken`."""
    text: str = ""
    faults: tuple[str, ...] = ()
    shown: str = ""
    """Key of the edition that the reader looks at."""


def notice_of(living: Living, shown: str) -> Notice:
    """What a reader of the edition `shown` should know; begins to make pages that are missing."""
    on_disk = living.refresh()
    edition, making = living.edition, living.making
    if making is not None and making.failed:
        return Notice("broken", _broken(edition is not None), making.faults, shown)
    if edition is not None and shown and edition.state.key != shown:
        what = "The pages" if shown == WAITING else "The plan changed, and its new pages"
        return Notice("ready", f"{what} are ready.", shown=shown)
    if making is not None:
        return Notice(
            "making", _being_made(making, edition.state if edition else None, on_disk), (), shown
        )
    return Notice("none", shown=shown)


def _broken(is_shown: bool) -> str:
    what = "New pages can't be made from what is on disk now."
    return f"{what} These are the last good pages." if is_shown else what


def _being_made(making: Making, shown: State | None, on_disk: State | None) -> str:
    step = making.step[:1].lower() + making.step[1:]
    where = f"{step} ({making.done} of {making.total} steps done)" if making.total else step
    if shown is None or on_disk is None:
        return f"The pages are being made: {where}."
    names = on_disk.changed_from(shown) or ("the program",)
    few = ", ".join(names[:MOST_NAMED])
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"Changed on disk: {few}{more}. New pages are being made: {where}."
