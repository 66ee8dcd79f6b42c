"""A download under way: the bytes so far and the mark of the version that they belong to."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from growthplan.importers.download_content import safe_name


@dataclass(frozen=True)
class Part:
    """The `.part` file of one address in one folder, and the note beside it.

    The note holds the server's own mark of the version (`ETag`, or else `Last-Modified`). Bytes
    without a mark are never added to, since the rest might be of another version.
    """

    path: Path
    url: str

    @classmethod
    def of(cls, url: str, folder: Path) -> Part:
        """The part file that a download of `url` into `folder` uses, now and at the next try."""
        digest = hashlib.sha256(url.encode()).hexdigest()[:12]
        return cls(folder / f".{safe_name(url)[-40:]}.{digest}.part", url)

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def mark(self) -> str | None:
        """Mark of the version that the bytes belong to; None when they can't be added to."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(note, dict) or note.get("url") != self.url:
            return None
        mark = note.get("mark")
        return mark if isinstance(mark, str) and mark else None

    def resume_headers(self) -> dict[str, str]:
        """Request headers that ask for the rest, if it is still the same version.

        Bytes that can't be added to are thrown away and nothing special is asked for.
        """
        size, mark = self.size, self.mark
        if size and mark:
            return {"Range": f"bytes={size}-", "If-Range": mark}
        self.discard()
        return {}

    def restart(self, headers: Mapping[str, str]) -> None:
        """Begin again at nothing, with the mark of the version that is about to arrive."""
        self.discard()
        self.path.touch()
        mark = version_mark(headers)
        if mark:
            note = json.dumps({"url": self.url, "mark": mark})
            self._note.write_text(note, encoding="utf-8")

    def head(self, size: int) -> bytes:
        """The first `size` bytes."""
        with self.path.open("rb") as stream:
            return stream.read(size)

    def sha256(self) -> str:
        """Hash of the bytes on disk."""
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def finish(self, target: Path) -> None:
        """Put the whole file in its place in one step: no reader ever sees half of it."""
        with self.path.open("rb+") as stream:
            os.fsync(stream.fileno())
        os.replace(self.path, target)
        self._note.unlink(missing_ok=True)

    def discard(self) -> None:
        """Throw away the bytes and the note."""
        self._note.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)

    @property
    def _note(self) -> Path:
        return self.path.with_name(self.path.name + ".json")


def version_mark(headers: Mapping[str, str]) -> str | None:
    """The header value that tells one version of the file from another, for `If-Range`.

    A weak ETag (`W/...`) promises only that two versions mean the same, not that their bytes
    match, so it is passed over; and so is any mark of a body that was compressed on the way,
    whose byte positions are not the file's.
    """
    if headers.get("Content-Encoding", "identity").lower() != "identity":
        return None
    etag = headers.get("ETag", "")
    return etag if etag.startswith('"') else headers.get("Last-Modified") or None
