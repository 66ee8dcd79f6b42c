"""Import published files: read and check every one, then add them all, or none."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Literal

from growthplan.importers import OpenFile, Parsed, WorkbookReader, open_file, read
from growthplan.journeys.completeness import check_not_smaller
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.releases import release_of
from growthplan.store import REFERENCE_TABLES, Release, Store, add_releases, certificates
from growthplan.vocabulary import (
    UNKNOWN_LICENCE,
    Fault,
    Gazetteer,
    GrowthplanError,
    Source,
)

DATA_SUFFIXES = {".csv", ".gz", ".xls", ".xlsx", ".ods", ".json", ".geojson"}
PREFIXES = {
    "office for national statistics": "ons",
    "hm treasury": "hmt",
    "ministry of housing, communities and local government": "mhclg",
}
"""How release ids begin; another publisher's begin with the first word of its name."""


FILES_AHEAD = 3
"""Files opened before they are needed: enough to keep the reading child busy, few enough for
their contents to fit in memory."""


@dataclass(frozen=True)
class ImportOptions:
    """What the user says of files that don't say it themselves."""

    released: date | None = None
    """Day of publication, for files that don't print one."""
    edition: str | None = None
    """Edition, `YYYY-MM`; the month of publication when not given."""
    url: str = ""
    """Where the files come from."""
    new_places: bool = False
    """Add places that are not known yet under the code and name that the file gives them."""
    partial: bool = False
    """Accept a file with far fewer places than the edition before it."""
    skip_unrecognised: bool = False
    """Leave out files that no importer recognises, and say so."""
    changed: date | None = None
    """Day on which the publisher's server says that the file was last changed; stands in for a
    day of publication that neither the file nor the user gives."""


@dataclass(frozen=True)
class ImportedFile:
    """What became of one file."""

    file: str
    outcome: Literal["imported", "already held", "not recognised"]
    source: Source | None = None
    observations: int = 0
    """Figures read, rows of reference tables too."""
    places: int = 0
    indicators: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def import_files(
    paths: Iterable[Path],
    store: Path | None = None,
    options: ImportOptions | None = None,
    progress: Progress = silent,
) -> tuple[ImportedFile, ...]:
    """Import published files into the store.

    Every file is read and checked before anything is written. Raises GrowthplanError with the
    faults of every file at once; the store is then as it was.
    """
    files = expand(paths)
    results, releases = read_files(files, store, options, progress)
    if releases:
        progress(f"Writing {len(releases)} releases", len(files), len(files))
        add_releases(releases, store)
    return results


def read_files(
    paths: Iterable[Path],
    store: Path | None = None,
    options: ImportOptions | None = None,
    progress: Progress = silent,
) -> tuple[tuple[ImportedFile, ...], tuple[Release, ...]]:
    """Read and check published files as an import does, and write nothing: what becomes of each,
    and the releases that would be added. Raises GrowthplanError with the faults of every file."""
    options = options or ImportOptions()
    files = expand(paths)
    results: list[ImportedFile] = []
    releases: list[Release] = []
    faults: list[Fault] = []
    with WorkbookReader() as load_sheets, Store(store) as held:
        load_sheets.start()
        reader = _BatchReader(held, options, load_sheets)
        for number, (path, file) in enumerate(reader.opened_ahead(files)):
            progress(f"Reading {path.name}", number, len(files))
            try:
                if isinstance(file, GrowthplanError):
                    raise file
                result, release = reader.read(file)
            except GrowthplanError as error:
                faults.extend(error.faults)
                continue
            results.append(result)
            if release is not None:
                releases.append(release)
    if faults:
        raise GrowthplanError(faults)
    return tuple(results), tuple(releases)


def expand(paths: Iterable[Path]) -> list[Path]:
    """Files in the order given; a folder means every data file in it, without the metadata that
    is read with a CSV of the same name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in DATA_SUFFIXES)
            tables = {p.name.split(".")[0] for p in inside if ".csv" in p.suffixes}
            found += [p for p in inside if p.suffix != ".json" or p.stem not in tables]
        else:
            found.append(path)
    return list(dict.fromkeys(found))


class _BatchReader:
    """Reads the files of one import; a lookup read earlier serves the files after it."""

    def __init__(self, held: Store, options: ImportOptions, load_sheets: WorkbookReader) -> None:
        self._held = held
        self._options = options
        self._load_sheets = load_sheets
        self._known = certificates()
        self._hashes = {s.sha256: s for s in held.sources.values()}
        self._gazetteer = held.gazetteer

    def opened_ahead(
        self, paths: Sequence[Path]
    ) -> Iterator[tuple[Path, OpenFile | GrowthplanError]]:
        """Each file opened, or why it can't be; the workbooks after it are being read already."""
        following = zip(paths, map(self._open, paths), strict=True)
        ahead = deque(islice(following, FILES_AHEAD))
        while ahead:
            yield ahead.popleft()
            ahead.extend(islice(following, 1))

    def _open(self, path: Path) -> OpenFile | GrowthplanError:
        try:
            file = open_file(path, self._load_sheets)
        except GrowthplanError as error:
            return error
        if file.kind == "workbook" and file.sha256 not in self._hashes:
            self._load_sheets.expect(path)
        return file

    def read(self, file: OpenFile) -> tuple[ImportedFile, Release | None]:
        """What becomes of one file, and the release to add if it is new."""
        if file.sha256 in self._hashes:
            source = self._hashes[file.sha256]
            return ImportedFile(file.name, "already held", source), None
        try:
            parsed = read(file, self._gazetteer)
        except GrowthplanError as error:
            unrecognised = any(f.code == "unrecognised" for f in error.faults)
            if self._options.skip_unrecognised and unrecognised:
                return ImportedFile(file.name, "not recognised"), None
            raise
        self._check_places(parsed, file)
        source = self._source(parsed, file)
        if not self._options.partial:
            check_not_smaller(parsed, file.name, self._held)
        new = parsed.unknown_places if self._options.new_places else ()
        release = release_of(parsed, source, (*parsed.places, *new))
        self._hashes[file.sha256] = source
        if release.places:
            merged = {**dict(self._gazetteer), **{p.code: p for p in release.places}}
            self._gazetteer = Gazetteer(merged.values())
        return _summary(file.name, parsed, source), release

    def _check_places(self, parsed: Parsed, file: OpenFile) -> None:
        if not parsed.unknown_places or self._options.new_places:
            return
        named = ", ".join(f"{p.name} ({p.code})" for p in parsed.unknown_places[:8])
        more = len(parsed.unknown_places) - 8
        raise GrowthplanError(
            Fault(
                f"{len(parsed.unknown_places)} places are not known here: {named}"
                + (f" and {more} more" if more > 0 else ""),
                file=file.name,
                fix="Import a newer lookup of areas first, or add them as the file names them "
                "with --new-places.",
                code="place",
            )
        )

    def _source(self, parsed: Parsed, file: OpenFile) -> Source:
        known = self._known.get(file.sha256)
        if known is not None:
            return known
        options = self._options
        released, basis = next(
            (
                (day, basis)
                for day, basis in (
                    (options.released, "given at import"),
                    (parsed.released, "printed in the file or its metadata"),
                    (options.changed, "day on which the publisher's server last changed the file"),
                )
                if day is not None
            ),
            (None, ""),
        )
        if released is None:
            raise GrowthplanError(
                Fault(
                    "the file does not print the day on which it was published",
                    file=file.name,
                    fix="Give it with --released YYYY-MM-DD; the publisher's page for the "
                    "release says it.",
                    code="release",
                )
            )
        publisher = parsed.publisher.casefold()
        prefix = PREFIXES.get(publisher, publisher.split()[0])
        return Source(
            id=f"{prefix}-{parsed.dataset}@{released.isoformat()}",
            title=parsed.title,
            publisher=parsed.publisher,
            family=parsed.family,
            edition=options.edition or parsed.edition or f"{released:%Y-%m}",
            released=released,
            released_basis=basis,
            licence=parsed.licence or UNKNOWN_LICENCE,
            url=options.url or parsed.url or "not recorded",
            sha256=file.sha256,
            file=file.name,
            layout=parsed.layout,
            priority=parsed.priority,
            status=parsed.status,
        )


def _summary(name: str, parsed: Parsed, source: Source) -> ImportedFile:
    rows = parsed.observations
    return ImportedFile(
        file=name,
        outcome="imported",
        source=source,
        observations=rows.height
        + sum(parsed.extra[name].height for name in REFERENCE_TABLES.keys() & parsed.extra),
        places=rows["place"].n_unique() or len(parsed.places),
        indicators=tuple(sorted(rows["indicator"].unique())),
        notes=parsed.notes,
    )
