"""Opening a file that may be anything: what it really is, its hash, and its text or sheets."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import polars as pl

from growthplan.vocabulary import Fault, GrowthplanError

Kind = Literal["workbook", "csv", "json"]

SIZE_LIMIT = 200 * 1024**2
UNZIPPED_LIMIT = 300 * 1024**2


@dataclass(frozen=True)
class OpenFile:
    """A file whose kind is known and whose bytes are in hand."""

    path: Path
    kind: Kind
    data: bytes
    """The bytes, unpacked when the file is gzip."""
    sha256: str
    """Hash of the file as it is on disk (of its unpacked bytes when it is gzip, which is how the
    publisher released it)."""
    load_sheets: Callable[[Path], Mapping[str, pl.DataFrame]]

    @property
    def name(self) -> str:
        return self.path.name

    @cached_property
    def sheets(self) -> Mapping[str, pl.DataFrame]:
        """Every sheet of a workbook as text: columns `c1, c2, ...`, one row a sheet row, so that
        row i of the table is row i + 1 of the sheet. Empty cells are null."""
        return self.load_sheets(self.path)

    @cached_property
    def text(self) -> str:
        """The text of a CSV or JSON file, without a byte-order mark.

        Raises GrowthplanError when it is not UTF-8, with the encoding that it looks like.
        """
        return decode(self.data, self.name)

    @cached_property
    def header(self) -> str:
        """First non-empty line of a text file."""
        head = self.data[:65536].decode("utf-8-sig", errors="replace")
        return next((line for line in head.splitlines() if line.strip()), "")

    def csv(self, *, skip_lines: int = 0, has_header: bool = True) -> pl.DataFrame:
        """A CSV as text, with the record's number in the file as `row` (from 1, header counted).

        Raises GrowthplanError when a record has more fields than the header, or the last one
        has fewer: the file was cut short.
        """
        body = self.text.encode()
        check_not_cut_short(body, self.name)
        try:
            frame = pl.read_csv(
                io.BytesIO(body),
                has_header=has_header,
                skip_lines=skip_lines,
                infer_schema=False,
            )
        except pl.exceptions.PolarsError as error:
            raise GrowthplanError(
                Fault(
                    f"this is not a readable CSV: {str(error).splitlines()[0]}",
                    file=self.name,
                    fix="Download it again, and don't re-save it from a spreadsheet.",
                    code="csv",
                )
            ) from None
        first = skip_lines + 1 + has_header
        return frame.with_row_index("row", offset=first).with_columns(pl.col("row").cast(pl.Int32))

    def json(self) -> Any:
        """The parsed JSON.

        Raises GrowthplanError with line and column when it is not JSON.
        """
        try:
            return json.loads(self.text)
        except json.JSONDecodeError as error:
            raise GrowthplanError(
                Fault(
                    f"this is not readable JSON ({error.msg}); it may be cut short",
                    file=self.name,
                    line=error.lineno,
                    column=error.colno,
                    fix="Download it again.",
                    code="json",
                )
            ) from None


def open_file(path: Path, load_sheets: Callable[[Path], Mapping[str, pl.DataFrame]]) -> OpenFile:
    """Open a file and tell what it really is, whatever its name says.

    Raises GrowthplanError for a missing, empty, oversized, encrypted or bomb-like file, and for
    an HTML page saved under another name.
    """
    data = _read(path)
    if data[:2] == b"\x1f\x8b":
        data = _gunzip(data, path.name)
    return OpenFile(
        path, _kind(data, path.name), data, hashlib.sha256(data).hexdigest(), load_sheets
    )


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise _fault(path.name, "this is a folder, not a file", "Name the files in it.")
        if size == 0:
            raise _fault(path.name, "the file is empty", "Download it again.")
        if size > SIZE_LIMIT:
            raise _fault(path.name, f"the file has {size / 1e6:.0f} MB, more than any release does")
        return path.read_bytes()
    except FileNotFoundError:
        raise _fault(str(path), "there is no such file") from None
    except OSError as error:
        raise _fault(str(path), f"the file can't be read: {error.strerror}") from None


def _gunzip(data: bytes, name: str) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            unpacked = stream.read(UNZIPPED_LIMIT + 1)
    except (OSError, EOFError, ValueError):
        raise _fault(name, "the gzip file is damaged or cut short", "Download it again.") from None
    if len(unpacked) > UNZIPPED_LIMIT:
        raise _fault(name, "it unpacks to more than any release does; it was not read")
    return unpacked


def _kind(data: bytes, name: str) -> Kind:
    if data[:4] == b"PK\x03\x04":
        _check_zip(data, name)
        return "workbook"
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _fault(
                name,
                "the workbook is protected by a password",
                "Open it in a spreadsheet program, save it without a password, import that.",
            )
        return "workbook"
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        title = re.search(rb"<title[^>]*>(.*?)</title>", data[:65536], re.I | re.S)
        words = " ".join(title[1].decode(errors="replace").split())[:80] if title else ""
        said = f", titled '{words}'," if words else ""
        raise _fault(
            name,
            f"this is a web page{said} saved under the name of a data file",
            "The download went wrong: open the address in a browser and download the file itself.",
        )
    if name.lower().endswith((".xlsx", ".xls", ".ods")):
        raise _fault(name, "this is not a workbook, whatever its name says", "Download it again.")
    _check_utf8_like(data, name)
    if start[:1] in (b"{", b"["):
        return "json"
    return "csv"


def _check_zip(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise _fault(name, "the workbook is damaged or cut short", "Download it again.") from None
    if unpacked > UNZIPPED_LIMIT:
        raise _fault(name, f"the workbook unpacks to {unpacked / 1e6:,.0f} MB; it was not read")
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise _fault(name, "this is a zip archive but not a workbook", "Unpack it first.")


def decode(data: bytes, name: str) -> str:
    """UTF-8 text without a byte-order mark.

    Raises GrowthplanError naming the likely encoding and the line of the first bad byte.
    """
    _check_utf8_like(data, name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GrowthplanError(
            Fault(
                f"byte 0x{data[error.start]:02x} is not UTF-8; the file looks like Windows-1252",
                file=name,
                line=line,
                fix="Save it as 'CSV UTF-8', or download the original again.",
                code="encoding",
            )
        ) from None


def _check_utf8_like(data: bytes, name: str) -> None:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _fault(name, "the text is UTF-16, not UTF-8", "Save it as 'CSV UTF-8'.", "encoding")
    if b"\x00" in data[:4096]:
        raise _fault(name, "this is neither text nor a workbook", "Download it again.", "encoding")


def check_not_cut_short(body: bytes, name: str) -> None:
    """Raise GrowthplanError when the last record has fewer fields than the one before it.

    Looks only at the file's end, where a broken download shows: the last record lacks its line
    end and does not have the fields of the record above.
    """
    if body.endswith(b"\n") or body.count(b"\n") < 2:
        return
    *_, above, last = body[-20000:].decode(errors="replace").splitlines()
    if _fields(last) < _fields(above):
        line = body.count(b"\n") + 1
        raise GrowthplanError(
            Fault(
                "the file ends in the middle of a record: it was cut short",
                file=name,
                line=line,
                fix="Download it again.",
                code="truncated",
            )
        )


def _fields(record: str) -> int:
    return re.sub(r'"[^"]*("|$)', "", record).count(",") + 1


def _fault(name: str, message: str, fix: str | None = None, code: str = "file") -> GrowthplanError:
    return GrowthplanError(Fault(message, file=name, fix=fix, code=code))
