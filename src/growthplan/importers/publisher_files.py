"""The publisher's current files, and fetching them all.

The list is data: `publisher_files.csv` beside this module, one row a file. The publisher renames
files when it releases a new edition, so an address may have moved since the list was written. A
file that has moved is reported as such, with the page to find it on, and
`growthplan data update --from URL` takes the new address instead.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from growthplan.importers.download import Download, Patience, download
from growthplan.importers.download_content import Expect
from growthplan.importers.download_http import open_session
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean


@dataclass(frozen=True)
class PublisherFile:
    """One file that the publisher keeps up to date."""

    id: str
    topic: str
    """`productivity`, `regional-gdp`, `industry`, `deflators`, `geography` or
    `local-statistics`."""
    title: str
    file: str
    """Name that it is saved under."""
    expect: Expect
    url: str
    landing: str
    """Page of the publisher where the file is found when its address has moved."""
    sha256: str | None = None
    """Hash that the file must have; only for a file that never changes."""

    @classmethod
    def from_url(cls, url: str) -> PublisherFile:
        """A file that is not in the list, by its address."""
        name = Path(urlsplit(url).path).name or Path(urlsplit(url).query).name or "download"
        return cls(name, "given", name, name, "any", url, url)


FilesProgress = Callable[[PublisherFile, int, int | None], None]
"""Told after every piece of every file: the file, its bytes so far, its length when known."""


def publisher_files(wanted: Sequence[str] = ()) -> tuple[PublisherFile, ...]:
    """The files of the list, or those whose id or topic is wanted, in the list's order.

    Raises GrowthplanError for a word that is neither an id nor a topic, with the nearest ones.
    """
    text = files("growthplan.importers").joinpath("publisher_files.csv").read_text("utf-8")
    listed = tuple(_file(row) for row in csv.DictReader(text.splitlines()))
    known = dict.fromkeys([file.topic for file in listed] + [file.id for file in listed])
    faults = [
        Fault(f"'{word}' is no file or topic of the list.", fix=did_you_mean(word, known))
        for word in wanted
        if word not in known
    ]
    if faults:
        raise GrowthplanError(faults)
    return tuple(file for file in listed if not wanted or file.id in wanted or file.topic in wanted)


def fetch_all(
    wanted: Sequence[PublisherFile],
    folder: Path,
    progress: FilesProgress | None = None,
    *,
    patience: Patience | None = None,
) -> list[Download | Fault]:
    """Download files into a folder, one after the other; a result for each, in their order.

    A failure does not stop the rest: its place in the list holds the Fault. A host that can't be
    reached is not tried again for the files that follow, so that a machine without a network
    hears so at once. Raises GrowthplanError only when the extra `fetch` is missing.
    """
    results: list[Download | Fault] = []
    silent: set[str | None] = set()
    with open_session() as session:
        for file in wanted:
            host = urlsplit(file.url).hostname
            if host in silent:
                message = f"not tried, since {host} could not be reached for a file before it"
                results.append(Fault(message, file=file.url, code="download-unreachable"))
                continue
            try:
                results.append(
                    download(
                        file.url,
                        folder,
                        expect=file.expect,
                        name=file.file,
                        sha256=file.sha256,
                        patience=patience,
                        progress=_told_of(file, progress),
                        session=session,
                    )
                )
            except GrowthplanError as error:
                results.append(_with_landing_page(error.faults[0], file))
                if error.faults[0].code == "download-unreachable":
                    silent.add(host)
    return results


def _told_of(
    file: PublisherFile, progress: FilesProgress | None
) -> Callable[[int, int | None], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(file, done, total)


def _with_landing_page(fault: Fault, file: PublisherFile) -> Fault:
    """Say which file it was and, when it has moved, where to find it."""
    told = replace(fault, message=f"{file.title}: {fault.message}")
    if fault.code not in ("download-moved", "download-content", "download-hash"):
        return told
    fix = f"Find it on {file.landing} and give its address: `growthplan data update --from URL`."
    return replace(told, fix=fix)


def _file(row: dict[str, str]) -> PublisherFile:
    return PublisherFile(
        id=row["id"],
        topic=row["topic"],
        title=row["title"],
        file=row["file"],
        expect=cast(Expect, row["expect"]),
        url=row["url"],
        landing=row["landing"],
        sha256=row["sha256"] or None,
    )
