"""A release: a whole plan frozen into one file, with a hash that tells when it was touched."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from growthplan.plan.layout import Plan
from growthplan.plan.schema import SCHEMA_VERSION
from growthplan.plan.versions.canonical import canonical, digest

ENDING = ".plan.json"
"""What the name of every release ends in."""
FORMAT = 1
"""Version of the layout of a release file."""
_LONGEST_SLUG = 60


@dataclass(frozen=True)
class Release:
    """A plan as it stood on a day: every file to the letter, and what they mean."""

    label: str
    """What it is called, such as `Launch`."""
    day: date
    """The day for which it stands."""
    number: int
    """Which release of the plan it is, counted from 1 in the order in which they were made."""
    schema_version: int
    """Version of the plan's layout that it was checked against."""
    software: str
    """Version of growthplan that made it."""
    files: Mapping[str, bytes]
    """The files by their names within the folder, `/` between steps; bytes as they were."""
    plan: Mapping[str, Any]
    """The checked plan as JSON, with codes for places and defaults filled in."""

    @cached_property
    def sha256(self) -> str:
        """Hash over everything else in the release."""
        return digest(self._content())

    @property
    def name(self) -> str:
        """What its file is called: `2025-10-13-launch.plan.json`."""
        return f"{self.day.isoformat()}-{_slug(self.label)}{ENDING}"

    def _content(self) -> dict[str, Any]:
        return {
            "growthplan_release": FORMAT,
            "label": self.label,
            "date": self.day.isoformat(),
            "number": self.number,
            "schema_version": self.schema_version,
            "software": self.software,
            "files": {name: _as_text(data) for name, data in self.files.items()},
            "plan": self.plan,
        }

    def written(self) -> bytes:
        """The release as the bytes of its file: a line for each part, in canonical form."""
        parts = self._content()
        files, plan = parts.pop("files"), parts.pop("plan")
        parts |= {"sha256": self.sha256, "files": files, "plan": plan}
        lines = ",\n".join(f"{canonical(name)}: {canonical(part)}" for name, part in parts.items())
        return f"{{\n{lines}\n}}\n".encode()


def make_release(
    files: Mapping[str, bytes], plan: Plan, label: str, day: date, software: str, number: int = 1
) -> Release:
    """The release of a plan that has been checked.

    `files` maps names within the plan's folder to bytes, and `plan` is what they mean; `software`
    is the version of growthplan. Nothing of where the folder lies goes in.
    """
    document = plan.model_dump(mode="json")
    words, texts = " ".join(label.split()), dict(sorted(files.items()))
    return Release(words, day, number, SCHEMA_VERSION, software, texts, document)


def _as_text(data: bytes) -> str | dict[str, str]:
    """Text as text, so that a release can be read by eye; other bytes in base 64."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode("ascii")}


def as_bytes(held: Any) -> bytes | None:
    """The bytes of a file as a release holds them; None when they are damaged."""
    if isinstance(held, str):
        try:
            return held.encode("utf-8")
        except UnicodeEncodeError:
            return None
    if isinstance(held, dict) and isinstance(held.get("base64"), str):
        try:
            return base64.b64decode(held["base64"], validate=True)
        except (binascii.Error, ValueError):
            return None
    return None


def _slug(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.casefold())[:_LONGEST_SLUG].strip("-")
    return words or "release"


def latest(releases: Iterable[Release], day: date | None = None) -> Release | None:
    """The newest release, or the newest on or before a day; None when there is none.

    Of several for one day it is the one that was made last.
    """
    known = [one for one in releases if day is None or one.day <= day]
    return max(known, key=lambda one: (one.day, one.number), default=None)
