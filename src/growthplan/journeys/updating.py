"""Data update: fetch the publishers' current files, import what is new."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from growthplan.importers import Download, PublisherFile, fetch_all, publisher_files
from growthplan.journeys.importing import ImportedFile, ImportOptions, import_files
from growthplan.journeys.progress import Progress, silent
from growthplan.vocabulary import Fault, GrowthplanError


@dataclass(frozen=True)
class Update:
    """What an update brought, and what it could not."""

    imported: tuple[ImportedFile, ...]
    faults: tuple[Fault, ...]
    """One for each file that could not be fetched or read; the others went in all the same."""


def planned(topics: Iterable[str] = (), addresses: Iterable[str] = ()) -> tuple[PublisherFile, ...]:
    """The files that an update would fetch: addresses given, else the list's."""
    given = tuple(addresses)
    if given:
        return tuple(PublisherFile.from_url(url) for url in given)
    return publisher_files(tuple(topics))


def update(
    topics: Iterable[str] = (),
    addresses: Iterable[str] = (),
    store: Path | None = None,
    options: ImportOptions | None = None,
    keep: Path | None = None,
    progress: Progress = silent,
) -> Update:
    """Fetch and import. Each file stands alone: one that fails does not stop the others.

    A file that prints no day of publication takes the day on which the server says that it was
    last changed, and the release records that.
    """
    files = planned(topics, addresses)
    folder = keep or Path(tempfile.mkdtemp(prefix="growthplan-update-"))
    done: dict[str, int] = {}

    def told(file: PublisherFile, got: int, length: int | None) -> None:
        done.setdefault(file.id, len(done))
        size = f"{got / 1e6:.1f} MB" + (f" of {length / 1e6:.1f}" if length else "")
        progress(f"Fetching {file.title}: {size}", done[file.id], len(files))

    fetched = fetch_all(files, folder, told)
    imported: list[ImportedFile] = []
    faults: list[Fault] = []
    for file, result in zip(files, fetched, strict=True):
        if isinstance(result, Fault):
            faults.append(result)
            continue
        try:
            imported += _import_one(file, result, store, options or ImportOptions())
        except GrowthplanError as error:
            faults.extend(error.faults)
    return Update(tuple(imported), tuple(faults))


def _import_one(
    file: PublisherFile, got: Download, store: Path | None, options: ImportOptions
) -> tuple[ImportedFile, ...]:
    told = replace(
        options,
        url=got.url or file.url,
        changed=got.last_modified,
        # Metadata that lies beside a CSV is read with it, not by itself.
        skip_unrecognised=file.expect == "json",
    )
    return import_files([got.path], store, told)
