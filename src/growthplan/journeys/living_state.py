"""What a served plan is made from, as one key: its files, the statistics, and the version."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from growthplan import __version__

_CODE = Path(__file__).resolve().parent.parent
FIRST_FILE = "plan.yaml"
_OF_PAGES = frozenset({".py", ".j2", ".css", ".js", ".yaml", ".parquet"})
_PLACE = re.compile(r"""^place:\s*["']?([^"'#\n]+)""", re.MULTILINE)


@dataclass(frozen=True)
class State:
    """What pages are made from: two states with one key give the same pages."""

    key: str
    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file of the plan, by its name within the plan's folder."""
    store: str = ""
    """The user's own statistics store: its size and when it was last written."""

    def changed_from(self, other: State) -> tuple[str, ...]:
        """Names of the files that differ between two states, those added and removed among them."""
        names = {*self.files, *other.files}
        changed = sorted(n for n in names if self.files.get(n) != other.files.get(n))
        return (*changed, *(("statistics",) if self.store != other.store else ()))


def state_of(plan: Path, store: Path | None = None) -> State:
    """The state of a plan's folder and of the statistics store, as they are on disk now.

    Raises GrowthplanError when the folder is not there or a file of it can't be read.
    """
    # What reads plans is loaded with the first look at one: the last good pages don't wait for it.
    from growthplan.journeys import planning
    from growthplan.store import store_path

    contents, _ = planning.folder_contents(plan.parent if plan.is_file() else plan)
    files = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(contents.items())}
    held = _written(store_path(store))
    text = "\n".join((__version__, _written_last(), held, *(f"{n} {h}" for n, h in files.items())))
    return State(hashlib.sha256(text.encode()).hexdigest()[:16], files, held)


def place_said(plan: Path) -> str:
    """The place as the plan's first file says it, read without checking the plan; empty when it
    can't be read, as in a release."""
    folder = plan.parent if plan.is_file() else plan
    try:
        found = _PLACE.search((folder / FIRST_FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    return found[1].strip() if found else ""


def _written(path: Path) -> str:
    """Size and time of a file's last writing; empty when there is none."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


@lru_cache(maxsize=1)
def _written_last() -> str:
    """When the newest file of the program was written: a program that changed makes other pages."""
    made = (path for path in _CODE.rglob("*") if path.suffix in _OF_PAGES)
    return str(max(path.stat().st_mtime_ns for path in made))
