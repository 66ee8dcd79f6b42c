"""Downloading one published file: whole, checked and put in place in one step, or not at all.

Needs the extra `fetch`; the rest of growthplan works without it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from growthplan.importers.download_content import (
    HEAD_BYTES,
    Expect,
    content_fault,
    name_from_address,
    safe_name,
)
from growthplan.importers.download_http import (
    TEMPORARY,
    TransferError,
    check_address,
    check_answer,
    declared_length,
    gave_up,
    in_plain_words,
    open_session,
    range_start,
)
from growthplan.importers.download_part import Part, version_mark
from growthplan.vocabulary import Fault, GrowthplanError

if TYPE_CHECKING:
    import requests
    from urllib3.util.retry import Retry

LIMIT_BYTES = 200 * 1024**2
TIMEOUT = 30.0
_CHUNK = 64 * 1024

Progress = Callable[[int, int | None], None]
"""Told after every piece: bytes so far, and the whole length when the server gave one."""


@dataclass(frozen=True)
class Download:
    """A finished download."""

    path: Path
    url: str
    """The address that was asked for."""
    sha256: str
    bytes: int
    last_modified: date | None
    """Day that the server says the file last changed."""
    etag: str | None


@dataclass(frozen=True)
class Patience:
    """How hard to try."""

    tries: int = 5
    """Tries in a row that bring nothing; a try that brings some of the file starts the count
    again."""
    backoff: float = 0.5
    """Seconds before the third try; the second is at once, later ones wait twice as long each."""
    connect: float = 10.0
    """Seconds to wait for a connection."""
    total: float = 900.0
    """Seconds for the whole file, tries and waits together."""
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True)
class _Job:
    url: str
    session: requests.Session
    part: Part
    limit: int
    timeout: float
    patience: Patience
    deadline: float
    progress: Progress | None

    @property
    def seconds_left(self) -> float:
        return self.deadline - self.patience.clock()


def download(
    url: str,
    folder: Path,
    *,
    expect: Expect = "any",
    name: str | None = None,
    sha256: str | None = None,
    limit_bytes: int = LIMIT_BYTES,
    timeout: float = TIMEOUT,
    patience: Patience | None = None,
    progress: Progress | None = None,
    session: requests.Session | None = None,
) -> Download:
    """Download a file into a folder.

    A broken transfer goes on where it stopped, in this call and in the next one, as long as the
    server's mark shows that the file is still the same. `name` overrides the server's file name;
    `sha256` is the hash that the file must have; `timeout` is how many seconds the server may
    stay silent. Proxies are taken from the environment.

    Raises GrowthplanError when the file can't be had, is too big, is not what was expected, or
    the extra `fetch` is missing. The folder then holds no finished file, at most a `.part`.
    """
    check_address(url)
    session = session or open_session()
    patience = patience or Patience()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = Part.of(url, folder)
        deadline = patience.clock() + patience.total
        job = _Job(url, session, part, limit_bytes, timeout, patience, deadline, progress)
        headers = _until_whole(job)
        _check_content(part, expect, sha256)
        named = name or name_from_address(url, headers.get("Content-Disposition"), expect)
        return _put_in_place(part, folder / safe_name(named), headers)
    except OSError as error:
        message = f"the file can't be written to {folder}: {error.strerror or error}"
        raise GrowthplanError(Fault(message, file=url, code="download-disk")) from None


def _until_whole(job: _Job) -> dict[str, str]:
    """Try until the part file is whole; the last answer's headers."""
    from urllib3.exceptions import MaxRetryError
    from urllib3.util.retry import Retry

    fresh = Retry(
        total=job.patience.tries - 1,
        status_forcelist=TEMPORARY,
        backoff_factor=job.patience.backoff,
    )
    retry = fresh
    while True:
        before = job.part.size
        try:
            return _one_try(job)
        except TransferError as trouble:
            if job.part.size > before:
                retry = fresh
            try:
                retry = retry.increment("GET", job.url, error=trouble)
            except MaxRetryError:
                why = f"gave up after {job.patience.tries} tries that brought nothing more"
                raise gave_up(job.url, trouble, why) from None
            _wait(job, trouble, retry)


def _wait(job: _Job, trouble: TransferError, retry: Retry) -> None:
    """Wait as long as the server asks, or else as the backoff says, if there is time for it."""
    from urllib3.exceptions import InvalidHeader

    asked = 0.0
    if trouble.wait_header:
        try:
            asked = retry.parse_retry_after(trouble.wait_header)
        except InvalidHeader:
            asked = 0.0
    seconds = max(asked, retry.get_backoff_time())
    if seconds >= job.seconds_left:
        if asked:
            why = f"it asks to be left alone for {asked:,.0f} seconds"
        else:
            why = f"the time limit of {job.patience.total:,.0f} seconds was reached"
        raise gave_up(job.url, trouble, why)
    job.patience.pause(seconds)


def _one_try(job: _Job) -> dict[str, str]:
    """Ask for the file, or the rest of it, and receive what comes.

    Raises TransferError when less than the whole came and another try may help.
    """
    asked = job.part.resume_headers()
    left = max(job.seconds_left, 0.001)
    waits = (min(job.patience.connect, left), min(job.timeout, left))
    with (
        in_plain_words(job.url),
        job.session.get(job.url, headers=asked, stream=True, timeout=waits) as response,
    ):
        if response.status_code == 416:
            job.part.discard()
            raise TransferError("the server has no such part of the file", "download-broken")
        check_answer(response, job.url)
        total = _begin(job, response)
        if total is not None and total > job.limit:
            raise _too_big(job, f"{total / 1e6:,.1f} MB")
        _receive(job, response, total)
        return dict(response.headers)


def _begin(job: _Job, response: requests.Response) -> int | None:
    """Make the part file fit what is about to arrive; the whole length, when it is known."""
    if response.status_code == 200:
        job.part.restart(response.headers)
        return declared_length(response)
    known = range_start(response)
    mark = version_mark(response.headers)
    if known is None or known[0] != job.part.size or (mark and mark != job.part.mark):
        job.part.discard()
        raise TransferError("the server sent another part than was asked for", "download-broken")
    return known[1]


def _receive(job: _Job, response: requests.Response, total: int | None) -> None:
    size = job.part.size
    with job.part.path.open("ab") as stream:
        for piece in _pieces(response):
            size += len(piece)
            if size > job.limit:
                break
            stream.write(piece)
            stream.flush()
            if job.progress:
                job.progress(size, total)
            if job.seconds_left <= 0:
                why = f"the time limit of {job.patience.total:,.0f} seconds was reached"
                raise gave_up(job.url, TransferError("the server is slow", "download-timeout"), why)
    if size > job.limit:
        raise _too_big(job, f"more than {job.limit / 1e6:,.1f} MB")
    if total is not None and size != total:
        message = f"the connection ended after {size:,} of {total:,} bytes"
        raise TransferError(message, "download-broken")


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """The body as it arrives. Waiting for full pieces would let a server that drips a byte at a
    time hold the program for hours."""
    while piece := response.raw.read1(_CHUNK, decode_content=True):
        yield piece


def _too_big(job: _Job, size: str) -> GrowthplanError:
    job.part.discard()
    message = f"the file has {size}; the limit is {job.limit / 1e6:,.1f} MB, so it was not kept"
    return GrowthplanError(Fault(message, file=job.url, code="download-size"))


def _check_content(part: Part, expect: Expect, sha256: str | None) -> None:
    """Throw the bytes away, so that the next try starts clean, when they are not what they
    should be."""
    fault = content_fault(part.head(HEAD_BYTES), expect, part.url)
    if not fault and sha256 and part.sha256() != sha256.lower():
        fault = Fault(
            f"the file's SHA-256 is {part.sha256()}, not {sha256.lower()} as it should be; "
            "it was not kept",
            file=part.url,
            fix="It was changed or damaged: check the address, then the hash.",
            code="download-hash",
        )
    if fault:
        part.discard()
        raise GrowthplanError(fault)


def _put_in_place(part: Part, target: Path, headers: dict[str, str]) -> Download:
    found = {key.lower(): value for key, value in headers.items()}
    digest, size = part.sha256(), part.size
    if target.is_dir():
        raise IsADirectoryError(0, f"{target.name} is a folder", os.fspath(target))
    part.finish(target)
    return Download(target, part.url, digest, size, _day(found), found.get("etag"))


def _day(headers: dict[str, str]) -> date | None:
    try:
        return parsedate_to_datetime(headers["last-modified"]).date()
    except (KeyError, ValueError, TypeError):
        return None
