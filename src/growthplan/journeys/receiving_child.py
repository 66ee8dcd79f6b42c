"""The child process in which uploaded files are read: with limits, and nothing else to lose.

What to do comes as one JSON object on standard input; the answer is one on standard output:
`{"title", "changes", "warnings", "is_new"}`, or `{"faults"}`.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from growthplan.journeys.importing import ImportedFile, ImportOptions, import_files, read_files
from growthplan.journeys.receiving_changes import changes_of
from growthplan.journeys.returns_importing import import_return
from growthplan.store import Store
from growthplan.vocabulary import GrowthplanError

MEMORY_LIMIT = 4 * 1024**3
SECONDS = 90


def main() -> int:
    """Look at files, or take them in; 0 when that could be done."""
    _limit()
    asked = json.loads(sys.stdin.read())
    work = _return if asked["kind"] == "return" else _releases
    try:
        said = work(asked)
    except GrowthplanError as refused:
        said = {"faults": [_without(asked["folder"], str(fault)) for fault in refused.faults]}
    except MemoryError:
        said = {"faults": ["The file needs more memory than is allowed; nothing was changed."]}
    print(json.dumps(said))
    return 0 if "title" in said else 2


def _without(folder: str, text: str) -> str:
    """A fault without the folder in which the files were put aside, which means nothing to who
    sent them."""
    return text.replace(f"{folder}/", "").replace(folder, "The files")


def _limit() -> None:
    """Memory and processor seconds, where the system knows such limits."""
    try:
        import resource
    except ImportError:  # not on Windows; the time limit and the size checks remain
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY_LIMIT), (resource.RLIMIT_CPU, SECONDS)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard),
                                  hard))  # fmt: skip


def _return(asked: dict[str, Any]) -> dict[str, Any]:
    folder, store = Path(asked["folder"]), Path(asked["store"]) if asked["store"] else None
    source = _workbook(folder, asked["names"])
    taken = import_return(asked["plan"], source, store=store, rehearse=not asked["accept"])
    kept, standing = taken.kept, taken.standing
    if taken.new:
        title = f"{standing.name}, {standing.quarter}: version {kept.version}"
    else:
        title = f"Nothing new: version {kept.version} of {standing.name}, {standing.quarter}, " \
                "says the same"  # fmt: skip
    blank = len(kept.returned.gaps)
    is_first = taken.new and kept.version == 1
    first = ["The first return of this quarter."] if is_first else []
    gaps = [f"{blank} value{'s' * (blank != 1)} left blank."] if blank else []
    return {
        "title": title, "changes": [*first, *gaps, *taken.differences],
        "warnings": [str(fault) for fault in taken.warnings], "is_new": taken.new,
    }  # fmt: skip


def _workbook(folder: Path, names: list[str]) -> Path:
    """The return among the files that came; the others are its evidence."""
    books = [name for name in names if name.casefold().endswith(".xlsx")]
    if books:
        return folder / books[0]
    if all(name.casefold().endswith(".csv") for name in names):
        return folder
    raise GrowthplanError("None of the files is a return: a workbook whose name ends in .xlsx.")


def _releases(asked: dict[str, Any]) -> dict[str, Any]:
    store = Path(asked["store"]) if asked["store"] else None
    paths = [Path(asked["folder"]) / name for name in asked["names"]]
    options = _options(asked["options"])
    results, releases = read_files(paths, store, options)
    with Store(store) as held:
        changes = [line for one in releases for line in changes_of(one, held)]
    if asked["accept"]:
        import_files(paths, store, options)
    new = [one for one in results if one.outcome == "imported"]
    title = "; ".join(_became(one) for one in results)
    notes = [note for one in results for note in one.notes]
    return {"title": title, "changes": changes, "warnings": notes, "is_new": bool(new)}


def _options(given: dict[str, Any]) -> ImportOptions:
    released = given.get("released") or None
    try:
        day = date.fromisoformat(released) if released else None
    except ValueError:
        message = f"'{str(released)[:30]}' is no day of publication."
        raise GrowthplanError(f"{message} Write it as 2026-11-24.") from None
    return ImportOptions(
        released=day, url=str(given.get("url", "")), new_places=bool(given.get("new_places")),
        partial=bool(given.get("partial")),
    )  # fmt: skip


def _became(one: ImportedFile) -> str:
    if one.source is None:
        return f"{one.file}: {one.outcome}"
    if one.outcome == "already held":
        return f"{one.file} is already held as {one.source.id}"
    day = one.source.released
    what = f"{one.observations:,} figures of {one.places:,} places"
    return f"{one.source.title}, published on {day.day} {day:%B %Y}: {what}"


if __name__ == "__main__":
    sys.exit(main())
