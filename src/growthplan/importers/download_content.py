"""What a downloaded file may be called, and whether its first bytes are what was asked for."""

from __future__ import annotations

import html
import re
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from growthplan.vocabulary import Fault

Expect = Literal["workbook", "csv", "json", "any"]

HEAD_BYTES = 65536
"""How much of a file's start is looked at."""

_LONGEST_NAME = 120
_SUFFIX: dict[Expect, str] = {"workbook": ".xlsx", "csv": ".csv", "json": ".json", "any": ""}
_DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_GZIP = b"\x1f\x8b"
_BLANKS = b"\xef\xbb\xbf \t\r\n"


def safe_name(text: str) -> str:
    """The last part of a path or address as a plain file name, fit for any file system.

    >>> safe_name("../../etc/pass%77d.csv")
    'passwd.csv'
    >>> safe_name("..")
    'download'
    """
    last = re.split(r"[/\\]", unquote(text).rstrip("/\\"))[-1]
    plain = re.sub(r'[\x00-\x1f\x7f<>:"|?*]', "", last).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if dot and len(suffix) <= 10:
        plain = f"{stem[: _LONGEST_NAME - len(suffix) - 1]}.{suffix}"
    plain = plain[:_LONGEST_NAME]
    if plain.split(".")[0].lower() in _DEVICES:
        plain = f"_{plain}"
    return plain or "download"


def name_from_address(url: str, disposition: str | None, expect: Expect) -> str:
    """The file name: what the server calls the file, else the end of its address.

    The publisher's addresses carry the file in their query (`file?uri=/a/b/labour.xlsx`), so that
    is looked at before the path.
    """
    parts = urlsplit(url)
    in_query = parse_qs(parts.query).get("uri", [""])[0]
    name = safe_name(_disposition_name(disposition) or in_query or parts.path)
    return name if "." in name else name + _SUFFIX[expect]


def _disposition_name(header: str | None) -> str | None:
    if not header:
        return None
    extended = re.search(r"filename\*\s*=\s*[\w-]*'[^']*'([^;]+)", header, re.I)
    plain = re.search(r'filename\s*=\s*("[^"]*"|[^;]+)', header, re.I)
    found = extended or plain
    return found[1].strip().strip('"') or None if found else None


def page_title(head: bytes) -> str | None:
    """The title of a web page, when the bytes are one that has a title."""
    found = re.search(rb"<title[^>]*>(.*?)</title>", head, re.I | re.S)
    if not found:
        return None
    return " ".join(html.unescape(found[1].decode(errors="replace")).split())[:80] or None


def content_fault(head: bytes, expect: Expect, where: str) -> Fault | None:
    """What is wrong with a file that begins with `head`, when `expect` was asked for."""
    start = head[:4096].lstrip(_BLANKS).lower()
    if start.startswith(b"<"):
        return _markup(head, start, where)
    if not head:
        problem = "the file is empty"
    elif expect == "workbook" and not head.startswith(_WORKBOOK):
        problem = f"this is not a workbook; it begins {_shown(head)}"
    elif expect in ("csv", "json") and head.startswith(_WORKBOOK):
        problem = f"this is a workbook or a zip archive where {_article(expect)} file was expected"
    elif expect == "json" and start[:1] not in (b"{", b"[") and not head.startswith(_GZIP):
        problem = f"this is not JSON; it begins {_shown(head)}"
    elif expect == "csv" and _is_binary(head):
        problem = f"this is not a text file; it begins {_shown(head)}"
    else:
        return None
    return Fault(
        f"{problem}; it was not kept",
        file=where,
        fix="Open the address in a browser to see what is there now.",
        code="download-content",
    )


def _markup(head: bytes, start: bytes, where: str) -> Fault:
    is_page = b"<html" in start or start.startswith(b"<!doctype html")
    title = page_title(head)
    what = (
        f"a web page titled '{title}'" if title else "a web page" if is_page else "an XML message"
    )
    return Fault(
        f"the server sent {what} instead of the file; it was not kept",
        file=where,
        fix="The file has moved, or the network wants a sign-in: open the address in a browser.",
        code="download-content",
    )


def _is_binary(head: bytes) -> bool:
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return b"\x00" in head and not utf16 and not head.startswith(_GZIP)


def _article(expect: Expect) -> str:
    return "a CSV" if expect == "csv" else "a JSON"


def _shown(head: bytes) -> str:
    text = head[:24].decode("ascii", errors="replace")
    return repr("".join(c if c.isprintable() and c != "\ufffd" else "·" for c in text))
